"""The ledger as a fund keeps it: a table that is read whole or refused, and told for any day."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import iiz_rules as iiz
from iiz_rules.funding.ledger import Entry, Ledger
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.ledger import books_data, books_text
from tests.funding.test_ledger import ENTRIES, tried

BOOK = Path(__file__).parents[2] / "examples" / "beschaeftigungsfonds" / "buch.csv"
ROWS: list[dict[str, Any]] = [
    {"day": "2026-01-05", "entry": "inflow", "amount": "1000.00"},
    {
        "day": "2026-01-19",
        "entry": "prefinancing",
        "measure": "F-1",
        "amount": "600.00",
        "payer": "iv",
        "decision": "RK 1",
    },
    {"day": "2026-01-26", "entry": "paid", "measure": "F-1", "amount": "600.00"},
]


def row_of(entry: Entry) -> dict[str, Any]:
    decided = "prefinancing" if entry.advance else "takeover"
    return {
        "day": entry.day,
        "entry": decided if entry.kind == "decided" else entry.kind,
        "measure": entry.measure,
        "amount": f"{entry.amount:.2f}",
        "payer": entry.payer,
        "decision": entry.decision,
        "term": entry.term,
    }


@given(ENTRIES)
def test_what_was_posted_is_what_is_read(attempts: list[tuple[str, str, Decimal]]):
    ledger = Ledger()
    for number, (kind, measure, amount) in enumerate(attempts):
        ledger = tried(ledger, number, kind, measure, amount)
    if ledger.entries:
        assert iiz.read_ledger([row_of(one) for one in ledger.entries]) == ledger


def test_the_example_is_told_for_any_day():
    ledger = iiz.read_ledger(BOOK)
    june, september = date(2026, 6, 30), date(2026, 9, 30)
    before, after = ledger.upto(june), ledger.upto(september)
    assert [one.measure for one in before.overdue(june)] == []
    assert [one.measure for one in after.overdue(september)] == ["F-017"]
    assert after.exposure == {"Kantonale IV-Stelle": Decimal("9400.00")}
    assert (after.written_off, after.commitments) == (Decimal("6200.00"), Decimal("8750.00"))
    assert after.free == after.balance - Decimal("8750.00")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ["Der Fonds am 30.09.2026", "Frist 30.06.2026, seit 92 Tagen vorbei"]),
        ("fr", ["Le fonds au 30.09.2026", "délai 30.06.2026, échu depuis 92 jours"]),
        ("en", ["The fund on 30 September 2026", "term 30 June 2026, 92 days ago"]),
    ],
)
def test_a_bookkeeper_reads_balance_promises_and_what_is_late(language: Any, words: list[str]):
    ledger = iiz.read_ledger(BOOK)
    text = books_text(ledger, date(2026, 9, 30), Paper(language)).replace("\u00a0", " ")
    for one in (*words, "891'786.85", "8'750.00", "9'400.00", "6'200.00", "RK 2026-03"):
        assert one in text


def test_every_state_of_a_measure_is_told():
    ledger = iiz.read_ledger(BOOK)
    told = {day: books_text(ledger, date(2026, *day), Paper("de")) for day in ((4, 2), (8, 25))}
    assert "Vorfinanzierung, Entscheid RK 2026-02" in told[4, 2]
    assert "abgelehnt, Entscheid RK 2026-02" in told[8, 25]
    taken = books_text(ledger, date(2026, 1, 20), Paper("de"))
    assert "Übernahme, Entscheid RK 2026-01" in taken
    nobody = [ROWS[0], {**ROWS[1], "payer": ""}, {**ROWS[2], "amount": "1.00"}]
    assert "nicht bekannt" in books_text(iiz.read_ledger(nobody), date(2026, 2, 1), Paper("de"))


def test_more_promised_than_there_is_stands_with_its_sign():
    promised = [{**ROWS[0], "amount": "100.00"}, ROWS[1]]
    ledger = iiz.read_ledger(promised)
    assert ledger.free == Decimal("-500.00")
    assert "−500.00" in books_text(ledger, date(2026, 2, 1), Paper("de"))


def test_the_ledger_is_data():
    data = books_data(iiz.read_ledger(BOOK), date(2026, 9, 30))
    assert json.loads(json.dumps(data)) == data
    assert (data["balance"], data["overdue"]) == ("891786.85", ["F-017"])
    owed = {one["measure"]: one["outstanding"] for one in data["measures"]}
    assert owed == {
        "F-002": "0.00", "F-003": "0.00", "F-017": "9400.00", "F-021": "0.00", "F-040": "0.00",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({**ROWS[2], "day": "2026-02-30"}, "bad-cell"),
        ({**ROWS[2], "day": None}, "missing-cell"),
        ({**ROWS[2], "amount": None}, "missing-cell"),
        ({**ROWS[2], "amount": "?"}, "missing-cell"),
        ({**ROWS[2], "entry": "payed"}, "bad-cell"),
        ({**ROWS[2], "amount": "-1.00"}, "bad-cell"),
        ({**ROWS[2], "amount": "0.005"}, "bad-cell"),
        ({**ROWS[2], "amount": "600.01"}, "bad-entry"),
        ({**ROWS[2], "day": "2026-01-18"}, "bad-entry"),
        ({**ROWS[2], "decision": "RK 2"}, "bad-entry"),
        ({**ROWS[2], "payer": "alv"}, "bad-entry"),
        ({**ROWS[2], "measure": "F-2"}, "bad-entry"),
        ({**ROWS[2], "measure": None}, "missing-cell"),
    ],
)
def test_a_book_with_an_entry_that_cannot_be_right_is_refused(row: dict[str, Any], code: str):
    with pytest.raises(iiz.UsageError) as refused:
        iiz.read_ledger([*ROWS[:2], row])
    [found] = refused.value.findings
    assert (found.code, found.place.line) == (code, 4)
    assert str(refused.value)


@pytest.mark.parametrize(
    ("written", "meant"), [("Massname", "measure"), ("payr", "payer"), ("Fristen", "term")]
)
def test_a_heading_that_is_misspelt_is_asked_about(written: str, meant: str):
    """An advance whose payer or term is passed over is owed by nobody, or never."""
    rows = [{written if key == meant else key: cell for key, cell in row.items()} for row in ROWS]
    with pytest.raises(iiz.UsageError) as refused:
        iiz.read_ledger([{written: "2026-12-31", **row} for row in rows])
    [found] = refused.value.findings
    assert (found.code, found.place.line) == ("no-column", 1)
    assert iiz.read_ledger([{**row, "Bemerkung": "so"} for row in ROWS]).entries


def test_all_that_is_wrong_is_said_at_once_and_what_follows_from_it_is_not(tmp_path: Path):
    twice = [{**ROWS[2], "amount": "601.00"}] * 2 + [{**ROWS[2], "measure": "F-2"}]
    with pytest.raises(iiz.UsageError) as refused:
        iiz.read_ledger([*ROWS[:2], *twice])
    assert [one.place.line for one in refused.value.findings] == [4, 6]
    book = tmp_path / "book.csv"
    book.write_text("Datum;Betrag\n05.01.2026;1;2\n")
    with pytest.raises(iiz.UsageError) as refused:
        iiz.read_ledger(book)
    assert {one.code for one in refused.value.findings} == {"no-column", "too-many-cells"}


def test_a_column_that_stands_twice_under_two_names_is_refused():
    with pytest.raises(iiz.UsageError) as refused:
        iiz.read_ledger([{**row, "Betrag": row["amount"]} for row in ROWS])
    assert [one.code for one in refused.value.findings] == ["column-twice"]
