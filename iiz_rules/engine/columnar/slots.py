"""Which column tells what: the places that a program has for columns, and those of a frame in them.

A slot is a fact by its name; `registrations.rav`, one member of a set; `cost.amount.rappen`, an
amount counted in Rappen; `cost.amount.at_least` and `cost.amount.at_most`, between which it lies
where it is not known, in francs or (`cost.amount.at_least.rappen`) in Rappen. A column has the name
of its slot, or the caller says which it is. What the columns tell in one row is a case.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any, Literal

from iiz_rules.findings.finding import NOTHING, Finding, Place, Source
from iiz_rules.findings.names import Spelt, near, shown, unknown_name
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.values import Domain
from iiz_rules.words.say import text

Part = Literal["value", "member", "rappen", "at_least", "at_most"]
BOUND_PARTS: tuple[Part, Part] = ("at_least", "at_most")
RAPPEN = "rappen"
fact_column = "fact:{}".format
"""The name of the column with a fact that was asked for."""
MISSPELT = 0.8
"""How alike a name is to a fact that it misspells; `region` is none, nor `person.name`."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a column: what it says of which fact."""

    fact: str
    part: Part = "value"
    code: str = ""

    @property
    def name(self) -> str:
        """The name of the slot, as callers write it."""
        if self.is_bound:
            return ".".join(filter(None, (self.fact, self.part, self.code)))
        return self.fact if self.part == "value" else f"{self.fact}.{self.code or self.part}"

    @property
    def is_bound(self) -> bool:
        """Whether it says between which amounts one lies."""
        return self.part in BOUND_PARTS

    @property
    def unit(self) -> int:
        """How many of the units that an amount is counted in make a franc."""
        return 100 if RAPPEN in (self.part, self.code) else 1


def cells_of(program: Program, slot: Slot) -> Fact:
    """What a cell of a slot has to hold: the fact, a truth of a member, a number of Rappen."""
    fact = program.facts[slot.fact]
    whole, hushed = fact.domain, fact.domain.sensitive
    if slot.part == "member":
        return replace(fact, domain=Domain("bool", sensitive=hushed))
    if slot.unit == 1:
        return fact
    least, most = (end and end * slot.unit for end in (whole.at_least, whole.at_most))
    return replace(fact, domain=Domain("int", at_least=least, at_most=most, sensitive=hushed))


Assigned = Mapping[Slot, str]
"""The column of the frame for each slot that has one."""


def slots(program: Program) -> dict[str, Slot]:
    """All slots of a program by their names; facts go before members of the same name."""
    facts = [fact for fact in program.facts.values() if fact.given]
    named: dict[str, Slot] = {}
    for fact in facts:
        if fact.domain.type == "codes":
            members = (Slot(fact.id, "member", code) for code in sorted(fact.domain.codes))
            named |= {slot.name: slot for slot in members}
        elif fact.domain.type == "chf":
            bounds = (Slot(fact.id, part, unit) for part in BOUND_PARTS for unit in ("", RAPPEN))
            named |= {slot.name: slot for slot in (Slot(fact.id, "rappen"), *bounds)}
    return named | {fact.id: Slot(fact.id) for fact in facts}


def assign(
    program: Program,
    frame: Sequence[str],
    mapping: Mapping[str, str],
    keep: Collection[str] | None,
) -> tuple[Assigned, list[Finding]]:
    """The column of each slot; findings where a name is wrong or a fact is given twice."""
    known = slots(program)
    findings = [*_misnamed(known, frame, mapping)]
    assigned = {known[name]: of for name, of in mapping.items() if name in known and of in frame}
    mapped, spelt = set(mapping.values()), Spelt(known)
    for column in frame:
        if column in mapped or (keep is not None and column in keep):
            continue
        if column not in known:
            if misspelt(program, spelt, column):
                findings.append(unknown_column(place_of(column), spelt, column))
        elif known[column] in assigned:
            words = {"fact": column, "column": shown(assigned[known[column]])}
            findings.append(Finding("column-twice", place_of(column), words))
        else:
            assigned[known[column]] = column
    return assigned, [*findings, *together(program, assigned)]


def place_of(column: str) -> Place:
    """Where a column of the caller's stands."""
    return Place(Source("frame"), pointer=f"/{shown(column)}")


