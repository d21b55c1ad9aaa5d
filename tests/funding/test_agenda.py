"""What is put to the vote: the francs of single cases, and one number wherever it stands."""

import re
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import iiz_rules as iiz
from iiz_rules.answers.readings import dividing
from iiz_rules.portfolio.agenda import OPEN
from iiz_rules.portfolio.simulate import Simulation
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.simulation import portfolio_sums
from iiz_rules.render.text.summary import summary_text
from iiz_rules.words.formats import francs, month, percent, round_francs
from iiz_rules.words.text import Language
from tests.effort import sampled
from tests.funding.canton import DAY, Report, harbour

EXAMPLE = Path(__file__).parents[2] / "examples" / "beschaeftigungsfonds"
LANGUAGES: tuple[Language, ...] = ("de", "fr")
AMOUNT = re.compile(
    r"(?<![\d.'])−?\d{1,3}(?:'\d{3})+(?:\.\d\d)?(?!\d)|(?<![\d.'])−?\d+\.\d\d(?![\d.])"
)
ROWS: list[dict[str, Any]] = [
    {"id": "sure", "measure.useful": True, "measure.kind": "lamps"},
    {"id": "back", "measure.expected_payer": "guild", "measure.kind": "lamps"},
    {"id": "asked", "measure.kind": "lamps"},
    {"id": "part", "measure.useful": True, "measure.kind": "lamps", "person.resident": True},
]
SURE = {"measure.amount": "100.00", "person.member": False, "person.age": 30}
WAYS = {"person.resident": False, "measure.expected_payer": "nobody", "date": DAY}


def asked(rows: list[dict[str, Any]], ledger: Any = None, **scenario: Any) -> Simulation:
    label = {"de": "x", "fr": "x", "en": "x"}
    fund = {"payer": "fund", "balance": 500, "prefer": ["advance", "takeover"]}
    file = {"id": "x", "label": label, "fund": fund, **scenario}
    given = [{**SURE, **WAYS, **row} for row in rows]
    return iiz.simulate(given, harbour(), file, ledger=ledger)


def plain(text: str) -> str:
    return unescape(text).replace("\u00a0", " ").replace("\u202f", " ")


def test_each_kind_of_decision_has_its_measures_and_its_francs():
    agenda = asked(ROWS).agenda
    found = [(one.route, one.rows, one.low, one.high) for one in agenda.ballots]
    assert found == [
        ("advance", 1, 10000, 10000),
        ("takeover", 2, 15000, 15000),
        (OPEN, 1, 0, 10000),
    ]
    assert (agenda.all.rows, agenda.all.low, agenda.all.high) == (4, 25000, 35000)
    assert agenda.advanced == 10000
    assert agenda.frame["repaid_by"].to_list() == ["", "guild", "", ""]
    frame = asked(ROWS).frame("en")
    assert frame["decision"].to_list() == ["takeover", "advance", OPEN, "takeover"]


def test_a_no_to_all_leaves_what_the_other_payers_do_not_pay():
    simulation = asked(ROWS)
    after = simulation.agenda.answered
    assert after["fund-pays"] == ((25000, 35000), (0, 0))
    assert after["town-pays"] == ((5000, 5000), (5000, 5000))
    assert after["left"] == ((0, 10000), (35000, 35000))
    for ends in zip(*after.values(), strict=True):
        assert sum(low for low, _ in ends) <= 40000 <= sum(high for _, high in ends)


def test_a_no_where_all_is_paid_by_decision_leaves_all_of_it():
    agenda = asked(ROWS[:1], payers=["fund-pays"]).agenda
    paid, nothing = (10000, 10000), (0, 0)
    assert agenda.answered == {"fund-pays": (paid, nothing), "left": (nothing, paid)}


def test_nothing_to_decide_is_said():
    simulation = asked([{"measure.kind": "lamps", "measure.useful": False}])
    assert simulation.agenda.all.rows == 0
    assert "Keine Massnahme dieses Portfolios braucht einen Entscheid" in plain(
        simulation.to_html()
    )


def test_an_advance_is_one_in_the_agenda_as_in_the_risk(example: Simulation):
    assert example.risk is not None
    settled = example.risk.exposure.settled
    advanced = settled.filter(pl.col("advance"))
    by_route = {one.route: one for one in example.agenda.ballots}
    assert example.agenda.advanced == advanced["amount"].sum() == 84685435
    assert by_route["prefinancing"].rows == advanced.height == 54
    assert by_route["takeover"].high == settled.filter(~pl.col("advance"))["amount"].sum()


