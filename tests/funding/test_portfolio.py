"""Portfolios: whatever comes in is read or listed; the columns answer as the interpreter does."""

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import iiz_rules as iiz
from iiz_rules.findings.registry import message, one_line
from iiz_rules.portfolio.portfolio import Portfolio, evaluate
from iiz_rules.portfolio.rows import MOST
from iiz_rules.portfolio.scenario import Scenario, under
from iiz_rules.tables.writing import save
from tests.funding.canton import DAY, harbour, quay
from tests.funding.rows import DAYS, FEWER, TRUTHS, Row, columns_of, rows, table
from tests.funding.rows import asked as single_case
from tests.laws.frames import frame, rows_of

HARBOUR = harbour()
SETTING = under(HARBOUR, Scenario())
QUAY = {name: under(quay(A_QQ_01=name), Scenario()) for name in ("third", "seventh")}
ON = date(2024, 3, 1)


def asked(given: Any, on: date = ON) -> Portfolio:
    return evaluate(SETTING, given, on)


def written(tmp_path: Path, text: str | bytes, name: str = "p.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@FEWER
@given(
    st.lists(rows(MOST, date=st.none() | st.sampled_from(DAYS)), min_size=1, max_size=40),
    st.sampled_from(sorted(QUAY)),
)
def test_a_portfolio_answers_as_each_case_does(drawn: list[Row], reading: str):
    """The same payers and bounds; and a row is refused where its case is, or has no cost."""
    setting = QUAY[reading]
    if any(drawn) and not any(row.keys() - {"date"} for row in drawn):
        with pytest.raises(iiz.UsageError, match="no-fact-column"):
            evaluate(setting, drawn, ON)
        return
    found = evaluate(setting, drawn, ON)
    answered = {row["row"]: row for row in found.rows.to_dicts()}
    refused = {bad.row for bad in found.bad}
    assert answered.keys() | refused == set(range(2, 2 + len(drawn)))
    for number, row in enumerate(drawn, 2):
        answer = single_case(setting.policy, row, row.get("date", ON))
        if answer is None or "measure.amount" not in row:
            assert number in refused
            assert number not in answered
        else:
            wanted = columns_of(answer)
            wanted["left:low"] = wanted["fund-pays:left:low"]
            wanted["left:high"] = wanted["fund-pays:left:high"]
            told = answered[number]
            assert {
                name: TRUTHS[told[name]] if name.endswith(":verdict") else told[name]
                for name in wanted
                if name in told
            } == {name: cell for name, cell in wanted.items() if name in told}


@FEWER
@given(
    st.sampled_from(["polars", "polars", "polars", "duckdb"]),  # a database plans for a second
    st.lists(rows(2**53 - 1), min_size=1, max_size=30),
    st.sampled_from(DAYS),
    st.sampled_from(sorted(QUAY)),
)
def test_a_frame_says_who_pays_as_each_case_does(
    kind: str, drawn: list[Row], on: date, reading: str
):
    policy = QUAY[reading].policy
    found = policy.funding_frame(frame(kind, table(policy, drawn)), on=on, keep=["number"])
    answered = {row["number"]: row for row in rows_of(found.frame)}
    refused = {row["number"] for row in rows_of(found.rejected)}
    for number, row in enumerate(drawn):
        answer = single_case(policy, row, on)
        if answer is None:
            assert number in refused
            assert number not in answered
        else:
            wanted = columns_of(answer)
            told = {name: answered[number][name] for name in wanted}
            assert told == {
                name: str(cell) if name.endswith(":verdict") else cell
                for name, cell in wanted.items()
            }


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


def refusals(*drawn: Row) -> list[tuple[int, str, str]]:
    found = evaluate(QUAY["third"], [{"measure.amount": 100, **row} for row in drawn], ON)
    assert found.rows.height + len({bad.row for bad in found.bad}) == found.total
    return [(bad.row, bad.column, bad.finding.code) for bad in found.bad]


def test_who_is_not_born_yet_is_in_no_portfolio():
    future = {"person.birth_date": date(2030, 1, 1)}
    assert refusals({}, future) == [(3, "person.birth_date", "after-question-date")]
    eve, birthday = ({**future, "date": day} for day in (date(2029, 12, 31), date(2030, 1, 1)))
    assert refusals(eve, birthday) == [(2, "person.birth_date", "after-question-date")]


def test_a_date_that_contradicts_the_date_of_the_question_is_not_overwritten():
    other = {"question.date": date(2020, 1, 1)}
    assert refusals(other) == [(2, "question.date", "conflicting-facts")]
    assert refusals({"question.date": ON}, {"question.date": ON, "date": DAYS[0]}) == [
        (3, "question.date", "conflicting-facts")
    ]


def test_an_age_that_contradicts_the_date_of_birth_is_refused_at_its_place():
    born = {"person.birth_date": date(2000, 3, 2), "person.age": 24}
    [bad] = evaluate(QUAY["third"], [{"measure.amount": 1, **born}], ON).bad
    assert one_line(bad.finding, "en").startswith("portfolio:2:3:")
    assert bad.finding.words["other"] == "person.birth_date"


def test_every_fault_of_a_row_is_told_and_they_stand_in_order():
    born = {"person.birth_date": date(2000, 3, 2)}
    twice = {**born, "person.age": 20, "question.date": DAYS[0]}
    assert refusals({}, twice, {**born, "person.age": 19}) == [
        (3, "person.age", "conflicting-facts"),
        (3, "question.date", "conflicting-facts"),
        (4, "person.age", "conflicting-facts"),
    ]


def test_a_case_and_its_row_are_refused_in_the_same_words():
    born = {"person.birth_date": date(1900, 1, 1)}
    [bad] = evaluate(QUAY["third"], [{"measure.amount": 1, **born}], ON).bad
    with pytest.raises(iiz.CaseError) as refused:
        QUAY["third"].policy.funding(born, on=ON)
    [finding] = refused.value.findings
    assert (bad.finding.code, bad.finding.words) == (finding.code, finding.words)


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2024, 2, 29), 15), (date(2024, 3, 1), 16), (date(2024, 3, 2), 16)],
)
def test_a_person_is_a_year_older_on_the_birthday(day: date, age: int):
    row = {"measure.amount": 1, "person.birth_date": date(2008, 3, 1), "date": day}
    assert evaluate(QUAY["third"], [row], ON).rows["fact:person.age"].to_list() == [age]


