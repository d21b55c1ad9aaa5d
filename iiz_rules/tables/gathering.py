"""Rows of cells gathered into chunks by column: the first row names the columns.

A row in which nothing stands is passed over; one with cells that have no heading is put aside.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.tables.source import Cell, Row, Table, check_names, refusal
from iiz_rules.words.say import text

NO_HEADING = text("findings.table.no-heading")
AT_ONCE = 500
"""rows turned into columns at a time: few enough that nothing else has to look after them"""


def gathered(path: Path, rows: Iterator[Row], most: int) -> Iterator[Table]:
    """Chunks of so many rows; of no rows at all one that has only the columns."""
    heading = next(rows, None)
    names = [_name(cell) for cell in heading.cells] if heading else []
    if not any(names):
        raise refusal(path, NO_HEADING, 1)
    check_names(path.name, filter(None, names))
    chunk = Gathered(path.name, names)
    pending = True
    while some := list(islice(rows, min(AT_ONCE, most))):
        if chunk.numbers and chunk.height + len(some) > most:
            yield chunk.table()
            chunk, pending = Gathered(path.name, names), False
        chunk.add(some)
    if pending or chunk.height:
        yield chunk.table()


def _name(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()


class Gathered:
    """Rows that become a chunk."""

    def __init__(self, name: str, names: list[str]) -> None:
        self.name = name
        self.places = {heading: place for place, heading in enumerate(names) if heading}
        self.width = len(names)
        self.numbers: list[int] = []
        self.columns: dict[str, list[Cell]] = {heading: [] for heading in self.places}
        self.findings: list[Finding] = []
        self.done = 1.0

    @property
    def height(self) -> int:
        """How many rows there are, those put aside included."""
        return len(self.numbers) + len(self.findings)

    def add(self, rows: list[Row]) -> None:
        """Add some rows."""
        kept = [row for row in rows if not blank(row.cells) and self._has_headings(row)]
        self.numbers += [row.number for row in kept]
        for heading, place in self.places.items():
            self.columns[heading] += [
                row.cells[place] or _nothing(row.cells[place]) if place < len(row.cells) else None
                for row in kept
            ]
        self.done = rows[-1].done

    def _has_headings(self, row: Row) -> bool:
        """Whether every cell stands in a named column; puts the row aside if not."""
        if len(row.cells) <= self.width == len(self.places):
            return True
        named = set(self.places.values())
        for place, cell in enumerate(row.cells):
            if place not in named and not blank([cell]):
                at = Place(Source(self.name), row.number, place + 1)
                self.findings.append(Finding("too-many-cells", at, {"got": shown(cell)}))
                return False
        return True

    def table(self) -> Table:
        """What was gathered."""
        return Table(self.name, self.numbers, self.columns, tuple(self.findings), self.done)


def blank(cells: Sequence[Cell]) -> bool:
    """Whether nothing stands in a row."""
    for cell in cells:
        if cell is None or cell == "" or (isinstance(cell, str) and cell.isspace()):
            continue
        return False
    return True


def _nothing(cell: Cell) -> Cell:
    """Give None for an empty text; false and nought are values."""
    return None if cell == "" else cell
