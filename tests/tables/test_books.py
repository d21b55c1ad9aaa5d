"""Workbooks: what a sheet shows is what is read, and what holds no value is no empty cell."""

import os
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

import iiz_rules as iiz
from iiz_rules.tables.source import NoValue, Table
from iiz_rules.tables.table import read_table
from tests.cli.terminal import ROOT
from tests.tables.ways import WAYS, Way, book

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def cells(path: Path) -> dict[str, list[Any]]:
    table: Table = read_table(path)
    return {name: list(column) for name, column in table.columns.items()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "table.xlsx"


def with_sheet(path: Path, rows: str, after: str = "") -> Path:
    """A book whose sheet is written by hand, below a heading `a`, `b`."""
    book(path, [["a", "b"], [1, 2]])
    heading = "".join(
        f'<c r="{name.upper()}1" t="inlineStr"><is><t>{name}</t></is></c>' for name in "ab"
    )
    sheet = f'<worksheet xmlns="{NS}"><sheetData><row r="1">{heading}</row>{rows}</sheetData>'
    return with_part(path, "xl/worksheets/sheet1.xml", f"{sheet}{after}</worksheet>")


def with_part(path: Path, name: str, text: str) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in {**parts, name: text.encode()}.items():
            archive.writestr(part, data)
    return path


def test_numbers_days_and_truths_keep_their_types(path: Path):
    book(path, [["n", "f", "d", "t", "b"], [20, 1.5, date(2024, 3, 5), "x", False]])
    assert cells(path) == {
        "n": [20],
        "f": [1.5],
        "d": [date(2024, 3, 5)],
        "t": ["x"],
        "b": [False],
    }


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(
    ("value", "code"), [("", "formula-without-value"), ("#N/A", "bad-cell"), ("#REF!", "bad-cell")]
)
def test_a_formula_without_a_value_and_an_error_are_no_empty_cells(
    path: Path, way: Way, value: str, code: str
):
    names = [*way.row("")]
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, names)
        for row in (1, 2):
            sheet.write_row(row, 0, way.row(5).values())
        sheet.write_formula(2, names.index(way.amount), "=1+1", value=value)
    assert way.read(path).rows == [(3, code)]


def test_a_formula_that_was_computed_is_its_value_even_if_that_is_an_empty_text(path: Path):
    rows = '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>""</f><v></v></c></row>'
    assert cells(with_sheet(path, rows)) == {"a": [2], "b": [None]}
    rows = '<row r="2"><c r="A2"><f>1+1</f></c><c r="B2"><v>1</v></c></row>'
    [mark] = cells(with_sheet(path, rows))["a"]
    assert mark == NoValue("=…", "formula-without-value")


def test_cells_need_not_say_where_they_stand(path: Path):
    rows = "<row><c><v>1</v></c><c t='e'><v>#N/A</v></c></row><row><c><v>2</v></c></row>"
    assert cells(with_sheet(path, rows)) == {"a": [1, 2], "b": [NoValue("#N/A"), None]}


def test_merged_cells_count_for_all_their_rows_and_for_no_second_column(path: Path):
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate([["a", "b"], ["", 1], ["", 2], ["", ""], ["", 4], [5, 6]]):
            sheet.write_row(number, 0, row)
        sheet.merge_range("A2:A5", "x")
        sheet.merge_range("A7:B8", "y")
        sheet.write("C1", "c")
        sheet.write("C7", 1)
    table = read_table(path)
    assert table.numbers == [2, 3, 5, 6, 7]
    assert list(table.columns["a"]) == ["x", "x", "x", 5, "y"]
    assert list(table.columns["b"]) == [1, 2, 4, 6, NoValue("y", "merged-cells")]


