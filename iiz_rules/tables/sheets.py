"""A portfolio read from CSV, XLSX, Parquet or a data frame, its cells not yet looked at.

Cells of files are text; those of data frames keep their types. Row 1 is the heading, as in
spreadsheets. A file is read whole or not at all; single rows that are too long are put aside.
"""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source

ROW = "row"
SEPARATORS = ";,\t"


@dataclass(frozen=True)
class Sheet:
    """A table as it came, with the number of each row, and the rows that cannot be read at all."""

    name: str
    frame: pl.DataFrame
    broken: dict[int, str] = field(default_factory=dict)


def read_sheet(given: Any, name: str = "portfolio") -> Sheet:
    """Read a path, a Polars or pandas data frame, or a list of mappings."""
    if isinstance(given, (str, Path)):
        return _numbered(*_read(Path(given)))
    if isinstance(given, pl.DataFrame):
        return _numbered(name, given)
    if hasattr(given, "iloc"):
        return _numbered(name, _from_pandas(given))
    if isinstance(given, (list, tuple)):
        return _numbered(name, pl.DataFrame(list(given), infer_schema_length=None, strict=False))
    raise UsageError([_unreadable(name, type(given).__name__)])


def _numbered(name: str, frame: pl.DataFrame, broken: dict[int, str] | None = None) -> Sheet:
    if ROW not in frame.columns:
        frame = frame.with_row_index(ROW, offset=2)
    return Sheet(name, frame.with_columns(pl.col(ROW).cast(pl.Int64)), broken or {})


def _read(path: Path) -> tuple[Any, ...]:
    kind = path.suffix.lower()
    try:
        if kind == ".parquet":
            return path.name, pl.read_parquet(path)
        if kind in (".xlsx", ".xlsm", ".xls", ".ods"):
            return path.name, _read_excel(path)
        return path.name, *_read_csv(path.read_bytes())
    except (OSError, UnicodeDecodeError, csv.Error, pl.exceptions.PolarsError) as error:
        raise UsageError([_unreadable(path.name, str(error).splitlines()[0])]) from None


def _unreadable(name: str, why: str) -> Finding:
    return Finding("unreadable-file", Place(Source(name)), {"file": name, "why": why})


def _read_excel(path: Path) -> pl.DataFrame:
    import fastexcel

    try:
        sheet = fastexcel.read_excel(path).load_sheet(0, dtypes="string")
    except fastexcel.FastExcelError as error:
        raise UsageError([_unreadable(path.name, str(error).splitlines()[0])]) from None
    frame = sheet.to_polars()
    return frame.filter(~pl.all_horizontal(pl.all().is_null()))


def _read_csv(data: bytes) -> tuple[pl.DataFrame, dict[int, str]]:
    """Read CSV by the separator that the heading has most of; a byte order mark is passed over."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    heading = data.split(b"\n", 1)[0].decode()
    separator = max(SEPARATORS, key=heading.count)
    try:
        return pl.read_csv(data, separator=separator, infer_schema=False), {}
    except pl.exceptions.ComputeError:
        return _by_rows(data.decode(), separator)


def _by_rows(text: str, separator: str) -> tuple[pl.DataFrame, dict[int, str]]:
    """Read row by row, to find those with more cells than the heading has."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    heading = next(rows, [])
    broken: dict[int, str] = {}
    kept: list[list[str | int | None]] = []
    for number, row in enumerate(rows, 2):
        if len(row) > len(heading):
            broken[number] = row[len(heading)]
        elif row:
            cells = [cell or None for cell in row]
            kept.append([number, *cells, *[None] * (len(heading) - len(row))])
    schema = {ROW: pl.Int64, **dict.fromkeys(heading, pl.String)}
    return pl.DataFrame(kept, schema=schema, orient="row"), broken


def _from_pandas(frame: Any) -> pl.DataFrame:
    """Take over columns; what pandas calls missing is not known, but a float that is no number."""
    found = {}
    for name in frame.columns:
        column = frame[name]
        values = column.astype(object).tolist()
        if getattr(column.dtype, "kind", "O") != "f":
            values = [
                None if absent else one for one, absent in zip(values, column.isna(), strict=True)
            ]
        found[str(name)] = pl.Series(str(name), [_native(one) for one in values], strict=False)
    return pl.DataFrame(found)


def _native(value: Any) -> Any:
    """Give a date without its midnight; everything else as it is."""
    return value.date() if hasattr(value, "to_pydatetime") else value
