"""Which rows cannot be right, beyond what the types of their columns rule out already.

What a row with an impossible value would answer is never looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import add, mul, or_

import narwhals as nw
from narwhals.dtypes import DType

from iiz_rules.engine.columnar.inputs import Inputs
from iiz_rules.engine.columnar.layers import Layered
from iiz_rules.engine.columnar.slots import BOUND_PARTS, Slot
from iiz_rules.language.ahv import WEIGHTS
from iiz_rules.language.communes import register
from iiz_rules.language.program.rules import Fact
from iiz_rules.language.values import LARGEST, LONGEST_TEXT, Domain

LARGEST_AMOUNT = 10**16 - 1
TOO_LATE = "after-question-date"
EXACT = 2**53
"""up to here a floating-point number holds every whole one"""


@dataclass(frozen=True, slots=True)
class RowFault:
    """Which rows have an impossible value: the fact, the code of the finding, the condition."""

    fact: str
    code: str
    rows: Layered


def faults(inputs: Inputs) -> list[RowFault]:
    """What can be wrong with a row, beyond what the types of the columns rule out."""
    wrong: list[RowFault] = []
    for slot, name in inputs.columns.items():
        if slot.part != "member":
            kind = inputs.program.facts[slot.fact].domain.type
            made = _FAULTS[kind](inputs, slot, name) if kind in _FAULTS else []
            wrong += [RowFault(slot.fact, code, rows) for code, rows in made]
    for fact in inputs.program.facts.values():
        if inputs.given(fact.id):
            wrong += _contradictions(inputs, fact)
        if inputs.bounded(fact.id):
            wrong += _bounds(inputs, fact.id)
    return wrong


def _bounds(inputs: Inputs, fact: str) -> list[RowFault]:
    """Bounds of an amount the wrong way round, one alone, or beside the amount itself."""
    known = ~inputs.rappen(fact).is_null()
    low, high = (inputs.end(fact, part) for part in BOUND_PARTS)
    alone = low.is_null() != high.is_null()
    beside = known & ~(low.is_null() & high.is_null())
    return [
        RowFault(fact, "one-bound", Layered(alone | beside)),
        RowFault(fact, "empty-range", Layered(low > high)),
    ]


def _contradictions(inputs: Inputs, fact: Fact) -> list[RowFault]:
    """Ages that nobody has, and facts that do not agree with what they follow from."""
    years, own = inputs.years(fact), inputs.own(fact.id)
    wrong: list[RowFault] = []
    if own is not None and fact.domain.until_question:
        wrong.append(RowFault(fact.id, TOO_LATE, Layered(own.expr > inputs.on, own.level)))
    if years is not None:
        within = years.expr >= (fact.domain.at_least or 0)
        if fact.domain.at_most is not None:
            within = within & (years.expr <= fact.domain.at_most)
        where = fact.years_since or ""
        begun = inputs.value(where)
        late, level = begun.expr > inputs.on, max(years.level, begun.level)
        if not inputs.program.facts[where].domain.until_question:  # where it is said anyhow
            wrong.append(RowFault(where, TOO_LATE, Layered(~within & late, level)))
        wrong.append(RowFault(where, "out-of-range", Layered(~within & ~late, level)))
    told = years or inputs.happened(fact) or inputs.lies_in(fact)
    follows = Layered(inputs.on) if fact.is_date else told
    if follows is not None and own is not None:
        differs = Layered(own.expr != follows.expr, max(own.level, follows.level))
        wrong.append(RowFault(fact.id, "conflicting-facts", differs))
    return wrong


Rows = list[tuple[str, Layered]]


def _number(inputs: Inputs, slot: Slot, name: str) -> Rows:
    column, held = nw.col(name), inputs.heading.schema[name]
    domain = inputs.program.facts[slot.fact].domain
    unit = slot.unit
    most = LARGEST if domain.type == "int" or unit == 100 else LARGEST_AMOUNT
    low = -most if domain.at_least is None else max(domain.at_least * unit, -most)
    high = most if domain.at_most is None else min(domain.at_most * unit, most)
    if held.is_float():
        return _whole(column, low, high)
    return _beyond(column, held, low, high) if held.is_integer() else _decimal(column, domain)


def _whole(column: nw.Expr, low: int, high: int) -> Rows:
    """The rows with a fraction, without a number, or beyond the limits."""
    whole = (column % 1 == 0) & column.is_between(-EXACT, EXACT)
    within = column.is_between(max(low, -EXACT), min(high, EXACT))
    return [("wrong-type", Layered(~whole)), ("out-of-range", Layered(whole & ~within))]


def _decimal(column: nw.Expr, domain: Domain) -> Rows:
    """The rows with more digits than an amount may have, or beyond the limits."""
    long = (column <= -(10**16)) | (column >= 10**16)
    beyond = [column < domain.at_least] if domain.at_least is not None else []
    beyond += [column > domain.at_most] if domain.at_most is not None else []
    limited = [("out-of-range", Layered(~long & reduce(or_, beyond)))] if beyond else []
    return [("wrong-type", Layered(long)), *limited]


def _beyond(column: nw.Expr, held: DType, low: int, high: int) -> Rows:
    """The rows beyond the limits, as far as the type of the column can hold any."""
    kind, bits = type(held).__name__.split("Int")
    width = 2 ** int(bits) if kind == "U" else 2 ** (int(bits) - 1)
    floor = 0 if kind == "U" else -width
    rows = [column < low] if floor < low else []
    rows += [column > high] if high < width - 1 else []
    return [("out-of-range", Layered(reduce(or_, rows)))] if rows else []


def _date(inputs: Inputs, _: Slot, name: str) -> Rows:
    if type(inputs.heading.schema[name]).__name__ == "Date":
        return []
    column = nw.col(name)
    return [("wrong-type", Layered(column.dt.truncate("1d") != column))]


def _code(inputs: Inputs, slot: Slot, name: str) -> Rows:
    codes, held = inputs.program.facts[slot.fact].domain.codes, inputs.heading.schema[name]
    if isinstance(held, nw.Enum):  # which can be compared with its own words alone
        if codes.issuperset(held.categories):
            return []
        codes = codes.intersection(held.categories)
    return [("unknown-code", Layered(~nw.col(name).is_in(sorted(codes))))]


def _codes(inputs: Inputs, slot: Slot, name: str) -> Rows:
    """A list is right when it is as long as it has different known members."""
    flags = inputs.members(slot.fact)
    known = inputs.count(slot.fact, tuple(flags))
    return [("unknown-code", Layered(nw.col(name).list.len() != known.expr, known.level))]


def _text(_inputs: Inputs, _: Slot, name: str) -> Rows:
    return [("wrong-type", Layered(nw.col(name).cast(nw.String).str.len_chars() > LONGEST_TEXT))]


def _ahv(_inputs: Inputs, _: Slot, name: str) -> Rows:
    """What is no number at all is put in place of before its digits are added up."""
    text = nw.col(name).cast(nw.String)
    whole = text.str.contains("^756[0-9]{10}") & (text.str.len_chars() == len(WEIGHTS))
    counted = nw.when(whole).then(text).otherwise(nw.lit("0" * len(WEIGHTS)))
    digits = (counted.str.slice(place, 1).cast(nw.Int64) for place in range(len(WEIGHTS)))
    total = reduce(add, map(mul, digits, WEIGHTS))
    return [("no-ahv-number", Layered(~whole | (total % 10 != 0)))]


def _commune(inputs: Inputs, _: Slot, name: str) -> Rows:
    """The rows without a whole number, with that of no commune, or with one of another day."""
    column, held = nw.col(name), inputs.heading.schema[name]
    whole = [("wrong-type", Layered(column % 1 != 0))] if held.is_float() else []
    stretches = (stretch for known in register().values() for stretch in known)
    strange = ~column.is_in([*register()])
    if held.is_float():
        strange = strange & (column % 1 == 0)
    gone = ~strange & ~inputs.within(column, stretches)
    return [
        *whole,
        ("unknown-commune", Layered(strange)),
        ("commune-of-another-day", Layered(gone)),
    ]


_FAULTS: dict[str, Callable[[Inputs, Slot, str], Rows]] = {
    "int": _number,
    "chf": _number,
    "date": _date,
    "code": _code,
    "codes": _codes,
    "text": _text,
    "ahv": _ahv,
    "commune": _commune,
}
