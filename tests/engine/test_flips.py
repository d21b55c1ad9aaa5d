"""The smallest change that turns an answer: one fact, else two, as near as can be."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from iiz_rules.engine.asking import flips as flipping
from iiz_rules.engine.interpreter import Situation, derive
from iiz_rules.policy import Policy, load
from iiz_rules.render.text.flips import flips_text
from iiz_rules.render.text.layout import Paper
from iiz_rules.words.text import LANGUAGES, Language
from tests.checks.canton import program

ORCHARD = str(Path(__file__).parents[1] / "verification" / "orchard")
REPORTED = {"reported_in": ["db"], "evaluation.indicated": True, "case.complex": True}
PERSON = {"note": "here", "born": "2008-01-01", "money": "300.00", "places": ["ZH", "VS"]}


@pytest.fixture(scope="module")
def orchard() -> Policy:
    return load(ORCHARD, "2024-03-05")


def turns(policy: Policy, rule: str, facts: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    decision = policy.ask(rule, facts)
    return [(dict(flip.changes), str(flip.verdict)) for flip in decision.flips()]


def test_the_nearest_value_turns_an_answer(orchard: Policy):
    facts = {"person": {**PERSON, "age": 14, "canton": "ZH"}, "apples.ripe": False}
    assert ({"person.age": 16}, "yes") in turns(orchard, "eligibility", facts)
    facts = {"person": {**PERSON, "age": 16, "canton": "ZH", "money": "5000.50"}}
    assert ({"person.money": Decimal("4000.00")}, "yes") in turns(orchard, "eligibility", facts)


def test_a_value_that_is_known_is_turned_to_the_other_side_of_its_limit(orchard: Policy):
    facts = {"person": {**PERSON, "age": 20, "canton": "ZH"}, "apples.ripe": False}
    assert ({"person.age": 15}, "no") in turns(orchard, "eligibility", facts)


def test_a_set_has_a_member_more_or_one_less(orchard: Policy):
    found = turns(
        orchard, "shared", {"person.places": ["ZH"], "case.shared": [], "apples.given": True}
    )
    assert ({"person.places": frozenset()}, "no") in found
    assert turns(orchard, "shared", {"person.places": [], "case.shared": [], "apples.given": True})


def test_where_one_fact_does_not_two_are_looked_at(orchard: Policy):
    nothing = {"apples.given": False, "measure.useful": False, "visit.count": 0}
    found = turns(orchard, "some", nothing)
    assert ({"apples.given": True, "measure.useful": True}, "yes") in found
    assert all(len(changes) == 2 for changes, _ in found)


def test_what_is_not_known_turns_an_open_answer(orchard: Policy):
    found = turns(orchard, "repeated", {})
    assert found == [({"apples.given": True}, "yes"), ({"apples.given": False}, "no")]


def test_where_nothing_turns_it_that_is_said(orchard: Policy):
    decision = orchard.ask("told", {})
    assert decision.flips() == ()
    assert "Keine Änderung" in flips_text(decision, Paper("de"))


def test_what_follows_from_a_day_is_turned_by_that_day():
    facts = {**REPORTED, "person": {"birth_date": "1998-01-10", "district": "brig"}}
    policy = load("valais", "2024-03-05")
    assert ({"person.birth_date": date(1998, 3, 6)}, "yes") in turns(
        policy, "oberwallis-youth", facts
    )
    aged = {**REPORTED, "person": {"age": 26, "district": "brig"}}
    assert ({"person.age": 25}, "yes") in turns(policy, "oberwallis-youth", aged)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "mit Geburtsdatum: 06.03.1998 statt 10.01.1998 (55 Tage später) → ja"),
        ("fr", "(55 jours plus tard)"),
        ("en", "(55 days later)"),
    ],
)
def test_it_is_said_by_how_much(language: Language, said: str):
    assert language in LANGUAGES
    facts = {**REPORTED, "person": {"birth_date": "1998-01-10", "district": "brig"}}
    decision = load("valais", "2024-03-05").ask("oberwallis-youth", facts)
    assert said in flips_text(decision, Paper(language)).replace("\u00a0", " ")


def test_no_more_is_tried_than_a_few_thousand(orchard: Policy, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(flipping, "MOST", 0)
    assert turns(orchard, "repeated", {}) == []


OLDER_IN_ZURICH = """
label: {de: x, fr: x, en: x}
clauses: [XX-1]
criteria:
  - {id: place, label: {de: x, fr: x, en: x}, when: {fact: person.canton, is: ZH}}
  - id: age
    label: {de: x, fr: x, en: x}
    when:
      any:
        - {all: [{fact: person.age, at_least: 30}, {not: {fact: person.age, between: [31, 90]}}]}
        - {all: [{fact: person.age, between: [17, 24]}, {fact: person.age, between: [25, 27]}]}
        - {all: [{fact: person.age, between: [15, 19]}, {fact: person.age, between: [20, 22]}]}
"""


def test_two_facts_turn_an_answer_however_many_limits_lie_between():
    tiny = program(eligibility=OLDER_IN_ZURICH)
    case = Situation({"person.age": 10, "person.canton": "VS"}, date(2024, 3, 5), {})
    [flip] = flipping.flips(tiny, "eligibility", derive(tiny, case))
    assert flip.changes == {"person.age": 30, "person.canton": "ZH"}
