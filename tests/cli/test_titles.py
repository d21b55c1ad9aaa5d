"""What a case is called: a text in the canton's main language, or one in each language."""

import csv
import json
from pathlib import Path

import pytest

from iiz_rules.case.documents import read_case, read_example
from iiz_rules.editor.canton import CantonText
from iiz_rules.editor.outline import outline
from iiz_rules.language.edition_texts import read_texts
from iiz_rules.language.editions import find_folder, read_canton
from iiz_rules.testing.suite import CaseRun, check_canton, run_canton
from iiz_rules.testing.titles import titles_of
from iiz_rules.words.text import LANGUAGES
from tests.cli.terminal import Terminal

TITLES = {"de": "Wohnt hier", "fr": "Habite ici", "en": "Lives here"}
IN_EACH = "title:\n" + "".join(f"  {name}: {text}\n" for name, text in TITLES.items())
CASE = """\
date: 2026-03-05
facts: {person: {lives_here: true}}
expect: {eligibility: {verdict: "no"}}
"""
STORY = "case: k\nopened: 2026-03-05\nevents: []\n"


@pytest.fixture
def canton(terminal: Terminal) -> Terminal:
    """A canton of which one case is written in three languages; it expects what is not so."""
    terminal.iiz("new", "canton", "neuland", "--edition", "2026")
    write(terminal, IN_EACH)
    return terminal


def write(canton: Terminal, title: str, name: str = "cases/here.yaml", text: str = CASE) -> Path:
    path = canton.folder / "neuland" / "2026" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{title}{text}", "utf-8", newline="")
    return path


def here(canton: Terminal) -> CaseRun:
    runs = run_canton(find_folder(canton.folder / "neuland"))
    return next(one for run in runs for one in run.cases if one.name.endswith("/here.yaml"))


def test_each_reader_gets_the_title_in_the_own_language(canton: Terminal):
    for language, title in TITLES.items():
        told = canton.iiz("test", "neuland", "--lang", language)
        assert f"\n  {title}\n" in told.out
        data = json.loads(canton.iiz("test", "neuland", "--format", "json", "--lang", language).out)
        assert title in [one["title"] for one in data]
        junit = canton.iiz("test", "neuland", "--format", "junit", "--lang", language)
        assert f'name="{title}"' in junit.out


def test_who_reads_another_language_gets_the_one_in_which_it_was_written(canton: Terminal):
    write(canton, "title: Wohnt hier\n")
    assert {here(canton).title[language] for language in ("de", "fr", "en")} == {"Wohnt hier"}
    write(canton, "title: {fr: Habite ici}\n")
    assert {here(canton).title[language] for language in ("de", "fr", "en")} == {"Habite ici"}


def speak_french(canton: Terminal) -> None:
    path = canton.folder / "neuland" / "canton.yaml"
    before = path.read_text("utf-8")
    path.write_text(before.replace("languages: [de]", "languages: [fr]"), "utf-8")
    assert path.read_text("utf-8") != before


def test_where_a_language_lacks_the_canton_s_main_one_stands_for_it(canton: Terminal):
    speak_french(canton)
    title = "title: {de: Wohnt hier, fr: Habite ici}\n"
    write(canton, title)
    write(canton, title, "stories/told.yaml", STORY)
    row = "title.de;title;person.lives_here;expect.eligibility\nWohnt hier;Habite ici;oui;open\n"
    write(canton, row, "cases/rows.csv", "")
    [run] = run_canton(find_folder(canton.folder / "neuland"))
    titles = {one.name.rpartition("/")[2]: one.title for one in (*run.cases, *run.stories)}
    for name in ("here.yaml", "rows.csv:2", "told.yaml"):
        assert [titles[name][one] for one in ("de", "fr", "en")] == [
            *("Wohnt hier", "Habite ici", "Habite ici")
        ]


def test_a_title_that_names_no_language_is_in_the_main_one(canton: Terminal):
    speak_french(canton)
    write(canton, "title: {en: Lives there}\n", "cases/there.yaml")
    write(canton, "title: Récit\n", "stories/told.yaml", STORY)
    told = canton.iiz("texts", "neuland").out
    titles = {one[:2]: one for one in told.splitlines() if " Titeln" in one}
    of = int(titles["fr"].split()[3])
    assert titles["fr"].startswith(f"fr: {of - 1} von {of} Titeln")
    assert titles["en"].startswith(f"en: 2 von {of} Titeln")
    assert "stories/told.yaml:1:8  Récit" in told


def test_titles_of_rows_are_counted_and_named_where_they_lack_a_language(canton: Terminal):
    before = [one for one in canton.iiz("texts", "neuland").out.splitlines() if " Titeln" in one]
    rows = "title;title.fr;person.lives_here;expect.eligibility\n"
    rows += "Wohnt hier;Habite ici;ja;open\nWohnt dort;;nein;nein\n;;ja;open\n"
    write(canton, "", "cases/rows.csv", rows)
    told = canton.iiz("texts", "neuland").out
    after = [one for one in told.splitlines() if " Titeln" in one]
    counts = [[int(word) for word in one.split() if word.isdigit()] for one in (*before, *after)]
    half = len(before)
    added = [
        [b - a for a, b in zip(*both, strict=True)]
        for both in zip(counts[:half], counts[half:], strict=True)
    ]
    assert added == [[2, 2], [0, 2], [1, 2]]  # de, en, fr
    assert "neuland/2026/cases/rows.csv:3:1" in told


