"""What is asked of every policy finds what nothing reaches, and says nothing of what is right."""

from pathlib import Path
from typing import Any

import pytest

from iiz_rules.findings.registry import page, stages
from iiz_rules.language.compiler.program import compile_edition
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.policy import load
from iiz_rules.verification.questions import examine
from iiz_rules.verification.saving import case_name, case_text, with_witness
from tests.checks.canton import edition
from tests.verification.solver import solving

pytestmark = solving
CODES = {
    "rule-never-met": False,
    "rule-always-met": False,
    "branch-never-taken": False,
    "never-acts": False,
    "fact-in-vain": False,
    "criterion-idle": True,
    "payers-together": True,
    "no-step-open": True,
}
"""Every question by its page, and whether it is a hint."""
MUSTERLAND = Path(__file__).parents[1] / "cantons" / "musterland"


def program(**files: str) -> Program:
    found, faults = edition(**files)
    assert found is not None, faults
    return compile_edition(found)


def codes(code: str, text: str) -> list[str]:
    file = page(code).file.removesuffix(".yaml")
    others: dict[str, str] = {} if file == "eligibility" else {"eligibility": ANYBODY}
    exchanged = {**others, file: text}
    found = examine(program(**exchanged), hints=CODES[code])
    return [one.finding.code for one in found if one.finding.place.source.name == page(code).file]


ANYBODY = """
label: {de: x, fr: x, en: x}
clauses: [XX-1]
criteria: [{fact: person.age, at_least: 16}]
"""


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_has_the_fault_and_the_good_one_has_not(code: str) -> None:
    assert stages()[code] == "proof"
    assert code in codes(code, page(code).bad)
    assert code not in codes(code, page(code).good)


@pytest.mark.parametrize("canton", ["zurich", "valais", MUSTERLAND])
def test_the_cantons_have_nothing_of_the_kind(canton: Any) -> None:
    assert [*examine(load(canton).program)] == []


def test_what_is_claimed_never_to_hold_is_meant() -> None:
    never = "claims: [{id: c, says: {de: x, fr: x, en: x}, clauses: [XX-1], never: {rule: entry}}]"
    bad = {"escalation": page("rule-never-met").bad}
    assert "rule-never-met" in [one.finding.code for one in examine(program(**bad))]
    assert "rule-never-met" not in [
        one.finding.code for one in examine(program(**bad, claims=never))
    ]


def test_a_case_that_was_found_is_a_case_file_like_any_other() -> None:
    in_vain = program(eligibility=page("fact-in-vain").bad)
    [(found, witness), *_] = with_witness(examine(in_vain))
    text = case_text(found, witness, "x: y")
    document = read_yaml(text.encode(), case_name(found))
    assert not document.findings
    assert document.root is not None
    told: Any = document.root.plain()
    assert told["expect"] == {"eligibility": {"verdict": "open"}}
    assert told["facts"] == {"person": {"employed": True}}
    assert case_name(found) == "fact-in-vain-eligibility-person-canton.yaml"
