"""Many futures: closed forms within the stated error, the same digits from the same seed."""

import math
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiz_rules.language.model.scenario import Distribution, Fund, Repayment, Risk, ScenarioFile
from iiz_rules.portfolio.risk.draws import CELLS, cumulative, factors, repaid
from iiz_rules.portfolio.risk.paths import FundPlan, Paths, simulate
from iiz_rules.portfolio.risk.plan import plan
from iiz_rules.portfolio.risk.sensitivity import tornado
from iiz_rules.portfolio.risk.statistics import Estimate, findings
from tests.funding.rows import FEWER

START = date(2026, 1, 1)
NONE: dict[str, list[Any]] = {"row": [], "amount": [], "month": [], "advance": [], "payer": []}
FIXED = {"probability": "0.8", "after": {"distribution": "fixed", "mean": 3}}
SIX = 5.5  # standard errors; by chance less than once in ten million


def risk(**changed: Any) -> Risk:
    return Risk.model_validate({"paths": 4000, "months": 12, "seed": 7, **changed})


def fund(balance: str = "1000.00", **changed: Any) -> Fund:
    return Fund.model_validate({"payer": "fund", "balance": balance, **changed})


def lines(amounts: list[int], months: list[int] | None = None, payer: str = "iv") -> dict[str, Any]:
    n = len(amounts)
    return {
        "row": list(range(n)),
        "amount": amounts,
        "month": months or [0] * n,
        "advance": [True] * n,
        "payer": [payer] * n,
    }


def planned(how: Risk, *amounts: int, **more: Any) -> FundPlan:
    open_ = more.pop("open_", {**NONE, "chance": []})
    return plan(fund(**more), how, START, lines(list(amounts)), open_)


def near(found: Estimate, expected: float) -> bool:
    return abs(found.value - expected) <= SIX * found.error + 1e-9


def test_repayment_is_binomial():
    amounts = [10_000] * 200
    found = findings(simulate(planned(risk(repayment=FIXED), *amounts)))
    assert near(found.lost, 200 * 10_000 * 0.2)
    paths = simulate(planned(risk(repayment=FIXED), *amounts)).lost
    spread = 10_000 * math.sqrt(200 * 0.2 * 0.8)
    assert paths.std() == pytest.approx(spread, rel=0.06)


def test_a_fixed_lag_repays_in_that_month():
    sure = {"probability": 1, "after": {"mean": 3}}
    found = simulate(planned(risk(repayment=sure, paths=10), 40_000))
    balance = [100_000 - 40_000] * 3 + [100_000] * 9
    assert found.balance.tolist() == [balance] * 10
    late = simulate(planned(risk(repayment={**sure, "after": {"mean": 12}}, paths=3), 40_000))
    assert late.outstanding.tolist() == [40_000] * 3
    assert late.lost.tolist() == [0] * 3


def test_without_a_word_on_repayment_nothing_comes_back():
    assert simulate(planned(risk(paths=2), 500)).lost.tolist() == [500, 500]


def test_who_is_expected_to_repay_may_repay_otherwise():
    how = risk(paths=5, repayment=FIXED, by_payer={"iv": {"probability": 1, "after": {"mean": 1}}})
    assert simulate(planned(how, 500)).lost.tolist() == [0] * 5


def test_what_the_fund_receives_comes_at_the_beginning_of_the_period():
    for every, times in (("year", 1), ("quarter", 4), ("month", 12)):
        one = planned(risk(paths=1), inflow={"amount": "10.00", "every": every})
        assert simulate(one).balance[0, -1] == 100_000 + 1000 * times


@pytest.mark.parametrize(
    ("every", "months"),
    [("year", [8]), ("quarter", [2, 5, 8, 11]), ("month", list(range(12)))],
)
def test_periods_begin_with_the_calendar_whenever_the_scenario_starts(
    every: str, months: list[int]
):
    """From May on the next quarter begins in July, the next year in January."""
    of = fund(inflow={"amount": "10.00", "every": every})
    none = {**NONE, "chance": []}
    balance = simulate(plan(of, risk(paths=1), date(2026, 5, 31), lines([]), none)).balance[0]
    came_in = np.flatnonzero(np.diff(balance, prepend=100_000))
    assert came_in.tolist() == months


def test_overruns_raise_the_mean():
    how = risk(overrun={"distribution": "lognormal", "mean": "1.2", "sd": "0.3"})
    found = findings(simulate(planned(how, *[10_000] * 50)))
    assert near(found.lost, 50 * 12_000)


