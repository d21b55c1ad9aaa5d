"""What every kind of file of rows is read into, and why one is none.

A cell is None where nothing stands, text as people typed it, or a value that the file has a type
for. `NoValue` is a cell that shows something and holds no value: an error, a formula not computed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.text.files import unreadable
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

NOT_AS_SAID = text("findings.table.not-as-said")
NO_HEADING = text("findings.table.no-heading")

Cell = Any
Of = TypeVar("Of")
END: Any = object()


class Cells(Protocol):
    """The cells of a column: a list, or a typed column of Polars."""

    def __len__(self) -> int:
        """How many."""

    def __iter__(self) -> Iterator[Cell]:
        """One after the other."""

    def __getitem__(self, place: int, /) -> Cell:
        """Give one."""


@dataclass(frozen=True)
class NoValue:
    """A cell that shows something and holds no value: what it shows, and the finding it is."""

    shows: str
    code: str = "bad-cell"

    def __str__(self) -> str:
        return self.shows


def listed(cells: Cells) -> list[Cell]:
    """Give cells as values of Python, those of a typed column too."""
    values = cells.to_list() if hasattr(cells, "to_list") else cells
    return values if isinstance(values, list) else list(values)


class Row(NamedTuple):
    """A row: its number as people see it, its cells, and the share of the file read so far."""

    number: int
    cells: Sequence[Cell]
    done: float


@dataclass(frozen=True)
class Table:
    """A table, or some rows of one, by column; and the rows that cannot be read at all."""

    name: str
    numbers: list[int]
    """the rows as people see them"""
    columns: Mapping[str, Cells]
    """the cells of each heading"""
    findings: tuple[Finding, ...] = ()
    done: float = 1.0
    """the share of the file that has been read"""

    @property
    def total(self) -> int:
        """How many rows there are, those that cannot be read included."""
        return len(self.numbers) + len(self.findings)


def refusal(path: Path, reason: Text, line: int = 0) -> UsageError:
    """Say why a file is no table, and at which line where that is known."""
    words = {"file": shown(path.name), "reason": reason}
    place = Place(Source(path.name), line, min(line, 1))
    return UsageError([Finding("broken-file", place, words)])


OURS = (UsageError, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError)


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Make what a library raises a fault of the file: for a few lines that call libraries only.

    Libraries in Rust also panic, which is no `Exception`.
    """
    try:
        yield
    except OURS:
        raise
    except OSError as error:
        raise UsageError([unreadable(path.name, error)]) from None
    except BaseException as error:
        raise refusal(path, NOT_AS_SAID) from error


def each(path: Path, values: Iterator[Of]) -> Iterator[Of]:
    """Iterate over what a library reads step by step."""
    while True:
        with guarded(path):
            value = next(values, END)
        if value is END:
            return
        yield value


def share(file: Any, size: int) -> float:
    """Say how much of a text file is read, about: Python reads ahead."""
    return float(file.buffer.tell() / size)


def check_names(name: str, columns: Iterable[str]) -> None:
    """Refuse two columns of one name: which of them is meant nobody can say."""
    seen: set[str] = set()
    for column in columns:
        if column in seen:
            words = {"fact": shown(column), "column": shown(column)}
            raise UsageError([Finding("column-twice", Place(Source(name), 1, 1), words)])
        seen.add(column)


def tabled(path: Path, rows: Iterator[Row], most: int) -> Iterator[Table]:
    """Make chunks of rows, the first of which is the heading; of no rows one without any.

    A row without any cell is passed over; one with cells that have no heading is put aside.
    """
    heading = next(rows, None)
    names = ["" if cell is None else str(cell).strip() for cell in heading.cells] if heading else []
    places = [place for place, name in enumerate(names) if name]
    if not places:
        raise refusal(path, NO_HEADING, 1)
    check_names(path.name, (names[place] for place in places))
    named, width, done = {names[place]: place for place in places}, len(names), 0.0
    numbers: list[int] = []
    kept: list[Sequence[Cell]] = []
    findings: list[Finding] = []
    pending = True
    for number, cells, done in rows:
        if len(kept) == most:
            yield _chunk(path, numbers, named, kept, findings, done)
            numbers, kept, findings, pending = [], [], [], False
        if blank(cells):
            continue
        surplus = _surplus(cells, width, named)
        if surplus is not None:
            place = Place(Source(path.name), number, surplus + 1)
            findings.append(Finding("too-many-cells", place, {"got": shown(cells[surplus])}))
            continue
        numbers.append(number)
        kept.append(cells)
    if kept or findings or pending:
        yield _chunk(path, numbers, named, kept, findings, 1.0)


def blank(cells: Sequence[Cell]) -> bool:
    """Whether nothing stands in a row."""
    return not any(cell is not None and cell != "" and not _space(cell) for cell in cells)


def _space(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _surplus(cells: Sequence[Cell], width: int, named: dict[str, int]) -> int | None:
    """Find the first cell that stands in no named column."""
    if len(cells) <= width == len(named):
        return None
    known = set(named.values())
    for place, cell in enumerate(cells):
        if place not in known and not blank([cell]):
            return place
    return None


def _chunk(
    path: Path,
    numbers: list[int],
    named: dict[str, int],
    rows: list[Sequence[Cell]],
    findings: list[Finding],
    done: float,
) -> Table:
    columns = {
        name: [row[place] if place < len(row) else None for row in rows]
        for name, place in named.items()
    }
    return Table(path.name, numbers, columns, tuple(findings), done)
