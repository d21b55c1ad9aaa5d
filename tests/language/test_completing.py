"""What may be left out of a criterion because it follows from its condition or its rule."""

import pytest

from iiz_rules.language.completing import complete
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.rules import Criterion
from tests.checks import examples
from tests.checks.canton import codes, edition, findings, texts

HEAD = f"{examples.LABEL}\nclauses: [XX-1]\n"
TERMS = f"terms:\n{examples.term('hard', '{judgement: case.complex}')}"
RING = f"terms:\n{examples.term('hard', '{term: harder}')}{examples.term('harder', '{term: hard}')}"


def criteria(*written: str, more: str = "") -> tuple[Criterion, ...]:
    """The criteria of eligibility.yaml."""
    text = HEAD + more + "criteria:\n" + "".join(f"  - {one}\n" for one in written)
    found, faults = edition(eligibility=text)
    assert isinstance(found, Edition), faults
    assert found.eligibility
    return found.eligibility.criteria


def test_a_condition_alone_is_a_criterion():
    [criterion] = criteria("{fact: person.age, at_least: 16}")
    assert (criterion.id, criterion.mode, criterion.clauses) == (
        "person.age",
        "required",
        ("XX-1",),
    )
    assert criterion.label.text["fr"] == "Âge"
    assert (criterion.place.line, criterion.place.column) == (4, 5)
    assert criterion.when.place == criterion.place


@pytest.mark.parametrize(
    ("condition", "name", "label"),
    [
        ("{fact: person.employed, is: true}", "person.employed", "Arbeit"),
        ("{judgement: case.complex, by: coordinator}", "case.complex", "komplex"),
        ("{term: hard}", "hard", "Beispiel"),
    ],
)
def test_it_is_called_as_what_it_asks_for(condition: str, name: str, label: str):
    [criterion] = criteria(condition, more=TERMS)
    assert (criterion.id, criterion.label.text["de"]) == (name, label)


@pytest.mark.parametrize(
    ("condition", "mode"),
    [
        ("{fact: person.employed, is: true}", "required"),
        ("{judgement: case.complex}", "judgement"),
        ("{id: x, label: X, when: {not: {term: hard}}}", "judgement"),
        ("{mode: indicative, when: {term: hard}}", "indicative"),
        ("{mode: required, when: {term: hard}}", "required"),
    ],
)
def test_it_is_a_judgement_where_somebody_has_to_judge(condition: str, mode: str):
    more = f"{TERMS}indicative: {{at_least: 1}}\n" if mode == "indicative" else TERMS
    found, faults = edition(
        eligibility=f"{HEAD}{more}criteria:\n  - {condition.replace('X', examples.TEXT)}\n"
    )
    assert found, faults
    assert found.eligibility
    assert [one.mode for one in found.eligibility.criteria] == [mode]


def test_what_is_written_stays():
    written = "{id: own, label: %s, clauses: [XX-1], when: {fact: person.age, at_least: 16}}"
    [criterion] = criteria(written % examples.TEXT)
    assert (criterion.id, criterion.label.text["de"]) == ("own", "Beispiel")


def test_a_compound_condition_needs_a_name_and_a_label():
    found = findings(eligibility=f"{HEAD}criteria:\n  - {{all: [{examples.AGE}]}}\n")
    assert [finding.code for finding in found] == ["unnamed-condition"]


BOARD = f"""
bodies:
  - id: board
    {examples.LABEL}
    clauses: [XX-1]
    seats: [{{of: office}}]
    advisory: [{{of: contact}}]
"""


def test_a_seat_rests_on_the_clauses_of_its_body():
    found, faults = edition(organisation=texts()["organisation.yaml"] + BOARD)
    assert found, faults
    [board] = found.organisation.bodies
    assert board.seats[0].clauses == board.advisory[0].clauses == ("XX-1",)


def test_only_what_is_computed_needs_no_question():
    age = f"  - {{id: at-entry, computed: question-date, {examples.LABEL}}}\n"
    assert "missing-key" not in codes(facts=texts()["facts.yaml"] + age)
    asked = f"  - {{id: at-entry, {examples.LABEL}}}\n"
    assert "missing-key" in codes(facts=texts()["facts.yaml"] + asked)


@pytest.mark.parametrize("name", ["{fact: person.aeg, is: 16}", "{term: hrad}", "{rule: step-9}"])
def test_a_name_that_there_is_not_is_one_fault(name: str):
    found = codes(eligibility=f"{HEAD}criteria:\n  - {name}\n")
    assert len([code for code in found if code.startswith("unknown-")]) == 1
    assert "missing-key" not in found


def test_another_rule_gives_its_label_too():
    found, _ = edition(escalation=STEPS)
    assert found
    assert [one.label.text["de"] for one in found.escalation.steps[0].criteria] == ["Zielgruppe"]


STEPS = f"""steps:
  - id: first
    {examples.LABEL}
    clauses: [XX-1]
    criteria:
      - {{rule: eligibility}}
"""


def test_terms_in_a_circle_are_not_followed_for_ever():
    assert "circular-definition" in codes(
        eligibility=f"{HEAD}{RING}criteria:\n  - {{term: hard}}\n"
    )


def test_two_criteria_on_one_fact_need_names_of_their_own():
    assert "duplicate-id" in codes(
        eligibility=f"{HEAD}criteria:\n  - {examples.AGE}\n  - {{fact: person.age, at_most: 60}}\n"
    )


STEP = f"{examples.LABEL}, clauses: [XX-1]"
AFTER = f"""steps:
  - {{id: first, {STEP}, done: {{fact: person.employed, is: true}}, criteria: [{examples.AGE}]}}
  - {{id: second, {STEP}, done: {{fact: person.age, at_least: 18}}, after: first}}
  - {{id: third, {STEP}, after: [first, second], criteria: [{examples.AGE}]}}
"""


def test_a_step_after_another_asks_that_this_one_lies_behind_the_case():
    found, _ = edition(escalation=AFTER)
    assert found
    _, second, third = found.escalation.steps
    [behind] = second.criteria
    assert (behind.id, behind.when) == ("after-first", found.escalation.steps[0].done)
    assert behind.place.line == 3
    assert [one.id for one in third.criteria] == ["after-first", "after-second", "person.age"]
    assert list(complete(found)) == []
    assert len(third.criteria) == 3


def test_a_step_that_asks_nothing_is_found():
    step = f"steps:\n  - {{id: first, {examples.LABEL}, clauses: [XX-1]}}\n"
    assert [one.words for one in findings(escalation=step)] == [{"key": "criteria"}]
