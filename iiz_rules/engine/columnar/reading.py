"""Facts as expressions: how the columns of a frame are read, and which rows cannot be right.

Every fact is read once, in its simplest form: an amount in the unit of its column, a set as one
boolean for each member, an age from the date of birth. A row with an impossible value is at fault;
what such a row would answer is never looked at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add, or_
from typing import TYPE_CHECKING

from iiz_rules import ir
from iiz_rules.engine.columnar.layers import Layers, Placed
from iiz_rules.engine.columnar.schema import is_empty
from iiz_rules.engine.columnar.slots import Columns, Slot
from iiz_rules.engine.interpreter import Situation
from iiz_rules.values import LARGEST, LONGEST_TEXT

if TYPE_CHECKING:
    import narwhals as nw
    from narwhals.dtypes import DType

EXACT = 2**53
"""up to here a floating-point number holds every whole one"""


@dataclass(frozen=True, slots=True)
class Fault:
    """Which rows have an impossible value: the fact, the code of the finding, the condition."""

    fact: str
    code: str
    rows: Placed


@dataclass(frozen=True)
class Shape:
    """What a plan knows of a frame: its columns by slot, their types, its kind.

    `complete` says whether every member of a set is known in every row.
    """

    columns: Columns
    schema: Mapping[str, "DType"]
    kind: str
    complete: Callable[[str], bool]


class Reading:
    """Reads the facts of one frame."""

    def __init__(
        self,
        program: ir.Program,
        situation: Situation,
        shape: Shape,
        layers: Layers,
    ) -> None:
        self.program = program
        self.situation = situation
        self.columns = {
            slot: name for slot, name in shape.columns.items() if not is_empty(shape.schema[name])
        }
        self.schema = shape.schema
        self.layers = layers
        self.complete = shape.complete
        self.kind = shape.kind
        self.values: dict[str, Placed] = {}
        self.sets: dict[str, dict[str, Placed]] = {}
        self.known: dict[str, Placed] = {}
        self.counts: dict[tuple[str, tuple[str, ...]], Placed] = {}

    def given(self, fact: str) -> bool:
        """Whether any column tells a fact, or it follows from one or from the date."""
        declared = self.program.facts[fact]
        if declared.is_date or any(slot.fact == fact for slot in self.columns):
            return True
        since, at = declared.years_since, declared.years_at
        return since is not None and self.given(since) and (at is None or self.given(at))

    def dtype(self, fact: str) -> "DType | None":
        """Give the type of the column that holds a fact; None where it is worked out."""
        slot = Slot(fact)
        return self.schema[self.columns[slot]] if slot in self.columns else None

    def unit(self, fact: str) -> int:
        """Give how many of the units that an amount is counted in make a franc."""
        return 100 if Slot(fact, "rappen") in self.columns else 1

    def rappen(self, fact: str) -> "nw.Expr":
        """Give an amount as whole Rappen."""
        import narwhals as nw

        expr, held = self.value(fact).expr, self.schema[self._column(fact)]
        counted = expr if self.unit(fact) == 100 else expr * 100
        return counted if held.is_integer() else counted.cast(nw.Int64)

    def _column(self, fact: str) -> str:
        return self.columns[Slot(fact, "rappen" if self.unit(fact) == 100 else "value")]

    def day(self, value: date) -> "nw.Expr":
        """Give a day as an expression; Spark cannot take over days of the first centuries."""
        import narwhals as nw

        if self.kind == "pyspark" and value.year < 1000:
            return nw.lit(value.isoformat()).cast(nw.Date)
        return nw.lit(value)

    # ------------------------------------------------------------------------------ values

    def value(self, fact: str) -> Placed:
        """Give a fact that is no set."""
        if fact not in self.values:
            self.values[fact] = self._value(self.program.facts[fact])
        return self.values[fact]

    def _value(self, fact: ir.Fact) -> Placed:
        import narwhals as nw

        if fact.is_date:
            return Placed(self.day(self.situation.on))
        years = self._years(fact)
        own = self._own(fact.id)
        if own is None or years is None:
            return own or self.layers.keep(years or Placed(nw.lit(None)))
        both = nw.coalesce(own.expr, years.expr)
        return self.layers.keep(Placed(both, max(own.level, years.level)))

    def _own(self, fact: str) -> Placed | None:
        """Give what the column of a fact says."""
        import narwhals as nw

        name = self.columns.get(Slot(fact)) or self.columns.get(Slot(fact, "rappen"))
        if name is None:
            return None
        if type(self.schema[name]).__name__ == "Datetime":
            return self.layers.keep(Placed(nw.col(name).cast(nw.Date)))
        return Placed(nw.col(name), bare=True)

    def _years(self, fact: ir.Fact) -> Placed | None:
        """Give the years completed since a date, where the fact follows from one."""
        import narwhals as nw

        since, at = fact.years_since, fact.years_at
        if since is None or not self.given(since) or (at is not None and not self.given(at)):
            return None
        begun, end = self.value(since), None if at is None else self.value(at)
        on = self.situation.on
        year, day = (on.year, on.month * 100 + on.day) if end is None else _birthday(end.expr)
        first, birthday = _birthday(begun.expr)
        years = year - first - (birthday > day).cast(nw.Int32)
        return Placed(years, max(begun.level, end.level if end else 0))

    # -------------------------------------------------------------------------------- sets

    def members(self, fact: str) -> dict[str, Placed]:
        """Give a set as one nullable boolean for each member, as the columns say it."""
        if fact not in self.sets:
            read = self._list if Slot(fact) in self.columns else self._flags
            self.sets[fact] = read(fact)
        return self.sets[fact]

    def masked(self, fact: str, test: Placed) -> Placed:
        """Make a test of some members null where not all of the set is known.

        A set is known when every member is: of a set known in part nothing is concluded.
        """
        import narwhals as nw

        if Slot(fact) in self.columns or self.complete(fact):
            return test
        if fact not in self.known:
            unknown = [flag.expr.is_null() for flag in self.members(fact).values()]
            self.known[fact] = self.layers.keep(Placed(~reduce(or_, unknown)))
        known = self.known[fact]
        return Placed(nw.when(known.expr).then(test.expr), max(known.level, test.level))

    def _list(self, fact: str) -> dict[str, Placed]:
        import narwhals as nw

        listed = nw.col(self.columns[Slot(fact)]).cast(nw.List(nw.String))
        made = {code: Placed(listed.list.contains(code)) for code in self._codes(fact)}
        return {code: self.layers.keep(placed) for code, placed in made.items()}

    def _flags(self, fact: str) -> dict[str, Placed]:
        import narwhals as nw

        nothing = Placed(nw.lit(None, dtype=nw.Boolean))  # for a column of nothing but nulls
        slots = {code: Slot(fact, "member", code) for code in self._codes(fact)}
        return {
            code: Placed(nw.col(self.columns[slot]), bare=True) if slot in self.columns else nothing
            for code, slot in slots.items()
        }

    def _codes(self, fact: str) -> list[str]:
        return sorted(self.program.facts[fact].domain.codes)

    def count(self, fact: str, codes: tuple[str, ...]) -> Placed:
        """Give how many of some codes are in a set; null where one of them is not known."""
        import narwhals as nw

        key = (fact, codes)
        if key not in self.counts:
            flags = [self.members(fact)[code] for code in codes]
            total = reduce(add, [flag.expr.cast(nw.Int16) for flag in flags])
            level = max(flag.level for flag in flags)
            self.counts[key] = self.layers.keep(Placed(total, level))
        return self.counts[key]

    # ------------------------------------------------------------------------------ faults

    def faults(self) -> list[Fault]:
        """Give what can be wrong with a row, beyond what the types of the columns rule out."""
        found: list[Fault] = []
        for slot, name in self.columns.items():
            if slot.part != "member":
                kind = self.program.facts[slot.fact].domain.type
                made = _FAULTS[kind](self, slot, name) if kind in _FAULTS else []
                found += [Fault(slot.fact, code, rows) for code, rows in made]
        for fact in self.program.facts.values():
            if self.given(fact.id):
                found += self._contradictions(fact)
        return found

    def _contradictions(self, fact: ir.Fact) -> list[Fault]:
        """Ages that nobody has, and facts that do not agree with what they follow from."""
        years, own = self._years(fact), self._own(fact.id)
        found: list[Fault] = []
        if years is not None:
            low = 0 if fact.domain.at_least is None else fact.domain.at_least
            within = years.expr >= low
            if fact.domain.at_most is not None:
                within = within & (years.expr <= fact.domain.at_most)
            where = fact.years_since or ""
            found.append(Fault(where, "out-of-range", Placed(~within, years.level)))
            if own is not None:
                differs = Placed(own.expr != years.expr, max(own.level, years.level))
                found.append(Fault(fact.id, "conflicting-facts", differs))
        elif fact.is_date and own is not None:
            differs = Placed(own.expr != self.day(self.situation.on), own.level)
            found.append(Fault(fact.id, "conflicting-facts", differs))
        return found


def _birthday(day: "nw.Expr") -> tuple["nw.Expr", "nw.Expr"]:
    """Give the year, and the day in it as a number that grows; in more bits than a month needs."""
    import narwhals as nw

    month = day.dt.month().cast(nw.Int32)
    return day.dt.year().cast(nw.Int32), month * 100 + day.dt.day().cast(nw.Int32)


Rows = list[tuple[str, Placed]]


def _int(it: Reading, slot: Slot, name: str) -> Rows:
    import narwhals as nw

    column, held = nw.col(name), it.schema[name]
    domain = it.program.facts[slot.fact].domain
    low = -LARGEST if domain.at_least is None else domain.at_least
    high = LARGEST if domain.at_most is None else domain.at_most
    return _whole(column, low, high) if held.is_float() else _beyond(column, held, low, high)


def _whole(column: "nw.Expr", low: int, high: int) -> Rows:
    """Give the rows with a fraction, without a number, or beyond the limits."""
    whole = (column % 1 == 0) & column.is_between(-EXACT, EXACT)
    within = column.is_between(max(low, -EXACT), min(high, EXACT))
    return [("wrong-type", Placed(~whole)), ("out-of-range", Placed(whole & ~within))]


def _chf(it: Reading, slot: Slot, name: str) -> Rows:
    import narwhals as nw

    column, held = nw.col(name), it.schema[name]
    domain = it.program.facts[slot.fact].domain
    unit = it.unit(slot.fact)
    most = 10**18 - 1 if unit == 100 else 10**16 - 1
    low = -most if domain.at_least is None else max(domain.at_least * unit, -most)
    high = most if domain.at_most is None else min(domain.at_most * unit, most)
    if held.is_float():
        return _whole(column, low, high)
    if held.is_integer():
        return _beyond(column, held, low, high)
    if domain.at_least is None and domain.at_most is None:
        return [("wrong-type", Placed((column <= -(10**16)) | (column >= 10**16)))]
    return [("out-of-range", Placed((column < low) | (column > high)))]


_WIDTH = {
    "Int8": 2**7,
    "Int16": 2**15,
    "Int32": 2**31,
    "UInt8": 2**8,
    "UInt16": 2**16,
    "UInt32": 2**32,
}


def _beyond(column: "nw.Expr", held: "DType", low: int, high: int) -> Rows:
    """Give the rows beyond the limits, as far as the type of the column can hold any."""
    name = type(held).__name__
    width = _WIDTH.get(name, 2**63 if name == "Int64" else 2**128)
    floor = 0 if name.startswith("U") else -width
    rows = [column < low] if floor < low else []
    rows += [column > high] if high < width - 1 else []
    return [("out-of-range", Placed(reduce(or_, rows)))] if rows else []


def _date(it: Reading, _: Slot, name: str) -> Rows:
    import narwhals as nw

    if type(it.schema[name]).__name__ == "Date":
        return []
    column = nw.col(name)
    return [("wrong-type", Placed(column.dt.truncate("1d") != column))]


def _code(it: Reading, slot: Slot, name: str) -> Rows:
    import narwhals as nw

    codes = it.program.facts[slot.fact].domain.codes
    held = it.schema[name]
    column = nw.col(name)
    if type(held).__name__ == "Enum":
        categories = set(held.categories)  # type: ignore[attr-defined]
        if categories <= codes:
            return []
        known = sorted(codes & categories)
        return [("unknown-code", Placed(~column.is_in(known)))]
    return [("unknown-code", Placed(~column.is_in(sorted(codes))))]


def _codes(it: Reading, slot: Slot, name: str) -> Rows:
    """A list is right when it is as long as it has different known members."""
    import narwhals as nw

    flags = it.members(slot.fact)
    known = it.count(slot.fact, tuple(flags))
    return [("unknown-code", Placed(nw.col(name).list.len() != known.expr, known.level))]


def _text(_it: Reading, _: Slot, name: str) -> Rows:
    import narwhals as nw

    return [("wrong-type", Placed(nw.col(name).cast(nw.String).str.len_chars() > LONGEST_TEXT))]


_FAULTS: dict[str, Callable[[Reading, Slot, str], Rows]] = {
    "int": _int,
    "chf": _chf,
    "date": _date,
    "code": _code,
    "codes": _codes,
    "text": _text,
}
