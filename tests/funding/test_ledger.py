"""The fund's ledger: nothing is created, nothing lost, nothing paid twice."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import iiz_rules as iiz
from iiz_rules.funding.ledger import FUND, Entry, Ledger, decided, follow
from iiz_rules.funding.record import Record
from iiz_rules.language.truth import Truth
from iiz_rules.words.say import text, texts
from tests.funding.canton import MEMBERS, harbour

START = date(2024, 3, 1)
ADVANCED = {
    "measure": {"kind": "knots", "amount": "3000.00", "expected_payer": "town"},
    "person": {"member": True, "resident": False},
}
TAKEN = {
    "measure": {"kind": "lamps", "amount": "500.00", "useful": True},
    "person": {"resident": False},
}


def day(number: int) -> date:
    return START + timedelta(number)


def opened(amount: str = "10000.00") -> Ledger:
    return Ledger().post(Entry("inflow", START, Decimal(amount)))


def advance() -> Record:
    return harbour().record("advance", ADVANCED, MEMBERS, reasons="…")


def then(ledger: Ledger, kind: Any, number: int, amount: str = "0.00", term: int = 0) -> Ledger:
    until = day(term) if term else None
    return ledger.post(follow(ledger, kind, day(number), "F-1", Decimal(amount), until))


def fault(ledger: Ledger, entry: Entry) -> str:
    with pytest.raises(iiz.UsageError) as refused:
        ledger.post(entry)
    [found] = refused.value.findings
    assert str(refused.value)
    start = "funding.fault."
    keys = [key.removeprefix(start) for key in texts("funding") if key.startswith(start)]
    return next(key for key in keys if text(start + key) == found.words["fault"])


def test_an_advance_from_the_decision_to_the_write_off():
    ledger = opened().post(decided(advance(), "F-1"))
    assert (ledger.balance, ledger.commitments) == (Decimal(10000), Decimal(1800))
    ledger = then(ledger, "paid", 10, "1800.00")
    assert (ledger.balance, ledger.commitments) == (Decimal(8200), Decimal(0))
    assert ledger.exposure == {"town": Decimal(1800)}
    ledger = then(ledger, "claimed", 20, term=50)
    ledger = then(ledger, "repaid", 40, "1000.00")
    [standing] = ledger.standings.values()
    assert (standing.overdue(day(50)), standing.overdue(day(51))) == (False, True)
    ledger = then(then(ledger, "refused", 60), "written-off", 70, "800.00")
    [standing] = ledger.standings.values()
    assert (standing.refused, standing.outstanding, ledger.exposure) == (True, Decimal(0), {})
    assert ledger.balance == Decimal(9200)
    assert ledger.accounts["loss", "town", "F-1"] == Decimal(800)
    assert not standing.overdue(day(99))


def test_an_advance_is_overdue_after_the_term_with_which_it_was_decided():
    record = replace(advance(), term=day(30))
    ledger = then(opened().post(decided(record, "F-1")), "paid", 10, "1800.00")
    [standing] = ledger.standings.values()
    assert (standing.claimed, standing.overdue(day(30)), standing.overdue(day(31))) == (
        *(False, False, True),
    )
    ledger = then(ledger, "claimed", 32, term=60)
    assert (ledger.overdue(day(60)), len(ledger.overdue(day(61)))) == ((), 1)
    rows = [
        {"day": day(0), "entry": "inflow", "amount": 500},
        {
            "day": day(1),
            "entry": "prefinancing",
            "measure": "M",
            "amount": 500,
            "payer": "IV",
            "decision": "RK 1",
            "term": day(30),
        },
        {"day": day(2), "entry": "paid", "measure": "M", "amount": 500},
    ]
    assert [one.measure for one in iiz.read_ledger(rows).overdue(day(31))] == ["M"]
    with pytest.raises(iiz.UsageError, match="bad-entry"):
        iiz.read_ledger([{**rows[0], "term": day(30)}])


def test_a_ledger_answers_for_any_day():
    ledger = then(opened().post(decided(advance(), "F-1")), "paid", 10, "1800.00")
    assert ledger.upto(day(9)).exposure == {}
    assert ledger.upto(day(10)).exposure == {"town": Decimal(1800)}


def test_a_takeover_is_spent_and_owed_by_nobody():
    taken = harbour().record("takeover", TAKEN, MEMBERS, reasons="…")
    ledger = then(opened().post(decided(taken, "F-1")), "paid", 1, "500.00")
    assert (ledger.balance, ledger.exposure) == (Decimal(9500), {})
    assert ledger.accounts["takeover", "F-1"] == Decimal(500)
    assert fault(ledger, follow(ledger, "repaid", day(2), "F-1", Decimal(1))) == "more-than-owed"


def test_the_fund_may_be_paid_out_to_the_last_rappen():
    ledger = opened("1000.00").post(decided(advance(), "F-1"))
    over = follow(ledger, "paid", day(1), "F-1", Decimal("1000.01"))
    assert fault(ledger, over) == "more-than-there-is"
    assert then(ledger, "paid", 1, "1000.00").balance == 0


def test_every_entry_cites_the_decision():
    record = advance()
    ledger = then(opened().post(decided(record, "F-1")), "paid", 10, "1800.00")
    assert {one.decision for one in ledger.entries if one.kind != "inflow"} == {record.id}


def test_a_decision_against_opens_nothing():
    against = [{**one, "vote": "against"} for one in MEMBERS]
    record = harbour().record("advance", ADVANCED, against, reasons="…")
    assert fault(opened(), decided(record, "F-1")) == "no-decision"


def test_an_advance_is_not_to_be_repaid_before_it_was_decided():
    entry = decided(advance(), "F-1")
    assert fault(opened(), replace(entry, term=entry.day - timedelta(1))) == "term"
    assert opened().post(replace(entry, term=entry.day)).entries[-1].term == entry.day


@pytest.mark.parametrize(
    ("kind", "number", "amount", "term", "expected"),
    [
        ("paid", -1, "1.00", None, "earlier-day"),
        ("paid", 11, "0.005", None, "amount"),
        ("paid", 11, "-1.00", None, "amount"),
        ("paid", 11, "801.00", None, "more-than-decided"),
        ("repaid", 11, "1000.01", None, "more-than-owed"),
        ("written-off", 11, "1000.01", None, "more-than-owed"),
        ("claimed", 11, "0.00", None, "term"),
        ("claimed", 11, "0.00", 10, "term"),
        ("claimed", 11, "200.00", 50, "no-amount"),
        ("refused", 11, "200.00", None, "no-amount"),
        ("repaid", 11, "200.00", 50, "no-term"),
    ],
)
def test_what_cannot_be_right_is_refused(
    kind: Any, number: int, amount: str, term: int | None, expected: str
):
    ledger = then(opened().post(decided(advance(), "F-1")), "paid", 10, "1000.00")
    until = day(term) if term else None
    entry = follow(ledger, kind, day(number), "F-1", Decimal(amount), until)
    assert fault(ledger, entry) == expected


def test_nothing_is_paid_without_a_decision_or_twice_or_from_an_empty_fund():
    ledger = opened("100.00")
    assert fault(ledger, follow(ledger, "paid", day(1), "F-1", Decimal(1))) == "no-decision"
    ledger = ledger.post(decided(advance(), "F-1"))
    assert fault(ledger, decided(advance(), "F-1")) == "decided-before"
    assert fault(ledger, follow(ledger, "paid", day(1), "F-1", Decimal(101))) == (
        "more-than-there-is"
    )
    assert fault(ledger, follow(ledger, "refused", day(1), "F-1")) == "nothing-owed"
    other = Entry("paid", day(1), Decimal(1), "F-1", ledger.entries[1].decision, "guild", True)
    assert fault(ledger, other) == "other-payer"


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(
            ["inflow", "decided", "paid", "repaid", "written-off", "claimed", "refused"]
        ),
        st.sampled_from(["F-1", "F-2", "F-3"]),
        st.integers(0, 200_000).map(lambda rappen: Decimal(rappen) / 100),
    ),
    max_size=60,
)
RECORDS = {
    "F-1": advance(),
    "F-2": harbour().record("takeover", TAKEN, MEMBERS, reasons="…"),
    "F-3": advance(),
}


def tried(ledger: Ledger, number: int, kind: Any, measure: str, amount: Decimal) -> Ledger:
    """Post an entry, or leave the ledger as it is where it is refused."""
    if kind == "inflow":
        entry = Entry("inflow", day(number), amount)
    elif kind == "decided":
        entry = Entry(**{**vars(decided(RECORDS[measure], measure)), "day": day(number)})
    else:
        claim = kind == "claimed"
        sum_of_it = Decimal(0) if claim or kind == "refused" else amount
        until = day(number + 30) if claim else None
        entry = follow(ledger, kind, day(number), measure, sum_of_it, until)
    try:
        return ledger.post(entry)
    except iiz.UsageError:
        return ledger


@given(ENTRIES)
def test_whatever_is_tried_the_books_balance(attempts: list[tuple[str, str, Decimal]]):
    ledger = Ledger()
    for number, (kind, measure, amount) in enumerate(attempts):
        ledger = tried(ledger, number, kind, measure, amount)
        assert sum(ledger.accounts.values()) == 0, "nothing is created, nothing lost"
        assert ledger.upto(day(number)) == ledger, "what is carried along is what adds up"
        assert ledger.balance >= 0
        for one in ledger.standings.values():
            assert 0 <= one.paid <= one.decided == RECORDS[one.measure].amount
            assert one.repaid + one.written_off >= 0
            assert one.outstanding >= 0
            assert one.decision == RECORDS[one.measure].id
        claims = sum(a for account, a in ledger.accounts.items() if account[0] == "claim")
        assert claims == sum(ledger.exposure.values())
        flows = {"inflow": 1, "repaid": 1, "paid": -1}
        assert ledger.accounts.get(FUND, 0) == sum(
            flows.get(one.kind, 0) * one.amount for one in ledger.entries
        )


@given(
    st.sampled_from(["rowing", "knots", "sails", "lamps"]),
    st.booleans(),
    st.booleans(),
    st.integers(1, 10**6).map(lambda rappen: Decimal(rappen) / 100),
)
def test_the_fund_never_pays_before_a_payer_whose_catalogue_covers(
    kind: str, member: bool, resident: bool, amount: Decimal
):
    case = {
        "measure": {"kind": kind, "amount": amount, "expected_payer": "town", "useful": True},
        "person": {"member": member, "resident": resident, "age": 30},
    }
    answer = harbour().funding(case)
    record = harbour().record("advance", case, MEMBERS, reasons="…")
    before = [one for one in answer.payers if one.payer != "fund"]
    assert record.amount == amount - sum(one.part.low for one in before)
    for one in before:
        if one.verdict is Truth.YES and one.portion.covers.cap is None:
            assert one.part.low > 0 or one.left.low == 0 or amount < Decimal("0.02")
