"""A new name in tables of cases, CSV and XLSX: it reaches them, and all else stays."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter
from xlsxwriter.format import Format

from iiz_rules.case.documents import read_example
from iiz_rules.editor.canton import CantonText
from iiz_rules.editor.findings import findings_of
from iiz_rules.editor.names import CantonNames
from iiz_rules.editor.outside import guest
from iiz_rules.editor.places import rename, uses
from iiz_rules.editor.retabling import text_alone
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.registry import message
from iiz_rules.language.editions import Folder
from iiz_rules.tables.writing import Writer
from iiz_rules.testing.case_rows import as_table
from tests.editor.desk import Desk, at
from tests.editor.test_service import SMALL, answers, copied, faults, put, renamed
from tests.web.bay import EDITION, bay

FACTS = f"{EDITION}/facts.yaml"
ROWS: list[list[Any]] = [
    ["title", "date", "registrations", "Alter", "expect.eligibility", "Bemerkung"],
    ["zwei Stellen", "31.12.2026", " rav | iv", 20, "ja", "rav; so steht es im Brief"],
    ["keine", "2026-12-31", "[]", 17, "nein", "age"],
]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A small canton without tables."""
    return Folder(bay(tmp_path), "bay")


def with_csv(folder: Folder, text: str) -> Path:
    """A table of cases in it, byte by byte."""
    path = folder.path / EDITION / "cases" / "tabelle.csv"
    path.write_bytes(text.encode())
    return path


def with_book(folder: Folder, rows: Sequence[Sequence[Any]] = ROWS, **more: Any) -> Path:
    """A workbook as people keep them: formats, a note, a second sheet, a table, its own widths."""
    path = folder.path / EDITION / "cases" / "tabelle.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, bold = book.add_worksheet("Fälle"), book.add_format({"bold": True})
        for number, row in enumerate(rows):
            sheet.write_row(number, 1, row, bold if number == 0 else None)
        sheet.set_column(1, 1, 40)
        sheet.write_comment("D1", "wo die Person gemeldet ist: registrations")
        book.add_worksheet("Notizen").write("A1", "registrations")
        for name, given in more.items():
            getattr(sheet, name)(*given)
    return path


@pytest.mark.parametrize("name", SMALL)
def test_whatever_gets_another_name_the_cases_in_tables_are_answered_as_before(
    name: str, tmp_path: Path
):
    folder = copied(SMALL[name], tmp_path)
    [edition] = [path.parent for path in folder.path.glob("*/facts.yaml")]
    cases = [
        case
        for path in sorted((edition / "cases").glob("*.yaml"))
        if (case := read_example(path.read_bytes(), path.name)[0])
    ]
    columns, _ = as_table(cases)
    for ending in ("csv", "xlsx"):
        with Writer(edition / "cases" / f"tabelle.{ending}") as table:
            table.write(columns)
    before = answers(folder), faults(folder)
    assert sum(passed for _, _, passed in before[0]) > len(columns["title"])
    assert renamed(folder) > 60
    assert (answers(folder), faults(folder)) == before


def test_of_a_text_every_other_byte_stays(folder: Folder):
    rows = (
        "\ufeffsep=;\r\nregistrations;Alter;note\r\n"
        '"rav | iv";20;"rav, ""so""\nregistrations"\r\n\r\niv;18;\r'
    )
    path = with_csv(folder, rows)
    desk = at("rav", file=FACTS, folder=folder)
    put(desk.names, rename(*desk, "arbeitsamt"))
    wanted = rows.replace('"rav | iv"', '"arbeitsamt | iv"')
    assert path.read_bytes() == wanted.encode()
    desk = at("registrations", file=FACTS, folder=folder)
    put(desk.names, rename(*desk, "person.stellen"))
    assert path.read_bytes() == wanted.replace("registrations", "person.stellen", 1).encode()


def test_of_a_workbook_every_other_part_and_cell_stays(folder: Folder):
    path = with_book(folder)
    before, parts = answers(folder), parts_of(path)
    desk = at("registrations", file=FACTS, folder=folder)
    put(desk.names, rename(*desk, "person.stellen"))
    desk = at("rav", file=FACTS, folder=folder)
    put(desk.names, rename(*desk, "arbeitsamt"))
    assert answers(folder) == before
    assert findings_of(CantonText(folder)) == {}
    after = parts_of(path)
    [changed] = [name for name in parts if parts[name] != after[name]]
    assert changed == "xl/worksheets/sheet1.xml"
    told = after[changed].decode()
    assert '<c r="D1" s="1" t="inlineStr"><is><t>person.stellen</t></is></c>' in told
    assert "<t> arbeitsamt | iv</t>" in told


CALC = Path(__file__).parent / "books" / "calc.xlsx"
"""As LibreOffice Calc 7.4 saves it: days, truths, formulas, a filter, a named range, a note, rows
with a colour and nothing in them, blanks below, a second sheet."""


