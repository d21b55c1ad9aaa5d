"""The cells of a table with their places in its text, for editing.

A workbook has no text: it is shown with a line for each row of its sheet, cells between semicolons.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import groupby
from pathlib import Path

from iiz_rules.language.text.retyped import as_shown
from iiz_rules.tables.delimited import encoding_in, separator_of
from iiz_rules.tables.sheet import CellScan, SheetCell, book_of
from iiz_rules.tables.source import guarded, refusal

BOOK = ".xlsx"
APART = ";"
SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class PlacedCell:
    """A non-empty cell with its place."""

    row: int
    """as in a spreadsheet, from 1"""
    column: int
    """from 1"""
    text: str
    line: int
    """the line of the text shown, from 1, like `at`: where the cell's text begins"""
    at: int
    fixed: str = ""
    """why its text cannot be replaced without loss (`findings.fixed`), else empty"""

    @property
    def name(self) -> str:
        """What a spreadsheet calls it.

        >>> PlacedCell(7, 28, "", 0, 0).name
        'AB7'
        """
        letters, rest = "", self.column
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(65 + letter) + letters
        return f"{letters}{self.row}"


@dataclass(frozen=True)
class PlacedTable:
    """A table as shown, and its non-empty rows."""

    text: str
    rows: tuple[tuple[PlacedCell, ...], ...]
    formulas: str = ""
    """the formulas and lookups of a workbook"""


def placed(data: bytes, path: Path) -> PlacedTable:
    """A table from its bytes, by the ending of its name. UsageError if it cannot be read."""
    if path.suffix.lower() == BOOK:
        with guarded(path):
            book = book_of(path, data)
            return _shown(CellScan(book).cells(), book.formulas)
    shown = as_shown(data)
    if shown is None:
        raise refusal(path, encoding_in(data[:2]))
    return PlacedTable(shown, tuple(_rows(path, shown)))


def _shown(cells: Iterable[SheetCell], formulas: str) -> PlacedTable:
    """A sheet as a text."""
    lines: list[str] = []
    rows: list[tuple[PlacedCell, ...]] = []
    for number, row in groupby(cells, lambda cell: cell.row):
        line, column, known = "", 1, list[PlacedCell]()
        for cell in row:
            line += APART * (cell.column - column)
            column = cell.column
            where = PlacedCell(number, column, cell.text, number, len(line) + 1, cell.fixed)
            known.append(where)
            line += SPACE.sub(" ", cell.text)
        lines += [""] * (number - len(lines) - 1) + [line]
        rows.append(tuple(known))
    return PlacedTable("\n".join(lines), tuple(rows), formulas)


def _rows(path: Path, text: str) -> Iterator[tuple[PlacedCell, ...]]:
    """The rows of a text, split into cells as Python's `csv` does."""
    file = StringIO(text)
    separator, _ = separator_of(path, file)
    cell = re.compile(f'"(?P<quoted>(?:[^"]|"")*)"|(?P<bare>[^{re.escape(separator)}\n]*)')
    starts = [0, *(end.end() for end in re.finditer("\n", text))]
    at, row, cells, column = file.tell(), 1, list[PlacedCell](), 1
    while at < len(text):
        read = cell.match(text, at)
        assert read is not None
        assert read.lastgroup is not None
        line = bisect_right(starts, read.start(read.lastgroup))
        after = text[read.end() : read.end() + 1]
        if after not in ("", "\n", separator):
            raise refusal(path, "quotes", line)
        written, begin = read[read.lastgroup], read.start(read.lastgroup) - starts[line - 1] + 1
        if written:
            fixed = "quotes" if '"' in written or "\n" in written else ""
            said = written.replace('""', '"') if read["quoted"] else written
            cells.append(PlacedCell(row, column, said, line, begin, fixed))
        at, column = read.end() + 1, column + 1
        if after != separator:
            yield tuple(cells)
            cells, column, row = [], 1, row + 1
    if cells:
        yield tuple(cells)
