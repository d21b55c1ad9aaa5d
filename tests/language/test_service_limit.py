"""A service that lasts six months at most and is extended once by decision, as in the reference."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from iiz_rules.findings.errors import LoadError
from iiz_rules.language.truth import Truth
from iiz_rules.policy import Policy
from tests.language.canton import rewritten

X = "{de: x, fr: x, en: x}"


def fact(name: str, kind: str) -> str:
    return f"  - {{id: {name}, type: {kind}, label: {X}, question: {X}}}\n"


FACTS = "".join(
    fact(f"service.{name}", kind)
    for name, kind in [("begins_on", "date"), ("ends_on", "date"), ("extended", "bool")]
)
HARD = """      - {id: hard, label: {de: schwer, fr: difficile, en: hard}, clauses: [XX-2], mode: judgement, when: {judgement: case.hard}}
"""  # noqa: E501 - a line of the canton's
LIMIT = """      - id: not-too-long
        label: {de: Nicht zu lange, fr: Pas trop long, en: Not too long}
        clauses: [XX-2]
        when:
          by_case:
            - when: {fact: service.extended, is: true}
              then: {fact: service.ends_on, at_most: {fact: service.begins_on, plus: P12M}}
            - otherwise: {fact: service.ends_on, at_most: {fact: service.begins_on, plus: P6M}}
"""
ONCE = ("    when: {judgement: case.hard}\n", "    when: {fact: service.extended, is: false}\n")


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    changes = {
        "facts": ("facts:\n", f"facts:\n{FACTS}"),
        "escalation": (HARD, LIMIT),
        "organisation": ONCE,
    }
    return rewritten(tmp_path, changes)


def case(ends: str, **more: object) -> dict[str, object]:
    known = {"service.begins_on": "2024-01-15", "service.ends_on": ends}
    return known | {f"service.{name}": value for name, value in more.items()}


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (case("2024-07-15", extended=False), Truth.YES),
        (case("2024-07-16", extended=False), Truth.NO),
        (case("2024-07-16", extended=True), Truth.YES),
        (case("2025-01-16", extended=True), Truth.NO),
        (case("2024-07-15"), Truth.YES),
        (case("2025-01-16"), Truth.NO),
        (case("2024-07-16"), Truth.OPEN),
    ],
)
def test_six_months_and_once_as_many_again(
    policy: Policy, given: dict[str, object], verdict: Truth
):
    found = policy.ask("boat", given)
    assert found.verdict is verdict
    assert [one.fact for one in found.missing] == (
        ["service.extended"] if verdict is Truth.OPEN else []
    )


def test_it_is_told_by_how_much(policy: Policy):
    told = policy.ask("boat", case("2024-07-16", extended=False)).explain("de")
    assert "nicht nach «x plus 6 Monate»" in " ".join(told.split())


def test_it_is_extended_once(policy: Policy):
    assert policy.may("guide", "open-boat", {"service.extended": False}).verdict is Truth.YES
    assert policy.may("guide", "open-boat", {"service.extended": True}).verdict is Truth.NO


def test_a_frame_counts_the_same_months(policy: Policy):
    begun, ends = date(2024, 2, 29), [date(2024, 8, 29), date(2024, 8, 30), None]
    columns = {"service.begins_on": [begun] * 3, "service.ends_on": ends}
    cases = pl.DataFrame({**columns, "service.extended": [False] * 3})
    answered = policy.ask_frame("boat", cases)
    assert answered.frame["boat:verdict"].to_list() == ["yes", "no", "open"]


def test_only_a_date_is_so_much_later(tmp_path: Path):
    dated = "{fact: service.begins_on, plus: P6M}"
    limit = LIMIT.replace("service.ends_on", "cost.amount")
    amounts = limit.replace(dated, "{fact: cost.amount, plus: P6M}")
    with pytest.raises(LoadError, match="unsuited-fact"):
        rewritten(
            tmp_path,
            {
                "facts": ("facts:\n", f"facts:\n{FACTS}"),
                "escalation": (HARD, amounts.replace("begins_on", "ends_on")),
            },
        )
