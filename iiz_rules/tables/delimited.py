"""CSV as chunks: by the separator that the heading has most of; a byte order mark is passed over.

Rows are numbered as an editor counts the lines on which they end.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from iiz_rules.tables.chunk import Chunk, headed, position, refusal, tabled, taken
from iiz_rules.words.text import Text

SEPARATORS = ";,\t"
QUOTES = Text(
    de="ein Anführungszeichen geht nicht auf",
    fr="un guillemet n'est pas fermé correctement",
    en="a quotation mark does not match",
)


def chunks(path: Path, rows: int) -> Iterator[Chunk]:
    """Read a file."""
    size = path.stat().st_size or 1
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading = file.readline()
        separator = max(SEPARATORS, key=heading.count)
        names = headed(path, next(csv.reader([heading], delimiter=separator), []))
        counted = csv.reader(file, delimiter=separator, strict=True)
        numbered = ((counted.line_num + 1, row) for row in counted if row)
        try:
            for some in taken(numbered, rows):
                yield tabled(names, some, position(file) / size)
        except csv.Error:
            raise refusal(path, QUOTES, counted.line_num + 1) from None