def test_a_workbook_that_a_spreadsheet_program_saved_is_read_and_renamed(folder: Folder):
    path = folder.path / EDITION / "cases" / "tabelle.xlsx"
    path.write_bytes(CALC.read_bytes())
    assert findings_of(CantonText(folder)) == {}
    before = answers(folder)
    titles = ["Volljährig und gemeldet", "Mit 17 Jahren", "Ohne Stelle", "Alter nicht bekannt"]
    assert [one for one in before if one[0] in titles] == [(title, 2, True) for title in titles]
    for old, new in (("registrations", "person.stellen"), ("rav", "arbeitsamt")):
        desk = at(old, file=FACTS, folder=folder)
        put(desk.names, rename(*desk, new))
    assert answers(folder) == before
    parts, after = parts_of(CALC), parts_of(path)
    changed = {name for name in parts if parts[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml"}


def test_a_table_in_a_workbook_calls_its_column_as_the_cell_above_it(folder: Folder):
    columns = [{"header": heading} for heading in ROWS[0]]
    path = with_book(folder, ROWS, add_table=("B1:G3", {"columns": columns, "data": ROWS[1:]}))
    desk = at("registrations", file=FACTS, folder=folder)
    put(desk.names, rename(*desk, "person.stellen"))
    assert b'name="person.stellen"' in parts_of(path)["xl/tables/table1.xml"]


def parts_of(path: Path) -> dict[str, bytes]:
    """What a workbook consists of."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


CHOICE = {"validate": "list", "source": ["rav", "iv"]}
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a list to choose from": ({"data_validation": ("D2:D9", CHOICE)}, "Auswahlliste"),
    "a formula that looks it up": (
        {"write_formula": ("J2", '=IF(D2="rav",1,0)', None, 1)},
        "eine Formel",
    ),
    "a computed cell": (
        {"write_formula": ("D2", "=Notizen!B9", None, "rav")},
        "die Zelle D2 wird berechnet",
    ),
    "a cell with one letter in bold": (
        {"write_rich_string": ("D2", "ra", Format({"bold": True}), "v")},
        "in der Zelle D2 haben einzelne Zeichen ein eigenes Format",
    ),
}


@pytest.mark.parametrize("row", REFUSED)
def test_where_something_would_be_lost_the_file_is_named_and_nothing_changes(
    row: str, folder: Folder
):
    more, reason = REFUSED[row]
    with_book(folder, **more)
    desk = at("rav", file=FACTS, folder=folder)
    with pytest.raises(UsageError) as refused:
        rename(*desk, "arbeitsamt")
    [finding] = refused.value.findings
    assert finding.code == "table-by-hand"
    assert reason in message(finding, "de")
    assert finding.words["file"] == f"bay/{EDITION}/cases/tabelle.xlsx"


def test_a_table_that_cannot_be_read_keeps_from_renaming_since_nobody_knows_what_is_in_it(
    folder: Folder,
):
    with_csv(folder, "title;person.age\n").write_bytes("Zürich".encode("utf-16"))
    with pytest.raises(UsageError) as refused:
        rename(*at("person.age", file=FACTS, folder=folder), "person.years")
    assert refused.value.findings[0].code == "table-by-hand"


def test_a_new_name_that_a_cell_means_already_is_refused(folder: Folder):
    with_csv(folder, "title;registrations\na;rav\nb;gemeindestelle\n")
    with pytest.raises(UsageError) as refused:
        rename(*at("rav", file=FACTS, folder=folder), "gemeindestelle")
    assert refused.value.findings[0].code == "name-taken"


def test_an_editor_is_told_what_it_cannot_do_in_a_workbook(folder: Folder):
    with_book(folder)
    desk = at("registrations", file=FACTS, folder=folder)
    edits = rename(*desk, "person.stellen")
    with pytest.raises(UsageError) as refused:
        text_alone(desk.names, edits)
    [finding] = refused.value.findings
    assert (finding.code, finding.words["cells"]) == ("named-in-workbook", "D1")


def test_wherever_a_name_is_used_tables_are_among_it(folder: Folder):
    path = with_csv(folder, "title;person.age\na;20\n")
    desk: Desk = at("person.age", file=FACTS, folder=folder)
    [place] = [one.node for one in uses(*desk) if one.file.path == path]
    assert (place.line, place.column, place.end_column) == (1, 7, 17)


def test_codes_in_what_a_scenario_assumes_get_the_new_name_too(folder: Folder):
    path = folder.path.parent / "scenario.yaml"
    written = "id: x\nlabel: X\nrisk: {open: {registrations: {rav: 0.5, iv: 0.5}, person.age: 1}}\n"
    path.write_text(written, "utf-8")
    scenario = guest(path, written)
    assert scenario
    names = CantonNames(CantonText(folder, (scenario,)))
    at_rav = at("rav", file=FACTS, folder=folder)
    put(names, rename(names, *at_rav[1:], "arbeitsamt"))
    assert path.read_text("utf-8") == written.replace("rav", "arbeitsamt")
