"""`iiz new canton`: what it writes is a canton that passes its own checks and cases."""

import errno
import json
import re
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import iiz_rules as iiz
from iiz_rules.cli.new import SKELETON, new_canton
from iiz_rules.language.model.edition import FILES
from iiz_rules.language.text.putting import unwritable
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.words.text import LANGUAGES, Language
from tests.cli.terminal import Done, Terminal

MODELINE = re.compile(r"^# yaml-language-server: \$schema=(\S+)$")


def new(terminal: Terminal, *how: object) -> Done:
    return terminal.iiz("new", "canton", *how)


def made(terminal: Terminal, *how: object) -> Path:
    done = new(terminal, "musterland", "--edition", "2026", *how)
    assert (done.code, done.err) == (0, "")
    return terminal.folder / "musterland"


# -------------------------------------------------------------------------- what is written


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_canton_has_no_findings_and_answers_as_its_cases_expect(
    terminal: Terminal, language: Language
):
    made(terminal, "--lang", language)
    checked = terminal.iiz("check", "musterland", "--strict")
    assert checked.code == 0, checked.out
    tested = terminal.iiz("test", "musterland")
    assert tested.code == 0, tested.out
    assert "Bestandene Fälle: 2" in tested.out


def test_its_cases_decide_by_every_rule(terminal: Terminal):
    made(terminal)
    assert terminal.iiz("test", "musterland", "--coverage", "--fail-under", "100").code == 0


def test_it_has_every_file_that_the_language_knows(terminal: Terminal):
    inside = made(terminal) / "2026"
    assert {path.name for path in inside.glob("*.yaml")} == set(FILES)
    assert len(list(inside.glob("cases/*.yaml"))) == 2


@pytest.mark.parametrize("edition", ["2026", "2026-07-01", "1999-12-31"])
def test_its_edition_begins_with_its_year_or_on_its_day(terminal: Terminal, edition: str):
    new(terminal, "musterland", "--edition", edition)
    start = date.fromisoformat(edition if "-" in edition else f"{edition}-01-01")
    program = iiz.load(terminal.folder / "musterland").program
    assert (program.canton, program.edition, program.valid_from) == ("musterland", edition, start)
    assert terminal.iiz("check", "musterland", "--strict").code == 0
    assert terminal.iiz("test", "musterland").code == 0


def test_without_a_name_its_edition_is_that_of_this_year(terminal: Terminal):
    new(terminal, "musterland")
    this_year = date.today().year  # noqa: DTZ011
    assert iiz.load(terminal.folder / "musterland").program.edition == str(this_year)


def test_it_bears_the_name_it_was_given(terminal: Terminal):
    new(terminal, "basel-stadt", "--edition", "2026")
    assert iiz.load(terminal.folder / "basel-stadt").program.label.de == "Kanton Basel-Stadt"
    assert "neuland" not in (terminal.folder / "basel-stadt/canton.yaml").read_text("utf-8").lower()


def test_what_to_do_next_can_be_done(terminal: Terminal):
    out = new(terminal, "musterland", "--edition", "2026", "--into", "our rules").out
    calls = re.findall(r"^  iiz (.*)$", out, re.MULTILINE)
    assert [call.split()[0] for call in calls] == ["check", "test", "assess"]
    for call in calls:
        assert terminal.iiz(*shlex.split(call)).code == 0
    assert "our rules/musterland: 14 Dateien" in out


# ------------------------------------------------------------------------ for the reader


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_is_commented_in_the_language_of_the_reader(language: Language):
    ours = new_canton("musterland", "2026", language)
    others = [new_canton("musterland", "2026", one) for one in LANGUAGES if one != language]
    for place, text in ours.items():
        comments = re.findall(r"^ *# (.*)$", text, re.MULTILINE)
        assert len(comments) > 1, place
        for other in others:
            theirs = re.findall(r"^ *# (.*)$", other[place], re.MULTILINE)
            assert set(comments[1:]).isdisjoint(theirs), place
        assert not re.search(r"#(de|fr|en) ", text), place


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_comments_and_texts_differ_between_languages(language: Language):
    for place, text in new_canton("musterland", "2026", language).items():
        german = new_canton("musterland", "2026", "de")[place]
        assert written(text) == written(german), place


TEXTS = {"title", "label", "question", "says", "reason", "rationale", "sections", "languages"}


def written(text: str) -> object:
    """What a file says, without its comments, its texts and the language that they are in."""
    document = read_yaml(text.encode(), "x.yaml")
    assert document.root is not None, document.findings
    return textless(document.root.plain())


