"""Zürich's outlays: each partner's bill, equal shares by the largest remainder."""

import shutil
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import unescape
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.answers.readings import readings
from iiz_rules.render.text.bills import billing_text
from iiz_rules.render.text.layout import Paper
from tests.escalation.writer import TINY
from tests.funding.canton import harbour

EXAMPLE = Path(__file__).parents[2] / "examples" / "zuerich" / "kosten.csv"
ZURICH = iiz.load("zurich", "2026-04-01")
BEARERS = """costs:
  - id: fee
    label: {de: Gebühr, fr: Taxe, en: Fee}
    clauses: [XX-1]
    amount: person.income
    borne_by: {in_full: {fact: fee.payer}}
    criteria: [{id: due, when: {fact: person.employed, is: true}}]
  - id: shared
    label: {de: Anteil, fr: Part, en: Share}
    clauses: [XX-1]
    amount: person.savings
    borne_by: {in_full: office}
    criteria: [{id: noted, when: {fact: person.note, is: both}}]
"""
OFFICES = """code_lists:
  - id: offices
    label: {de: Ämter, fr: Offices, en: Offices}
    codes: [{id: office, label: {de: Amt, fr: Office, en: Office}}]
"""
PAYER = """
  - id: fee.payer
    code_list: offices
    label: {de: Zahler, fr: Payeur, en: Payer}
    question: {de: Wer?, fr: Qui ?, en: Who?}
"""
JOINT = {"cost.kind": "joint"}


def test_the_bills_add_up_to_what_was_spent():
    found = iiz.bill(EXAMPLE, ZURICH)
    split = sum(found.bills.values())
    assert split + sum(Fraction(one.cost) for one in found.unsplit) == Fraction(found.cost)
    assert [one.id for one in found.unsplit] == ["K-07"]
    assert (found.total, found.ignored, found.bad) == (7, ("Bemerkung",), ())


def test_a_bill_says_to_whom_for_when_for_what_by_which_clause_and_how_it_was_rounded():
    found = iiz.bill(EXAMPLE, ZURICH)
    for bearer, bill in found.documents.items():
        data = bill.to_dict()
        assert data["addressee"]["fr"] == ZURICH.program.actors[bearer]["fr"]
        assert data["period"] == {"from": "2026-01-15", "to": "2026-03-11"}
        assert (data["currency"], data["invented"]) == ("CHF", True)
        assert sum(Fraction(one["part"][0]) for one in data["items"]) == found.bills[bearer]
        for item in data["items"]:
            assert item["clauses"]
            assert item["remark"].startswith("erfunden")
            assert Fraction(item["share"]) + Fraction(item["rounded"]) == Fraction(item["part"][0])
        assert [one["id"] for one in data["unbilled"]] == ["K-07"]
    assert found.to_dict()["bills"] == [bill.said for bill in found.documents.values()]
    assert sum(bill.rounded for bill in found.documents.values()) == 0
    assert repr(found.documents["ksa"]) == "<Bill ksa: 4 items>"


def test_a_bill_is_a_document_that_can_be_sent():
    bill = iiz.bill(EXAMPLE, ZURICH).documents["awa"]
    assert bill.period == bill.billing.period
    assert bill.to_pdf("fr").startswith(b"%PDF")


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_page_of_a_bill_has_every_number_of_its_data(language: str):
    bill = iiz.bill(EXAMPLE, ZURICH).documents["awa"]
    page = unescape(bill.to_html(language))  # type: ignore[arg-type]
    for told in ("19'525.00", "250.00 1/4", "0.00 3/4", "250.01", "87.48 3/4", "18'500.00"):
        assert f">{told}<" in page
    for clause in ("ZH-10.3", "ZH-10.4", "ZH-10.5"):
        assert clause in page
    assert "15.01.2026" in page
    assert "K-07" in page
    assert {"de": "ERFUNDENE ANGABEN", "fr": "DONNÉES INVENTÉES"}[language] in page


def test_of_a_cost_between_two_amounts_a_bill_says_both_and_rounds_nothing():
    rows = [{**JOINT, "cost.amount.at_least": 100, "cost.amount.at_most": 200}]
    bill = iiz.bill(rows, ZURICH).documents["awa"]
    assert bill.total == (Fraction(25), Fraction(50))
    assert bill.items[0].exact is None
    assert bill.rounded == bill.items[0].rounded == 0
    assert "erfunden" not in bill.to_html().lower()


def test_what_several_columns_say_beside_the_rules_is_told_with_their_headings():
    rows = [{**JOINT, "cost.amount": 4, "Wo": "Uster", "Wer": ""}]
    [outlay] = iiz.bill(rows, ZURICH).outlays
    assert outlay.remark == "Wo: Uster"


def test_an_edition_in_which_nobody_bears_a_cost_has_no_bills():
    with pytest.raises(iiz.UsageError, match="no-payers"):
        iiz.bill([JOINT], iiz.load(TINY, "2024-03-05"))


def test_equal_shares_go_by_the_largest_remainder_and_rest_with_the_first():
    bills = iiz.bill([{**JOINT, "cost.amount": "100.01"}], ZURICH).bills
    parts = [str(Decimal(int(one * 100)) / 100) for one in bills.values()]
    assert parts == ["25.01", "25", "25", "25"]


