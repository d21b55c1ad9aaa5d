"""`iiz statistics`, on good input and on bad."""

import json
from pathlib import Path

import pytest

from tests.cli.terminal import ROOT, Terminal

STORY = ROOT / "examples" / "valais-jugendfall.yaml"
YEAR = ("--from", "2024-01-01", "--to", "2024-12-31")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the case of Valais."""
    from iiz_rules.cli.flow import read
    from iiz_rules.policy import load
    from iiz_rules.testing.stories import tell

    store = tmp_path_factory.mktemp("kept") / "cases.db"
    story = read(str(STORY))
    tell(load("valais", story.opened), story, store)
    return store


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Fälle nach: Region"),
        ("fr", "Cas selon : Région"),
        ("en", "Cases by: Region"),
    ],
)
def test_the_canton_is_the_one_of_the_store(
    terminal: Terminal, kept: Path, language: str, words: str
):
    done = terminal.iiz("statistics", "--store", kept, *YEAR, "--lang", language)
    assert (done.code, done.err) == (0, "")
    assert words in done.out.replace("\u00a0", " ")


def test_small_numbers_only_where_they_are_asked_for(terminal: Terminal, kept: Path):
    call = ("statistics", "--store", kept, *YEAR, "--format", "json")
    hidden, every = terminal.iiz(*call), terminal.iiz(*call, "--every-number")
    assert json.loads(hidden.out)["totals"]["open_in_period"] is None
    assert json.loads(every.out)["totals"]["open_in_period"] == 1
    shown = terminal.iiz(*call, "--interpretation", "A-VS-52=all-shown")
    assert json.loads(shown.out)["totals"] == json.loads(every.out)["totals"]


@pytest.mark.parametrize(("file", "start"), [("k.svg", "<?xml"), ("k.json", "{"), ("k.txt", "Ke")])
def test_into_a_file_by_its_ending(terminal: Terminal, kept: Path, file: str, start: str):
    done = terminal.iiz("statistics", "--store", kept, *YEAR, "-o", terminal.folder / file)
    assert (done.code, done.err) == (0, "")
    assert (terminal.folder / file).read_text("utf-8").startswith(start)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--from", "2024-12-31", "--to", "2024-01-01"), "wrong-argument"),
        (("--from", "2024-02-30", "--to", "2024-12-31"), "impossible-date"),
        ((*YEAR, "-o", "k.pdf"), "unknown-ending"),
        ((*YEAR, "--interpretation", "A-VS-52=none"), "unknown-option"),
        ((*YEAR, "--canton", "zurich"), "wrong-argument"),
        (("--from", "2024-01-01"), "missing-argument"),
    ],
)
def test_what_is_refused(terminal: Terminal, kept: Path, arguments: tuple[str, ...], code: str):
    done = terminal.iiz("statistics", "--store", kept, *arguments)
    assert (done.code, done.out) == (2, "")
    assert f"[{code}]" in done.err


def test_a_store_without_cases_has_no_canton(terminal: Terminal):
    from iiz_rules.escalation.store.store import Store

    Store(terminal.folder / "empty.db").close()
    done = terminal.iiz("statistics", "--store", terminal.folder / "empty.db", *YEAR)
    assert done.code == 2
    assert "--canton" in done.err
    call = ("statistics", "--store", terminal.folder / "empty.db", *YEAR)
    done = terminal.iiz(*call, "--canton", "valais")
    assert done.code == 0
    assert "In diesem Zeitraum war kein Fall offen." in done.out
