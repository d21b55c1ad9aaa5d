"""What every kind of table file is read into, and why one cannot be read.

A cell is None where nothing stands, text as people typed it, or a value that the file has a type
for. `NoValue` is a cell that shows something and holds no value: an error, a formula not computed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.text.files import unreadable
from iiz_rules.words.say import text

if TYPE_CHECKING:
    import polars as pl

NOT_AS_SAID = "not-as-said"

Cell = Any
Cells: TypeAlias = "Sequence[Cell] | pl.Series"
"""the cells of a column: a list, or a typed column of Polars"""
Of = TypeVar("Of")
END: Any = object()


@dataclass(frozen=True)
class NoValue:
    """A cell that shows something but holds no value: what it shows, and the finding."""

    shows: str
    code: str = "bad-cell"

    def __str__(self) -> str:
        return self.shows


def listed(cells: Cells) -> list[Cell]:
    """Cells as Python values, also those of a typed column."""
    values = cells.to_list() if hasattr(cells, "to_list") else cells
    return values if isinstance(values, list) else list(values)


class Row(NamedTuple):
    """A row: its number as shown to people, its cells, and the share of the file read."""

    number: int
    cells: Sequence[Cell]
    done: float


@dataclass(frozen=True)
class Table:
    """A table or a chunk of one, by column, with findings for unreadable rows."""

    name: str
    numbers: list[int]
    """the row numbers as shown to people"""
    columns: Mapping[str, Cells]
    """the cells of each heading"""
    findings: tuple[Finding, ...] = ()
    done: float = 1.0
    """the share of the file that has been read"""

    @property
    def total(self) -> int:
        """How many rows there are, including unreadable ones."""
        return len(self.numbers) + len(self.findings)

    def nested(self) -> list[str]:
        """The headings whose cells hold names of their own, as a struct of Parquet does."""
        return [heading for heading, cells in self.columns.items() if _is_nested(cells)]


def _is_nested(cells: Cells) -> bool:
    if hasattr(cells, "dtype"):
        return bool(cells.dtype.is_nested() and hasattr(cells.dtype, "fields"))
    return isinstance(next((cell for cell in cells if cell is not None), None), Mapping)


def joined(parts: list[Table]) -> Table:
    """One table of parts with the same columns."""
    first, *others = parts
    if not others:
        return first
    columns: dict[str, Cells] = {
        column: list(chain.from_iterable(part.columns[column] for part in parts))
        for column in first.columns
    }
    numbers = [number for part in parts for number in part.numbers]
    findings = tuple(finding for part in parts for finding in part.findings)
    return Table(first.name, numbers, columns, findings, parts[-1].done)


def kind_of(path: Path, known: Iterable[str], name: str) -> str:
    """The ending of a file; UsageError for an unknown one, with the file called `name`."""
    kind = path.suffix.lower()
    if kind not in known:
        words = {"name": name, "got": shown(path.name), "known": ", ".join(known), "near": ""}
        raise UsageError([Finding("wrong-argument", Place(Source(path.name)), words)])
    return kind


def refusal(path: Path, why: str, line: int = 0, **gaps: object) -> UsageError:
    """The error about a file that is not a table, with the line if known."""
    reason, remedy = text(f"findings.table.{why}", **gaps), text(f"findings.table.{why}.remedy")
    words = {"file": shown(path.name), "reason": reason, "remedy": remedy}
    place = Place(Source(path.name), line, min(line, 1))
    return UsageError([Finding("broken-file", place, words)])


OURS = (UsageError, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError)


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what a library raises into an error about the file; only around library calls.

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
    """About which share of a text file has been read; Python reads ahead."""
    return float(file.buffer.tell() / size)


def check_names(name: str, columns: Iterable[str]) -> None:
    """Refuse two columns with one name, since it is unclear which is meant."""
    seen: set[str] = set()
    for column in columns:
        if column in seen:
            words = {"fact": shown(column), "column": shown(column)}
            raise UsageError([Finding("column-twice", Place(Source(name), 1, 1), words)])
        seen.add(column)
