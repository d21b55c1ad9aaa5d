"""The example in Python: it runs as it stands, and what it writes is what the command writes."""

import runpy
from pathlib import Path

import pytest

from tests.effort import before_landing

SCRIPT = Path(__file__).parents[2] / "examples" / "fonds.py"


@before_landing
def test_the_example_leads_from_a_data_frame_to_the_table_of_a_commission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("sys.argv", [str(SCRIPT), str(tmp_path)])
    runpy.run_path(str(SCRIPT))
    told = capsys.readouterr().out
    for words in ("240 measures", "shortage 16.9% ± 0.4%", "rechtskommission True", "891786.85"):
        assert words in told
    assert (tmp_path / "report.html").read_text("utf-8").count("<svg") == 8
    assert len((tmp_path / "rows.csv").read_text("utf-8-sig").splitlines()) == 241
