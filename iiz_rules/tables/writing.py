"""Answers written chunk by chunk, whole or not at all; nothing in them can be taken for a formula.

All goes to a file beside the one that was named, which takes its place at the end and not before.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import Any

import polars as pl

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.values import shown
from iiz_rules.tables.export import BOM, neutral

Write = Callable[[pl.DataFrame], None]
Close = Callable[[], None]


class Writer:
    """A file of answers that is being written; leaving it with an error leaves no file."""

    def __init__(self, target: Path) -> None:
        kind = target.suffix.lower()
        if kind not in _OPEN:
            words = {"name": "-o", "got": shown(target.name), "known": ", ".join(_OPEN)}
            place = Place(Source(target.name))
            raise UsageError([Finding("wrong-argument", place, {**words, "near": ""})])
        self.target = target
        try:
            self.file = NamedTemporaryFile(  # noqa: SIM115 - leaving the writer closes it
                dir=target.parent, prefix=f".{target.name}", delete=False
            )
        except OSError as error:
            raise self._unwritable(error) from None
        self.write, self.close = _OPEN[kind](self.file)

    def __enter__(self) -> "Writer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()
            return
        self.file.close()
        Path(self.file.name).unlink()
        if isinstance(error, OSError):
            raise self._unwritable(error) from None

    def write_rows(self, columns: Mapping[str, type], rows: Sequence[tuple[object, ...]]) -> None:
        """Write rows that are no frame yet."""
        self.write(pl.DataFrame(rows, schema=dict(columns), orient="row"))

    def _finish(self) -> None:
        try:
            self.close()
            self.file.flush()
            os.fsync(self.file.fileno())
            self.file.close()
            Path(self.file.name).chmod(0o666 & ~_umask())
            Path(self.file.name).replace(self.target)
        except OSError as error:
            Path(self.file.name).unlink(missing_ok=True)
            raise self._unwritable(error) from None

    def _unwritable(self, error: OSError) -> UsageError:
        words = {"file": shown(str(self.target)), "why": error.strerror or type(error).__name__}
        return UsageError([Finding("unwritable-file", Place(Source(self.target.name)), words)])


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Write lists as cells are read, and no heading that a spreadsheet would compute."""
    headings = neutral(pl.DataFrame({"name": frame.columns}))["name"].to_list()
    plain = neutral(frame.with_columns(pl.col(pl.List(pl.String)).list.join("|")))
    return plain.rename(dict(zip(frame.columns, headings, strict=True)))


def _csv(file: Any) -> tuple[Write, Close]:
    headed = False

    def write(frame: pl.DataFrame) -> None:
        nonlocal headed
        text = _flat(frame).write_csv(separator=";", include_header=not headed)
        file.write((b"" if headed else BOM) + text.encode())
        headed = True

    return write, lambda: None


def _ndjson(file: Any) -> tuple[Write, Close]:
    return lambda frame: frame.write_ndjson(file), lambda: None


def _parquet(file: Any) -> tuple[Write, Close]:
    from pyarrow import parquet

    opened: list[Any] = []

    def write(frame: pl.DataFrame) -> None:
        table = frame.to_arrow()
        if not opened:
            opened.append(parquet.ParquetWriter(file, table.schema))
        opened[0].write_table(table.cast(opened[0].schema))

    return write, lambda: opened[0].close() if opened else None


def _xlsx(file: Any) -> tuple[Write, Close]:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    headed = False

    def write(frame: pl.DataFrame) -> None:
        nonlocal headed
        if not headed:
            sheet.append(_flat(frame).columns)
            headed = True
        for row in _flat(frame).iter_rows():
            sheet.append(row)

    return write, lambda: book.save(file)


_OPEN: dict[str, Callable[[Any], tuple[Write, Close]]] = {
    ".csv": _csv,
    ".ndjson": _ndjson,
    ".jsonl": _ndjson,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}
