"""`iiz texts`: what lacks a translation, the translator's table, and translations set apart."""

import csv
import shutil
from pathlib import Path

import pytest

import iiz_rules as iiz
from tests.checks.canton import TINY
from tests.cli.terminal import Terminal
from tests.language.test_translations import CANTON, FRENCH, ITALIAN, canton


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
    assert (done.code, "extra-argument" in done.err) == (2, True)