def test_a_missing_language_of_a_title_is_no_fault(canton: Terminal):
    write(canton, "title: {fr: Habite ici}\n")
    [run] = check_canton(find_folder(canton.folder / "neuland"))
    assert [one for one in run.told if "here.yaml" in str(one.place)] == []


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("title: {de: Wohnt hier, welsch: Habite ici}\n", "bad-form"),
        ("title: {de: Wohnt hier, fr: ''}\n", "empty-text"),
        ("title: ''\n", "empty-text"),
        ("title: [Wohnt hier]\n", "wrong-type"),
        ("", "missing-key"),
    ],
)
@pytest.mark.parametrize(("name", "text"), [("cases/here.yaml", CASE), ("stories/s.yaml", STORY)])
def test_what_is_no_title_is_told_where_it_stands(
    canton: Terminal, title: str, code: str, name: str, text: str
):
    write(canton, title, name, text)
    done = canton.iiz("check", "neuland")
    assert done.code == 1
    assert f"{name}:1:" in done.out
    assert f"[{code}]" in done.out


def test_a_case_that_is_asked_may_have_a_title_in_languages(canton: Terminal):
    data = f"{IN_EACH}facts: {{}}\n".encode()
    case, findings = read_case(data, "case.yaml")
    assert (case is not None, findings) == (True, ())
    for title, code in (("{de: 7}", "wrong-type"), ("{}", "empty-text"), ("' '", "empty-text")):
        _, [finding] = read_case(f"title: {title}\nfacts: {{}}\n".encode(), "case.yaml")
        assert finding.code == code


def test_in_a_table_a_column_is_a_language(canton: Terminal):
    written = canton.iiz("test", "neuland", "--table", "rows.csv")
    assert written.code == 0
    with (canton.folder / "rows.csv").open(encoding="utf-8-sig", newline="") as opened:
        heading, *rows = csv.reader(opened, delimiter=";")
    assert heading[:4] == ["title", "title.fr", "title.en", "date"]
    assert [*TITLES.values()] in [row[:3] for row in rows]
    (canton.folder / "neuland/2026/cases/here.yaml").unlink()
    (canton.folder / "rows.csv").rename(canton.folder / "neuland/2026/cases/rows.csv")
    data = json.loads(canton.iiz("test", "neuland", "--format", "json", "--lang", "fr").out)
    assert "Habite ici" in [one["title"] for one in data]


def test_a_title_that_two_columns_say_is_told(canton: Terminal):
    text = "title;title.de;person.lives_here;expect.eligibility\nWohnt hier;Wohnt da;ja;open\n"
    write(canton, text, "cases/rows.csv", "")
    done = canton.iiz("check", "neuland")
    assert "cases/rows.csv:2:2: Fehler[text-twice]" in done.out


def from_table(canton: Terminal, language: str, text: str) -> None:
    """Take over what a table says a case is called in a language."""
    table = canton.folder / "texts.csv"
    assert canton.iiz("texts", "neuland", "--to", table).code == 0
    with table.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened, delimiter=";"))
    row = next(one for one in rows if one[0] == "cases/here/title")
    row[rows[0].index(language)] = text
    with table.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, delimiter=";").writerows(rows)
    assert canton.iiz("texts", "neuland", "--from", table).code == 0
    assert canton.iiz("texts", "neuland", "--from", table).out == "Nichts zu ändern.\n"


def test_a_title_that_lacks_the_main_language_may_get_it(canton: Terminal):
    write(canton, "title: {fr: Habite ici}\n")
    from_table(canton, "de", "Wohnt hier")
    title = here(canton).title
    assert (title["de"], title["fr"]) == ("Wohnt hier", "Habite ici")


@pytest.mark.parametrize(
    "before",
    [
        "# Ein Fall.\ntitle: Wohnt hier\n",
        "title: 'Wohnt hier' # so\n",
        "title: >-\n  Wohnt\n  hier\n",
        "title: {de: Wohnt hier, en: Lives here}\n",
        "title:\n  de: Wohnt hier # so\n  en: Lives here  # so\n",
        "title: {de: Wohnt hier, fr: Demeure ici}\n",
        "title: Wohnt hier\r\n",
    ],
)
def test_a_translation_in_the_table_stands_in_the_file_of_its_case(canton: Terminal, before: str):
    path = write(canton, before)
    write(canton, IN_EACH, "cases/there.yaml")
    from_table(canton, "fr", "Où « elle » habite : ici")
    case, findings = read_example(path.read_bytes(), "here.yaml")
    assert (findings, case is not None) == ((), True)
    title = here(canton).title
    assert (title["de"], title["fr"]) == ("Wohnt hier", "Où « elle » habite : ici")
    after = path.read_text("utf-8")
    assert after.endswith(CASE)
    assert after.count("# so") == before.count("# so")


def test_set_apart_are_the_texts_of_the_rules_and_no_titles(canton: Terminal):
    path = canton.folder / "neuland/2026/cases/here.yaml"
    before = path.read_bytes()
    canton.iiz("texts", "neuland", "--apart")
    assert path.read_bytes() == before


@pytest.mark.parametrize("canton", ["zurich", "valais"])
def test_every_title_of_the_cantons_that_come_along_is_there_in_each_language(canton: str):
    folder = find_folder(canton)
    for entry in read_canton(folder).editions:
        texts = read_texts(folder, entry)
        titled = texts.with_titles(titles_of(texts))
        lacking = {one: titled.lacking(one, titled.titles) for one in LANGUAGES}
        assert {one: [text.file for text in some] for one, some in lacking.items() if some} == {}


def test_the_outline_calls_a_case_as_its_reader_does(canton: Terminal):
    text = CantonText(find_folder(canton.folder / "neuland"))
    file = text.file(canton.folder / "neuland/2026/cases/here.yaml")
    assert file is not None
    assert [entry.name for entry in outline(file, "de", "fr")] == ["Habite ici"]
