"""Costs of which only bounds are known: in a case, in a portfolio, in bills, in tables."""

import json
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import iiz_rules as iiz
from iiz_rules.case.schema import case_schema
from iiz_rules.portfolio.portfolio import evaluate
from iiz_rules.portfolio.rows import MOST
from iiz_rules.portfolio.scenario import Scenario, under
from iiz_rules.render.text.bills import bill_rows
from tests.funding.canton import DAY, harbour, quay
from tests.funding.rows import FEWER, Row, asked, columns_of, rows
from tests.funding.test_portfolio import ON

FEE = {"at_least": "2500.00", "at_most": "5000.00"}
MEMBER = {"person": {"member": True, "resident": False}}
ZURICH = iiz.load("zurich", "2026-04-01")


def funded(amount: Any, **how: Any) -> Any:
    measure = {"kind": "knots", "amount": amount, "expected_payer": "town", "useful": True}
    return harbour().funding({"measure": measure, **MEMBER}, **how)


def test_each_payer_pays_between_what_it_pays_of_the_one_and_of_the_other():
    ends = [funded(FEE[key]) for key in ("at_least", "at_most")]
    between = funded(FEE)
    assert (between.cost.low, between.cost.high) == (Decimal(2500), Decimal(5000))
    for payer, low, high in zip(between.payers, *(end.payers for end in ends), strict=True):
        assert payer.verdict is low.verdict
        assert (payer.part.low, payer.part.high) == (low.part.low, high.part.high)
    assert [one.settled for one in (between.payers[0].part, between.left)] == [True, True]


def test_the_bounds_are_told_in_words_and_as_data():
    found = funded(FEE)
    assert "2'500.00 CHF bis 5'000.00 CHF" in found.explain("de").replace("\u00a0", " ")
    data = found.to_dict()
    assert data["cost"] == FEE
    fund = next(one for one in data["decisions"] if one["rule"] == "fund-pays")
    assert fund["part_bounds"] == {"fund": {"at_least": "1300.00", "at_most": "3800.00"}}
    assert json.dumps(data)


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ({"at_least": 10, "at_most": 5}, "empty-range"),
        ({"at_least": 10}, "one-bound"),
        ({"at_least": 1, "at_most": 5, "perhaps": 3}, "one-bound"),
        ({"at_least": -1, "at_most": 5}, "out-of-range"),
        ({"at_least": 1, "at_most": "much"}, "wrong-type"),
    ],
)
def test_bounds_that_cannot_be_right_are_refused(amount: Any, code: str):
    with pytest.raises(iiz.CaseError, match=code):
        funded(amount)
    cells = {f"measure.amount.{key}": value for key, value in amount.items() if key != "perhaps"}
    if all(isinstance(value, int) for value in cells.values()) and code != "one-bound":
        [bad] = evaluate(under(harbour(), Scenario()), [cells], ON).bad
        assert bad.finding.code in (code, "bad-cell")


def test_a_schema_takes_both_forms():
    schema = jsonschema.Draft202012Validator(case_schema(harbour().program))
    assert schema.is_valid({"measure": {"amount": FEE}})
    assert schema.is_valid({"measure": {"amount": 12.5}})
    assert not schema.is_valid({"measure": {"amount": {"at_least": 12.5}}})


def test_a_history_and_a_model_take_bounds():
    past = [{"from": "2024-01-01", "value": FEE}]
    assert funded(past).cost == funded(FEE).cost
    case = harbour().Case(measure={"amount": FEE})
    assert harbour().funding(case).cost == funded(FEE).cost


def bounded(row: Row) -> tuple[Row, Row]:
    """The same row as a case and as cells of a table, its cost between two."""
    rest = {name: cell for name, cell in row.items() if name != "measure.amount"}
    low = row.get("measure.amount")
    if low is None or low < 0 or low > 10**9:
        return rest, rest
    ends = {"at_least": low, "at_most": low + Decimal("250.01")}
    return (
        {**rest, "measure.amount": ends},
        {**rest, **{f"measure.amount.{key}": end for key, end in ends.items()}},
    )


@FEWER
@given(st.lists(rows(MOST), min_size=1, max_size=30), st.sampled_from(["third", "seventh"]))
def test_a_portfolio_bounds_as_each_case_does(drawn: list[Row], reading: str):
    setting = under(quay(A_QQ_01=reading), Scenario())
    found = evaluate(setting, [bounded(row)[1] for row in drawn], ON)
    answered = {row["row"]: row for row in found.rows.to_dicts()}
    for number, row in enumerate(drawn, 2):
        case, _ = bounded(row)
        answer = asked(setting.policy, case, ON)
        if answer is None or "measure.amount" not in case:
            assert number not in answered
        else:
            wanted = columns_of(answer)
            wanted = {name: wanted[name] for name in wanted if ":part:" in name}
            assert {name: answered[number][name] for name in wanted} == wanted


def test_a_portfolio_counts_bounds():
    cells = {"measure.kind": "knots", "person.member": True, "person.resident": False}
    both = [{**cells, "measure.amount": 3000}, {**cells, **BOUNDS}]
    found = evaluate(under(harbour(), Scenario()), both, ON)
    assert found.sums["guild-pays"] == (240_000, 240_000)
    low, high = found.sums["fund-pays"]
    assert high - low >= 250_000
    frame = found.frame()
    assert frame["cost"].to_list() == [Decimal(3000), Decimal(2500)]
    assert frame["cost.at_most"].to_list() == [Decimal(3000), Decimal(5000)]


BOUNDS = {"measure.amount.at_least": 2500, "measure.amount.at_most": 5000}


def test_bills_say_between_which_amounts_each_bears():
    cells = {"cost.kind": "joint", "cost.amount.at_least": 100, "cost.amount.at_most": 300}
    found = iiz.bill([cells, {"cost.kind": "joint", "cost.amount": 100}], ZURICH)
    assert found.costs == (Decimal(200), Decimal(400))
    assert {found.bills["awa"], found.at_most["awa"]} == {50, 100}
    assert found.frame()["awa.at_most"].to_list() == ["75.00", "25.00"]
    assert bill_rows(found, "de")[0][1] == "50.00 bis 100.00"
    assert "50.00 bis 100.00" in found.to_html("de")


def test_a_cost_of_the_day_is_asked_for_where_its_bounds_leave_it_open():
    found = ZURICH.ask("joint-outlay", {"cost": {"kind": "joint", "amount": FEE}}, on=DAY)
    assert found.part_bounds["awa"].low == Decimal(625)
    assert found.parts == {}
    assert "zwischen 625.00 und 1'250.00 CHF" in found.explain("de").replace("\u00a0", " ")
