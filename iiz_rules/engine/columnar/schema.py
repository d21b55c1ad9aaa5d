"""Whether the columns of a frame can hold what their facts may be: said before anything runs."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from narwhals.dtypes import DType

from iiz_rules.engine.columnar.inputs import Heading, is_empty
from iiz_rules.engine.columnar.slots import Assigned, Slot, place_of, slots, unknown_column
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import Spelt, shown
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Domain
from iiz_rules.words.say import text


def kind_of(domain: Domain, slot: Slot) -> str:
    """Name what a slot holds, as in the texts `findings.column`."""
    if domain.type == "chf" and slot.unit == 100:
        return "rappen"
    return "bool" if slot.part == "member" or domain.type == "judgement" else domain.type


def with_days(program: Program, columns: Assigned, heading: Heading) -> Assigned:
    """The columns by slot, those of days in place of what happened on them as those of the days.

    UsageError where the days have a column of their own.
    """
    placed: dict[Slot, str] = {}
    for slot, column in columns.items():
        day = program.facts[slot.fact].domain.day
        held = heading.schema[heading.columns[slot]]
        tells = Slot(day) if day and _day(held) else slot
        if tells in placed:
            words = {"fact": tells.fact, "column": shown(column)}
            raise UsageError([Finding("column-twice", place_of(column), words)])
        placed[tells] = column
    return placed


def check_types(program: Program, columns: Assigned, heading: Heading) -> Iterator[Finding]:
    """Report columns of a type that cannot hold what they are to tell."""
    for slot, column in columns.items():
        kind = kind_of(program.facts[slot.fact].domain, slot)
        name = heading.columns[slot]
        held = heading.schema[name]
        if name in heading.strange:  # what it holds would be taken for nothing
            yield mistyped(column, kind, heading.strange[name], fact=slot.fact)
        elif not is_empty(held) and not _FITS[kind](held):
            yield mistyped(column, kind, held, fact=slot.fact)


def check_nested(program: Program, types: Mapping[str, DType]) -> Iterator[Finding]:
    """Report a column that has the facts of a group in it: none of them would be read."""
    for name, held in types.items():
        if name in program.groups and _is("Struct")(held):
            yield unknown_column(place_of(name), Spelt(slots(program)), name)


def mistyped(column: str, kind: str, held: object, **words: str) -> Finding:
    """What is wrong with a column that cannot hold what it is to tell."""
    expected = {"expected": text(f"findings.column.{kind}"), "got": str(held)}
    return Finding("column-type", place_of(column), {"column": shown(column), **expected, **words})


def _is(*names: str) -> Callable[[object], bool]:
    return lambda held: type(held).__name__ in names


def _amount(held: DType) -> bool:
    return held.is_integer() or (_is("Decimal")(held) and getattr(held, "scale", 0) <= 2)


def _day(held: DType) -> bool:
    """A day; or a moment without a time zone, as pandas writes days."""
    return _is("Date")(held) or (_is("Datetime")(held) and not getattr(held, "time_zone", None))


def _list(held: DType) -> bool:
    words = _is("String", "Enum", "Categorical", "Unknown")
    return bool(_is("List")(held) and words(getattr(held, "inner", None)))


_FITS: dict[str, Any] = {
    "bool": _is("Boolean"),
    "int": lambda held: held.is_integer() or held.is_float(),
    "chf": _amount,
    "rappen": lambda held: held.is_integer() or held.is_float(),
    "date": _day,
    "text": _is("String", "Categorical", "Enum"),
    "commune": lambda held: held.is_integer() or held.is_float(),
    "ahv": _is("String", "Categorical", "Enum"),
    "code": _is("String", "Categorical", "Enum"),
    "codes": _list,
}