def test_arrivals_are_poisson_and_like_the_portfolio():
    how = risk(arrivals={"per_month": 3})
    found = findings(simulate(planned(how, 10_000, 30_000)))
    assert near(found.lost, 40_000 + 12 * 3 * 20_000)
    assert findings(simulate(planned(how))).lost.value == 0


def test_open_facts_turn_out_as_likely_as_is_assumed():
    open_ = {
        "row": [1, 1, 2],
        "amount": [0, 10_000, 5_000],
        "month": [0, 1, 2],
        "advance": [False, True, True],
        "payer": ["", "iv", "iv"],
        "chance": [0.25, 0.75, 1.0],
    }
    found = findings(simulate(planned(risk(), open_=open_)))
    assert near(found.lost, 7_500 + 5_000)
    dear = risk(overrun={"mean": 2})
    assert near(findings(simulate(planned(dear, open_=open_))).lost, 25_000)


def test_the_shortage_is_the_probability_that_nothing_comes_back_in_time():
    how = risk(repayment={"probability": "0.3", "after": {"mean": 1}}, paths=20_000)
    two = plan(fund("100.00"), how, START, lines([8_000, 8_000], [0, 2]), {**NONE, "chance": []})
    found = findings(simulate(two))
    assert near(found.shortage, 0.7)
    assert sum(found.first) == pytest.approx(found.shortage.value)
    assert found.first[2] == found.shortage.value
    assert found.needed == math.ceil(found.shortage.value * (1 - found.shortage.value) * 10_000)


def test_to_pay_out_all_that_there_is_is_no_shortage():
    found = findings(simulate(planned(risk(paths=5), 100_000)))
    assert (found.lowest.value, found.shortage.value, sum(found.first)) == (0, 0, 0)


def test_value_at_risk_of_a_coin():
    how = risk(repayment={"probability": "0.97", "after": {"mean": 0}}, paths=20_000)
    found = findings(simulate(planned(how, 1000)))
    ninety_five, ninety_nine = found.tails
    assert (ninety_five.at_risk.value, ninety_nine.at_risk.value) == (0, 1000)
    assert ninety_nine.beyond.value == 1000
    assert abs(ninety_five.beyond.value - 600) <= SIX * ninety_five.beyond.error


@pytest.mark.parametrize(("paths", "place", "worst"), [(100, 95, 97.5), (10, 10, 10.0)])
def test_value_at_risk_is_the_least_loss_that_the_level_of_all_paths_do_not_exceed(
    paths: int, place: int, worst: float
):
    """Losses of 1, 2 … Rappen: 95 of a hundred do not exceed 95, the worst six are 97.5 in mean."""
    losses = np.arange(paths, 0, -1)
    nothing = np.zeros((paths, 1), dtype=np.int64)
    tail = findings(Paths(nothing, losses, nothing[:, 0], 0)).tails[0]
    assert (tail.at_risk.value, tail.beyond.value) == (place, worst)


def test_a_larger_budget_is_never_less_enough():
    found = findings(simulate(planned(risk(repayment=FIXED), *[30_000] * 9, balance="2000.00")))
    shares = [one.value for _, one in found.budgets]
    assert shares == sorted(shares, reverse=True)
    assert dict(found.budgets)[200_000] == found.shortage


def test_the_same_seed_gives_the_same_digits_however_it_is_chunked(monkeypatch: Any):
    how = risk(repayment=FIXED, arrivals={"per_month": 2}, paths=301)
    amounts = list(range(1, 500))
    first = simulate(planned(how, *amounts))
    assert np.array_equal(first.balance, simulate(planned(how, *amounts)).balance)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert np.array_equal(first.balance, simulate(planned(how, *amounts)).balance)
    other = planned(how.model_copy(update={"seed": 8}), *amounts)
    assert not np.array_equal(first.balance, simulate(other).balance)


def test_progress_is_told():
    told: list[tuple[int, int]] = []
    simulate(planned(risk(paths=5), 1), lambda *now: told.append(now))
    assert told[-1] == (5, 5)


