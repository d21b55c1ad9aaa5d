"""The conditions on one fact alone: their truths, together, for every value it can have.

Between two neighbouring limits all numbers and dates behave alike, so a sorted list of limits and a
row of truths for each stretch between them answer for every value. Of codes and flags there is a
row for each; of sets a row for each that was met, as long as there are not too many.
"""

from __future__ import annotations

from bisect import bisect_right
from copy import copy
from typing import TYPE_CHECKING

from iiz_rules.engine.leaves import changes, neighbour, predicate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from typing import Any

    from iiz_rules.engine.compiled.circuit import CircuitFact, Gate

    Row = tuple[bool | None, ...]

MOST_SETS = 4_096
"""sets remembered for each fact"""
MOST_MEMBERS = 64
"""members of a set that is remembered"""
SEPARATOR = ","
"""between the members of a set that is looked up; a set with it in a code is not remembered"""
NOW = object()
"""the date of the question, where no fact says on which one years are counted"""
ORDERED = frozenset({"int", "chf", "date"})


class Unusual(Exception):  # noqa: N818 - no error yet: the reader of every case decides
    """The fast path does not take this case, correct or not."""


class _Met(dict):  # type: ignore[type-arg]  # `Any` is not imported on this way
    """A bounded cache of the rows of values met so far."""

    def __init__(self, test: Callable[[Any], Row]) -> None:
        self.test = test

    def __missing__(self, value: Any) -> Row:
        row = self.test(value)
        if len(self) < MOST_SETS:
            self[value] = row
        return row


class FactColumn:
    """One fact with the conditions on it, for questions of one date."""

    def __init__(self, fact: CircuitFact, conditions: list[Gate], on: date) -> None:
        self.fact, self.conditions, self.on = fact, conditions, on
        self._asked = [(kind, tuple(operands)) for kind, _, *operands in conditions]
        self.tests = [predicate(kind, operands, on) for kind, operands in self._asked]
        self.open: Row = (None,) * len(conditions)
        self.limits: list[Any] = []
        self.rows: list[Row] = []
        self.sets: dict[str, tuple[frozenset[str], Row]] = {}
        self.remembers = all(code and SEPARATOR not in code for code in fact.codes)
        if fact.type in ORDERED:
            self.limits = sorted({edge for one in conditions for edge in _edges(one, on)})
            self.rows = [self._tested(value) for value in _each_stretch(self.limits, on)]
        listed = fact.type not in ORDERED and fact.type not in ("text", "ahv", "commune")
        self.found: Callable[[Any], Row] = _Met(self._tested).__getitem__ if listed else self.row
        """the same as `row`; of flags, codes and sets what was found once is looked up"""

    @property
    def moves(self) -> bool:
        """Whether it differs from date to date."""
        fact = self.fact
        told = fact.since or fact.is_date or fact.until_question or fact.type == "commune"
        return self.within or bool(told)

    @property
    def within(self) -> bool:
        """Whether its truths are others on another date."""
        return any(kind == "within" for kind, *_ in self.conditions)

    def on_day(self, on: date) -> FactColumn:
        """The same column on another date; most of its truths do not hang on that."""
        if self.within:
            return FactColumn(self.fact, self.conditions, on)
        other = copy(self)
        other.on = on
        return other

    def found_on(self, on: date) -> Callable[[Any], Row]:
        """The same as `found`, on another date; the column of that date need not be made."""
        asked = self._asked

        def row(value: Any) -> Row:
            return tuple([bool(predicate(kind, operands, on)(value)) for kind, operands in asked])

        return _Met(row).__getitem__

    def row(self, value: Any) -> Row:
        """The truths for a value that is right."""
        if not self.rows:
            return self._tested(value)
        if hasattr(value, "low"):
            return self._between(value)
        return self.rows[bisect_right(self.limits, value)]

    def _between(self, value: Any) -> Row:
        """The truths of an amount between two: open where the stretches in it differ."""
        first, last = (bisect_right(self.limits, end) for end in (value.low, value.high))
        inside = zip(*self.rows[first : last + 1], strict=True)
        return tuple(truths[0] if len(set(truths)) == 1 else None for truths in inside)

    def _tested(self, value: Any) -> Row:
        return tuple(bool(test(value)) for test in self.tests)

    def read(self, raw: Any) -> tuple[Any, Row]:
        """Read a value of a case; raises Unusual if it is wrong."""
        if type(raw) is list and self.fact.type == "codes":
            return self._set(raw)
        value = self._value(raw)
        return value, self.row(value)

    def _value(self, raw: Any) -> Any:
        from iiz_rules.language.values import Domain, Problem, read_value

        fact = self.fact
        value: Any = read_value(raw, Domain(fact.type, fact.codes, fact.low, fact.high))
        if isinstance(value, Problem) or (fact.until_question and value > self.on):
            raise Unusual
        if fact.type == "commune":
            from iiz_rules.language.communes import commune

            if commune(value, self.on) is None:
                raise Unusual
        return value

    def _set(self, raw: list[Any]) -> tuple[frozenset[str], Row]:
        """Read a set, and remember it."""
        plain = all(type(member) is str for member in raw)
        value = frozenset(raw) if plain else self._value(raw)
        if len(value) != len(raw) or not value <= self.fact.codes:
            raise Unusual
        remembered = value, self.row(value)
        if self.remembers and len(self.sets) < MOST_SETS and len(raw) <= MOST_MEMBERS:
            self.sets[SEPARATOR.join(raw)] = remembered
        return remembered

    def follow(self, value: Any, row: Row, since: Any = None, at: Any = NOW) -> tuple[Any, Row]:
        """Add what follows from other facts or from the date; Unusual where it contradicts."""
        at = self.on if at is NOW else at
        computed: Any = self.on if self.fact.is_date else self._since(since, at)
        if computed is None or (value == computed and value is not None):
            return value, row
        if value is not None:
            raise Unusual
        return computed, self.row(computed)

    def _since(self, since: Any, at: date | None) -> int | str | None:
        """Count the years completed between two facts; None where one of them is not known.

        What has a day of its own has happened then; so it is of what another fact makes known. A
        code is the place of a commune.
        """
        if since is None or at is None:
            return None
        if self.fact.type == "code":
            from iiz_rules.language.communes import lies_in

            return lies_in(since, at, self.fact.codes)
        if self.fact.type == "bool":
            return True
        from iiz_rules.language.dates import completed_years

        years, fact = completed_years(since, at), self.fact
        low = 0 if fact.low is None else fact.low
        if not low <= years <= (years if fact.high is None else fact.high):
            raise Unusual
        return years


def _edges(condition: Gate, on: date) -> Iterator[Any]:
    """The values at which the truth of a condition can change."""
    kind, _, *operands = condition
    return changes(kind, tuple(operands), on)


def _each_stretch(limits: list[Any], on: date) -> Iterator[Any]:
    """A value from before the first limit, and from after each; any one without limits."""
    if not limits:
        yield on
        return
    before = neighbour(limits[0], -1)
    yield limits[0] if before is None else before
    yield from limits
