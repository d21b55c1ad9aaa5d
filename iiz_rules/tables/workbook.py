"""Workbooks: the first visible sheet, with its row numbers.

The values are python-calamine's. It takes a cell with an error or a formula that was never
computed for an empty one, and unpacks whatever it is given. So the parts of the file are judged
before (`archive`), and the sheet is looked through for such cells (`marks`). A day that only
spreadsheets count it takes for the day before.
"""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

from iiz_rules.tables.archive import sheet_of
from iiz_rules.tables.cells import whole
from iiz_rules.tables.gathering import blank
from iiz_rules.tables.marks import Marks, invented_days, marks_of
from iiz_rules.tables.source import Cell, NoValue, Row, each, guarded

Block = tuple[tuple[int, int], tuple[int, int]]
"""the first and the last of some merged cells, counted from 0"""


def rows(path: Path) -> Iterator[Row]:
    """Read a book."""
    from python_calamine import load_workbook

    with guarded(path):
        name, part = sheet_of(path)
        marks = marks_of(path, part)
        book = load_workbook(path)
    invented = Invented(path, part)
    with book:
        with guarded(path):
            sheet = book.get_sheet_by_name(name)
            merged = Merged(sheet.merged_cell_ranges or [])
        left, whole_height = (sheet.start or (0, 0))[1], sheet.total_height or 1
        for number, line in enumerate(each(path, sheet.iter_rows()), 1):
            cells: list[Cell] = [None] * left
            cells += [whole(cell) if type(cell) is float else cell for cell in line]
            if BEFORE in cells:
                invented.mark(number, cells)
            for place, mark in marks.get(number, {}).items():
                cells += [None] * (place + 1 - len(cells))
                cells[place] = mark
            if number > 1:
                merged.fill(number - 1, cells)
            yield Row(number, cells, number / whole_height)


BEFORE = date(1900, 2, 28)
"""The day before the one that spreadsheets invent."""


class Invented:
    """The 29.02.1900, which is no day, told from the day before; looked for where that one is."""

    def __init__(self, path: Path, part: str) -> None:
        self.path, self.part = path, part

    @cached_property
    def marks(self) -> Marks:
        """Where it stands."""
        with guarded(self.path):
            return invented_days(self.path, self.part)

    def mark(self, row: int, cells: list[Cell]) -> None:
        """Say of cells that are read as the day before that they show no day."""
        for place, mark in self.marks.get(row, {}).items():
            if cells[place : place + 1] == [BEFORE]:
                cells[place] = mark


class Merged:
    """Merged cells as people see them: the value of the first one holds for all rows.

    Merged across columns, nobody can say to which of them it belongs: the cells after the first
    hold no value.
    """

    def __init__(self, blocks: list[Block]) -> None:
        self.coming = sorted(blocks, reverse=True)
        self.open: list[tuple[Block, Cell]] = []

    def fill(self, row: int, cells: list[Cell]) -> None:
        """Fill the merged cells of a row; the rows before must be filled already."""
        if not (self.open or self.coming):
            return
        empty = blank(cells)
        while self.coming and self.coming[-1][0][0] <= row:
            block = self.coming.pop()
            first = block[0][1]
            if not blank(cells[first : first + 1]):
                self.open.append((block, cells[first]))
        self.open = [(block, cell) for block, cell in self.open if block[1][0] >= row]
        if not empty:
            for block, cell in self.open:
                _fill(cells, block, cell)


def _fill(cells: list[Cell], block: Block, cell: Cell) -> None:
    (_, first), (_, last) = block
    cells += [None] * (last + 1 - len(cells))
    cells[first] = cell
    for place in range(first + 1, last + 1):
        cells[place] = NoValue(str(cell), "merged-cells")
