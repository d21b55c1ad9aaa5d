"""What a command writes: never onto what it reads, never under an ending that it cannot write."""

import shutil
import stat
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.funding.canton import HARBOUR

EXAMPLE = Path(__file__).parents[2] / "examples" / "beschaeftigungsfonds"


@pytest.fixture
def copied(terminal: Terminal) -> Terminal:
    shutil.copytree(EXAMPLE, terminal.folder, dirs_exist_ok=True)
    terminal.file("few.csv", "id;measure.kind;measure.amount\na;course;1'000.00\n")
    return terminal


COMMANDS = {
    "compare": ("compare", "grundlage.yaml", "grundlage.yaml", "few.csv", "--canton", "valais"),
    "simulate": ("simulate", "few.csv", "--canton", "valais", "--scenario", "grundlage.yaml"),
    "batch": ("assess", "--batch", "few.csv", "--canton", "valais", "--on", "2024-03-05"),
    "draw": ("draw", "steps", "--canton", "valais"),
    "trace": ("trace", "--canton", "zurich"),
}


@pytest.mark.parametrize(
    ("command", "name"),
    [
        *(("compare", name) for name in ("x.svg", "x.txt", "x")),
        *(("simulate", name) for name in ("x.svg", "x.txt", "x")),
        *(("batch", name) for name in ("x.html", "x.xls", "x")),
        *(("draw", name) for name in ("x.xls", "x.png", "x")),
        *(("trace", name) for name in ("x.pdf", "x.xlsx", "x")),
    ],
)
def test_an_ending_that_a_command_cannot_write_is_refused_at_once(
    copied: Terminal, command: str, name: str
):
    done = copied.iiz(*COMMANDS[command], "-o", name)
    assert (done.code, done.out) == (2, "")
    assert "[unknown-ending]" in done.err or "[wrong-argument]" in done.err
    assert not (copied.folder / name).exists()


@pytest.mark.parametrize("command", ["compare", "simulate", "batch"])
@pytest.mark.parametrize("link", [None, "symlink_to", "hardlink_to"])
def test_no_output_takes_the_place_of_what_is_read(
    copied: Terminal, command: str, link: str | None
):
    source = copied.folder / "few.csv"
    before = source.read_bytes()
    target = copied.folder / "other.csv" if link else source
    if link:
        getattr(target, link)(source)
    done = copied.iiz(*COMMANDS[command], "-o", target.name)
    assert (done.code, "[output-is-input]" in done.err) == (2, True)
    assert source.read_bytes() == before


READING = {
    "diff": ("diff", "own", "own", "-o"),
    "impact": ("impact", "own/2026", "own", "-o"),
    "test": ("test", "own", "--format", "json", "-o"),
    "table": ("test", "own", "--table"),
    "texts": ("texts", "own", "--to"),
}


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("name", ["canton.yaml", "2026/facts.yaml", "2026/cases/admitted.yaml"])
def test_no_output_takes_the_place_of_a_cantons_file(terminal: Terminal, command: str, name: str):
    assert terminal.iiz("new", "canton", "own", "--edition", "2026").code == 0
    file = terminal.folder / "own" / name
    before = file.read_bytes()
    done = terminal.iiz(*READING[command], f"own/{name}")
    assert (done.code, "output-is-input" in done.err) == (2, True)
    assert file.read_bytes() == before


def test_what_is_beside_a_cantons_files_may_be_written_again(terminal: Terminal):
    assert terminal.iiz("new", "canton", "own", "--edition", "2026").code == 0
    for _ in range(2):
        call = ("draw", "organisation", "--canton", "own", "-o", "own/plan.svg")
        assert terminal.iiz(*call).code == 0


UNWRITABLE = {
    "no such folder": "nowhere/x.html",
    "a link that leads to itself": "loop.html",
    "a name that is too long": f"{'x' * 300}.html",
}


@pytest.mark.parametrize("command", ["compare", "simulate", "trace"])
@pytest.mark.parametrize("place", UNWRITABLE)
def test_a_place_that_cannot_be_written_is_refused_before_any_work_is_done(
    copied: Terminal, command: str, place: str
):
    (copied.folder / "loop.html").symlink_to("loop.html")
    done = copied.iiz(*COMMANDS[command], "-o", UNWRITABLE[place])
    assert (done.code, done.out, "[unwritable-file]" in done.err) == (2, "", True)


def test_figures_never_take_the_place_of_the_store_or_its_key(copied: Terminal):
    copied.file("key.txt", "k" * 64)
    copied.file("cases.json", "")
    days = ("--from", "2024-01-01", "--to", "2024-12-31")
    for name in ("key.txt", "cases.json"):
        call = ("statistics", "--store", "cases.json", "--key-file", "key.txt", *days, "-o", name)
        assert "[output-is-input]" in copied.iiz(*call).err


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("name", ["x.html", "x.csv", "x.parquet"])
def test_what_is_said_of_people_can_be_read_by_its_owner_alone(terminal: Terminal, name: str):
    rows = terminal.file("few.csv", "id;measure.kind;measure.amount\na;knots;100.00\n")
    how = ("--canton", HARBOUR, "--on", "2024-03-01", "-o", name)
    assert terminal.iiz("simulate", rows, *how).code == 0
    assert stat.S_IMODE((terminal.folder / name).stat().st_mode) == 0o600
