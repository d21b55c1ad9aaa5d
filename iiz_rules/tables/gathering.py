"""Gathering rows of cells into chunks by column: the first non-empty row has the headings.

Empty rows are skipped; a row with cells beyond the headings is rejected.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, zip_longest
from pathlib import Path

from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.tables.source import Cell, Cells, Row, Table, check_names, joined, refusal

AT_ONCE = 500
"""rows turned into columns at a time"""


def gathered(read: Callable[[Path], Iterator[Row]], path: Path, most: int) -> Iterator[Table]:
    """Chunks of at most so many rows; a table without rows gives one with only the columns."""
    rows = read(path)
    heading = next((row for row in rows if not blank(row.cells)), None)
    if heading is None:
        raise refusal(path, "no-heading", 1)
    names = ["" if cell is None else str(cell).strip() for cell in heading.cells]
    check_names(path.name, filter(None, names))
    step, first = min(AT_ONCE, most), True
    parts = (_table(path.name, names, some) for some in iter(lambda: list(islice(rows, step)), []))
    while (chunk := list(islice(parts, most // step))) or first:
        yield joined(chunk or [_table(path.name, names, [])])
        first = False


def _table(name: str, names: list[str], rows: list[Row]) -> Table:
    """Turn rows into columns. An empty text is no value; false and zero are."""
    filled = [row for row in rows if not blank(row.cells)]
    findings: list[Finding] = []
    if not all(names) or any(len(row.cells) > len(names) for row in filled):
        faults = {row.number: fault for row in filled if (fault := _misplaced(name, names, row))}
        findings = list(faults.values())
        filled = [row for row in filled if row.number not in faults]
    columns: dict[str, Cells] = {
        heading: [None if cell == "" else cell for cell in cells]
        for heading, *cells in zip_longest(names, *(row.cells for row in filled))
        if heading
    }
    done = rows[-1].done if rows else 1.0
    return Table(name, [row.number for row in filled], columns, tuple(findings), done)


def _misplaced(name: str, names: list[str], row: Row) -> Finding | None:
    """Report the first cell of a row in a column without heading."""
    for place, (heading, cell) in enumerate(zip_longest(names, row.cells), 1):
        if not heading and not blank([cell]):
            where = Place(Source(name), row.number, place)
            return Finding("too-many-cells", where, {"got": shown(cell)})
    return None


def blank(cells: Sequence[Cell]) -> bool:
    """Whether a row is empty."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)
