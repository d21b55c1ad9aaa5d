"""Whatever a canton can declare: the gate notices that it is another, or it decides nothing.

A table over the fields of what a program is made of, so that none is forgotten: each is exchanged
in one of the first parts of Valais that have it, and something is to be declared then.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

import pytest

from iiz_rules.language.program.conditions import Condition, Constant
from iiz_rules.language.program.events import Breakdown, Event, Statistics, Trigger
from iiz_rules.language.program.interpretations import Interpretation
from iiz_rules.language.program.money import Catalogue, Coverage, Payer, Split, Waterfall
from iiz_rules.language.program.organisation import Actor, Body, Competence, Seat, Staffing
from iiz_rules.language.program.rules import Definition, Fact, Holder, Program, Rule
from iiz_rules.language.values import Domain
from iiz_rules.policy import load
from iiz_rules.verification.difference.beside import claims
from iiz_rules.verification.difference.changes import AnswerChange, Side
from iiz_rules.verification.difference.difference import difference
from iiz_rules.verification.difference.own import follows, own_changes
from iiz_rules.words.text import Text
from tests.effort import sampled
from tests.verification.solver import solving

pytestmark = solving
SOME = 3
"""parts of a kind that are tried: the first may hang on a reading that is not the usual one"""
WORD = Text("x", "x", "x")
MADE = (
    *(Program, Fact, Domain, Definition, Rule, Holder, Interpretation),
    *(Competence, Actor, Body, Seat, Staffing),
    *(Waterfall, Payer, Coverage, Split, Catalogue),
    *(Event, Trigger, Statistics, Breakdown),
)
NAMES = "id name rule role action"
TOLD = "label question unit codes names document measures at clauses"
DECIDES_NOTHING = {
    Program: """canton label edition digest dated register announced actors way_labels way_clauses
        facts interpretations definitions rules people ways bodies staffing waterfall statistics""",
    Fact: f"{NAMES} {TOLD} domain held_by by given ech is_date",
    Domain: "type sensitive",
    Definition: f"{NAMES} {TOLD}",
    Rule: f"{NAMES} {TOLD} kind criteria enough actors part actions body",
    Holder: "named_by of_fact",
    Interpretation: f"{NAMES} {TOLD} options default",
    Competence: f"{NAMES} {TOLD} entitled conditional",
    Actor: f"{NAMES} {TOLD}",
    Body: f"{NAMES} {TOLD}",
    Seat: f"{TOLD}",
    Staffing: f"{NAMES}",
    Payer: "rule covers",
    Catalogue: f"{NAMES} {TOLD}",
    Event: f"{NAMES} {TOLD}",
    Trigger: f"{NAMES}",
    Statistics: f"{TOLD} outcomes",
    Breakdown: f"{NAMES} {TOLD}",
}
"""Names by which parts are found (of another name there is another part), texts, what only says
where something stands, and what is made of other parts, in which it is noticed."""


def rows() -> Iterator[tuple[type, str]]:
    for made in MADE:
        told = DECIDES_NOTHING.get(made, "").split()
        yield from ((made, one.name) for one in fields(made) if one.name not in told)


@pytest.fixture(scope="module")
def program() -> Program:
    """Valais with something of each kind that it does not have itself, as a catalogue."""
    valais = load("valais").program
    flowing, [staffing, *_] = valais.waterfall, valais.staffing.values()
    assert flowing
    catalogue = Catalogue("list", WORD, WORD, "2024-01-01", invented=True)
    term = Definition("term:listed-in.list", WORD, (), Constant(True))
    own = next(one for one in valais.facts.values() if one.given)
    domain = replace(own.domain, day="told")
    fact = Fact("made", domain, WORD, WORD, years_since="from", years_at="to", known_by="by")
    body = Body("made-up", WORD, (), {}, meets="year", majority="simple", tie="chair")
    trigger = replace(next(iter(valais.triggers.values())), oblige="x", within="P3D", by="year")
    named = replace(valais.competences[0], named_by=("who", "else"))
    opening = next(one for one in valais.events.values() if one.opens)
    covers = flowing.payers[0].covers
    assert isinstance(covers, Coverage)
    capped = replace(covers, cap=Decimal(200_000))
    paying = replace(flowing.payers[0], covers=capped)
    return replace(
        valais,
        facts={fact.id: replace(fact, commune="place"), **valais.facts},
        bodies={body.id: body, **valais.bodies},
        events={**valais.events, opening.id: replace(opening, anew={"case.complex": None})},
        triggers={**valais.triggers, trigger.id: trigger},
        competences=(*valais.competences[1:], named),  # of the last it is tried what its loss does
        waterfall=replace(flowing, payers=(paying, *flowing.payers[1:])),
        statistics=replace(valais.statistics, smallest=5),
        staffing={staffing.id: replace(staffing, at_least=1, at_most=3)},
        valid_from=date(2020, 1, 1),
        valid_to=date(2030, 12, 31),
        catalogues=(catalogue,),
        definitions={**valais.definitions, term.name: term},
        derived={own.id: Constant(True)},
        kept="P5Y",
        assumed_after="earlier",
    )


@pytest.mark.parametrize(
    "row", sampled([*rows()], 3), ids=lambda row: f"{row[0].__name__}.{row[1]}"
)
def test_of_whatever_is_declared_a_change_is_to_be_declared(
    row: tuple[type, str], program: Program
) -> None:
    tried = 0
    for changed in islice(exchanged(program, *row), SOME):  # one by one: to find more takes long
        if to_declare(program, changed):
            return
        tried += 1
    assert tried, "no part of Valais has it: add one to the program of these tests"
    pytest.fail("none of them is to be declared")


def test_what_decides_nothing_is_named_by_fields_that_there_are() -> None:
    shared = {*NAMES.split(), *TOLD.split()}
    for made, told in DECIDES_NOTHING.items():
        assert {*told.split()} - shared <= {one.name for one in fields(made)}, made


def to_declare(before: Program, after: Program) -> list[AnswerChange]:
    """What the gate wants to be declared."""
    sides = Side(before, {}), Side(after, {})
    own = own_changes(*sides)
    changes = [*difference(*sides), *claims(sides)]
    return [one for one in changes if not follows(sides, one, own)]


def exchanged(part: Any, made: type[Any], name: str) -> Iterator[Any]:
    """A part in which a field of something of a class inside it is another one, for each."""
    if isinstance(part, made) and (value := other(getattr(part, name))) is not None:
        yield replace(part, **{name: value})
    if isinstance(part, Mapping):
        yield from within({**part}, made, name)
    if isinstance(part, tuple):
        changed = within(dict(enumerate(part)), made, name)
        yield from (tuple(one.values()) for one in changed)
    if is_dataclass(part) and not isinstance(part, (type, Condition, Text)):
        held = {one.name: getattr(part, one.name) for one in fields(part) if one.init}
        own: Any = part
        yield from (replace(own, **one) for one in within(held, made, name))


def within(held: dict[Any, Any], made: type[Any], name: str) -> Iterator[dict[Any, Any]]:
    for key, one in held.items():
        yield from ({**held, key: changed} for changed in exchanged(one, made, name))


def other(value: Any) -> Any:
    """Another value of a kind; None where there is none."""
    match value:
        case bool():
            return not value
        case int() | Decimal():
            return value + 1
        case date():
            return value + timedelta(1)
        case str():
            return f"{value}-otherwise"
        case tuple() if value:
            return value[:-1]
        case frozenset() if value:
            return value - {min(value)}
        case Mapping() if value:
            return dict([*value.items()][:-1])
        case Condition():
            return Constant(False) if value == Constant(True) else Constant(True)
    return None
