"""A file of rows, chunk by chunk, its cells not yet looked at: CSV, NDJSON, XLSX, Parquet.

A row that cannot be read is put aside with the reason; a file that cannot be is a UsageError.
Nothing that a library raises gets out (`source.guarded`).
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from iiz_rules.findings.errors import UsageError, needed
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.text.files import unreadable
from iiz_rules.tables import delimited, ndjson, parquet, workbook
from iiz_rules.tables.gathering import gathered
from iiz_rules.tables.source import Table, refusal

ROWS = 50_000
"""How many rows a chunk has."""
Chunks = Callable[[Path, int], Iterator[Table]]


def _delimited(path: Path, most: int) -> Iterator[Table]:
    return gathered(path, delimited.rows(path), most)


def _workbook(path: Path, most: int) -> Iterator[Table]:
    return gathered(path, workbook.rows(path), most)


READERS: dict[str, Chunks] = {
    ".csv": _delimited,
    ".ndjson": ndjson.chunks,
    ".jsonl": ndjson.chunks,
    ".parquet": parquet.chunks,
    ".xlsx": _workbook,
    ".xlsm": _workbook,
}
LIBRARIES = {
    ".parquet": ("polars", "pyarrow"),
    ".xlsx": ("python_calamine",),
    ".xlsm": ("python_calamine",),
}
"""What a kind of file needs beside Python; CSV and NDJSON need nothing."""


def chunks(path: Path, rows: int | None = None) -> Iterator[Table]:
    """Read a file by the ending of its name, so many rows at a time.

    There is always a first chunk, and it has the columns of all that follow.
    """
    kind = path.suffix.lower()
    if kind not in READERS:
        words = {"name": "FILE", "got": shown(path.name), "known": ", ".join(READERS), "near": ""}
        raise UsageError([Finding("wrong-argument", Place(Source(path.name)), words)])
    needed(LIBRARIES.get(kind, ()), "batch")
    try:
        yield from READERS[kind](path, rows or ROWS)
    except OSError as error:
        raise UsageError([unreadable(path.name, error)]) from None
    except UnicodeDecodeError:
        raise refusal(path, delimited.encoding_of(path)) from None
