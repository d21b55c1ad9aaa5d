"""What is listed as changing an answer does change it, and what is left out does not."""

import json
from datetime import date
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.language.program.rules import Program
from iiz_rules.verification.influence import Influence, influence_in
from iiz_rules.verification.prover import Budget
from tests.cli.terminal import Terminal
from tests.verification.solver import solving
from tests.verification.test_mutants import ORCHARD

pytestmark = solving
DAY = date(2024, 3, 5)


@pytest.fixture
def _german(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LANG", "de_CH.UTF-8")
    monkeypatch.setenv("IIZ_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def zurich() -> Program:
    return iiz.load("zurich", on=DAY).program


@pytest.fixture(scope="module")
def influence(zurich: Program) -> Influence:
    found = influence_in(zurich)
    assert found
    return found


def test_a_fact_is_listed_with_each_rule_that_it_can_turn(influence: Influence):
    assert influence.facts["bilateral.other_involved"] == ("bilateral-procedure",)
    assert influence.facts["cost.partner"] == ("own-costs",)
    assert influence.facts["registrations"][:3] == ("eligibility", "step-1", "step-2")


def test_a_reading_is_listed_with_each_rule_that_it_can_turn(influence: Influence):
    assert influence.readings["A-ZH-10"] == ("select-case",)
    assert influence.readings["A-ZH-14"] == ("exchange",)
    assert "A-ZH-22" not in influence.readings, "it says from which number on a figure is shown"


def test_the_consent_turns_the_exchange_as_is_listed(influence: Influence):
    policy = iiz.load("zurich", on=DAY)
    case = {"exchange.purpose": "case-work", "exchange.legal_basis": False}
    answers = {
        consent: policy.exchange({**case, "exchange.consent": consent}).verdict
        for consent in (True, False)
    }
    assert answers[True] != answers[False]
    assert influence.facts["exchange.consent"] == ("exchange",)


def test_a_fact_that_is_asked_for_in_vain_is_left_out():
    orchard = iiz.load(ORCHARD, on=DAY).program
    found = influence_in(orchard)
    assert found
    assert "person.canton" not in found.facts
    assert found.facts["person.age"] == ("eligibility", "visit", "pick")


def test_where_the_budget_does_not_suffice_nothing_is_listed(zurich: Program):
    budget = Budget(1)
    assert influence_in(zurich, budget) is None
    assert budget.unasked == {"influence": 1}


@pytest.mark.usefixtures("_german")
def test_it_is_listed_on_request(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    terminal = Terminal(capsys, tmp_path)
    assert "können eine Antwort ändern" not in terminal.iiz("verify", ORCHARD).out
    said = terminal.iiz("verify", ORCHARD, "--influence").out
    assert "Diese Angaben können eine Antwort ändern (12\N{NO-BREAK SPACE}von 16):" in said
    assert "[apples.ripe]: Ernte; " in said
    assert "und 2\N{NO-BREAK SPACE}weitere" in said
    assert "und 1\N{NO-BREAK SPACE}" not in said, "the last is shown as well"
    [edition] = json.loads(terminal.iiz("verify", ORCHARD, "--influence", "--format", "json").out)
    assert edition["influence"]["facts"]["visit.made"] == ["return"]