def test_fractions_of_a_rappen_stay_where_they_are_so_read():
    read = iiz.load("zurich", "2026-04-01", {"A-ZH-17": "fractions"})
    billed = iiz.bill([{**JOINT, "cost.amount": "0.02"}], read)
    assert set(billed.bills.values()) == {Fraction(1, 200)}
    assert "0.00 1/2" in billed.to_html("de")
    assert billed.frame()["awa"].to_list() == ["1/200"]


def test_an_outlay_is_asked_as_a_case_is():
    rows = [{**JOINT, "cost.amount": n, "date": date(2026, 1, n)} for n in range(1, 9)]
    for outlay, row in zip(iiz.bill(rows, ZURICH).outlays, rows, strict=True):
        case = {"cost.kind": "joint", "cost.amount": row["cost.amount"]}
        assert outlay.parts == ZURICH.ask("joint-outlay", case).parts


def test_what_is_on_no_bill_is_told_apart_with_its_reason(tmp_path: Path):
    """Open, without a right, with an amount that cannot be, and without one: four answers."""
    rows = [
        {"id": "unknown"},
        {"id": "whose", "cost.kind": "own-staff"},
        {"id": "none", "cost.kind": "other"},
        {"id": "less", **JOINT, "cost.amount": "-5"},
        {"id": "split", **JOINT},
    ]
    found = iiz.bill([{"cost.amount": 10, **row} for row in rows], ZURICH)
    why = {one.id: one.why.kind if one.why else "" for one in found.outlays}
    assert why == {"unknown": "open", "whose": "open", "none": "nobody", "split": ""}
    assert found.frame()["unsplit"].to_list() == list(why.values())
    for printed in (unescape(found.to_html("de")), billing_text(found, Paper("de"))):
        text = " ".join(printed.split())
        assert "Partnerinstitution: offen «Kosten einer Partnerinstitution»)" in text
        assert "trägt nach diesen Regeln niemand (Personal- und Sachkosten der" in text
        assert "Gemeinsamer Aufwand: nicht erfüllt «Gemeinsamer Aufwand im Netzwerk»)" in text
        assert "erwartet: ein Betrag wie 1'500.00, nicht unter 0" in text
        assert "Aufgeteilte Kosten: 1, weggelassene Zeilen: 1." in text


def test_two_rules_at_once_and_a_bearer_not_named_are_on_no_bill(tmp_path: Path):
    folder = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    (folder / "2024-01-01" / "funding.yaml").write_text(BEARERS, "utf-8")
    facts = folder / "2024-01-01" / "facts.yaml"
    written = facts.read_text("utf-8").replace("code_lists:\n", OFFICES)
    facts.write_text(written + PAYER, "utf-8")
    amounts = {"person.income": 10, "person.savings": 20}
    rows = [{**amounts, "person.note": "one"}, {**amounts, "person.note": "both"}]
    shared = {"person.note": "both", "person.employed": False}
    rows += [{"person.savings": 20, **shared}, {**amounts, **shared}]
    given = {"person.employed": True, "person.born": "1990-01-01"}
    found = iiz.bill([{**given, **row} for row in rows], iiz.load(folder, "2024-03-05"))
    assert [one.why and one.why.kind for one in found.outlays] == ["bearer", "several", None, None]
    assert [str(one.cost) for one in found.outlays] == ["10.00", "10.00", "20.00", "20.00"]
    assert found.bills == {"office": 40}
    assert "offen, wen die Regel meint (Gebühr)" in found.to_html("de")


@pytest.mark.parametrize("language", ["de", "fr", "en"])
def test_the_page_names_who_bears_what(language: str, tmp_path: Path):
    billed = iiz.bill(EXAMPLE, ZURICH)
    html = billed.to_html(language)  # type: ignore[arg-type]
    for actor in billed.bills:
        assert ZURICH.program.actors[actor][language] in unescape(html)
    assert "<script" not in html
    billed.save(tmp_path / "k.csv")
    assert len((tmp_path / "k.csv").read_text("utf-8-sig").splitlines()) == 8


def test_sets_and_bad_rows_are_as_in_portfolios():
    rows = [{**JOINT, "cost.amount": "x"}, {**JOINT, "registrations": "rav|ksa", "cost.amount": 4}]
    billed = iiz.bill(rows, ZURICH)
    assert [one.row for one in billed.bad] == [2]
    assert sum(billed.bills.values()) == 4
    with pytest.raises(iiz.UsageError, match="no-date"):
        iiz.bill(rows, iiz.load("zurich"))
    assert harbour().program.splits == {}


def test_an_outlay_that_contradicts_itself_is_on_no_bill():
    born = {"person.birth_date": date(2000, 1, 1), "person.age": 20}
    rows = [{**JOINT, "cost.amount": 10}, {**JOINT, "cost.amount": 10, **born}]
    found = iiz.bill(rows, ZURICH)
    assert [(bad.row, bad.column, bad.finding.code) for bad in found.bad] == [
        (3, "person.age", "conflicting-facts")
    ]
    assert (len(found.outlays), sum(found.bills.values())) == (1, 10)


def test_where_nobody_pays_measures_the_readings_in_force_are_those_of_bodies_and_routes():
    assert readings(ZURICH.program, {}) == ()


def test_a_table_without_a_row_has_its_headings():
    billed = iiz.bill([{"cost.kind": "joint", "cost.amount": -1}], ZURICH)
    assert (len(billed.bad), billed.frame().columns) == (
        1,
        ["row", "id", "date", "remark", "cost", "rule", "unsplit"],
    )