def _misnamed(
    known: Mapping[str, Slot], frame: Sequence[str], mapping: Mapping[str, str]
) -> Iterator[Finding]:
    """Report what the mapping names and is not there, and columns that it gives two meanings."""
    first: dict[str, str] = {}
    for before, (name, column) in enumerate(mapping.items()):
        if name not in known:
            place = Place(Source("columns"), pointer=f"/{shown(name)}")
            yield unknown_name("unknown-fact", place, known, before, fact=name)
        if column not in frame:
            yield no_column(Place(Source("columns"), pointer=f"/{shown(name)}"), column, frame)
        elif first.setdefault(column, name) != name:
            words = {"fact": name, "column": shown(column)}
            yield Finding("column-twice", place_of(column), words)


def no_column(place: Place, column: str, frame: Sequence[str]) -> Finding:
    """A column that the frame does not have."""
    known = ", ".join(map(shown, frame[:12]))
    words = {"column": shown(column), "near": near(column, frame), "known": known}
    return Finding("no-column", place, words)


def unknown_column(place: Place, known: Spelt, column: str) -> Finding:
    """A column that is a fact misspelt."""
    name = near(column, known)
    meant = text("findings.near-or", near=name) if name else NOTHING
    return Finding("unknown-column", place, {"column": shown(column), "meant": meant})


def misspelt(program: Program, known: Spelt, column: str) -> bool:
    """Whether a column that is no fact is one misspelt, or a member that a set has not got.

    Of names in one group only what follows the group is compared.
    """
    if column.rpartition(".")[0] in program.facts:
        return True
    name, fact = column.casefold(), near(column, known, MISSPELT).casefold()
    if not fact:
        return False
    if name.rpartition(".")[0] == fact.rpartition(".")[0]:
        name, fact = name.rpartition(".")[2], fact.rpartition(".")[2]
    return SequenceMatcher(None, name, fact).ratio() >= MISSPELT


def together(program: Program, assigned: Assigned) -> Iterator[Finding]:
    """Report columns that contradict each other, and those that need another beside them."""
    yield from _overlapping(assigned)
    yield from _incomplete(program, assigned)


def _overlapping(assigned: Assigned) -> Iterator[Finding]:
    """Report facts given in two ways: a set and its members, francs and Rappen."""
    whole = {slot.fact: column for slot, column in assigned.items() if slot.part == "value"}
    for slot, column in assigned.items():
        beside = whole.get(slot.fact) if slot.part in ("member", "rappen") else None
        if slot.is_bound and slot.code:
            beside = assigned.get(Slot(slot.fact, slot.part))
        if beside is not None:
            words = {"fact": slot.fact, "column": shown(beside)}
            yield Finding("column-twice", place_of(column), words)


def _incomplete(program: Program, assigned: Assigned) -> Iterator[Finding]:
    """Report sets of which some members have a column and others none, and bounds alone."""
    bounds = {
        fact: {slot.part for slot in assigned if slot.is_bound and slot.fact == fact}
        for fact in dict.fromkeys(slot.fact for slot in assigned)
    }
    for fact, parts in bounds.items():
        if len(parts) == 1:
            yield Finding("one-bound", place_of(fact), {"keys": ", ".join(parts)})
    facts = dict.fromkeys(slot.fact for slot in assigned if slot.part == "member")
    for fact in facts:
        present = {slot.code for slot in assigned if slot.fact == fact and slot.part == "member"}
        lacking = sorted(program.facts[fact].domain.codes - present)
        if lacking:
            words = {"fact": fact, "columns": ", ".join(f"{fact}.{code}" for code in lacking[:12])}
            yield Finding("member-columns", place_of(fact), words)


def case_of(columns: Assigned, row: Mapping[str, Any]) -> dict[str, Any]:
    """One row as a case: the facts that it tells; a set that is known in part is not known."""
    case: dict[str, Any] = {}
    sets: dict[str, dict[str, Any]] = {}
    bounds: dict[str, dict[str, Any]] = {}
    for slot, name in columns.items():
        value = row[name]
        if slot.part == "member":
            sets.setdefault(slot.fact, {})[slot.code] = value
        elif value is not None:
            read = Decimal(value).scaleb(-2) if slot.unit == 100 else _plain(value)
            if slot.is_bound:
                bounds.setdefault(slot.fact, {})[slot.part] = read
            else:
                case[slot.fact] = read
    for fact, members in sets.items():
        if None not in members.values():
            case[fact] = [code for code, member in members.items() if member]
    for fact, between in bounds.items():  # beside the amount itself they are refused
        case[fact] = between | ({"value": case[fact]} if fact in case else {})
    return case


def _plain(value: Any) -> Any:
    """A moment at midnight is the day, and a floating-point number that is whole is the number."""
    if isinstance(value, datetime) and value.time() == time() and value.tzinfo is None:
        return date(value.year, value.month, value.day)
    if isinstance(value, float) and value.is_integer() and abs(value) <= 2**53:
        return int(value)
    return value
