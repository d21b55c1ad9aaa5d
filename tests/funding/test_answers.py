"""The body may say no: its answers fixed or drawn, on a page, and what each measure risks."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import iiz_rules as iiz
from iiz_rules.portfolio.risk.own import Payments, never_repaid, without
from iiz_rules.portfolio.scenario import read_scenario, scenario_of
from iiz_rules.portfolio.simulate import Simulation
from iiz_rules.words.formats import francs, round_francs
from tests.cli.terminal import Terminal
from tests.funding.canton import harbour
from tests.funding.test_report import shown
from tests.funding.test_sheet import texts

pytestmark = pytest.mark.usefixtures("undrawn")
EXAMPLE = Path(__file__).parents[2] / "examples" / "beschaeftigungsfonds"
LABEL = {"de": "x", "fr": "x", "en": "x"}
ROWS: list[dict[str, Any]] = [
    {"id": "advance", "measure.kind": "knots", "measure.amount": 1000, "person.resident": False,
     "person.member": False, "measure.expected_payer": "town"},
    {"id": "takeover", "measure.kind": "lamps", "measure.amount": 500, "measure.useful": True,
     "person.resident": False, "measure.expected_payer": "nobody"},
    {"id": "open", "measure.kind": "lamps", "measure.amount": 300, "person.resident": False,
     "measure.expected_payer": "nobody"},
    {"id": "none", "measure.kind": "knots", "measure.amount": 700, "person.member": True,
     "person.resident": False, "measure.expected_payer": "nobody"},
]  # fmt: skip
RISK: dict[str, Any] = {
    "paths": 400,
    "months": 12,
    "repayment": {"probability": 0.5, "after": {"mean": 3}},
    "open": {"measure.useful": 0.5},
}


def scenario(**answers: Any) -> dict[str, Any]:
    said = {"answers": answers} if answers else {}
    fund = {"payer": "fund", "balance": "1200.00"}
    return {"id": "x", "label": LABEL, "fund": fund, "risk": RISK, **said}


def asked(**answers: Any) -> Simulation:
    return iiz.simulate(ROWS, harbour(), scenario(**answers))


def paid(found: Simulation) -> dict[str, tuple[int, int]]:
    """What the fund pays of each measure, in francs."""
    columns = ("id", "fund-pays:part:low", "fund-pays:part:high")
    rows = found.portfolio.rows.select(columns).iter_rows()
    return {name: (low // 100, high // 100) for name, low, high in rows}


@pytest.mark.parametrize(
    ("answers", "yes"),
    [
        ({}, {"advance", "takeover", "open"}),
        ({"yes_to": "all"}, {"advance", "takeover", "open"}),
        ({"yes_to": "none"}, set()),
        ({"yes_to": "advances"}, {"advance"}),
        ({"yes_to": "takeovers"}, {"takeover"}),
        ({"up_to": "1400.00"}, {"advance", "open"}),
        ({"up_to": "800.00"}, {"takeover", "open"}),
        ({"yes_to": "takeovers", "up_to": "499.00"}, set()),
    ],
)
def test_what_the_body_refuses_the_fund_does_not_pay(answers: Any, yes: set[str]):
    found = asked(**answers)
    assert {name for name, (_, high) in paid(found).items() if high} == yes
    rows = found.portfolio.rows
    parts = [name for name in rows.columns if name.endswith(":part:high")]
    for row in rows.iter_rows(named=True):
        if row["id"] != "open" or "open" not in yes:
            assert sum(row[name] for name in parts) + row["left:high"] == row["fact:measure.amount"]
    assert found.agenda.all.rows == 3, "what is put to the vote is the same"
    assert asked().agenda.ballots == found.agenda.ballots


def test_a_yes_may_be_drawn():
    sure, drawn, no = (asked(**one).risk for one in ({}, {"probability": 0.5}, {"yes_to": "none"}))
    assert sure is not None
    assert drawn is not None
    assert no is not None
    assert no.findings.shortage.value == 0
    assert no.findings.lost.value == 0
    assert 0 < drawn.findings.shortage.value < sure.findings.shortage.value
    assert drawn.findings.lost.value == pytest.approx(sure.findings.lost.value / 2, rel=0.3)
    chances = drawn.exposure.open.group_by("row").agg(pl.col("chance").sum())
    assert all(chance == pytest.approx(1) for chance in chances["chance"])
    assert drawn.exposure.settled.is_empty()
    more = {**RISK, "arrivals": {"per_month": 1}}
    halved = iiz.simulate(ROWS, harbour(), {**scenario(probability=0.5), "risk": more}).risk
    assert halved is not None
    assert halved.findings.shortage.value > drawn.findings.shortage.value, "new ones come as well"


@pytest.mark.parametrize("language", ["de", "fr", "en"])
def test_what_is_assumed_of_the_answers_is_said(language: Any):
    text = texts(asked(yes_to="advances", up_to="1400.00", probability=0.25).to_html(language))
    assert "1'400.00 CHF" in text
    assert "25 %" in text


def test_ready_made_answers_have_a_word_each():
    given = scenario_of(scenario())
    for word in ("all", "none", "advances", "takeovers"):
        answers = given.answering(word).file.answers
        assert answers is not None
        assert answers.yes_to == word
    up_to = given.answering("1400.00")
    assert up_to.file.answers is not None
    assert up_to.file.answers.up_to == Decimal("1400.00")
    assert up_to.digest != given.digest
    with pytest.raises(iiz.UsageError) as refused:
        given.answering("perhaps")
    assert [one.code for one in refused.value.findings] == ["wrong-argument"]


# ------------------------------------------------------------------------------- side by side


def test_a_page_lists_every_measure_that_changes(example: Simulation):
    base, policy = read_scenario(EXAMPLE / "grundlage.yaml"), iiz.load("valais", "2026-01-01")
    compared = iiz.compare(
        EXAMPLE / "portfolio.csv",
        policy,
        base.without_risk,
        base.without_risk.answering("advances"),
    )
    text = texts(compared.to_html("de"))
    changed = compared.changed
    assert changed.height > 40
    for row in changed.to_dicts():
        assert row["id"] in text
        assert francs(row["cost"]) in text
    moved = sum(map(compared.moved, changed.to_dicts()))
    takeovers = next(one for one in example.agenda.ballots if one.route == "takeover")
    opened = next(one for one in example.agenda.ballots if one.route == "open")
    assert takeovers.high <= moved <= takeovers.high + opened.high
    for words in ("ERFUNDENE ANGABEN", "nur zu Vorschüssen Ja", "Die Kommission antwortet anders."):
        assert words in text
    french = texts(compared.to_html("fr"))
    for words in ("F-006 Coaching intensif", "DONNÉES INVENTÉES"):
        assert words in french
    assert compared.to_pdf("fr").startswith(b"%PDF-")


def test_two_days_and_two_risks_stand_side_by_side():
    rows = [{**one, "date": None} for one in ROWS]
    compared = iiz.compare(
        rows, harbour(), scenario(), scenario(yes_to="none"), on=None, second_on=None
    )
    text = texts(compared.to_html("de"))
    assert "Der Fonds reicht mindestens einmal nicht" in text
    for one in (compared.first, compared.second):  # the figures of the report, under its words
        assert one.risk is not None
        assert shown(round_francs(round(one.risk.alone.lost.value))) in text
    first, second = (
        dict(one.risk.findings.budgets) for one in (compared.first, compared.second) if one.risk
    )
    assert {120_000} <= first.keys() & second.keys()
    assert compared.budgets == [(one, first[one], second[one]) for one in first if one in second]
    no_risk = {"id": "y", "label": LABEL}
    assert iiz.compare(rows, harbour(), scenario(), no_risk).budgets == []
    assert iiz.compare(rows, harbour(), no_risk, scenario()).budgets == []
    later = iiz.compare(rows, harbour(), scenario(), scenario(), second_on=harbour("2024-06-01").on)
    assert [str(one.portfolio.on) for one in (later.first, later.second)] == [
        "2024-03-01",
        "2024-06-01",
    ]
    assert "01.06.2024" in texts(later.to_html("de"))


def test_the_terminal_writes_the_page(terminal: Terminal):
    base = EXAMPLE / "grundlage.yaml"
    rows = "id;measure.kind;measure.amount;reported_in\na;lamps;1'000.00;iv\n"
    portfolio = terminal.file("p.csv", rows)
    asked_ = ("compare", base, base, portfolio, "--canton", "valais")
    for name in ("c.html", "c.pdf", "c.csv"):
        done = terminal.iiz(*asked_, "--answers-b", "none", "--on-b", "2026-02-01", "-o", name)
        assert done.code == 0
        assert (terminal.folder / name).stat().st_size
    assert terminal.iiz(*asked_, "--answers-b", "perhaps").code == 2
    simulate = ("simulate", portfolio, "--canton", "valais", "--scenario", base)
    done = terminal.iiz(*simulate, "--answers", "none")
    assert "zu allem Nein" in done.out


# ------------------------------------------------------------------------------ own shares


def test_what_a_measure_has_of_the_risk_is_what_falls_away_without_it():
    months, chance = 6, np.random.default_rng(7)
    balance = chance.integers(-50, 200, (40, months)).astype(float)
    month = np.array([0, 2, 2, 5])
    later = np.minimum(month + chance.integers(0, 9, (40, 4)), 3 * months)
    later[:, 3] = 3 * months
    amount = chance.integers(1, 120, (40, 4)).astype(float)
    found = without(balance, Payments(amount, month, later))
    for measure in range(4):
        dry = 0
        for path in range(40):
            again = balance[path].copy()
            again[month[measure] : later[path, measure]] += amount[path, measure]
            dry += again.min() < 0
        assert found[measure] == dry
    lost = never_repaid(Payments(amount, month, np.full((40, 4), 2 * months)), months)
    assert lost == pytest.approx(amount.sum(axis=0))
    assert not never_repaid(Payments(amount, month, later[:, [3] * 4]), months).any(), (
        "owed by nobody"
    )


def test_the_shares_of_a_portfolio_are_those_of_its_measures(example: Simulation):
    assert example.risk is not None
    own = example.risk.own
    put_to_the_vote = example.agenda.frame.filter(pl.col("high") > 0)["row"].to_list()
    assert {one.row for one in own} == set(put_to_the_vote)
    assert sum(one.lost for one in own) == pytest.approx(example.risk.alone.lost.value, rel=0.03)
    assert all(one.shortage >= 0 for one in own)
    text = texts(example.to_html("de"))
    assert "Welche einzelne Massnahme das Risiko am meisten bewegt" in text
    assert example.agenda.told(own[0].row)["id"] in text
