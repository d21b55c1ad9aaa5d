"""Parquet, typed, and XLSX, as text, as chunks."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from iiz_rules.tables.chunk import NOT_AS_SAID, Chunk, cell, headed, refusal, tabled, taken


def parquet(path: Path, rows: int) -> Iterator[Chunk]:
    """Read a file; its rows are numbered from 1."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            whole, seen = file.metadata.num_rows or 1, 0
            for batch in file.iter_batches(batch_size=rows):
                frame = pl.DataFrame(pl.from_arrow(batch))
                numbers = list(range(seen + 1, seen + 1 + frame.height))
                seen += frame.height
                yield Chunk(numbers, frame, {}, seen / whole)
            if not seen:
                yield Chunk([], pl.DataFrame(pl.from_arrow(file.schema_arrow.empty_table())))
    except pa.ArrowInvalid:
        raise refusal(path, NOT_AS_SAID) from None


def xlsx(path: Path, rows: int) -> Iterator[Chunk]:
    """Read the first sheet of a book; its rows are numbered as there."""
    from zipfile import BadZipFile

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError):
        raise refusal(path, NOT_AS_SAID) from None
    sheet = book.worksheets[0]
    lines = ([cell(one) for one in line] for line in sheet.iter_rows(values_only=True))
    try:
        names = headed(path, [name or "" for name in next(lines, [])])
        whole = sheet.max_row or 1
        numbered = ((n, line) for n, line in enumerate(lines, 2) if any(line))
        for some in taken(numbered, rows):
            yield tabled(names, some, some[-1][0] / whole if some else 1.0)
    finally:
        book.close()
