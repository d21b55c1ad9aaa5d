"""`iiz site`: written whole or not at all, and over nobody's files."""

import shutil
from pathlib import Path

import pytest

from iiz_rules.findings.errors import UsageError
from iiz_rules.language.text import site_folder
from tests.cli.terminal import ROOT, Terminal
from tests.site.test_site import dead
from tests.web.bay import bay

MUSTERLAND = ROOT / "tests" / "cantons" / "musterland"


@pytest.fixture
def written(terminal: Terminal) -> Path:
    """A folder in which a site stands."""
    site_folder.put_site(terminal.folder / "seiten", {"index.html": "x", "de/index.html": "y"})
    return terminal.folder / "seiten"


def build(terminal: Terminal, *more: str):
    where = ("--canton", MUSTERLAND, "--to", "seiten", "--languages", "fr")
    return terminal.iiz("site", *where, *more)


def test_an_earlier_site_is_replaced_as_a_whole(terminal: Terminal, written: Path):
    done = build(terminal)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"Geschrieben, im Browser zu öffnen: {Path('seiten/index.html')}\n"
    assert (written / "fr" / "rules.html").is_file()
    assert not (written / "de").exists()
    assert [one.name for one in terminal.folder.iterdir()] == ["seiten"]


def with_second(folder: Path) -> Path:
    """The small canton with an edition beside it that amends a limit."""
    canton = bay(folder)
    entry = "{id: 2027-01-01, source: concept, valid_from: 2027-01-01, based_on: 2024-01-01}"
    path = canton / "canton.yaml"
    text = path.read_text("utf-8").replace(
        "valid_from: 2024-01-01}", f"valid_from: 2024-01-01, valid_to: 2026-12-31}}\n  - {entry}"
    )
    path.write_text(text, "utf-8")
    rules = canton / "2027-01-01" / "eligibility.yaml"
    rules.parent.mkdir()
    rules.write_text(
        "criteria:\n  - {id: adult, when: {fact: person.age, at_least: 16}}\n", "utf-8"
    )
    return canton


def test_several_editions_are_one_site_each_with_ways_to_the_others(terminal: Terminal):
    """The newest on top, a page leads to the same page of the other edition; no link is dead."""
    canton = with_second(terminal.folder)
    terminal.iiz("site", "--canton", canton, "--to", "seiten", "--languages", "de,fr")
    folder = terminal.folder / "seiten"
    pages = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*.html")
    }
    assert dead(pages) == []
    assert "at_least" not in pages["de/rules.html"]
    assert "mindestens 16" in pages["de/rules.html"].replace("\u00a0", " ")
    assert "mindestens 18" in pages["2024-01-01/de/rules.html"].replace("\u00a0", " ")
    new, old = pages["fr/rules.html"], pages["2024-01-01/fr/rules.html"]
    assert '<a href="../2024-01-01/fr/rules.html">Édition' in new
    assert '<a href="../../fr/rules.html">Édition' in old
    assert '<nav class="editions" aria-label="Éditions">' in new
    alone = terminal.iiz("site", "--canton", canton, "--to", "eine", "--on", "2025-01-01")
    assert alone.code == 0
    assert 'nav class="editions"' not in (terminal.folder / "eine/de/rules.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["notizen.txt", "de/eigenes.html", "index.html"])
def test_what_others_wrote_or_changed_stays(terminal: Terminal, written: Path, name: str):
    (written / name).write_text("von Hand", "utf-8")
    before = {path: path.read_bytes() for path in written.rglob("*") if path.is_file()}
    done = build(terminal)
    assert (done.code, done.out) == (2, "")
    assert "Fehler[not-a-site]" in done.err
    assert name in done.err
    assert {path: path.read_bytes() for path in written.rglob("*") if path.is_file()} == before


def test_another_folder_or_file_is_no_place_for_it(terminal: Terminal):
    terminal.file("seiten", "eine Datei")
    assert "not-a-site" in build(terminal).err
    (terminal.folder / "seiten").unlink()
    terminal.file("seiten/site.json", "{}")
    assert "not-a-site" in build(terminal).err


def test_where_it_cannot_be_written_all_stays(
    terminal: Terminal, written: Path, monkeypatch: pytest.MonkeyPatch
):
    moved = Path.rename
    refused: list[Path] = []

    def refuse(self: Path, to: Path) -> Path:
        if self.name.startswith(".seiten") and not refused:
            refused.append(to)
            raise OSError
        return moved(self, to)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(UsageError) as wrong:
        site_folder.put_site(written, {"index.html": "neu"})
    assert [one.code for one in wrong.value.findings] == ["unwritable-folder"]
    assert (written / "index.html").read_text("utf-8") == "x"
    assert [one.name for one in terminal.folder.iterdir()] == ["seiten"]


def test_a_case_that_fails_is_left_out_and_told(terminal: Terminal):
    canton = shutil.copytree(MUSTERLAND, terminal.folder / "land")
    case = next(iter(sorted(canton.rglob("cases/*.yaml"))))
    text = case.read_text("utf-8")
    for old, new in (('"yes"', '"no"'), ('"open"', '"no"')):
        if old in text:
            text = text.replace(old, new)
            break
    case.write_text(text, "utf-8")
    done = terminal.iiz("site", "--canton", "land", "--languages", "de")
    assert done.code == 1
    assert "iiz test" in done.err
    page = (terminal.folder / "land-site" / "de" / "cases.html").read_text("utf-8")
    assert case.stem not in page


def test_a_language_that_there_is_not(terminal: Terminal):
    done = build(terminal, "--languages", "de,it")
    assert done.code == 2
    assert "wrong-argument" in done.err
