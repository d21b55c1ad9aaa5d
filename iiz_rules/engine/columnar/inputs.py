"""Facts as expressions: how the columns of a frame are read.

Every fact is read once, in its simplest form: an amount in the unit of its column, a set as one
boolean for each member, an age from the date of birth.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, reduce
from operator import add, or_
from typing import Any

import narwhals as nw
from narwhals.dtypes import DType

from iiz_rules.engine.columnar.layers import Layered, Layers
from iiz_rules.engine.columnar.slots import BOUND_PARTS, RAPPEN, Assigned, Slot
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.communes import Stretch, placed
from iiz_rules.language.program.rules import Fact, Program


@dataclass(frozen=True, slots=True)
class Days:
    """The dates of the question where each row has its own: their column, and which there are."""

    column: str
    occurring: tuple[date, ...]


@dataclass(frozen=True)
class Heading:
    """What a query knows of a frame: its columns by slot, their types, its kind.

    `complete` says whether all that the columns tell of a fact is known in every row. `days` is
    there where each row has its own date of the question. No amount is larger than `most` Rappen.
    `strange` are the types that nothing is known of, by column, as its library calls them.
    """

    columns: Assigned
    schema: Mapping[str, DType]
    kind: str
    complete: Callable[[str], bool]
    days: Days | None
    most: int
    strange: Mapping[str, str] = field(default_factory=dict)


def is_empty(held: DType) -> bool:
    """Whether a column has no type of its own, because it holds nothing but nulls."""
    return type(held).__name__ == "Unknown"


@dataclass
class Inputs:
    """Reads the facts of one frame."""

    program: Program
    situation: Situation
    heading: Heading
    layers: Layers
    values: dict[str, Layered] = field(default_factory=dict)
    sets: dict[str, dict[str, Layered]] = field(default_factory=dict)
    whole: dict[str, Layered] = field(default_factory=dict)
    counts: dict[tuple[str, tuple[str, ...]], Layered] = field(default_factory=dict)

    @cached_property
    def columns(self) -> dict[Slot, str]:
        """The columns that tell something."""
        columns, schema = self.heading.columns.items(), self.heading.schema
        return {slot: name for slot, name in columns if not is_empty(schema[name])}

    def given(self, fact: str) -> bool:
        """Whether any column tells a fact, or it follows from one or from the date."""
        return self._there(fact, lambda _: True)

    def known(self, fact: str) -> bool:
        """Whether a fact is known in every row, as far as that can be seen before anything runs."""
        return not self.bounded(fact) and self._there(fact, self.heading.complete)

    def bounded(self, fact: str) -> bool:
        """Whether columns tell between which two an amount lies."""
        return any(slot.fact == fact and slot.is_bound for slot in self.columns)

    def _there(self, fact: str, enough: Callable[[str], bool]) -> bool:
        declared = self.program.facts[fact]
        has_column = any(slot.fact == fact for slot in self.columns) and enough(fact)
        if declared.is_date or has_column or not declared.sources:
            return declared.is_date or has_column
        return all(self._there(other, enough) for other in declared.sources)

    def column(self, fact: str) -> str | None:
        """The column that holds a whole fact."""
        return self.columns.get(Slot(fact)) or self.columns.get(Slot(fact, "rappen"))

    def dtype(self, fact: str) -> DType | None:
        """The type of the column that holds a fact; None where it is worked out."""
        name = self.column(fact)
        return None if name is None else self.heading.schema[name]

    def unit(self, fact: str) -> int:
        """How many of the units that an amount is counted in make a franc."""
        return 100 if Slot(fact, "rappen") in self.columns else 1

    def rappen(self, fact: str) -> nw.Expr:
        """An amount as whole Rappen; null where only bounds of it are known."""
        held = self.dtype(fact)
        if held is None:  # no amount is worked out, so that only bounds are told
            return nw.lit(None, dtype=nw.Int64)
        return _in_rappen(self.value(fact).expr, held, self.unit(fact))

    def ends(self, fact: str) -> tuple[nw.Expr, nw.Expr]:
        """Between which two an amount lies, as whole Rappen; equal where it is known."""
        if not self.bounded(fact):
            return self.rappen(fact), self.rappen(fact)
        own = self.rappen(fact)
        low, high = (nw.coalesce(own, self.end(fact, part)) for part in BOUND_PARTS)
        return low, high

    def end(self, fact: str, part: Any) -> nw.Expr:
        """One of the bounds of an amount as whole Rappen."""
        places = (Slot(fact, part), Slot(fact, part, RAPPEN))
        slot = next((slot for slot in places if slot in self.columns), None)
        if slot is None:  # a column of nothing but nulls
            return nw.lit(None, dtype=nw.Int64)
        name = self.columns[slot]
        return _in_rappen(nw.col(name), self.heading.schema[name], slot.unit)

    @property
    def on(self) -> nw.Expr:
        """The date of the question: of all rows, or of each its own."""
        days = self.heading.days
        return nw.col(days.column) if days else self.day(self.situation.on)

    def by_day(self, follow: Callable[[date], date]) -> date | nw.Expr:
        """What follows from the date of the question: a day, or a column where rows differ."""
        own = self.heading.days
        days = (own and own.occurring) or (self.situation.on,)
        follows = {day: follow(day) for day in days}
        if len(set(follows.values())) == 1:
            return follows[days[0]]
        return self.on.replace_strict(follows, return_dtype=nw.Date)

    def day(self, value: date | nw.Expr) -> nw.Expr:
        """A day as an expression; Spark cannot take over days of the first centuries."""
        if not isinstance(value, date):
            return value
        if self.heading.kind == "pyspark" and value.year < 1000:
            return nw.lit(value.isoformat()).cast(nw.Date)
        return nw.lit(value)

    # ------------------------------------------------------------------------------ values

    def value(self, fact: str) -> Layered:
        """A fact that is no set."""
        if fact not in self.values:
            self.values[fact] = self._value(self.program.facts[fact])
        return self.values[fact]

    def _value(self, fact: Fact) -> Layered:
        if fact.is_date:
            return Layered(self.on)
        follows = self.years(fact) or self.happened(fact) or self.lies_in(fact)
        own = self.own(fact.id)
        if own is None or follows is None:
            return own or self.layers.keep(follows or Layered(nw.lit(None)))
        both = nw.coalesce(own.expr, follows.expr)
        return self.layers.keep(Layered(both, max(own.level, follows.level)))

    def own(self, fact: str) -> Layered | None:
        """What the column of a fact says."""
        name = self.column(fact)
        if name is None:
            return None
        if type(self.dtype(fact)).__name__ == "Datetime":
            return self.layers.keep(Layered(nw.col(name).cast(nw.Date)))
        return Layered(nw.col(name), bare=True)

    def years(self, fact: Fact) -> Layered | None:
        """The years completed since a date, where the fact follows from one."""
        since, at = fact.years_since, fact.years_at
        if since is None or not self.given(since) or (at is not None and not self.given(at)):
            return None
        begun, end = self.value(since), None if at is None else self.value(at)
        year, day = self._today() if end is None else _birthday(end.expr)
        first, birthday = _birthday(begun.expr)
        years = year - first - (birthday > day).cast(nw.Int32)
        return Layered(years, max(begun.level, end.level if end else 0))

    def happened(self, fact: Fact) -> Layered | None:
        """True where its day is known, or the fact by which it is; of other facts None."""
        if fact.told_by is None or not self.given(fact.told_by):
            return None
        day = self.value(fact.told_by)
        return Layered(nw.when(~day.expr.is_null()).then(nw.lit(value=True)), day.level)

    def lies_in(self, fact: Fact) -> Layered | None:
        """The place in which a commune lies, where the fact is one; of other facts None."""
        if fact.commune is None or not self.given(fact.commune):
            return None
        own = self.value(fact.commune)
        places: dict[str, list[Stretch]] = {}
        for code, stretch in placed(fact.domain.codes):
            places.setdefault(code, []).append(stretch)
        lies = [
            nw.when(self.within(own.expr, places[code])).then(nw.lit(code))
            for code in sorted(places)
        ]
        return Layered(nw.coalesce(*lies, nw.lit(None, nw.String)), own.level)

    def within(self, number: nw.Expr, communes: Iterable[Stretch]) -> nw.Expr:
        """Whether a number is that of a commune on the day of the question."""
        days = self.heading.days.occurring if self.heading.days else (self.situation.on,)
        begun, ended = min(days, default=date.min), max(days, default=date.max)
        lasting: dict[tuple[date, date], list[int]] = {}
        for stretch in communes:
            inside = max(stretch.first, begun), min(stretch.last, ended)
            if inside[0] <= inside[1]:
                lasting.setdefault(inside, []).append(stretch.number)
        always = number.is_in(lasting.pop((begun, ended), []))
        then = (
            number.is_in(some) & (self.on >= first) & (self.on <= last)
            for (first, last), some in lasting.items()
        )
        return reduce(or_, then, always)

    def _today(self) -> tuple[Any, Any]:
        """The year and the day in it of the question, as numbers where all rows have one."""
        on = self.situation.on
        return _birthday(self.on) if self.heading.days else (on.year, on.month * 100 + on.day)

    # -------------------------------------------------------------------------------- sets

    def members(self, fact: str) -> dict[str, Layered]:
        """A set as one nullable boolean for each member, as the columns say it."""
        if fact not in self.sets:
            read = self._listed if Slot(fact) in self.columns else self._flag
            codes = sorted(self.program.facts[fact].domain.codes)
            self.sets[fact] = {code: read(fact, code) for code in codes}
        return self.sets[fact]

    def _listed(self, fact: str, code: str) -> Layered:
        members = nw.col(self.columns[Slot(fact)]).cast(nw.List(nw.String))
        return self.layers.keep(Layered(members.list.contains(code)))

    def _flag(self, fact: str, code: str) -> Layered:
        name = self.columns.get(Slot(fact, "member", code))
        if name is None:  # a column of nothing but nulls
            return Layered(nw.lit(None, dtype=nw.Boolean))
        return Layered(nw.col(name), bare=True)

    def masked(self, fact: str, test: Layered) -> Layered:
        """Make a test of some members null where not all of the set is known.

        A set is known when every member is: of a set known in part nothing is concluded.
        """
        if Slot(fact) in self.columns or self.heading.complete(fact):
            return test
        if fact not in self.whole:
            unknown = [flag.expr.is_null() for flag in self.members(fact).values()]
            self.whole[fact] = self.layers.keep(Layered(~reduce(or_, unknown)))
        known = self.whole[fact]
        return Layered(nw.when(known.expr).then(test.expr), max(known.level, test.level))

    def count(self, fact: str, codes: tuple[str, ...]) -> Layered:
        """How many of some codes are in a set; null where one of them is not known."""
        key = (fact, codes)
        if key not in self.counts:
            flags = [self.members(fact)[code] for code in codes]
            total = reduce(add, [flag.expr.cast(nw.Int16) for flag in flags])
            level = max(flag.level for flag in flags)
            self.counts[key] = self.layers.keep(Layered(total, level))
        return self.counts[key]


def _in_rappen(expr: nw.Expr, held: DType, unit: int) -> nw.Expr:
    if held.is_integer():  # in few bits a hundred times as much may be another number
        expr = expr.cast(nw.Int64)
    counted = expr if unit == 100 else expr * 100
    return counted if held.is_integer() else counted.cast(nw.Int64)


def _birthday(day: nw.Expr) -> tuple[nw.Expr, nw.Expr]:
    """The year, and the day in it as a number that grows; in more bits than a month needs."""
    month = day.dt.month().cast(nw.Int32)
    return day.dt.year().cast(nw.Int32), month * 100 + day.dt.day().cast(nw.Int32)
