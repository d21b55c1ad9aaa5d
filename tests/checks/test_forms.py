"""What is said of a value in a form that is not possible: what forms are, and a remedy."""

import pytest

from iiz_rules.findings.finding import Finding
from iiz_rules.findings.registry import message, remedy
from tests.checks import examples
from tests.checks.canton import codes, findings

PROVIDED = "    provider: coordinator\n"


def told(files: dict[str, str]) -> tuple[Finding, str]:
    """The one error, and all that is said of it in German."""
    [finding] = [one for one in findings(**files) if one.severity == "error"]
    return finding, f"{message(finding, 'de')} {remedy(finding, 'de')}"


@pytest.mark.parametrize(
    ("files", "possible"),
    [
        (
            {"escalation": examples.duty("report", "due: jedes Quartal")},
            "none, {end_of: month | quarter | year}, {fact: …, plus: …}",
        ),
        (
            {"funding": examples.payer("covers: 80%")},
            "full, {share: …, of: remaining | whole, cap: …}, {amount: …}",
        ),
        ({"funding": examples.payer("covers: {share: 80}")}, "für 80 % also 0.8"),
        ({"eligibility": examples.when("{fact: person.age, between: 18-60}")}, "[18, 60]"),
        ({"eligibility": examples.when("{all: person.age}")}, "eine Liste wie [a, b]"),
    ],
)
def test_what_is_possible_is_named(files: dict[str, str], possible: str):
    assert possible in told(files)[1].replace("\u00a0", " ")


@pytest.mark.parametrize(
    "provider", ["{role: {fact: person.canton}}", "[{role: {fact: person.canton}}]"]
)
def test_no_fact_names_a_role(provider: str):
    finding, text = told({"escalation": providing(provider)})
    assert finding.code == "name-by-fact"
    assert "{role: …, of: {fact: …}}" in text


def test_a_fact_may_name_the_institution_of_a_role_where_each_code_is_one():
    by_fact = "{role: coordinator, of: {fact: person.canton}}"
    assert codes(escalation=providing(by_fact)) == ["code-no-actor"]


def test_who_acts_may_be_one_role_of_an_institution():
    assert codes(escalation=providing("{role: coordinator, of: office}")) == []
    assert codes(escalation=providing("{role: coordinater}")) == ["unknown-actor"]


def providing(provider: str) -> str:
    return examples.step().replace(PROVIDED, f"    provider: {provider}\n")
