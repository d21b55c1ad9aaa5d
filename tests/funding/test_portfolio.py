"""Portfolios: whatever comes in is read or listed; the columns answer as the interpreter does."""

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import iiz_rules as iiz
from iiz_rules.engine.columnar.waterfall import part_high, part_low
from iiz_rules.findings.registry import one_line
from iiz_rules.language.truth import Truth
from iiz_rules.portfolio.portfolio import Portfolio, evaluate
from iiz_rules.portfolio.scenario import Scenario, under
from iiz_rules.portfolio.split import LEFT_HIGH, LEFT_LOW, verdict
from iiz_rules.tables.writing import save
from tests.funding.canton import DAY, harbour

HARBOUR = harbour()
SETTING = under(HARBOUR, Scenario())
READ = {one: under(harbour(A_XX_01=one), Scenario()) for one in ("half", "capped")}
ON = date(2024, 3, 1)
ROWS = st.fixed_dictionaries(
    {
        "measure.amount": st.integers(0, 10**7).map(lambda rappen: Decimal(rappen) / 100),
        "date": st.sampled_from([date(2024, 1, 31), ON, date(2024, 7, 1)]),
    },
    optional={
        "measure.kind": st.sampled_from(["rowing", "knots", "sails", "lamps"]),
        "measure.expected_payer": st.sampled_from(["guild", "nobody"]),
        "person.member": st.booleans(),
        "person.resident": st.booleans(),
        "person.age": st.integers(17, 18),
        "measure.useful": st.booleans(),
    },
)


def asked(given: Any, on: date = ON) -> Portfolio:
    return evaluate(SETTING, given, on)


def written(tmp_path: Path, text: str | bytes, name: str = "p.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=30), st.sampled_from(["half", "capped"]))
def test_a_portfolio_answers_as_each_case_does(rows: list[dict[str, Any]], reading: str):
    setting = READ[reading]
    found = evaluate(setting, rows, ON).rows
    truths = {True: Truth.YES, False: Truth.NO, None: Truth.OPEN}
    for row, columns in zip(rows, found.to_dicts(), strict=True):
        case = {name: value for name, value in row.items() if name != "date"}
        answer = setting.policy.funding(case, on=row["date"])
        for one in answer.payers:
            rule = one.decision.rule
            assert truths[columns[verdict(rule)]] is one.verdict
            assert (columns[part_low(rule)], columns[part_high(rule)]) == (
                one.part.low * 100,
                one.part.high * 100,
            )
            for way in one.routes:
                assert truths[columns[verdict(way.rule)]] is way.verdict
        assert columns[LEFT_LOW] == answer.left.low * 100
        assert columns[LEFT_HIGH] == answer.left.high * 100


FACTS = "id;region;measure.kind;measure.amount;person.member;person.resident;person.age"


@pytest.mark.parametrize(
    ("cell", "rappen"),
    [
        ("1'500.00", 150000),
        ("1’500.5", 150050),
        ("1 500,50", 150050),
        ("1500.–", 150000),
        ("CHF 12.05", 1205),
        ("0", 0),
    ],
)
def test_amounts_may_be_written_as_in_switzerland(tmp_path: Path, cell: str, rappen: int):
    path = written(tmp_path, f"\ufeff{FACTS}\na;nord;knots;{cell};ja;non;30\n")
    found = asked(path)
    assert found.rows[found.cost].to_list() == [rappen]
    assert found.bad == ()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_the_one_of_the_heading(tmp_path: Path, separator: str):
    text = f"{FACTS}\na;nord;knots;100.00;true;false;30\n".replace(";", separator)
    assert asked(written(tmp_path, text)).sums["guild-pays"] == (8000, 8000)


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("a;nord;knots;1,500;ja;nein;30", "measure.amount", "bad-cell"),
        ("a;nord;knots;NaN;ja;nein;30", "measure.amount", "bad-cell"),
        ("a;nord;knots;-1;ja;nein;30", "measure.amount", "bad-cell"),
        ("a;nord;knots;;ja;nein;30", "measure.amount", "no-cost"),
        ("a;nord;knots;2000000000000.00;ja;nein;30", "measure.amount", "bad-cell"),
        ("a;nord;knotts;1;ja;nein;30", "measure.kind", "bad-cell"),
        ("a;nord;knots;1;1;nein;30", "person.member", "bad-cell"),
        ("a;nord;knots;1;=1+1;nein;30", "person.member", "bad-cell"),
        ("a;nord;knots;1;ja;nein;130", "person.age", "bad-cell"),
        ("a;nord;knots;1;ja;nein;30;zu viel", "", "too-many-cells"),
    ],
)
def test_a_bad_row_is_listed_with_row_column_and_reason(
    tmp_path: Path, row: str, column: str, code: str
):
    text = f"{FACTS}\n{row}\nb;nord;knots;100.00;ja;nein;30\n"
    found = asked(written(tmp_path, text))
    [bad] = found.bad
    assert (bad.row, bad.column, bad.finding.code) == (2, column, code)
    assert one_line(bad.finding, "en").startswith("p.csv:2")
    assert (found.total, found.rows.height) == (2, 1)
    assert found.sums["guild-pays"] == (8000, 8000), "what is left out counts in no sum"


def test_a_float_that_is_no_number_is_an_error_and_no_zero():
    rows = pl.DataFrame({"measure.amount": [1.5, float("nan"), 0.1 + 0.2, None]})
    found = asked(rows)
    assert [(one.row, one.finding.code) for one in found.bad] == [
        (3, "bad-cell"),
        (4, "bad-cell"),
        (5, "no-cost"),
    ]
    assert found.rows[found.cost].to_list() == [150]


