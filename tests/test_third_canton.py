"""Musterland: a canton with mechanics that neither Zürich nor Valais has, in YAML alone."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.cli import main as cli
from iiz_rules.language.editions import Folder
from iiz_rules.testing.suite import check_canton, run_canton
from iiz_rules.words.text import LANGUAGES

MUSTERLAND = Path(__file__).parent / "cantons" / "musterland"
FOLDER = Folder(MUSTERLAND, "musterland")
SIGNS: dict[str, Any] = {
    "person.months_without_work": 20,
    "person.health_limits": True,
    "person.debts": "20000.00",
    "person.trained": False,
    "person.overburdened": True,
}


@pytest.fixture(scope="module")
def musterland() -> iiz.Policy:
    return iiz.load(MUSTERLAND, on="2025-03-03")


def test_it_is_written_in_the_first_form_and_without_a_fault():
    [edition] = check_canton(FOLDER)
    assert [finding.code for finding in edition.findings] == ["old-form"]
    assert [found for case in edition.cases for found in case.findings] == []


def test_its_cases_are_answered_as_it_expects():
    [edition] = run_canton(FOLDER)
    assert len(edition.cases) == 11
    assert [one.failures for one in edition.cases if not one.passed] == []


def test_its_cases_ask_every_rule(musterland: iiz.Policy):
    [edition] = run_canton(FOLDER)
    asked = {one.rule for case in edition.cases for one in case.comparisons}
    assert set(musterland.program.rules) <= asked


def test_its_cases_decide_by_every_rule():
    assert cli.run(["test", str(MUSTERLAND), "--coverage", "--fail-under", "100"]) == 0


def test_nothing_of_it_stands_in_python():
    words = ("arbeitsamt", "sozialdienst", "leitungstandem", "anlaufstelle")
    for path in Path(iiz.__file__).parent.rglob("*.py"):
        text = path.read_text("utf-8")
        assert not [word for word in words if word in text], path


# ------------------------------------------------------------ orientation: three of five signs


@pytest.mark.parametrize("signs", [2, 3, 4, 5])
def test_three_signs_of_five_are_enough_whichever(musterland: iiz.Policy, signs: int):
    """The first ones, and the last ones: none of them is needed."""
    for names in (list(SIGNS)[:signs], list(SIGNS)[-signs:]):
        decision = musterland.eligibility({name: SIGNS[name] for name in names})
        assert str(decision.verdict) == ("yes" if signs >= 3 else "open")


def test_two_signs_that_fail_leave_all_open_and_three_decide(musterland: iiz.Policy):
    failing: dict[str, Any] = {"person.months_without_work": 1, "person.health_limits": False}
    assert musterland.eligibility(failing).verdict is iiz.Truth.OPEN
    failing["person.trained"] = True
    assert musterland.eligibility(failing).verdict is iiz.Truth.NO


# ------------------------------------------------- a preliminary step before the formal one


def test_the_preliminary_step_comes_first_and_the_formal_one_after_it(musterland: iiz.Policy):
    case = {**SIGNS, "agreement.signed_on": "2025-03-01", "case.worth_it": True}
    first = musterland.route(case)
    assert first.next is not None
    assert (first.next.rule, first.actor) == ("preliminary", "anlaufstelle")
    second = musterland.route({**case, "clarification.took_place": True})
    assert second.next is not None
    assert second.next.rule == "intake"
    assert [one.rule for one in second.done] == ["preliminary"]


# -------------------------------------------- who leads: which registrations come together


@pytest.mark.parametrize(
    ("registrations", "leads"),
    [
        (["arbeitsamt", "iv", "sozialdienst"], ("leitungstandem", None)),
        (["arbeitsamt", "iv"], ("fallfuehrung", "iv")),
        (["iv"], ("fallfuehrung", "iv")),
        (["iv", "sozialdienst"], ("fallfuehrung", "sozialdienst")),
        (["arbeitsamt", "sozialdienst"], ("fallfuehrung", "sozialdienst")),
        (["sozialdienst"], ("fallfuehrung", "sozialdienst")),
        (["arbeitsamt"], ("fallfuehrung", "arbeitsamt")),
        ([], ("fallfuehrung", "arbeitsamt")),
        (None, (None, None)),
    ],
)
def test_the_lead_depends_on_which_registrations_come_together(
    musterland: iiz.Policy, registrations: list[str] | None, leads: tuple[str | None, str | None]
):
    decision = musterland.ask("intake", {"registrations": registrations})
    assert (decision.actor, decision.actors.get("of")) == leads


def test_while_the_registrations_are_unknown_everybody_may_still_be_the_one(
    musterland: iiz.Policy,
):
    who = {one.role for one in musterland.ask("intake", {}).candidates}
    assert who == {"leitungstandem", "fallfuehrung"}


# ---------------------------------------------------------------------------- costs by a key


@pytest.mark.parametrize("amount", ["0.00", "0.01", "99.99", "1000.05", "123456.78"])
@pytest.mark.parametrize("rounding", ["largest", "last"])
def test_costs_are_split_by_a_key_and_add_up(musterland: iiz.Policy, amount: str, rounding: str):
    case = {"cost.kind": "joint", "cost.amount": amount}
    decision = musterland.ask("joint-cost", case, interpretations={"A-ML-01": rounding})
    parts = [Decimal(str(part)) for part in decision.parts.values()]
    assert list(decision.parts) == ["arbeitsamt", "iv", "sozialdienst"]
    assert sum(parts) == Decimal(amount)
    for part, weight in zip(parts, (50, 30, 20), strict=True):
        assert abs(part - Decimal(amount) * weight / 100) <= Decimal("0.01")


def test_the_key_is_explained_in_every_language(musterland: iiz.Policy):
    decision = musterland.ask("joint-cost", {"cost.kind": "joint", "cost.amount": "10.00"})
    for language in LANGUAGES:
        text = decision.explain(language).replace("\u00a0", " ")
        assert all(part in text for part in ("5.00 CHF", "3.00 CHF", "2.00 CHF"))


# ------------------------------------------------------------------------ what it leaves out


def test_what_its_source_leaves_out_is_not_regulated(musterland: iiz.Policy):
    dispute = musterland.dispute({})
    assert not dispute.regulated
    assert "keine Stelle" in dispute.explain("de")
