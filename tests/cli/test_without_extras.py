"""What a plain `pip install iiz-rules` can do: single cases; the rest names its extra."""

import subprocess
import sys
from pathlib import Path

import pytest

from iiz_rules.cli.main import COMMANDS
from iiz_rules.escalation.store.store import Store
from tests.cli.terminal import ROOT

EXTRAS = (
    *("altair", "durable_rules_engine", "narwhals", "numpy", "pandas"),
    *(
        "polars",
        "pyarrow",
        "pysat",
        "python_calamine",
        "scipy",
        "vl_convert",
        "weasyprint",
        "xlsxwriter",
    ),
)
RUN = f"""
import sys
sys.modules.update(dict.fromkeys({EXTRAS!r}))  # as where they are not installed
from iiz_rules.cli.main import run
sys.exit(max(run(line.split()) for line in sys.argv[1:]))
"""


def plain(*lines: str) -> tuple[int, str]:
    """Run commands without the extras; the highest exit code and what was said."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *lines], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_every_command_tells_what_it_does():
    code, said = plain(*(f"{name} --help" for name in COMMANDS))
    assert code == 0, said


def test_single_cases_and_a_book_need_nothing_more():
    case = "cantons/zurich/2014-04-01/cases/erstgespraech-mit-wenig-angaben.yaml"
    code, said = plain(
        f"assess {case} --canton zurich",
        f"impact cantons/zurich cantons/zurich --cases {case}",
        "flow examples/valais-jugendfall.yaml --canton valais",
        "draw organisation --canton valais",
        "ledger examples/beschaeftigungsfonds/buch.csv --on 2026-09-30",
    )
    assert code == 0, said


@pytest.mark.parametrize(
    ("line", "library", "extra"),
    [
        ("simulate portfolio.csv --canton valais", "polars", "simulate"),
        ("compare a.yaml b.yaml portfolio.csv --canton valais", "polars", "simulate"),
        ("assess --batch cases.csv --canton zurich -o answers.csv", "narwhals", "batch"),
    ],
)
def test_what_needs_more_names_the_extra(line: str, library: str, extra: str):
    code, said = plain(f"{line} --lang en")
    assert code == 2
    assert "error[missing-library]" in said
    assert f"`{library}`" in said
    assert f"pip install 'iiz-rules[{extra}]'" in said


def test_the_picture_of_the_key_figures_names_its_extra_and_their_text_needs_none(tmp_path: Path):
    store = tmp_path / "cases.db"
    Store(store).close()
    line = f"statistics --store {store} --canton valais --from 2024-01-01 --to 2024-12-31 --lang en"
    assert plain(line)[0] == 0
    code, said = plain(f"{line} -o {tmp_path}/figures.svg")
    assert code == 2
    assert "pip install 'iiz-rules[charts]'" in said


def test_a_trace_is_a_page_without_any_extra(tmp_path: Path):
    page = tmp_path / "trace.html"
    code, said = plain(f"trace --canton tests/trace/canton -o {page}")
    assert code in (0, 1), said  # this canton lacks something
    assert page.read_text("utf-8").startswith("<!doctype html>")
