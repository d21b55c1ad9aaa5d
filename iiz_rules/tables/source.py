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
        """One."""


@dataclass(frozen=True)
class NoValue:
    """A cell that shows something and holds no value: what it shows, and the finding it is."""

    shows: str
    code: str = "bad-cell"

    def __str__(self) -> str:
        return self.shows


def listed(cells: Cells) -> list[Cell]:
    """Cells as values of Python, those of a typed column too."""
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
