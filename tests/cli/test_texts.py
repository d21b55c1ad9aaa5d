"""`iiz texts`: what lacks a translation, the translator's table, and translations set apart."""

import csv
import shutil
from pathlib import Path

import pytest
import xlsxwriter

import iiz_rules as iiz
from tests.checks.canton import TINY
from tests.cli.terminal import ZURICH, Terminal
from tests.language.test_translations import CANTON, FRENCH, ITALIAN, canton
from tests.rights import ordinary_user


def rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened, delimiter=";"))


def write(file: Path, rows: list[list[str]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, delimiter=";").writerows(rows)
    return file


def test_each_language_is_counted_and_what_lacks_is_shown(terminal: Terminal, tmp_path: Path):
    declared = CANTON.replace("[de, fr, it]", "[de, fr]")
    short = "\n".join(line for line in ITALIAN.splitlines() if "adult:" not in line)
    folder = canton(tmp_path, canton=declared, texts_it=short)
    done = terminal.iiz("texts", folder)
    assert done.code == 0
    assert "de: 12 von 12 Texten" in done.out
    assert "it: 11 von 12 Texten" in done.out
    assert "eligibility.yaml:6:12  Erwachsen" in done.out


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_read_back_changes_nothing(terminal: Terminal, tmp_path: Path, ending: str):
    folder = canton(tmp_path / "canton")
    before = iiz.load(folder).program
    table = tmp_path / f"texts.{ending}"
    assert terminal.iiz("texts", folder, "--to", table).code == 0
    assert terminal.iiz("texts", folder, "--from", table).code == 0
    assert iiz.load(folder).program.facts == before.facts
    assert terminal.iiz("texts", folder, "--from", table).out == "Nichts zu ändern.\n"


def test_a_translation_in_the_table_stands_in_the_file_of_its_language(
    terminal: Terminal, tmp_path: Path
):
    folder, table = canton(tmp_path / "canton"), tmp_path / "texts.csv"
    terminal.iiz("texts", folder, "--to", table)
    heading, *texts = rows(table)
    assert heading == ["text", "de", "fr", "it"]
    changed = [
        [*row[:2], "Âge en années", row[3]] if row[0] == "facts/facts/person.age/label" else row
        for row in texts
    ]
    assert terminal.iiz("texts", folder, "--from", write(table, [heading, *changed])).code == 0
    assert iiz.load(folder).program.facts["person.age"].label["fr"] == "Âge en années"


@pytest.mark.parametrize(
    ("place", "text", "code"),
    [
        (0, "facts/facts/person.agee/label", "unknown-text"),
        (1, "Alter in Jahren", "text-changed"),
    ],
)
def test_a_row_in_doubt_keeps_all_from_being_taken_over(
    terminal: Terminal, tmp_path: Path, place: int, text: str, code: str
):
    folder, table = canton(tmp_path / "canton"), tmp_path / "texts.csv"
    terminal.iiz("texts", folder, "--to", table)
    heading, *texts = rows(table)
    number = next(n for n, row in enumerate(texts) if row[0].endswith("person.age/label"))
    texts[number][2] = "Années"
    texts[number][place] = text
    done = terminal.iiz("texts", folder, "--from", write(table, [heading, *texts]))
    assert (done.code, code in done.err) == (1, True)
    assert iiz.load(folder).program.facts["person.age"].label["fr"] == "Âge"


def test_a_text_of_the_file_itself_is_not_translated_beside_it(terminal: Terminal, tmp_path: Path):
    folder, table = canton(tmp_path / "canton"), tmp_path / "texts.csv"
    terminal.iiz("texts", folder, "--to", table)
    heading, *texts = rows(table)
    number = next(n for n, row in enumerate(texts) if row[0].endswith("person.side/label"))
    texts[number][3] = "Fianco"
    done = terminal.iiz("texts", folder, "--from", write(table, [heading, *texts]))
    assert (done.code, "text-twice" in done.err) == (1, True)


def test_a_table_without_the_language_of_the_rules_is_refused(terminal: Terminal, tmp_path: Path):
    folder = canton(tmp_path / "canton")
    table = write(tmp_path / "texts.csv", [["text", "fr"], ["facts/facts/person.age/label", "Âge"]])
    done = terminal.iiz("texts", folder, "--from", table)
    assert (done.code, "no-column" in done.err) == (1, True)


def test_set_apart_a_canton_says_the_same(terminal: Terminal, tmp_path: Path):
    folder = tmp_path / "tiny"
    shutil.copytree(TINY, folder)
    facts = folder / "2024-01-01" / "facts.yaml"
    facts.write_text(f"# Der Wortschatz.\n{facts.read_text('utf-8')}", "utf-8")
    before = iiz.load(folder).program
    assert terminal.iiz("texts", folder, "--apart").code == 0
    after = iiz.load(folder).program
    for part in ("facts", "rules", "definitions", "actors", "interpretations"):
        assert getattr(after, part) == getattr(before, part)
    assert facts.read_text("utf-8").startswith("# Der Wortschatz.\n")
    assert "fr:" not in facts.read_text("utf-8")
    assert terminal.iiz("texts", folder, "--apart").out == "Nichts zu ändern.\n"


def test_a_comment_at_the_head_of_translations_stays(terminal: Terminal, tmp_path: Path):
    folder = canton(tmp_path / "canton", texts_fr=f"# Von Frau Muster.\n{FRENCH.strip()}\n")
    table = tmp_path / "texts.csv"
    terminal.iiz("texts", folder, "--to", table)
    terminal.iiz("texts", folder, "--from", table)
    text = (folder / "undated" / "texts.fr.yaml").read_text("utf-8")
    assert text.startswith("# Von Frau Muster.\n")


def test_one_thing_at_a_time(terminal: Terminal, tmp_path: Path):
    folder = canton(tmp_path / "canton")
    done = terminal.iiz("texts", folder, "--apart", "--to", tmp_path / "texts.csv")
    assert (done.code, "clashing-options" in done.err) == (2, True)


# ------------------------------------------------------------------- nothing of the user's is lost


LAID_OUT = """\
# Der Wortschatz.
code_lists:
  - id: seiten
    label: {de: Seiten, fr: Côtés}  # beide
    codes:
      - {id: links, label: {de: "Links, # nicht rechts", fr: Gauche}}
      - {id: rechts, label: {de: Rechts, fr: Droite}}
facts:
  - id: person.age
    type: int
    label:
      de: Alter
      fr: >-
        Âge de
        la personne
    # Die Frage an die Person.
    question:
      de: Wie alt?  # in Jahren
      fr: Quel âge ?
    at_least: 0
  - id: person.side
    type: code
    code_list: seiten
    label: {de: Seite, fr: Côté}
    question: {fr: Où ?, de: Wo?}
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_set_apart_a_file_keeps_its_comments_and_all_else(
    terminal: Terminal, tmp_path: Path, ends: str
):
    declared = CANTON.replace("[de, fr, it]", "[de, fr]")
    french = "\n".join(FRENCH.partition("clauses:")[1:])
    folder = canton(tmp_path / "canton", canton=declared, texts_fr=french, texts_it="facts: {}")
    facts = folder / "undated" / "facts.yaml"
    facts.write_bytes(LAID_OUT.replace("\n", ends).encode())
    before = iiz.load(folder).program
    assert terminal.iiz("texts", folder, "--apart").code == 0
    assert iiz.load(folder).program.facts == before.facts
    text = facts.read_bytes().decode()
    assert text.count(ends) == text.count("\n")
    assert "label: Seiten  # beide" in text
    assert '{id: links, label: "Links, # nicht rechts"}' in text
    assert f"    label: Alter{ends}    # Die Frage an die Person." in text
    assert f"      de: Wie alt?  # in Jahren{ends}      fr: Quel âge ?" in text, "stays as it is"
    assert f"    label: Seite{ends}    question: Wo?{ends}" in text


def refused(terminal: Terminal, folder: Path, table: Path, code: str) -> None:
    """Reading a table back is refused, and no file has changed."""
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    done = terminal.iiz("texts", folder, "--from", table)
    assert (done.code, code in done.err) == (1, True), done.err
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def edited(terminal: Terminal, folder: Path, *more: list[str], **french: str) -> Path:
    """The table of a canton with other French texts (by the end of the way), and further rows."""
    table = folder.parent / "texts.csv"
    terminal.iiz("texts", folder, "--to", table)
    heading, *texts = rows(table)
    for row in texts:
        for end, text in french.items():
            row[2] = text if row[0].endswith(end.replace("_", "/")) else row[2]
    return write(table, [heading, *texts, *more])


def test_a_translation_that_has_lost_its_text_is_not_thrown_away(
    terminal: Terminal, tmp_path: Path
):
    stale = FRENCH.replace("adult:", "grown-up:").replace("  label: Accès", "  label: Entrée")
    declared = CANTON.replace("[de, fr, it]", "[de]")
    folder = canton(tmp_path / "canton", canton=declared, texts_fr=stale)
    refused(terminal, folder, edited(terminal, folder, eligibility_label="Accès"), "unknown-text")


def test_comments_between_translations_are_not_thrown_away(terminal: Terminal, tmp_path: Path):
    remarked = FRENCH.replace("facts:\n", "facts:  # relire\n", 1)
    folder = canton(tmp_path / "canton", texts_fr=remarked)
    refused(terminal, folder, edited(terminal, folder, age_label="Années"), "comment-below")


def test_of_two_rows_for_a_text_neither_is_taken(terminal: Terminal, tmp_path: Path):
    folder = canton(tmp_path / "canton")
    again = ["facts/facts/person.age/label", "Alter", "Années", ""]
    refused(terminal, folder, edited(terminal, folder, again), "row-twice")


def test_a_row_with_a_cell_too_many_keeps_all_from_being_taken_over(
    terminal: Terminal, tmp_path: Path
):
    folder, table = canton(tmp_path / "canton"), tmp_path / "texts.csv"
    terminal.iiz("texts", folder, "--to", table)
    table.write_text(f"{table.read_text('utf-8')}facts;Alter;Âge; années;x;y\n", "utf-8")
    refused(terminal, folder, table, "too-many-cells")


def test_a_language_that_was_renamed_in_the_heading_is_named(terminal: Terminal, tmp_path: Path):
    folder, table = canton(tmp_path / "canton"), tmp_path / "texts.csv"
    terminal.iiz("texts", folder, "--to", table)
    heading, *texts = rows(table)
    done = terminal.iiz(
        "texts", folder, "--from", write(table, [["text", "de", "FR", "it"], *texts])
    )
    assert (done.code, "column-passed-over" in done.err) == (0, True)
    refused(terminal, folder, write(table, [["text", "de"], *(r[:2] for r in texts)]), "no-column")
    assert heading[2] == "fr"


@pytest.mark.parametrize(
    "text", ["offen", "?", "=1+1", "- Âge", "'Âge'", "2024", "C # D", "oui: non"]
)
def test_a_text_is_taken_as_it_is_written(terminal: Terminal, tmp_path: Path, text: str):
    folder, table = canton(tmp_path / "canton"), tmp_path / "texts.xlsx"
    edited(terminal, folder, age_label=text)
    assert terminal.iiz("texts", folder, "--from", tmp_path / "texts.csv").code == 0
    assert iiz.load(folder).program.facts["person.age"].label["fr"] == text
    for kind in (table, tmp_path / "texts.csv"):
        assert terminal.iiz("texts", folder, "--to", kind).code == 0
        assert terminal.iiz("texts", folder, "--from", kind).out == "Nichts zu ändern.\n"


def test_a_formula_that_was_never_computed_is_no_text(terminal: Terminal, tmp_path: Path):
    folder, table = canton(tmp_path / "canton"), tmp_path / "texts.xlsx"
    book = xlsxwriter.Workbook(str(table))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["text", "de", "fr"])
    sheet.write_row(1, 0, ["facts/facts/person.age/label", "Alter"])
    sheet.write_formula(1, 2, "=NA()", None, "#N/A")
    book.close()
    refused(terminal, folder, table, "bad-cell")


def test_where_the_folder_cannot_be_written_all_stays(terminal: Terminal, tmp_path: Path):
    folder = canton(tmp_path / "canton")
    table = edited(terminal, folder, age_label="Années")
    (folder / "undated").chmod(0o555)
    with ordinary_user(tmp_path):
        done = terminal.iiz("texts", folder, "--from", table)
    (folder / "undated").chmod(0o755)
    assert (done.code, "unwritable-file" in done.err) == (2, True)
    assert iiz.load(folder).program.facts["person.age"].label["fr"] == "Âge"
    assert not list((folder / "undated").glob(".*"))


def test_a_link_stays_a_link(terminal: Terminal, tmp_path: Path):
    folder = canton(tmp_path / "canton")
    french = folder / "undated" / "texts.fr.yaml"
    french.rename(folder / "shared.yaml")
    french.symlink_to(folder / "shared.yaml")
    assert (
        terminal.iiz("texts", folder, "--from", edited(terminal, folder, age_label="Années")).code
        == 0
    )
    assert french.is_symlink()
    assert "Années" in (folder / "shared.yaml").read_text("utf-8")


def test_a_table_of_another_kind_is_refused_by_the_name_of_its_option(
    terminal: Terminal, tmp_path: Path
):
    done = terminal.iiz("texts", canton(tmp_path / "canton"), "--to", "texts.yaml")
    assert (done.code, "bei `--to` nicht" in done.err) == (2, True)


def test_what_comes_with_the_package_is_never_written(terminal: Terminal, tmp_path: Path):
    """By its name; a copy beside it makes the name ambiguous, and is meant by its path."""
    table = tmp_path / "texts.csv"
    assert terminal.iiz("texts", "zurich", "--to", table).code == 0
    for how in (("--from", table), ("--apart",)):
        done = terminal.iiz("texts", "zurich", *how)
        assert done.code == 2
        assert "packaged-canton" in done.err
    shutil.copytree(ZURICH, terminal.folder / "zurich")
    before = {file: file.read_bytes() for file in ZURICH.rglob("*.yaml")}
    for command in (
        ("texts", "zurich", "--from", table),
        ("show", "zurich"),
    ):
        done = terminal.iiz(*command)
        assert done.code == 2
        assert "ambiguous-canton" in done.err
        assert "`./zurich` meint den Ordner" in done.err
    heading, first, *rest = rows(table)
    place = heading.index("fr")
    write(table, [heading, [*first[:place], "Tout autre chose", *first[place + 1 :]], *rest])
    done = terminal.iiz("texts", "./zurich", "--from", table)
    assert done.code == 0
    assert "Tout autre chose" in "".join(
        file.read_text("utf-8") for file in (terminal.folder / "zurich").rglob("texts.fr.yaml")
    )
    assert before == {file: file.read_bytes() for file in ZURICH.rglob("*.yaml")}
