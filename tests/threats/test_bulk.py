"""Row 25: bulk simulation with bad rows, gaps, formulas, an interruption, an attacker's texts."""

import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import iiz_rules as iiz
from iiz_rules.language.model.scenario import Fund, Risk
from iiz_rules.portfolio.risk.paths import simulate
from iiz_rules.portfolio.risk.plan import plan
from iiz_rules.tables import formats
from tests.funding.canton import harbour

ON = date(2024, 3, 1)
MANY = 60_000


def test_of_many_rows_with_bad_ones_among_them_none_is_lost():
    amounts = ["100.00", "NaN", "", "=1+1", "1e400", "100.005"] * (MANY // 6)
    frame = pl.DataFrame({"id": [str(n) for n in range(MANY)], "measure.amount": amounts})
    found = iiz.simulate(frame, harbour()).portfolio
    assert found.rows.height + len({one.row for one in found.bad}) == found.total == MANY
    assert found.rows.height == MANY // 6
    assert {one.finding.code for one in found.bad} == {"bad-cell", "no-cost"}


def peak(paths: int) -> int:
    """The bytes that were in use at once while the futures of a thousand advances were drawn."""
    risk = {"repayment": {"probability": "0.8", "after": {"mean": 3}}, "months": 12}
    n = 1000
    lines: dict[str, list[Any]] = {
        "row": list(range(n)),
        "amount": [100] * n,
        "month": [0] * n,
        "advance": [True] * n,
        "payer": ["town"] * n,
    }
    none: dict[str, list[Any]] = {name: [] for name in (*lines, "chance")}
    fund = Fund.model_validate({"payer": "fund", "balance": "1000.00"})
    start = plan(fund, Risk.model_validate({**risk, "paths": paths}), ON, lines, none)
    tracemalloc.start()
    try:
        simulate(start)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_however_many_futures_are_drawn_they_take_the_memory_of_a_few(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    peak(10)  # what stays in memory once it was imported
    assert peak(8000) < 1.5 * peak(1000)


def test_an_interrupted_run_leaves_no_half_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    found = iiz.simulate([{"measure.amount": 1}], harbour())
    found.save(tmp_path / "rows.csv")
    whole = (tmp_path / "rows.csv").read_bytes()

    def interrupted(_: object) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(formats, "harmless_names", interrupted)
    with pytest.raises(KeyboardInterrupt):
        found.save(tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").read_bytes() == whole
    assert list(tmp_path.iterdir()) == [tmp_path / "rows.csv"]


@pytest.mark.parametrize("text", ["'; DROP TABLE rows; --", 'pl.col("x")', "^.*$", "*"])
def test_texts_and_headings_of_an_attacker_are_only_texts(text: str):
    rows = pl.DataFrame({"id": [text], text: [text], "region": [text], "measure.amount": [1]})
    found = iiz.simulate(rows, harbour())
    assert found.frame()["id"].to_list() == [text]
    assert found.totals("region")["region"].to_list() == [text]
    assert found.portfolio.ignored == (text,)
