"""CSV: by the separator that the heading has most of; text in UTF-8, a byte order mark or not.

Rows are numbered as a spreadsheet does: one with line breaks in its cells is one row, a blank line
is one too. Faults of quoting are named with the line at which an editor finds them.
"""

import csv
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from iiz_rules.tables.source import Row, refusal, share
from iiz_rules.words.text import Text

SEPARATORS = ";,\t"
CALLED = re.compile(r'"?sep=(.)"?[;,\t]*\r?\n?')
"""How Excel says in a first line which separator follows; it shows that line to nobody."""
LONGEST_HEADING = 1_000
"""lines: a heading that goes on has a quotation mark that is never closed"""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
QUOTES = Text(
    de="ein Anführungszeichen geht nicht auf",
    fr="un guillemet n'est pas fermé correctement",
    en="a quotation mark does not match",
)
OLD_ENCODING = Text(
    de="der Text ist nicht in UTF-8, sondern wohl in der alten Kodierung von Windows (CP-1252), "
    "in der Excel «CSV» speichert",
    fr="le texte n'est pas en UTF-8, mais sans doute dans l'ancien codage de Windows (CP-1252), "
    "dans lequel Excel enregistre « CSV »",
    en="the text is not in UTF-8 but probably in the old encoding of Windows (CP-1252), in which "
    "Excel saves “CSV”",
)
WIDE_ENCODING = Text(
    de="der Text ist nicht in UTF-8, sondern in UTF-16",
    fr="le texte n'est pas en UTF-8, mais en UTF-16",
    en="the text is not in UTF-8 but in UTF-16",
)


def rows(path: Path) -> Iterator[Row]:
    """Read a file, the heading first."""
    size = path.stat().st_size or 1
    line = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            separator, skipped = _separator(path, file)
            table = csv.reader(file, delimiter=separator, strict=True)
            for number, cells in enumerate(table, 1):
                done = share(file, size) if number % 1000 == 0 else 0.0
                yield Row(number, [cell or None for cell in cells], done)
                line = table.line_num + skipped
    except csv.Error:
        raise refusal(path, QUOTES, line + 1) from None


def encoding_of(path: Path) -> Text:
    """Say what a text that is not in UTF-8 is written in, most probably."""
    with path.open("rb") as start:
        return WIDE_ENCODING if start.read(2) in UTF_16 else OLD_ENCODING


def _separator(path: Path, file: TextIO) -> tuple[str, int]:
    """Find the separator, and leave the file at its heading: how many lines stand before it."""
    start = file.tell()
    first = file.readline()
    if called := CALLED.fullmatch(first):
        return called[1], 1
    heading = first
    for following in islice(file, LONGEST_HEADING):
        if heading.count('"') % 2 == 0:
            break
        heading += following
    if heading.count('"') % 2:
        raise refusal(path, QUOTES, 1)
    file.seek(start)
    outside = re.sub('"[^"]*"', "", heading)
    return max(SEPARATORS, key=outside.count), 0
