"""The kinds of file a table is written to: which values each keeps, which become text."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import chain
from math import isfinite
from typing import TYPE_CHECKING, Any

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.tables.plain import FORMULA, harmless, harmless_names, is_day, text_of
from iiz_rules.tables.source import Cell, Cells, listed
from iiz_rules.words.formats import number

if TYPE_CHECKING:
    import polars as pl

BOM = b"\xef\xbb\xbf"
"""the byte order mark by which Excel recognises UTF-8"""
EXACT = 2**53
FIRST_YEAR = 1900
MOST_ROWS, MOST_COLUMNS, LONGEST_TEXT = 1_048_576, 16_384, 32_767
"""what a sheet of a workbook holds: rows, columns, characters in a cell"""
Columns = Mapping[str, Cells]


class Format(ABC):
    """A table file being written."""

    def __init__(self, file: Any) -> None:
        self.file = file

    @abstractmethod
    def write(self, columns: Columns) -> None:
        """Write some rows."""

    def close(self) -> None:  # noqa: B027 - most files have no end of their own
        """Write the end of the file, if its format has one."""


class CsvFile(Format):
    """CSV with semicolons, as spreadsheets here read it; every value as text."""

    headed = False

    def write(self, columns: Columns) -> None:
        """Write some rows."""
        import polars as pl

        names = harmless_names(columns)
        texts = [
            _texts(cells).alias(name) for name, cells in zip(names, columns.values(), strict=True)
        ]
        rows = pl.DataFrame(texts).write_csv(separator=";", include_header=not self.headed)
        self.file.write((b"" if self.headed else BOM) + rows.encode())
        self.headed = True


def _texts(cells: Cells) -> "pl.Series":
    """Cells as texts, the numbers of a typed column as they are."""
    import polars as pl

    if isinstance(cells, pl.Series) and (cells.dtype.is_numeric() or cells.dtype == pl.Date):
        return cells
    values = listed(cells)
    if not set(map(type, values)) <= {str, type(None)}:
        return pl.Series(map(_text, values), dtype=pl.String)
    texts = pl.Series(values, dtype=pl.String)
    suspects = texts.filter(texts.str.contains(FORMULA.pattern)).unique()
    return texts.replace({text: harmless(text) for text in suspects}) if len(suspects) else texts


def _text(cell: Cell) -> str | None:
    """A cell as text; a number may begin with a minus sign."""
    if isinstance(cell, (bool, int, float, Decimal, date)):
        return text_of(cell)
    return None if cell is None else harmless(text_of(cell))


class NdjsonFile(Format):
    """NDJSON; what JSON has no type for becomes text."""

    def write(self, columns: Columns) -> None:
        """Write some rows."""
        rows = zip(*map(listed, columns.values()), strict=True)
        encode = json.JSONEncoder(ensure_ascii=False, default=_in_json, allow_nan=False).encode
        for row in rows:
            line = dict(zip(columns, map(_finite, row), strict=True))
            self.file.write(f"{encode(line)}\n".encode(errors="replace"))


def _finite(value: Any) -> Any:
    return str(value) if isinstance(value, float) and not isfinite(value) else value


def _in_json(value: Any) -> Any:
    if isinstance(value, Decimal) and value.is_finite():
        number = float(value)
        return number if Decimal(repr(number)) == value else str(value)
    return text_of(value)


class XlsxFile(Format):
    """XLSX: numbers, days and truths keep their type where Excel can hold them.

    It is packed in memory: on a full disk an archive would try once more when nobody listens.
    """

    def __init__(self, file: Any) -> None:
        import xlsxwriter

        super().__init__(file)
        self.packed = BytesIO()
        options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
        self.book = xlsxwriter.Workbook(self.packed, options)
        self.sheet = self.book.add_worksheet()
        self.day = self.book.add_format({"num_format": "dd.mm.yyyy"})
        self.moment = self.book.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"})
        self.row = 0

    def write(self, columns: Columns) -> None:
        """Write some rows."""
        heading = [tuple(harmless_names(columns))] if self.row == 0 else []
        for row in chain(heading, zip(*map(listed, columns.values()), strict=True)):
            if self.row >= MOST_ROWS or len(row) > MOST_COLUMNS:
                raise _too_large()
            for place, value in enumerate(row):
                if value is not None:
                    self._write(place, value)
            self.row += 1

    def _write(self, place: int, value: Any) -> None:
        at = (self.row, place)
        match value:
            case bool():
                self.sheet.write_boolean(*at, value)
            case int() | float() | Decimal() if _exact(value):
                self.sheet.write_number(*at, float(value))
            case datetime() if value.tzinfo is None and value.year >= FIRST_YEAR:
                style = self.day if is_day(value) else self.moment
                self.sheet.write_datetime(*at, value, style)
            case date() if not isinstance(value, datetime) and value.year >= FIRST_YEAR:
                self.sheet.write_datetime(*at, value, self.day)
            case _:
                self._write_text(at, harmless(text_of(value)))

    def _write_text(self, at: tuple[int, int], text: str) -> None:
        if len(text) > LONGEST_TEXT:
            raise _too_large()
        self.sheet.write_string(*at, text)

    def close(self) -> None:
        """Pack the book and the library's temporary files; OSError if that fails."""
        from xlsxwriter.exceptions import FileCreateError

        try:
            self.book.close()
        except FileCreateError as error:
            raise error.args[0] from None
        self.file.write(self.packed.getbuffer())


def _too_large() -> UsageError:
    """The library would leave out what a sheet does not hold, without a word."""
    words = {"rows": MOST_ROWS, "columns": MOST_COLUMNS, "signs": LONGEST_TEXT}
    counts = {name: number(count) for name, count in words.items()}
    return UsageError([Finding("too-large-for-workbook", Place(Source("xlsx")), counts)])


def _exact(value: Any) -> bool:
    """Whether Excel holds a number exactly; it keeps fifteen digits."""
    if not isfinite(value) or abs(value) >= EXACT:
        return False
    return not isinstance(value, Decimal) or Decimal(repr(float(value))) == value


class ParquetFile(Format):
    """Parquet: typed columns keep their type; others are text."""

    writer: Any = None

    def write(self, columns: Columns) -> None:
        """Write some rows."""
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter

        table = pa.table({name: _arrow(cells) for name, cells in columns.items()})
        if self.writer is None:
            self.writer = ParquetWriter(self.file, table.schema)
        self.writer.write_table(table.cast(self.writer.schema))

    def close(self) -> None:
        """Write the end, also of an empty table."""
        if self.writer is not None:
            self.writer.close()


def _arrow(cells: Cells) -> Any:
    import pyarrow as pa

    if hasattr(cells, "to_arrow"):
        return cells.to_arrow()
    return pa.array([None if cell is None else text_of(cell) for cell in cells], pa.string())


FORMATS: dict[str, type[Format]] = {
    ".csv": CsvFile,
    ".ndjson": NdjsonFile,
    ".jsonl": NdjsonFile,
    ".parquet": ParquetFile,
    ".xlsx": XlsxFile,
}
LIBRARIES = {".csv": ("polars",), ".parquet": ("pyarrow",), ".xlsx": ("xlsxwriter",)}
"""the library that each kind of file needs"""
