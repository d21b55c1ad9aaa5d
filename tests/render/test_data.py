"""Decisions as JSON: complete, plain, and as the schema says."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from iiz_rules.policy import load
from iiz_rules.schemas import SCHEMAS
from tests.render.example import CASES, decide, policy

RULES = list(policy().program.rules)
VALIDATOR = Draft202012Validator(SCHEMAS["decision"]())


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("case", CASES)
def test_a_decision_is_as_its_schema_says(case: str, rule: str):
    data = decide(case, rule).to_dict()
    assert json.loads(json.dumps(data)) == data
    VALIDATOR.validate(data)


def test_the_keys_of_a_decision_are_a_contract():
    data = decide("yes").to_dict()
    assert list(data) == [
        *("format", "canton", "edition", "digest", "dated", "on", "known_on"),
        *("rule", "kind", "label", "verdict", "clauses", "criteria", "enough", "missing"),
        *(
            "pending",
            "interpretations",
            "actors",
            "candidates",
            "actor_hangs_on",
            "informs",
            "done",
        ),
        *("due", "parts", "regulated", "silences", "origins", "part_bounds", "sources"),
        *("assumed_after", "bearers", "done_hangs_on", "sifted", "links"),
    ]
    assert data["format"] == 1
    assert (data["on"], data["dated"]) == ("2024-03-05", "2023-12-01")
    assert (data["known_on"], data["origins"]) == (None, {})


def test_a_dated_value_that_was_read_says_where_it_comes_from():
    data = decide("moved").to_dict()
    assert data["known_on"] == "2024-03-01"
    assert data["origins"] == {
        "person.canton": {
            "since": "2024-02-15",
            "attested_by": "office",
            "learned_on": "2024-02-20",
        },
        "registrations": {"since": "2024-01-01", "attested_by": None, "learned_on": None},
        "case.complex": {
            "since": "2024-02-10",
            "attested_by": "coordinator",
            "learned_on": None,
        },
        "person.income": {
            "since": "2024-03-01",
            "attested_by": None,
            "learned_on": "2024-03-01",
        },
    }


def test_values_are_plain():
    criteria: list[dict[str, Any]] = decide("yes").to_dict()["criteria"]
    values = {fact: value for one in criteria for fact, value in one["values"].items()}
    assert values["person.income"] == "1200.00"
    assert values["report.date"] == "2024-02-01"
    assert values["registrations"] == ["iv", "rav"]
    assert values["case.complex"] is True


def test_what_is_missing_and_awaited_comes_with_its_questions():
    data = decide("unknown").to_dict()
    first = data["missing"][0]
    assert first["fact"] == "person.canton"
    assert first["question"]["fr"] == "Dans quel canton la personne habite-t-elle ?"
    assert first["held_by"] == ["adviser", "office"]
    assert data["pending"][0]["judgement"] == "case.complex"
    assert data["pending"][0]["by"] == ["coordinator"]
    assert data["missing"][1]["instead"] == ["person.birth_date", "report.date"]


def test_an_interpretation_says_what_each_option_would_answer():
    [residence, _] = decide("yes").to_dict()["interpretations"]
    assert residence["option"] == "narrow"
    assert residence["verdicts"] == {"narrow": "yes", "wide": "yes", "none": "yes"}
    assert (residence["decisive"], residence["opening"]) == (False, [])


def _spoil(told: Any) -> None:
    """Change everything that can be changed of what was given out."""
    inside = [*(told.values() if isinstance(told, dict) else told)]
    for one in inside:
        if isinstance(one, dict | list):
            _spoil(one)
    told.clear()


@pytest.mark.parametrize("canton", ["zurich", "valais"])
def test_who_changes_what_was_given_out_changes_no_other_answer(canton: str) -> None:
    """What is the same in every answer is made once; each caller has texts and lists of its own."""
    policy = load(canton, on="2024-03-05")
    told = policy.decide({}).to_dict()
    kept = json.dumps(told)
    _spoil(told)
    assert json.dumps(policy.decide({}).to_dict()) == kept
