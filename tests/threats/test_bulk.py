"""Row 25: bulk simulation with bad rows, gaps, formulas, an interruption, an attacker's texts."""

import resource
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import iiz_rules as iiz
from iiz_rules.tables import formats
from tests.funding.canton import harbour

ON = date(2024, 3, 1)
MANY = 300_000


def test_many_rows_with_bad_ones_among_them_take_bounded_memory_and_lose_none():
    amounts = ["100.00", "NaN", "", "=1+1", "1e400", "100.005"] * (MANY // 6)
    frame = pl.DataFrame({"id": [str(n) for n in range(MANY)], "measure.amount": amounts})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = iiz.simulate(frame, harbour()).portfolio
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert found.rows.height + len({one.row for one in found.bad}) == found.total == MANY
    assert found.rows.height == MANY // 6
    assert {one.finding.code for one in found.bad} == {"bad-cell", "no-cost"}
    assert used < 1_500_000


def test_an_interrupted_run_leaves_no_half_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    found = iiz.simulate([{"measure.amount": 1}], harbour())
    found.save(tmp_path / "rows.csv")
    whole = (tmp_path / "rows.csv").read_bytes()

    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(formats, "harmless", interrupted)
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
