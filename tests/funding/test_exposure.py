"""The fund's part of a portfolio: what it pays, in which month, and whether that is an advance."""

from datetime import date
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.language.model.scenario import Fund
from iiz_rules.portfolio.exposure import Exposure, exposure
from tests.funding.canton import harbour

START = date(2024, 3, 1)
LAMPS = {
    "measure.kind": "lamps",
    "measure.amount": 1000,
    "measure.expected_payer": "guild",
    "measure.useful": True,
    "person.member": False,
    "person.resident": False,
    "person.age": 30,
}
"""A measure in no catalogue: both routes are open, and the fund pays all of it."""


def exposed(
    *rows: dict[str, Any],
    months: int = 12,
    prefer: tuple[str, ...] = (),
    odds: dict[str, Any] | None = None,
) -> Exposure:
    risk = {"paths": 1, "months": months, "open": odds or {}}
    label = {"de": "x", "fr": "x", "en": "x"}
    scenario = {"id": "x", "label": label, "risk": risk}
    portfolio = iiz.simulate(list(rows), harbour(), scenario, on=START).portfolio
    fund = Fund.model_validate({"payer": "fund", "balance": 0, "prefer": prefer})
    return exposure(portfolio, fund, START, months)


def test_rows_of_the_last_month_count_and_those_after_it_are_counted_as_left_out():
    days = [date(2024, 1, 31), START, date(2024, 5, 31), date(2024, 6, 1), date(2024, 12, 31)]
    found = exposed(*({**LAMPS, "date": day} for day in days), months=3)
    assert found.settled["month"].to_list() == [0, 0, 2], "what lies before is paid at once"
    assert found.beyond == 2


def test_an_amount_is_all_that_the_fund_pays_in_its_month():
    found = exposed({**LAMPS, "date": date(2024, 5, 2)})
    assert found.settled.select("amount", "month").rows() == [(100_000, 2)]
    assert exposed({**LAMPS, "measure.kind": "knots", "person.member": True}).settled[
        "amount"
    ].to_list() == [20_000]


@pytest.mark.parametrize(
    ("prefer", "advance", "payer"),
    [
        ((), True, "guild"),
        (("advance",), True, "guild"),
        (("takeover",), False, ""),
        (("takeover", "advance"), False, ""),
        (("advance", "takeover"), True, "guild"),
    ],
)
def test_of_several_open_routes_the_one_is_taken_that_the_fund_prefers(
    prefer: tuple[str, ...], advance: bool, payer: str
):
    found = exposed(LAMPS, prefer=prefer)
    assert found.settled.select("advance", "payer").rows() == [(advance, payer)]


def test_a_preferred_route_that_is_not_open_is_not_taken():
    found = exposed({**LAMPS, "measure.useful": False}, prefer=("takeover", "advance"))
    assert found.settled["advance"].to_list() == [True]


def test_open_facts_turn_out_in_every_way_each_with_its_chance():
    row = {**LAMPS, "measure.useful": None, "measure.expected_payer": None}
    odds = {"measure.useful": "0.25", "measure.expected_payer": {"guild": "0.5", "nobody": "0.5"}}
    found = exposed(row, odds=odds)
    assert found.prudent == 0
    ways = found.open.select("amount", "advance", "payer", "chance").rows()
    assert ways == [
        (0, False, "", 0.375),
        (100_000, False, "", 0.125),
        (100_000, True, "guild", 0.5),
    ]


def test_what_stays_open_counts_with_the_most_the_fund_may_pay():
    row = {**LAMPS, "measure.useful": None, "measure.expected_payer": None}
    odds = {"measure.expected_payer": {"nobody": 1}}
    found = exposed(row, {**row, "measure.useful": False}, odds=odds)
    assert found.prudent == 1
    assert found.open.select("amount", "chance").rows() == [(100_000, 1.0), (0, 1.0)]


def test_more_ways_than_can_be_told_apart_leave_the_last_facts_open(monkeypatch: Any):
    kinds = dict.fromkeys(("rowing", "knots", "sails", "lamps"), "0.25")
    payers = {"guild": "0.5", "town": "0.25", "nobody": "0.25"}
    odds = {"default": "0.5", "measure.kind": kinds, "measure.expected_payer": payers}
    monkeypatch.setattr("iiz_rules.portfolio.exposure.MOST_COMBINATIONS", 8)
    found = exposed({"measure.amount": 1000}, odds=odds)
    assert found.open["chance"].sum() == pytest.approx(1)
    assert found.prudent == 1


def test_rows_turn_out_alike_however_many_are_worked_on_at_a_time(monkeypatch: Any):
    row = {**LAMPS, "measure.useful": None, "measure.expected_payer": None}
    many = [
        {**row, "measure.amount": 10 + n, "person.member": n % 3 == 0 or None} for n in range(9)
    ]
    odds = {"default": "0.25", "measure.expected_payer": {"guild": "0.5", "nobody": "0.5"}}
    whole = exposed(*many, odds=odds)
    monkeypatch.setattr("iiz_rules.portfolio.exposure.AT_ONCE", 5)
    assert exposed(*many, odds=odds).open.equals(whole.open)
    assert whole.open["chance"].sum() == pytest.approx(9)


def test_where_nothing_is_asked_of_the_payers_nothing_can_be_open():
    label = {"de": "x", "fr": "x", "en": "x"}
    helps = {"id": "club-helps", "label": label, "clauses": ["XX-2"], "payer": "fund"}
    scenario = {"id": "x", "label": label, "payers": [{**helps, "covers": {"amount": "10.00"}}]}
    found = iiz.simulate([{"measure.amount": 30}], harbour(), scenario, on=START).portfolio
    fund = Fund.model_validate({"payer": "fund", "balance": 0})
    assert exposure(found, fund, START, 12).settled["amount"].to_list() == [1000]
