"""From the fund's part of a portfolio to what a simulation starts from."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from iiz_rules.language.model.scenario import Fund, Risk
from iiz_rules.portfolio.risk.draws import Ints
from iiz_rules.portfolio.risk.paths import Alternatives, FundPlan, Items

Column = Sequence[Any]
EVERY = {"month": 1, "quarter": 3, "year": 12}


def plan(
    fund: Fund,
    risk: Risk,
    start: date,
    settled: Mapping[str, Column],
    open_: Mapping[str, Column],
    alike: Mapping[str, Column] | None = None,
    approval: float = 1.0,
) -> FundPlan:
    """Make a plan of lines with `amount`, `month`, `advance`, `payer`; open ones with `chance`.

    New measures are like those that are `alike`, or else like the settled ones; each of them is
    approved with a probability.
    """
    return FundPlan(
        risk=risk,
        balance=int(fund.balance * 100),
        inflow=_inflow(fund, start, risk.months),
        items=_items(settled),
        open=_alternatives(open_),
        pool=_items(settled if alike is None else alike),
        approval=approval,
    )


def _inflow(fund: Fund, start: date, months: int) -> Ints:
    """What comes in each month: at the beginning of calendar years, quarters or months."""
    amounts = np.zeros(months, dtype=np.int64)
    if fund.inflow:
        every = EVERY[fund.inflow.every]
        of_year = (start.month - 1 + np.arange(months)) % 12
        amounts[of_year % every == 0] = int(fund.inflow.amount * 100)
    return amounts


def _items(lines: Mapping[str, Column]) -> Items:
    return Items(
        np.asarray(lines["amount"], dtype=np.float64),
        np.asarray(lines["month"], dtype=np.int64),
        np.asarray(lines["advance"], dtype=bool),
        np.asarray(lines["payer"], dtype=str),
    )


def _alternatives(lines: Mapping[str, Column]) -> Alternatives | None:
    """Lay the outcomes of each row side by side, filled up with outcomes that never happen."""
    rows = np.asarray(lines["row"], dtype=np.int64)
    if not rows.size:
        return None
    _, first, counts = np.unique(rows, return_index=True, return_counts=True)
    width = int(counts.max())
    place = np.minimum(np.arange(width), counts[:, None] - 1) + first[:, None]
    real = np.arange(width) < counts[:, None]
    chance = np.where(real, np.asarray(lines["chance"], dtype=np.float64)[place], 0.0)
    return Alternatives(np.cumsum(chance, axis=1), _items(lines).picked(place.ravel()))