def textless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: textless(inner) for key, inner in value.items() if key not in TEXTS}
    return [textless(inner) for inner in value] if isinstance(value, tuple) else value


def test_the_lines_of_the_three_languages_stand_together():
    for path in SKELETON.rglob("*.yaml"):
        marks = re.findall(r"^ *#(de|fr|en) ", path.read_text("utf-8"), re.MULTILINE)
        runs = [language for i, language in enumerate(marks) if marks[i - 1 : i] != [language]]
        assert runs == list(LANGUAGES) * (len(runs) // 3), path.name


# ------------------------------------------------------------------------------ for the editor


def schema_of(path: Path) -> Path:
    """The schema that the first line of a file points the editor to."""
    found = MODELINE.match(path.read_text("utf-8").splitlines()[0])
    assert found, path
    return path.parent / found[1]


def test_the_schema_of_every_file_lies_where_the_editor_looks_for_it(terminal: Terminal):
    folder = made(terminal)
    for path in folder.rglob("*.yaml"):
        schema = schema_of(path)
        assert schema.resolve().is_relative_to(folder.resolve())
        data = read_yaml(path.read_bytes(), "x.yaml").root
        assert data is not None
        plain = json.loads(json.dumps(data.plain()))
        Draft202012Validator(json.loads(schema.read_text("utf-8"))).validate(plain)


@pytest.mark.parametrize("into", ["rules", "rules/cantons"])
def test_schemas_that_cantons_share_are_used(terminal: Terminal, into: str):
    terminal.iiz("schema", "--to", "rules/schemas")
    new(terminal, "musterland", "--into", into, "--edition", "2026")
    folder = terminal.folder / into / "musterland"
    assert not (folder / "schemas").exists()
    for path in folder.rglob("*.yaml"):
        assert schema_of(path).resolve().parent == terminal.folder.resolve() / "rules/schemas"


# ---------------------------------------------------------------------------- what is refused


def test_nothing_is_overwritten(terminal: Terminal):
    terminal.file("musterland/notes.txt", "mine")
    done = new(terminal, "musterland")
    assert (done.code, done.out) == (2, "")
    assert "Fehler[already-there] `musterland` gibt es schon" in done.err
    assert "= Hilfe: einen anderen Namen wählen, oder mit `--into` einen anderen Ordner" in done.err
    assert [path.name for path in (terminal.folder / "musterland").iterdir()] == ["notes.txt"]


def test_the_name_of_a_packaged_canton_is_taken(terminal: Terminal):
    assert "Fehler[already-there] `zurich`" in new(terminal, "zurich").err


@pytest.mark.parametrize(
    "name", ["Bern", "basel stadt", "../bern", "a/b", "genève", "1a", "-x", ""]
)
def test_a_name_that_is_no_id_is_refused(terminal: Terminal, name: str):
    done = new(terminal, "--", name)
    assert (done.code, done.out) == (2, "")
    assert "Fehler[bad-form]" in done.err
    assert "erwartet: Kleinbuchstaben und Ziffern" in done.err
    assert list(terminal.folder.iterdir()) == []


@pytest.mark.parametrize("edition", ["new", "26", "2026-02-30", "0000", "2026-1-1"])
def test_an_edition_is_named_by_a_year_or_a_day(terminal: Terminal, edition: str):
    done = new(terminal, "musterland", "--edition", edition)
    assert (done.code, done.out) == (2, "")
    assert f"Fehler[wrong-argument] `{edition}` geht bei `--edition` nicht" in done.err


def test_what_cannot_be_finished_is_not_begun(terminal: Terminal, monkeypatch: pytest.MonkeyPatch):
    def full(folder: Path, _: object) -> None:
        raise unwritable(folder / "canton.schema.json", OSError(errno.ENOSPC, ""))

    monkeypatch.setattr("iiz_rules.cli.new.write", full)
    done = new(terminal, "musterland")
    assert (done.code, "kein Platz mehr" in done.err) == (2, True)
    assert not Path("musterland").exists()


def test_a_folder_that_cannot_be_written(terminal: Terminal):
    terminal.file("taken", "")
    done = new(terminal, "musterland", "--into", "taken")
    assert done.code == 2
    assert "Fehler[unwritable-folder]" in done.err


def test_what_else_might_be_new_is_refused(terminal: Terminal):
    assert "Fehler[wrong-argument] `kanton`" in terminal.iiz("new", "kanton", "bern").err
    assert "Fehler[missing-argument]" in terminal.iiz("new", "canton").err
