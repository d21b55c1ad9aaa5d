"""`iiz test` for people and for services: some cases, other forms, once more; and in pytest."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from iiz_rules.cli import test as command
from iiz_rules.language.editions import Folder
from tests.cli.terminal import Terminal

pytest_plugins = ["pytester"]


@pytest.fixture
def canton(terminal: Terminal) -> Terminal:
    """A new canton in the terminal's folder, one of whose cases expects something else."""
    terminal.iiz("new", "canton", "neuland", "--edition", "2026")
    spoil(terminal.folder / "neuland")
    return terminal


def spoil(folder: Path) -> None:
    path = folder / "2026" / "cases" / "admitted.yaml"
    path.write_text(path.read_text("utf-8").replace('verdict: "yes"', 'verdict: "no"', 1), "utf-8")


def test_some_cases_are_chosen_by_the_words_in_them(canton: Terminal):
    done = canton.iiz("test", "neuland", "--only", "ADMITTED")
    assert (done.code, "von 1" in done.out) == (1, True)
    assert canton.iiz("test", "neuland", "--only", "admitted", "--only", "not there").code == 1
    assert (
        canton.iiz("test", "neuland", "--only", "not there").out
        == "Keine Beispielfälle gefunden.\n"
    )


def test_what_became_of_each_case_is_told_as_data(canton: Terminal):
    done = canton.iiz("test", "neuland", "--format", "json")
    cases = {Path(one["file"]).name: one for one in json.loads(done.out)}
    assert done.code == 1
    assert cases["admitted.yaml"]["outcome"] == "failed"
    assert "andere Antwort" in cases["admitted.yaml"]["texts"][0]
    assert {one["outcome"] for one in cases.values()} == {"failed", "passed"}


def test_a_service_that_reads_tests_gets_them_as_junit(canton: Terminal):
    (canton.folder / "neuland" / "2026" / "cases" / "broken.yaml").write_text("title: [\n")
    done = canton.iiz("test", "neuland", "--format", "junit", "-o", "tests.xml")
    assert done.code == 1
    suites = ET.parse(canton.folder / "tests.xml").getroot()
    [cases] = [one for one in suites if one.get("name") == "neuland/2026/cases"]
    assert [cases.get(key) for key in ("tests", "failures", "errors", "skipped")] == [
        "3",
        "1",
        "1",
        "0",
    ]
    assert [case.get("file") for case in cases if len(case)] == [
        "neuland/2026/cases/admitted.yaml",
        "neuland/2026/cases/broken.yaml",
    ]


def test_it_is_run_again_after_a_change(canton: Terminal, monkeypatch: pytest.MonkeyPatch):
    looks: Iterator[Callable[[], None]] = iter([lambda: None, lambda: mend(canton), lambda: None])

    def look(_: float) -> None:
        try:
            next(looks)()
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(command, "sleep", look)
    done = canton.iiz("test", "neuland", "--watch")
    assert done.code == 130
    assert done.out.count("Nicht bestandene Fälle: 1 von 2.") == 1
    assert done.out.count("Bestandene Fälle: 2,") == 1


def mend(canton: Terminal) -> None:
    path = canton.folder / "neuland" / "2026" / "cases" / "admitted.yaml"
    path.write_text(path.read_text("utf-8").replace('verdict: "no"', 'verdict: "yes" ', 1), "utf-8")


def test_pytest_collects_the_cases_of_a_canton(pytester: pytest.Pytester, terminal: Terminal):
    """In processes of its own: a run inside of this one forgets modules that others still hold."""
    terminal.iiz("new", "canton", "neuland", "--edition", "2026", "--into", pytester.path)
    spoil(pytester.path / "neuland")
    plain = ("-p", "no:cacheprovider", "--iiz-lang", "fr", pytester.path / "neuland")
    how = ("-p", "iiz_rules.pytest_plugin", *plain)
    done = pytester.runpytest_subprocess(*how)
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(["*autre réponse*", "*attendu*non (no)"])
    pytester.runpytest_subprocess(*how, "-k", "not admitted").assert_outcomes(
        passed=1, deselected=1
    )


ROWS = """\
title;date;person.lives_here;Bemerkung;expect.eligibility;expect.eligibility.residence
lives here;2026-03-05;ja;so;open;ja
lives elsewhere;05.03.2026;nein;;nein;nein
"""


def table(canton: Terminal, text: str) -> Path:
    path = canton.folder / "neuland" / "2026" / "cases" / "rows.csv"
    path.write_text(text, "utf-8")
    return path


def test_the_rows_of_a_table_are_cases(canton: Terminal):
    mend(canton)
    table(canton, ROWS)
    assert canton.iiz("test", "neuland").out.startswith("Bestandene Fälle: 4,")
    table(canton, ROWS.replace(";nein;;nein;", ";nein;;ja;"))
    done = canton.iiz("test", "neuland")
    assert done.code == 1
    assert "neuland/2026/cases/rows.csv:3:5: andere Antwort" in done.out


def test_a_heading_that_means_no_fact_is_named(canton: Terminal):
    """It may be a remark, and it may be what somebody took for the name of a fact."""
    mend(canton)
    told = "die keine Angabe meinen und nicht gelesen werden:"
    table(canton, ROWS.replace("Bemerkung", "Wohnkanton"))
    assert f"{told} Wohnkanton\n" in canton.iiz("test", "neuland").out
    table(canton, ROWS.replace(";Bemerkung", "").replace(";so;", ";").replace(";;", ";"))
    assert told not in canton.iiz("test", "neuland").out