def test_a_row_of_another_edition_is_left_out():
    rows = [{"measure.amount": 1, "date": date(2023, 12, 31)}]
    assert [one.finding.code for one in asked(rows).bad] == ["row-outside-edition"]


def test_a_heading_that_nearly_means_something_is_refused_and_others_are_named(tmp_path: Path):
    with pytest.raises(iiz.UsageError, match=r"did you mean `measure\.amount`"):
        asked(written(tmp_path, "measure.amuont\n1\n"))
    with pytest.raises(iiz.UsageError, match="conflicting-columns"):
        asked(written(tmp_path, "measure.amount;Kosten\n1;2\n"))
    found = asked(written(tmp_path, "measure.amount;Bemerkung\n1;=SUM(A1)\n"))
    assert found.ignored == ("Bemerkung",)


def test_headings_and_cells_may_be_labels(tmp_path: Path):
    found = asked(written(tmp_path, "Kosten;Massnahme;Membre\n100;Nœuds;oui\n"))
    assert found.sums["guild-pays"] == (8000, 8000)


def test_what_no_catalogue_lists_is_named(tmp_path: Path):
    found = asked(written(tmp_path, "measure.kind;measure.amount\nlamps;1\nknots;1\n"))
    assert found.unlisted == ("lamps",)


def test_a_file_that_is_none_is_refused(tmp_path: Path):
    for name, data in [("a.csv", b"\xff\xfe\x00"), ("a.xlsx", b"PK"), ("a.parquet", b"PAR1")]:
        with pytest.raises(iiz.UsageError, match="broken-file"):
            asked(written(tmp_path, data, name))
    with pytest.raises(iiz.UsageError, match="unreadable-file"):
        asked(tmp_path / "none.csv")
    with pytest.raises(iiz.UsageError, match="unreadable-file"):
        asked(3)


def test_a_canton_without_payers_has_no_portfolio():
    zurich = under(iiz.load("zurich", DAY), Scenario())
    with pytest.raises(iiz.UsageError, match="no-payers"):
        evaluate(zurich, [{"cost.amount": 1}], ON)


SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>measure.kind</t></is></c>
<c r="B1" t="inlineStr"><is><t>measure.amount</t></is></c>
<c r="C1" t="inlineStr"><is><t>person.member</t></is></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t>knots</t></is></c><c r="B2"><v>1500.3</v></c>
<c r="C2" t="b"><v>1</v></c></row>
</sheetData></worksheet>"""
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
    'main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="A" sheetId="1" r:id="r"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/'
    '2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/worksheet" Target="sheet.xml"/></Relationships>',
    "xl/sheet.xml": SHEET,
}


def test_a_workbook_and_a_parquet_file_are_read(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "p.xlsx", "w") as book:
        for name, text in PARTS.items():
            book.writestr(name, text)
    assert asked(tmp_path / "p.xlsx").sums["guild-pays"] == (120000, 120000)
    frame = pl.DataFrame({"measure.amount": ["100.00"], "person.member": [True]})
    frame.write_parquet(tmp_path / "p.parquet")
    assert asked(tmp_path / "p.parquet").rows["fact:person.member"].to_list() == [True]


def test_a_pandas_frame_is_taken():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {
            "measure.amount": [100.0, float("nan")],
            "person.member": pandas.Series([True, None], dtype="object"),
            "date": pandas.to_datetime(["2024-03-01", "2024-03-02"]),
        }
    )
    found = asked(frame)
    assert [one.row for one in found.bad] == [3]
    assert found.rows["on"].to_list() == [ON]


def test_the_result_says_parts_verdict_and_reasons_of_each_row():
    rows = [
        {"id": "a", "measure.amount": "100.00", "measure.kind": "knots", "person.member": True},
        {"id": "b", "measure.amount": "100.00", "measure.kind": "knots", "person.member": False},
    ]
    found = asked([{**one, "person.resident": False, "person.age": 30} for one in rows]).frame("en")
    assert found["guild-pays"].to_list() == [Decimal("80.00"), Decimal("0.00")]
    assert found["verdict"].to_list() == ["open", "open"]
    assert found["reasons"][1].startswith("Guild: not met “Member”; Town: not met “resident”; ")


def test_totals_add_up_to_the_whole():
    rows = [
        {"id": str(n), "region": "nord" if n % 2 else "süd", "measure.amount": n, "date": day}
        for n, day in enumerate([ON, date(2024, 4, 1), ON, ON])
    ]
    found = asked(rows)
    for by, keys in (("region", ["nord", "süd"]), ("month", ["03.2024", "04.2024"])):
        totals = found.totals(by)
        assert totals[by].to_list() == keys
        assert totals["cost"].sum() == Decimal(6)
    assert found.totals("institution").is_empty()


def test_what_looks_like_a_formula_is_no_formula_in_an_export(tmp_path: Path):
    rows = [{"id": name, "measure.amount": 1} for name in ("=1+1", "+1", "-1", "@a", "a=1")]
    save(asked(rows).frame(), tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_text("utf-8-sig")
    cells = [line.split(";")[1] for line in text.splitlines()[1:]]
    assert cells == ["'=1+1", "'+1", "'-1", "'@a", "a=1"]
    assert list(tmp_path.iterdir()) == [tmp_path / "out.csv"]
    with pytest.raises(iiz.UsageError, match="unwritable-file"):
        save(asked(rows).frame(), tmp_path / "none" / "out.csv")


def test_progress_is_told():
    told: list[tuple[int, int]] = []
    evaluate(SETTING, [{"measure.amount": 1}] * 3, ON, lambda *now: told.append(now))
    assert told == [(3, 3)]
