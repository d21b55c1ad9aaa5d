"""Reading a file of rows in chunks, cells still raw: CSV, NDJSON, XLSX, Parquet.

A row that cannot be read is rejected with the reason; a file that cannot be is a UsageError.
Nothing that a library raises gets out (`source.guarded`).
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from iiz_rules.findings.errors import UsageError, needed
from iiz_rules.language.text.files import unreadable
from iiz_rules.tables import delimited, ndjson, parquet, workbook
from iiz_rules.tables.gathering import gathered
from iiz_rules.tables.source import Table, kind_of, refusal

ROWS = 50_000
"""rows of a chunk"""
READERS: dict[str, Callable[[Path, int], Iterator[Table]]] = {
    ".csv": partial(gathered, delimited.rows),
    ".ndjson": ndjson.chunks,
    ".jsonl": ndjson.chunks,
    ".parquet": parquet.chunks,
    ".xlsx": partial(gathered, workbook.rows),
    ".xlsm": partial(gathered, workbook.rows),
}
LIBRARIES = {
    ".parquet": ("polars", "pyarrow"),
    ".xlsx": ("python_calamine",),
    ".xlsm": ("python_calamine",),
}
"""the library that each kind of file needs; CSV and NDJSON need none"""


def chunks(path: Path, name: str, rows: int | None = None) -> Iterator[Table]:
    """Read a file by the ending of its name, so many rows at a time; `name` is the caller's for it.

    There is always a first chunk, and it has the columns of all that follow.
    """
    kind = kind_of(path, READERS, name)
    needed(LIBRARIES.get(kind, ()), "batch")
    try:
        yield from READERS[kind](path, rows or ROWS)
    except OSError as error:
        raise UsageError([unreadable(path.name, error)]) from None
    except UnicodeDecodeError:
        raise refusal(path, delimited.encoding_of(path)) from None