def test_what_is_open_is_the_sum_of_what_each_case_leaves_open(example: Simulation):
    """Of each row by the interpreter: the cost, without what somebody surely pays or nobody."""
    agenda = example.agenda
    each = {}
    for row in agenda.opened["row"]:
        answer = agenda.funding(row)
        sure = sum((one.part.low for one in answer.payers), answer.left.low)
        each[row] = int((answer.cost.high - sure) * 100)
        assert answer.missing or answer.pending
    assert each == dict(agenda.opened.select("row", "opened").iter_rows())
    assert sum(each.values()) == portfolio_sums(example, "de").opened == 10051091
    assert "F-094" in agenda.opened["id"].to_list(), "open between another payer and nobody"


@pytest.mark.parametrize("by", ["region", "institution", "month"])
def test_sums_add_up_across_and_down(example: Simulation, by: str):
    totals = example.totals(by)
    parts = [name for name in totals.columns if name not in (by, "rows", "cost")]
    for row in totals.iter_rows(named=True):
        assert sum(row[name] for name in parts) == row["cost"]
    sums = portfolio_sums(example, "de")
    whole = {name: int(totals[name].sum() * 100) for name in (*parts, "cost")}
    assert whole["cost"] == sums.cost.high
    assert whole["open"] == sums.opened
    assert whole["left"] == sums.left.low
    assert all(whole[one.rule] == one.low for one in sums.parts)


def test_a_reading_changes_what_a_simulation_under_it_says(example: Simulation):
    effects = {(one.reading.reading.id, one.option): one for one in example.effects}
    assert {name for (name, _), one in effects.items() if one.rows.height} == {
        f"A-VS-{number:02}" for number in (8, 9, 11, 12)
    }
    chosen = effects["A-VS-12", "public-payers"]
    valais = iiz.load("valais", "2026-01-01", {"A-VS-12": "public-payers"})
    other = iiz.simulate(EXAMPLE / "portfolio.csv", valais, EXAMPLE / "grundlage.yaml")
    before, after = example.agenda.all, other.agenda.all
    assert chosen.change == (after.low - before.low, after.high - before.high) == (4059390, 4059390)
    assert chosen.rows.height == 7


def test_a_reading_on_which_only_bodies_rest_is_not_tried_and_would_change_nothing(
    example: Simulation,
) -> None:
    named = dividing(example.policy.program)
    left_out = [one for one in example.effects if one.reading.reading.id not in named]
    assert {one.reading.reading.id for one in left_out} == {"A-VS-13", "A-VS-14", "A-VS-15"}
    for effect in left_out:
        tried = example.agenda._effect(effect.reading, effect.option)
        assert tried.change == effect.change == (0, 0)
        assert tried.rows.equals(effect.rows)


def test_who_takes_part_rests_on_readings_of_the_competence_alone(example: Simulation):
    named = [one.reading.id for one in example.taking_part("prefinancing")]
    assert named == ["A-VS-32"]


def test_the_portfolio_alone_is_told_from_what_is_assumed(example: Simulation, report: Report):
    """Without new measures the fund does not run short; the page says both, and what is assumed."""
    assert example.risk is not None
    assert example.risk.assumed
    page = plain(report("de"))
    alone, all_ = example.risk.alone, example.risk.findings
    assert (percent(alone.shortage.value), percent(all_.shortage.value)) == ("0\xa0%", "17\xa0%")
    for words in (
        "für dieses Portfolio allein eine Wahrscheinlichkeit von 0 %",
        "(4 im Monat, vom ersten Monat an), sind es 17 %, zum ersten Mal am ehesten im Dezember",
        "Der tiefste Bestand des Fonds ist im Mittel "
        f"{plain(round_francs(round(alone.lowest.value)))}",
        "Die letzte Massnahme dieses Portfolios fällt in den Dezember 2026; was der Fonds danach",
    ):
        assert words in page
    last = max(example.portfolio.rows["on"])
    assert plain(month(last, 0, "de")) == "Dezember 2026"


@pytest.mark.usefixtures("undrawn")
def test_a_curve_that_ends_with_the_portfolio_has_no_bend():
    risk = {"paths": 20, "months": 2, "repayment": {"probability": 1, "after": {"mean": 1}}}
    rows = [{**ROWS[0], "date": date(2024, 4, 1)}, ROWS[1]]
    text = plain(asked(rows, risk=risk).to_html("en"))
    assert "The last measure of this portfolio" not in text
    assert "with the new measures that are assumed" not in text
    longer = plain(asked(rows, risk={**risk, "months": 9}).to_html("en"))
    assert "falls in April 2024; no others come after it" in longer


@pytest.mark.parametrize("language", sampled(LANGUAGES, 2))
def test_one_number_for_a_thing_wherever_it_stands(
    example: Simulation, report: Report, language: Language
):
    """Every amount of page and terminal is one of the data, exact or rounded to the franc."""
    page = plain(re.sub("<style.*?</style>", "", report(language), flags=re.DOTALL))
    page = re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)
    terminal = plain(summary_text(example, Paper(language)))
    known = {number for rappen in _amounts(example) for number in (francs(rappen), _whole(rappen))}
    for text in (page, terminal):
        written = set(AMOUNT.findall(text)) - {"10'000"}  # paths
        assert len(written) > 30
        assert written <= known, sorted(written - known)
    assert set(AMOUNT.findall(terminal)) <= set(AMOUNT.findall(page))