@pytest.mark.parametrize(
    "how",
    [
        {"distribution": "exponential", "mean": 4},
        {"distribution": "gamma", "mean": 9, "sd": 4},
        {"distribution": "lognormal", "mean": 9, "sd": 4},
        {"distribution": "gamma", "mean": 9},
        {"mean": 5},
    ],
)
def test_the_table_is_the_inverse_of_the_distribution(how: dict[str, Any]):
    spread = Distribution.model_validate(how)
    kind = repaid(Repayment(probability=0.9, after=spread), 24, 48)
    drawn = kind.draw(np.random.default_rng(1), (400, 500)).ravel()
    by_then = cumulative(spread, np.arange(24, dtype=np.float64) + 0.5) * 0.9
    found = np.array([(drawn <= month).mean() for month in range(24)])
    error = np.sqrt(by_then * (1 - by_then) / drawn.size)
    assert (abs(found - by_then) <= SIX * error + 1e-12).all()
    assert abs((drawn == 48).mean() - 0.1) < SIX * math.sqrt(0.09 / drawn.size)


@FEWER
@given(st.floats(0, 1), st.floats(0.1, 30), st.floats(0.1, 20))
def test_every_cell_of_the_table_is_right_or_drawn_within(p: float, mean: float, sd: float):
    after = Distribution(distribution="gamma", mean=mean, sd=sd)
    kind = repaid(Repayment(probability=p, after=after), 12, 24)
    middle = (np.arange(CELLS) + 0.5) / CELLS
    exact = kind._month(middle)
    clear = kind.table < CELLS - 1
    assert (kind.table[clear] == exact[clear]).all()
    assert (~clear).sum() <= 14


@pytest.mark.parametrize("kind", ["fixed", "exponential", "gamma", "lognormal"])
def test_factors_have_the_mean_that_is_stated(kind: Any):
    spread = Distribution(distribution=kind, mean=1.2, sd=0 if kind == "fixed" else 0.4)
    drawn = factors(spread, np.random.default_rng(2), (100, 2000))
    assert drawn.mean() == pytest.approx(1.2, rel=0.02)


def test_the_number_that_matters_most_comes_first():
    how = {
        "paths": 500,
        "months": 6,
        "repayment": {
            "probability": {"value": "0.5", "low": "0.4", "high": "0.6"},
            "after": {"mean": {"value": 1, "low": 0, "high": 5}},
        },
        "by_payer": {
            "iv": {
                "probability": {"value": "0.5", "low": "0.5", "high": "0.5"},
                "after": {"mean": 1},
            }
        },
    }
    label = {"de": "a", "fr": "a", "en": "a"}
    file = ScenarioFile.model_validate({"id": "x", "label": label, "risk": how})
    assert file.risk is not None
    one = plan(
        fund(), file.risk, START, lines([50_000] * 3, [0, 2, 4], "alv"), {**NONE, "chance": []}
    )
    base = findings(simulate(one)).lowest.value
    told: list[tuple[int, int]] = []
    bars = tornado(one, file, base, lambda *now: told.append(now))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert [bar.path for bar in bars] == [
        ("repayment", "after", "mean"),
        ("repayment", "probability"),
        ("by_payer", "iv", "probability"),
    ]
    assert bars[-1].swing == 0
    assert bars[0].lowest[0] >= base >= bars[0].lowest[1]


def test_a_tornado_is_as_wide_as_the_closed_form():
    """Two advances of 100.00 out of 1000.00: the cost, and whether the first comes back in time."""
    spread = {"value": "0.5", "low": "0.25", "high": 1}
    how = {
        "paths": 4000,
        "months": 3,
        "repayment": {"probability": spread, "after": {"mean": 1}},
        "overrun": {"mean": {"value": 1, "low": "0.5", "high": 3}},
    }
    label = {"de": "a", "fr": "a", "en": "a"}
    file = ScenarioFile.model_validate({"id": "x", "label": label, "risk": how})
    assert file.risk is not None
    one = plan(fund(), file.risk, START, lines([10_000] * 2, [0, 2]), {**NONE, "chance": []})
    found = findings(simulate(one)).lowest
    cost, share = tornado(one, file, found.value)
    assert (cost.path, share.path) == (("overrun", "mean"), ("repayment", "probability"))

    def lowest(factor: float, back: float) -> float:
        return 100_000 - 10_000 * factor * (2 - back)

    error = SIX * 2 * 5_000 / 2000**0.5
    assert near(found, lowest(1, 0.5))
    assert cost.lowest == pytest.approx((lowest(0.5, 0.5), lowest(3, 0.5)), abs=3 * error)
    assert share.lowest == pytest.approx((lowest(1, 0.25), lowest(1, 1)), abs=error)
    assert cost.lowest[0] - cost.lowest[1] == pytest.approx(2.5 * 15_000, abs=3 * error)
