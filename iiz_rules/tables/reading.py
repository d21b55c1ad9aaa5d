"""A file of cases as chunks of rows, cells not looked at: CSV, NDJSON, XLSX as text, Parquet typed.

Row numbers are those of the file as an editor or a spreadsheet counts them. A row that cannot be
read at all is put aside with the reason; a file that cannot be is a finding.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.text.files import unreadable
from iiz_rules.language.values import shown
from iiz_rules.tables import delimited, ndjson, packed
from iiz_rules.tables.chunk import Chunk, refusal
from iiz_rules.words.text import Text

ROWS = 50_000
"""How many rows a chunk has."""
ENCODING = Text(
    de="der Text ist nicht in UTF-8",
    fr="le texte n'est pas en UTF-8",
    en="the text is not in UTF-8",
)
READERS: dict[str, Callable[[Path, int], Iterator[Chunk]]] = {
    ".csv": delimited.chunks,
    ".ndjson": ndjson.chunks,
    ".jsonl": ndjson.chunks,
    ".parquet": packed.parquet,
    ".xlsx": packed.xlsx,
}


def chunks(path: Path, rows: int | None = None) -> Iterator[Chunk]:
    """Read a file by the name's ending; UsageError where it is none that can be read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        words = {"name": "--batch", "got": shown(path.name), "known": ", ".join(READERS)}
        raise UsageError(
            [Finding("wrong-argument", Place(Source(path.name)), {**words, "near": ""})]
        )
    try:
        yield from reader(path, rows or ROWS)
    except OSError as error:
        raise UsageError([unreadable(path.name, error)]) from None
    except UnicodeDecodeError:
        raise refusal(path, ENCODING) from None