def test_who_is_born_on_a_leap_day_is_a_year_older_on_the_first_of_march():
    days = [date(2025, 2, 28), date(2025, 3, 1)]
    born = {"measure.amount": 1, "person.birth_date": date(2008, 2, 29)}
    found = evaluate(QUAY["third"], [{**born, "date": day} for day in days], ON)
    assert found.rows["fact:person.age"].to_list() == [16, 17]


def test_every_row_is_asked_on_its_own_day():
    asked_on = {"measure.amount": 300, "person.income": 1, "measure.asked_on": date(2023, 8, 31)}
    days = [date(2024, 2, 29), date(2024, 3, 1), None, date(2023, 9, 1)]
    found = evaluate(QUAY["third"], [{**asked_on, "date": day} for day in days[:3]], DAYS[1])
    assert found.rows["insurer-pays:verdict"].to_list() == [True, False, True]
    assert found.rows["fact:question.date"].to_list() == [DAYS[1], ON, DAYS[1]]


def test_a_heading_that_nearly_means_something_is_refused_and_others_are_named(tmp_path: Path):
    with pytest.raises(iiz.UsageError, match=r"did you mean `measure\.amount`"):
        asked(written(tmp_path, "measure.amuont\n1\n"))
    with pytest.raises(iiz.UsageError, match="column-twice"):
        asked(written(tmp_path, "measure.amount;Kosten\n1;2\n"))
    found = asked(written(tmp_path, "measure.amount;Bemerkung\n1;=SUM(A1)\n"))
    assert found.ignored == ("Bemerkung",)


def test_headings_and_cells_may_be_labels(tmp_path: Path):
    found = asked(written(tmp_path, "Kosten;Massnahme;Membre\n100;Nœuds;oui\n"))
    assert found.sums["guild-pays"] == (8000, 8000)


def test_what_no_catalogue_lists_is_named(tmp_path: Path):
    found = asked(written(tmp_path, "measure.kind;measure.amount\nlamps;1\nknots;1\n"))
    assert found.unlisted == ("lamps",)


def test_a_cost_may_be_as_large_as_sums_over_many_rows_allow():
    most = Decimal(MOST).scaleb(-2)
    found = asked([{"measure.amount": most}, {"measure.amount": most + Decimal("0.01")}])
    assert [(bad.row, bad.finding.code) for bad in found.bad] == [(3, "bad-cell")]
    said = message(found.bad[0].finding, "en")
    assert said.startswith("`1'000'000'000'000.01` is no value")
    assert said.endswith("not more than 1'000'000'000'000.00")
    assert found.rows[found.cost].to_list() == [MOST]


