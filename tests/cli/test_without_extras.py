"""What a plain `pip install iiz-rules` can do: single cases; the rest names its extra."""

import subprocess
import sys
from pathlib import Path

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
sys.stderr = sys.stdout
for line in sys.argv[1:]:
    print("\\0", run(line.split()), "\\0", flush=True)
"""


def plain(*lines: str) -> list[tuple[int, str]]:
    """Run commands without the extras: of each the exit code and what was said."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *lines], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stderr == ""
    assert "Traceback" not in done.stdout
    *said, rest = done.stdout.split("\0")
    assert rest == "\n"
    return [(int(code), text) for text, code in zip(said[::2], said[1::2], strict=True)]


def test_every_command_tells_what_it_does():
    for code, said in plain(*(f"{name} --help" for name in COMMANDS)):
        assert code == 0, said


def test_single_cases_and_a_book_need_nothing_more(tmp_path: Path):
    """Nor does a trace as a page."""
    case = "cantons/zurich/2014-04-01/cases/erstgespraech-mit-wenig-angaben.yaml"
    page = tmp_path / "trace.html"
    *rest, (traced, _) = plain(
        f"assess {case} --canton zurich",
        f"impact cantons/zurich cantons/zurich --cases {case}",
        "flow examples/valais-jugendfall.yaml --canton valais",
        "draw organisation --canton valais",
        "ledger examples/beschaeftigungsfonds/buch.csv --on 2026-09-30",
        f"trace --canton tests/trace/canton -o {page}",
    )
    for code, said in rest:
        assert code == 0, said
    assert traced in (0, 1)  # this canton lacks something
    assert page.read_text("utf-8").startswith("<!doctype html>")


MORE = {
    "simulate portfolio.csv --canton valais": ("polars", "simulate"),
    "compare a.yaml b.yaml portfolio.csv --canton valais": ("polars", "simulate"),
    "assess --batch cases.csv --canton zurich -o answers.csv": ("narwhals", "batch"),
}


def test_what_needs_more_names_the_extra():
    told = plain(*(f"{line} --lang en" for line in MORE))
    for (code, said), (library, extra) in zip(told, MORE.values(), strict=True):
        assert code == 2
        assert "error[missing-library]" in said
        assert f"`{library}`" in said
        assert f"pip install 'iiz-rules[{extra}]'" in said


def test_the_picture_of_the_key_figures_names_its_extra_and_their_text_needs_none(tmp_path: Path):
    store = tmp_path / "cases.db"
    Store(store).close()
    line = f"statistics --store {store} --canton valais --from 2024-01-01 --to 2024-12-31 --lang en"
    (text, _), (code, said) = plain(line, f"{line} -o {tmp_path}/figures.svg")
    assert (text, code) == (0, 2)
    assert "pip install 'iiz-rules[charts]'" in said