def test_hidden_sheets_and_charts_before_the_table_are_passed_over(path: Path):
    with xlsxwriter.Workbook(path) as workbook:
        chart, hidden = workbook.add_chartsheet(), workbook.add_worksheet("lists")
        very_hidden, seen = workbook.add_worksheet("more"), workbook.add_worksheet("cases")
        drawn = workbook.add_chart({"type": "line"})
        drawn.add_series({"values": "=cases!$A$2:$A$2"})
        chart.set_chart(drawn)
        for sheet, text in ((hidden, "h"), (very_hidden, "v"), (seen, "s")):
            sheet.write_column(0, 0, [text, 1])
        seen.activate()
        seen.set_first_sheet()
        hidden.hide()
        very_hidden.very_hidden()
    assert cells(path) == {"s": [1]}


def test_a_table_may_begin_in_another_column(path: Path):
    book(path, [["", "a"], ["", 1]])
    assert cells(path) == {"a": [1]}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="XFE2"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="2"><c r="ZZZZ2"><v>1</v></c></row>',
        '<row r="2"><c r="2A"><v>1</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="2"><c r="A2"',
    ],
)
def test_cells_where_no_sheet_has_any_are_refused_before_they_are_read(path: Path, rows: str):
    refused(with_sheet(path, rows))


def test_a_book_that_unpacks_to_far_more_is_refused_with_its_size(path: Path):
    blanks = " " * (40 * 2**20)
    with_sheet(path, "", blanks)
    finding = refused(path)
    reason = finding.words["reason"].en
    assert [word for word in ("41 MB", "32 MB") if word in reason] == ["41 MB", "32 MB"]


FULL = """
import resource, signal, sys
import iiz_rules as iiz
from iiz_rules.tables.writing import save
import polars as pl
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
frame = pl.DataFrame({"note": [f"{n * 7919 % 1000003:x}" * 6 for n in range(5000)]})
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
try:
    save(frame, sys.argv[1])
except iiz.UsageError as error:
    print([finding.code for finding in error.findings])
"""


@pytest.mark.parametrize("ending", ["csv", "ndjson", "parquet", "xlsx"])
def test_where_the_disk_is_full_nothing_is_left_and_it_is_said(tmp_path: Path, ending: str):
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / f"rows.{ending}")],
        capture_output=True, text=True, cwd=ROOT, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("['unwritable-file']\n", "")
    assert list(tmp_path.iterdir()) == []


def test_a_part_that_is_not_what_its_checksum_says_is_refused(path: Path):
    book(path, [["a"], [1]])
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("xl/styles.xml").header_offset
    data[at + 60] ^= 0xFF
    path.write_bytes(data)
    refused(path)


def test_a_part_that_no_reader_of_cells_opens_is_judged_as_well(path: Path):
    book(path, [["a"], [1]])
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    assert cells(path) == {"a": [1]}
    author = parts["docProps/core.xml"]
    path.write_bytes(path.read_bytes().replace(author, author.swapcase()))
    refused(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("text", ["", "<a", "<a/>", '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'])
def test_a_broken_part_is_a_finding(path: Path, part: str, text: str):
    book(path, [["a"], [1]])
    with_part(path, part, text)
    try:
        read_table(path)
    except iiz.UsageError as error:
        assert {finding.code for finding in error.findings} == {"broken-file"}  # noqa: PT017


def test_a_moment_is_no_day(path: Path):
    day = WAYS["ledger"].row("1.00")
    book(path, [[*day], [*{**day, "day": datetime.fromisoformat("2026-01-05T10:30")}.values()]])
    assert WAYS["ledger"].read(path).rows == [(2, "bad-cell")]


def test_the_day_that_spreadsheets_invent_is_not_the_day_before(path: Path):
    with xlsxwriter.Workbook(path) as made:
        sheet, day = made.add_worksheet(), made.add_format({"num_format": "dd.mm.yyyy"})
        for row, number in enumerate(("a", 59, 60, 61)):
            sheet.write(row, 0, number, day)
            sheet.write(row, 1, number if row else "b")
    assert cells(path) == {
        "a": [date(1900, 2, 28), NoValue("29.02.1900"), date(1900, 3, 1)],
        "b": [59, 60, 61],
    }


def refused(path: Path) -> Any:
    with pytest.raises(iiz.UsageError) as error:
        read_table(path)
    [finding] = error.value.findings
    assert finding.code == "broken-file"
    return finding