def _whole(rappen: int) -> str:
    return plain(round_francs(rappen)).removesuffix(" CHF")


def _amounts(simulation: Simulation) -> set[int]:
    """All amounts that the data have, in Rappen."""
    agenda, sums, risk = simulation.agenda, portfolio_sums(simulation, "de"), simulation.risk
    assert risk is not None
    found = {0, 65000000, 26000000, 900000, sums.opened, agenda.advanced}  # and the assumptions
    found |= {end for one in (*sums.parts, sums.left, sums.cost) for end in (one.low, one.high)}
    found |= {end for one in (*agenda.ballots, agenda.all) for end in (one.low, one.high)}
    found |= {end for both in agenda.answered.values() for ends in both for end in ends}
    found |= set(agenda.frame["high"]) | set(agenda.opened["opened"]) | set(agenda.opened["high"])
    found.add(sum(agenda.opened["high"] - agenda.opened["low"]))
    found |= {end for one in simulation.effects for end in one.change}
    for one in simulation.effects:
        found |= {abs(end) for row in one.rows.select("low", "high").iter_rows() for end in row}
    for by in ("region", "institution", "month"):
        totals = simulation.totals(by).select(pl.selectors.decimal())
        found |= {int(Decimal(one) * 100) for column in totals for one in (*column, column.sum())}
    for figures in (risk.alone, risk.findings):
        tails = [end for one in figures.tails for end in (one.at_risk, one.beyond)]
        for estimate in (figures.lowest, figures.lost, figures.outstanding, *tails):
            found |= {round(estimate.value), round(estimate.error)}
    found |= {round(one.lost) for one in risk.own}
    return found | {budget for budget, _ in risk.findings.budgets}


BOOK: list[dict[str, Any]] = [
    {"day": "2024-01-05", "entry": "inflow", "amount": 900},
    {"day": "2024-01-06", "entry": "takeover", "measure": "sure", "amount": 100, "decision": "1"},
    {
        "day": "2024-01-06",
        "entry": "prefinancing",
        "measure": "old",
        "amount": 200,
        "decision": "1",
        "payer": "guild",
    },
    {"day": "2024-01-07", "entry": "paid", "measure": "old", "amount": 200},
    {"day": "2024-04-01", "entry": "inflow", "amount": 5000},
]


@pytest.mark.usefixtures("undrawn")
def test_a_simulation_begins_with_the_book_and_counts_nothing_twice():
    """What is free on the day: without what is promised, and what comes in later."""
    risk = {"paths": 5, "months": 3}
    simulation = asked(ROWS, BOOK, risk=risk)
    assert simulation.scenario.file.fund is not None
    assert simulation.scenario.file.fund.balance == Decimal(600)
    assert simulation.decided == ("sure",)
    assert simulation.portfolio.rows["id"].to_list() == ["back", "asked", "part"]
    assert portfolio_sums(simulation, "de").left_out == 0
    assert simulation.risk is not None
    assert simulation.risk.findings.fan[0.5][0] == 60000 - 25000
    assert simulation.policy.program.digest != asked(ROWS, risk=risk).policy.program.digest
    for text in (simulation.to_html("de"), summary_text(simulation, Paper("de", width=400))):
        told = plain(text)
        assert "Der Fonds hat am 01.03.2024 laut seinem Buch 700 CHF; davon sind 100 CHF" in told
        assert "200 CHF an früheren Vorschüssen sind noch geschuldet" in told
        assert (
            "Eine Massnahme der Tabelle steht schon im Buch und zählt hier nicht noch einmal: sure"
            in told
        )


def test_what_another_reading_changes_shows_itself_in_one_line():
    simulation = asked(ROWS)
    effects = simulation.effects
    lines = [repr(effect) for effect in effects]
    assert lines
    assert all(re.fullmatch(r"<Effect of [\w-]+=[\w-]+: \d+ rows>", line) for line in lines)


def test_a_measure_is_found_by_a_name_that_no_other_has():
    row = {"measure.kind": "knots", "measure.amount": 1}
    rows = [{**row, "id": "F-1"}, {**row, "id": "F-2"}, {**row, "id": "F-1"}, row]
    agenda = iiz.simulate(rows, harbour()).agenda
    assert (agenda.row_of("F-2"), agenda.row_of("5")) == (3, 5)
    with pytest.raises(iiz.UsageError, match="measure-twice") as refused:
        agenda.row_of("F-1")
    assert refused.value.findings[0].words["rows"] == "2, 4"
