"""`iiz draw`: to the terminal, to a picture, to a page; and what is wrong with a call."""

from xml.etree import ElementTree as ET

import pytest

from iiz_rules.words.text import LANGUAGES, Language
from tests.cli.terminal import EXAMPLE, ZURICH, Terminal, command

WHAT = ("organisation", "steps", "escalation")


@pytest.mark.parametrize("what", WHAT)
def test_without_a_file_it_is_mermaid_text(terminal: Terminal, what: str):
    done = terminal.iiz("draw", what, "--canton", ZURICH)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("---\nconfig:\n")
    assert "flowchart TB\n" in done.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture(terminal: Terminal, language: Language):
    done = terminal.iiz(
        "draw", "organisation", "--canton", ZURICH, "-o", "bild.svg", "--lang", language
    )
    assert (done.code, done.err) == (0, "")
    root = ET.parse(terminal.folder / "bild.svg").getroot()
    title = root.findtext("{http://www.w3.org/2000/svg}title") or ""
    assert {"de": "Kanton", "fr": "Canton", "en": "Canton"}[language] in title


def test_a_page_for_github(terminal: Terminal):
    terminal.iiz("draw", "--canton", ZURICH, "steps", "-o", "Wege.MD")
    page = (terminal.folder / "Wege.MD").read_text("utf-8")
    assert page.startswith("# Kanton Zürich: Schritte und Wege\n\n```mermaid\n")


def test_the_file_is_written_anew(terminal: Terminal):
    terminal.file("bild.svg", "XXL" * 100_000)
    done = terminal.iiz("draw", "steps", "--canton", ZURICH, "-o", "bild.svg")
    assert done.out == "Geschrieben: bild.svg\n"
    assert "XXL" not in (terminal.folder / "bild.svg").read_text("utf-8")


@pytest.mark.parametrize("name", ["bild.png", "bild", "-", ".svg"])
def test_another_ending_is_a_finding_with_its_remedy(terminal: Terminal, name: str):
    done = terminal.iiz("draw", "steps", "--canton", ZURICH, "-o", name)
    assert (done.code, done.out) == (2, "")
    assert "Fehler[unknown-ending]" in done.err
    assert ".svg, .pdf, .html, .md" in done.err
    assert list(terminal.folder.iterdir()) == []


def test_a_file_that_cannot_be_written_is_a_finding(terminal: Terminal):
    (terminal.folder / "taken.svg").mkdir()
    for name in ("taken.svg", "nowhere/bild.svg"):
        done = terminal.iiz("draw", "steps", "--canton", ZURICH, "-o", name)
        assert done.code == 2
        assert "Fehler[unwritable-file]" in done.err


def test_what_an_edition_does_not_say_is_a_finding_and_no_empty_picture(terminal: Terminal):
    text = (EXAMPLE / "canton.yaml").read_text("utf-8")
    terminal.file("empty/canton.yaml", text)
    for name in ("facts.yaml", "clauses.yaml", "eligibility.yaml"):
        content = (EXAMPLE / "old" / name).read_text("utf-8")
        terminal.file(f"empty/old/{name}", content)
        terminal.file(f"empty/new/{name}", content)
    done = terminal.iiz("draw", "steps", "--canton", terminal.folder / "empty", "-o", "x.svg")
    assert done.code == 2
    assert "Fehler[nothing-to-draw]" in done.err
    assert "escalation.yaml" in done.err
    assert not (terminal.folder / "x.svg").exists()


def test_an_unknown_picture_is_a_finding(terminal: Terminal):
    done = terminal.iiz("draw", "organigram", "--canton", ZURICH)
    assert done.code == 2
    assert "meinten Sie `organisation`?" in done.err


def test_the_shell_completes_what_can_be_drawn():
    done = command(_IIZ_COMPLETE="bash_complete", COMP_WORDS="iiz draw ", COMP_CWORD="2")
    assert done.out.split() == [f"plain,{what}" for what in WHAT]


def test_sheets_take_the_place_of_earlier_ones_and_of_no_other_file(terminal: Terminal):
    draw = ("draw", "organisation", "--canton", "valais", "-o", "plan.svg")
    terminal.file("plan-2.svg", "my own plan")
    refused = terminal.iiz(*draw)
    assert (refused.code, refused.out) == (2, "")
    assert "Fehler[other-file] `plan-2.svg` gibt es schon" in refused.err
    assert [file.name for file in terminal.folder.iterdir()] == ["plan-2.svg"]
    assert (terminal.folder / "plan-2.svg").read_text() == "my own plan"
    (terminal.folder / "plan-2.svg").unlink()
    assert terminal.iiz(*draw).code == 0
    (terminal.folder / "plan-2.svg").write_bytes((terminal.folder / "plan-1.svg").read_bytes())
    assert terminal.iiz(*draw).code == 0
    first, second = ((terminal.folder / f"plan-{n}.svg").read_bytes() for n in (1, 2))
    assert first != second
    assert ET.fromstring(second).tag.endswith("svg")