def test_where_there_are_no_catalogues_nothing_can_be_misspelt():
    assert evaluate(QUAY["third"], [{"measure.amount": 1}], ON).unlisted == ()


def test_a_file_that_is_none_is_refused(tmp_path: Path):
    for name, data in [("a.csv", b"\xff\xfe\x00"), ("a.xlsx", b"PK"), ("a.parquet", b"PAR1")]:
        with pytest.raises(iiz.UsageError, match="broken-file"):
            asked(written(tmp_path, data, name))
    with pytest.raises(iiz.UsageError, match="unreadable-file"):
        asked(tmp_path / "none.csv")
    with pytest.raises(iiz.UsageError, match="wrong-argument"):
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
    drawn: list[Row] = [
        {"id": "a", "measure.amount": "100.00", "measure.kind": "knots", "person.member": True},
        {"id": "b", "measure.amount": "100.00", "measure.kind": "knots", "person.member": False},
        {"id": "c", "measure.amount": "100.00", "measure.kind": "knots", "person.member": None},
    ]
    found = asked([{**row, "person.resident": False, "person.age": 30} for row in drawn]).frame(
        "en"
    )
    assert found["guild-pays"].to_list() == [Decimal("80.00"), Decimal("0.00"), Decimal("0.00")]
    assert found["verdict"].to_list() == ["open", "open", "open"]
    assert found["reasons"][1].startswith("Guild: not met “Member”; Town: not met “resident”; ")
    assert found["reasons"][2].startswith("Guild: open “Member”; Town: not met “resident”; ")


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


def test_a_portfolio_shows_itself_in_a_line():
    found = evaluate(SETTING, [{"measure.amount": 1}, {"measure.amount": "much"}], ON)
    assert repr(found) == f"<Portfolio of 2 measures on {ON}, 1 left out>"


def test_a_set_by_its_members_and_an_amount_in_rappen_are_as_in_a_frame():
    """What a heading says is one thing, in portfolios and bills as in frames of cases."""
    valais = iiz.load("valais", "2026-01-01")
    codes = sorted(valais.program.facts["reported_in"].domain.codes)
    rows: list[dict[str, Any]] = [
        {"id": "one", "measure.amount": "1500.50", "reported_in": "diha"},
        {"id": "none", "measure.amount": "0.05", "reported_in": "[]"},
        {"id": "open", "measure.amount": "7", "reported_in": None},
    ]
    members = [{"diha"}, set[str](), None]
    told = [
        {
            "id": row["id"],
            "measure.amount.rappen": int(Decimal(row["measure.amount"]) * 100),
            **{f"reported_in.{code}": None if of is None else code in of for code in codes},
        }
        for row, of in zip(rows, members, strict=True)
    ]
    by_set, by_member = (iiz.simulate(given, valais).portfolio.rows for given in (rows, told))
    assert by_member.select(sorted(by_set.columns)).equals(by_set.select(sorted(by_set.columns)))
    partly = [told[0], {**told[0], "reported_in.iv": None}]
    known = iiz.simulate(partly, valais).portfolio.rows["fact:reported_in"]
    assert known.to_list() == [["diha"], None]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"measure.amount": 1, "reported_in.iv": True}, "member-columns"),
        ({"measure.amount": 1, "reported_in": "iv", "reported_in.iv": True}, "column-twice"),
        ({"measure.amount": 1, "measure.amount.rappen": 100}, "column-twice"),
        ({"measure.amount": 1, "reported_in.rav": True}, "unknown-column"),
    ],
)
def test_columns_that_say_one_thing_twice_or_in_part_are_refused(row: dict[str, Any], code: str):
    with pytest.raises(iiz.UsageError, match=code):
        iiz.simulate([row], iiz.load("valais", "2026-01-01"))


def test_bounds_in_rappen_are_those_in_francs():
    francs = {"measure.amount.at_least": "10.00", "measure.amount.at_most": "20.00"}
    rappen = {f"{name}.rappen": int(Decimal(end) * 100) for name, end in francs.items()}
    assert asked([francs]).sums == asked([rappen]).sums
    bad = asked([{"measure.amount.rappen": 10.5}])
    assert [(one.row, one.column) for one in bad.bad] == [(2, "measure.amount.rappen")]
