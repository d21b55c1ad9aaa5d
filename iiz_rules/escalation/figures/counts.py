"""The key figures of a period, as plain data."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from iiz_rules.words.text import Text

UNKNOWN, OTHER, NONE = "*unknown", "*other", "*none"
"""Groups that the language names itself: open where a case belongs, in no group, at no step.

No id of a canton begins so.
"""
Timing = Literal["on-time", "late", "not-done"]
TIMINGS: tuple[Timing, ...] = ("on-time", "late", "not-done")


@dataclass
class Cell:
    """The cases in a group: on some day of the period, on its last day, and the days in between."""

    cases: int = 0
    at_end: int = 0
    days: int = 0


@dataclass(frozen=True)
class CountedBreakdown:
    """Cases by group; the label is None for groups that the language names itself."""

    id: str
    label: Text
    clauses: tuple[str, ...]
    labels: dict[str, Text | None]
    always: bool = True
    """whether it is shown even if no case is in any of its groups"""
    cells: dict[str, Cell] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<CountedBreakdown {self.id}: {len(self.cells)} groups with cases>"

    @property
    def told(self) -> bool:
        """Whether a case was in any of its groups.

        A ladder that nobody climbed is left out, and groups that no case can be in as read.
        """
        outside = NONE if NONE in self.labels else OTHER
        inside = (cell for group, cell in self.cells.items() if group != outside)
        return self.always or any(cell.cases for cell in inside)

    def cell(self, group: str) -> Cell:
        """The cell of a group; a group that only an older edition knows is another one."""
        return self.cells.setdefault(group if group in self.labels else OTHER, Cell())

    def listed(self) -> Iterator[tuple[str, Text | None, Cell]]:
        """The groups in order; those that the language names only where there are cases."""
        for group, label in self.labels.items():
            cell = self.cells.get(group, Cell())
            if label is not None or cell.cases:
                yield group, label, cell


@dataclass(frozen=True)
class Punctuality:
    """A duty, how often it fell due in the period, and whether it was done by then."""

    duty: str
    label: Text
    clauses: tuple[str, ...]
    counts: dict[Timing, int] = field(default_factory=lambda: dict.fromkeys(TIMINGS, 0))

    def __repr__(self) -> str:
        return f"<Punctuality {self.duty}: {self.counts}>"

    @property
    def total(self) -> int:
        """How often it fell due in all."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Outcomes:
    """The outcomes of the cases closed in the period."""

    breakdown: CountedBreakdown
    successes: frozenset[str]

    def __repr__(self) -> str:
        return f"<Outcomes of {self.breakdown!r}>"

    @property
    def share(self) -> tuple[float, float] | None:
        """The share of success, at least and at most; None where nothing was closed.

        What came of a case and is not known may have been either.
        """
        cells = self.breakdown.cells
        total = sum(cell.cases for cell in cells.values())
        if not total:
            return None
        sure = sum(cell.cases for group, cell in cells.items() if group in self.successes)
        perhaps = cells[UNKNOWN].cases if UNKNOWN in cells else 0
        return sure / total, (sure + perhaps) / total


@dataclass
class KeyFigures:
    """The key figures of a period, both days included."""

    start: date
    end: date
    breakdowns: tuple[CountedBreakdown, ...]
    follow_ups: tuple[Punctuality, ...]
    outcomes: Outcomes | None
    silences: tuple[Text, ...]
    """what the sources leave unregulated about it"""
    readings: dict[str, str]
    """the interpretations it rests on, with the options chosen"""
    smallest: int
    open_in_period: int = 0
    opened: int = 0
    closed: int = 0
    open_at_end: int = 0
    days_to_closing: list[int] = field(default_factory=list)
    """how many days each case had been open when it was closed"""

    def __repr__(self) -> str:
        cases = f"{self.open_in_period} cases, {self.opened} opened, {self.closed} closed"
        return f"<KeyFigures {self.start} to {self.end}: {cases}>"