def test_where_no_heading_is_a_fact_titles_and_days_are_not_asked_about(canton: Terminal):
    table(canton, "title;date;Wohnt im Kantom\nx;2026-03-05;ja\n")
    told = " ".join(canton.iiz("test", "neuland").out.split())
    assert "keine Spalte eine Angabe" in told
    assert "title →" not in told
    assert "date →" not in told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (";ja;so", ";vielleicht;so", "rows.csv:2:3: Fehler[bad-cell]"),
        ("person.lives_here", "person.lives_hear", "rows.csv:1:3: Fehler[unknown-column]"),
        ("eligibility.residence", "eligibility.house", "Fehler[unknown-criterion]"),
        ("expect.eligibility", "expect.elligibility", "Fehler[unknown-expectation]"),
        ("open;ja", "perhaps;ja", "rows.csv:2:5: Fehler[unknown-word]"),
        ("open;ja", ";ja", "rows.csv:2:6: Fehler[no-verdict]"),
        ("2026-03-05", "2020-03-05", "rows.csv:2:2: Fehler[case-outside-edition]"),
        ("2026-03-05", "2026-03-05 10:30", "rows.csv:2:2: Fehler[bad-form] `2026-03-05 10:30`"),
        ("05.03.2026", "05.03.26", "rows.csv:3:2: Fehler[bad-form] `05.03.26`"),
        ("Bemerkung", "expect.eligibility:not_regulated", "rows.csv:2:4: Fehler[wrong-type]"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_at_its_cell(canton, old: str, new: str, said: str):
    table(canton, ROWS.replace(old, new))
    done = canton.iiz("check", "neuland")
    assert said in done.out
    assert done.code == 1


def test_the_rows_of_a_table_are_among_the_cases_of_its_folder(canton: Terminal):
    mend(canton)
    path = table(canton, ROWS)
    assert canton.iiz("test", path.parent).out.startswith("Bestandene Fälle: 4,")
    assert canton.iiz("test", path).out.startswith("Bestandene Fälle: 2,")


def test_a_change_of_a_table_is_noticed(canton: Terminal, monkeypatch: pytest.MonkeyPatch):
    mend(canton)
    path = table(canton, ROWS)
    monkeypatch.setattr(command, "EVERY", 0)
    folder = Folder(canton.folder / "neuland", "neuland")
    looks = command.changes([folder])
    monkeypatch.setattr(command, "sleep", lambda _: path.write_text(ROWS + "\n", "utf-8"))
    next(looks)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("rows.ods", "als XLSX oder «CSV UTF-8»"),
        ("rows.XLSX", "meinten Sie `rows.xlsx`?"),
        ("below/rows.xls", "als XLSX oder «CSV UTF-8»"),
    ],
)
def test_a_table_that_nothing_reads_is_told(canton: Terminal, name: str, remedy: str):
    mend(canton)
    path = canton.folder / "neuland" / "2026" / "cases" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"PK")
    (path.parent / f"~${path.name}").write_bytes(b"")  # as Excel has it beside an open book
    for what in ("check", "test"):
        done = canton.iiz(what, "neuland")
        assert (done.code, done.out.count("Warnung[unread-table]")) == (0, 1)
        assert remedy in done.out


def test_of_several_words_in_a_cell_the_wrong_one_is_named_with_those_that_may_stand(
    canton: Terminal,
):
    wrong = "title;date;registrations;expect.eligibility\na;2026-03-05;alv | alw;open\n"
    table(canton, wrong)
    done = canton.iiz("check", "neuland")
    assert "rows.csv:2:3: Fehler[bad-cell] `alw` ist kein Wert" in done.out
    assert "Wörter der Liste (alv, commune," in done.out
    assert "meinten Sie `alv`?" in done.out


def test_cases_written_as_a_table_are_the_same_cases(terminal: Terminal):
    terminal.iiz("new", "canton", "neuland", "--from", "zurich")
    cases = terminal.folder / "neuland" / "2014-04-01" / "cases"
    for path in cases.iterdir():
        if not path.name.startswith("a"):
            path.unlink()
    written = terminal.iiz("test", "neuland", "--table", "rows.xlsx")
    assert "Geschrieben: rows.xlsx" in written.out
    assert "Ausgelassen" in written.out
    before = terminal.iiz("test", "neuland", "--format", "json")
    titles = {one["title"]: one["compared"] for one in json.loads(before.out)}
    for path in cases.glob("*.yaml"):
        path.unlink()
    (terminal.folder / "rows.xlsx").rename(cases / "rows.xlsx")
    after = json.loads(terminal.iiz("test", "neuland", "--format", "json").out)
    rows = [one for one in after if "/cases/" in one["file"]]
    assert len(rows) > 5
    assert all(one["outcome"] == "passed" for one in rows)
    assert all(one["compared"] == titles[one["title"]] for one in rows)


@pytest.mark.parametrize("option", ["--table", "--output"])
def test_what_is_written_takes_the_place_of_no_case(canton: Terminal, option: str):
    """Of a table of cases the rows that a row cannot hold would be lost."""
    file = table(canton, ROWS)
    before = file.read_bytes()
    done = canton.iiz("test", "neuland", option, file)
    assert done.code == 2
    assert "Fehler[output-is-input]" in done.err
    assert file.read_bytes() == before
