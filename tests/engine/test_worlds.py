"""What can occur together in a case: as every reader of cases and every count has it."""

from dataclasses import replace
from datetime import date
from functools import reduce
from operator import or_

import pytest

from iiz_rules.case.facts import read_facts
from iiz_rules.case.members import count_members, read_members
from iiz_rules.engine.asking.grounds import Grounds
from iiz_rules.engine.asking.worlds import Adds, Only, World, following, possible, world_of
from iiz_rules.engine.compiled.numbering import circuit_of
from iiz_rules.language.values import Between, Value
from iiz_rules.policy import load

ON = date(2024, 3, 5)
VALAIS = load("valais", on=ON).program
SITS = World(
    date.min,
    date.max,
    (Adds(("iv", "dsw"), "size", exactly=True), Adds(("there",), "size"), Only("able", "iv")),
)
CASES: list[dict[str, Value]] = [
    {},
    {"person.birth_date": date(2004, 3, 6)},
    {"person.birth_date": date(2004, 3, 6), "person.age": 19},
    {"person.birth_date": date(2004, 3, 6), "person.age": 20},
    {"person.birth_date": date(2024, 3, 6)},
    {"person.birth_date": date(1850, 1, 1)},
    {"person.birth_date": date(2004, 3, 6), "report.made_on": date(2004, 3, 5)},
    {"report.made_on": date(2024, 3, 5), "report.made": False},
    {"report.made_on": date(2024, 3, 6)},
    {"question.date": date(2024, 3, 4)},
    {"person.age_at_report": 20, "person.birth_date": date(2000, 1, 1), "report.made_on": ON},
]


@pytest.mark.parametrize("case", CASES)
def test_possible_is_what_a_reader_of_cases_takes(case: dict[str, Value]) -> None:
    read = read_facts(VALAIS, case, ON)
    world = world_of(VALAIS)
    assert possible(world, following(world, case, ON), ON) is not bool(read.findings)
    if not read.findings:
        assert following(world, case, ON) == read.facts


@pytest.mark.parametrize(
    ("facts", "can_be"),
    [
        ({"iv": 1, "dsw": 1, "size": 2, "there": 2}, True),
        ({"iv": 1, "dsw": 1, "size": 3}, False),
        ({"iv": 1, "size": 3}, True),
        ({"iv": 2, "size": 1}, False),
        ({"there": Between(2, 4), "size": 3}, True),
        ({"there": Between(4, 5), "size": 3}, False),
        ({"iv": 0, "able": True}, False),
        ({"iv": 1, "able": False}, True),
        ({"able": True}, True),
    ],
)
def test_what_is_counted_adds_up(facts: dict[str, Value], can_be: bool) -> None:
    assert possible(SITS, facts, ON) is can_be


def test_members_that_were_counted_are_possible() -> None:
    body = VALAIS.bodies["rechtskommission"]
    raw = [
        {"of": "iv", "has": ["high-decision-competence"], "present": True, "vote": "for"},
        {"of": "dsw", "vote": "abstains"},
        {"of": "diha"},
    ]
    counted, faults = count_members(VALAIS, body, list(read_members(raw)))
    assert not faults
    assert possible(world_of(VALAIS), counted, ON)


def test_a_question_lies_within_the_edition() -> None:
    zurich = world_of(load("zurich", on=ON).program)
    assert possible(zurich, {}, date(2014, 4, 1))
    assert not possible(zurich, {}, date(2014, 3, 31))


def test_meetings_held_are_no_more_than_those_in_all() -> None:
    body = replace(VALAIS.bodies["rechtskommission"], meets="year")
    world = world_of(replace(VALAIS, bodies={"r": body}))
    held, in_all = (f"rechtskommission.meetings_{name}" for name in ("held", "in_all"))
    assert possible(world, {held: 2, in_all: 2}, ON)
    assert not possible(world, {held: 3, in_all: 2}, ON)


@pytest.mark.parametrize(
    ("read", "bound"),
    [
        (["iv.members"], False),
        (["iv.members", "dsw.members"], False),
        (["iv.members", "dsw.members", "size"], True),
        (["present", "size"], True),
        (["iv.members", "iv.head-of-organisation"], True),
    ],
)
def test_how_many_members_bodies_have_binds_nothing_but_their_size(
    read: list[str], bound: bool
) -> None:
    """What binds nothing among the facts of a condition lets its parts be tried one by one."""
    grounds = Grounds(VALAIS, circuit_of(VALAIS))
    names = [f"copil.{name}" for name in read]
    own = reduce(or_, map(grounds.bit, names))
    ties = own & ~sum(map(grounds.alone, names))
    assert bool(ties & ~grounds.loose(own)) is bound
