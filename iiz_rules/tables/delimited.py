"""CSV: the separator is the most frequent in the heading; UTF-8, with or without a BOM.

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

SEPARATORS = ";,\t"
CALLED = re.compile(r'"?sep=(.)"?[;,\t]*\r?\n?')
"""the first line by which Excel declares the separator, without showing it"""
LONGEST_HEADING = 1_000
"""lines; a longer heading has a quotation mark that is never closed"""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def rows(path: Path) -> Iterator[Row]:
    """Read a file, the heading first."""
    size = path.stat().st_size or 1
    line, done = 0, 0.0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            separator, skipped = separator_of(path, file)
            table = csv.reader(file, delimiter=separator, strict=True)
            for number, cells in enumerate(table, 1):
                done = share(file, size) if number % 1000 == 0 else done
                yield Row(number, cells, done)
                line = table.line_num + skipped
    except csv.Error as error:
        why = "long-cell" if str(csv.field_size_limit()) in str(error) else "quotes"
        raise refusal(path, why, line + 1) from None


def encoding_of(path: Path) -> str:
    """The probable encoding of a text that is not UTF-8."""
    with path.open("rb") as start:
        return encoding_in(start.read(2))


def encoding_in(start: bytes) -> str:
    """The same, from its first two bytes."""
    return "wide-encoding" if start in UTF_16 else "old-encoding"


def separator_of(path: Path, file: TextIO) -> tuple[str, int]:
    """Find the separator and the lines before the heading; leaves the file at the heading."""
    start = file.tell()
    heading = file.readline()
    if heading.count("\0") * 3 >= len(heading) > 0:  # every other letter: UTF-16 without its mark
        raise refusal(path, "wide-encoding")
    if called := CALLED.fullmatch(heading):
        return called[1], 1
    for following in islice(file, LONGEST_HEADING):
        if heading.count('"') % 2 == 0:
            break
        heading += following
    if heading.count('"') % 2:
        raise refusal(path, "quotes", 1)
    file.seek(start)
    outside = re.sub('"[^"]*"', "", heading)
    return max(SEPARATORS, key=outside.count), 0
