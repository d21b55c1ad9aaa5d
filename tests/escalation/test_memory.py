"""A store in memory: its tables are written when somebody looks, and say what a file would."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.store.chain import verify
from iiz_rules.escalation.store.memory import Memory
from iiz_rules.escalation.store.store import Store
from tests.refused import codes_of

DAY = date(2024, 1, 8)
MOST_CALLS = 300
"""calls of functions that an event in memory may take"""


@pytest.fixture(scope="module")
def valais() -> iiz.Policy:
    return iiz.load("valais", on=DAY)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store() as memory:
        yield memory


def begun(valais: iiz.Policy, store: Store, case: str = "C-1") -> iiz.Flow:
    flow = valais.open_case(case, store=store)
    flow.record("new-mandate", DAY, {"reported_in": ["iv"]}, "front-line")
    return flow


def evaluated(flow: iiz.Flow, on: str = "2024-01-15") -> None:
    flow.record("need-evaluated", on, {"evaluation.indicated": True}, "front-line")


@contextmanager
def taken_back(store: Store) -> Iterator[None]:
    """Record several things together, and then have a fault."""
    with suppress(ZeroDivisionError), store.together():
        yield
        raise ZeroDivisionError


def waiting(store: Store) -> int:
    """How much of what was recorded the tables do not know of yet."""
    return len(store._db._waiting)  # type: ignore[attr-defined]


def test_nothing_is_written_before_somebody_looks(valais: iiz.Policy, store: Store):
    flow = begun(valais, store)
    assert waiting(store) == 3  # the name of the case, its opening, the event
    assert store.history("C-1") == flow.records
    assert waiting(store) == 0


def test_what_somebody_finds_is_what_a_file_would_hold(
    valais: iiz.Policy, store: Store, tmp_path: Path
):
    with Store(tmp_path / "cases.db") as file:
        for kept in (store, file):
            begun(valais, kept, "C-1")
            evaluated(begun(valais, kept, "C-2"))
        told = [[(one.case, one.n, one.event) for one in kept.records()] for kept in (store, file)]
        owed = [valais.owed(kept, "2024-02-01") for kept in (store, file)]
    assert told[0] == told[1]
    assert owed[0] == owed[1]
    assert verify(store).finding is None


def test_what_is_taken_back_was_never_there(valais: iiz.Policy, store: Store):
    flow = begun(valais, store)
    with taken_back(store):
        begun(valais, store, "C-2")
    assert store.cases() == ("C-1",)
    evaluated(flow)
    assert begun(valais, store, "C-2").records[0].n == 0
    assert [one.seq for one in store.records()] == [1, 2, 3, 4, 5]


def test_what_was_looked_at_meanwhile_is_taken_back_as_well(valais: iiz.Policy, store: Store):
    begun(valais, store)
    with taken_back(store):
        begun(valais, store, "C-2")
        assert store.cases() == ("C-1", "C-2")
        begun(valais, store, "C-3")
    assert store.cases() == ("C-1",)
    assert store.head()[0] == 2


def test_two_who_hold_the_same_case_do_not_overwrite_each_other(valais: iiz.Policy, store: Store):
    flow = begun(valais, store)
    other = valais.case("C-1", store)
    evaluated(flow)
    with pytest.raises(iiz.StoreError) as error:
        evaluated(other, "2024-01-16")
    assert codes_of(error) == ["case-changed"]
    other.refresh().record("kind-of-support-stated", "2024-01-17", by="front-line")
    assert store.history("C-1") == other.records


def test_a_case_that_was_erased_can_begin_again(valais: iiz.Policy, store: Store):
    begun(valais, store)
    store.forget("C-1", "retention")
    assert store.history("C-1") == ()
    assert [one.n for one in begun(valais, store).records] == [0, 1]


def test_decisions_and_cases_stand_in_one_chain(valais: iiz.Policy, store: Store):
    flow = begun(valais, store)
    valais.with_log(store).exchange({}, name="D-1")
    evaluated(flow)
    assert [one.kind for one in store.records()] == ["opened", "event", "answered", "event"]
    assert verify(store).finding is None


def test_an_event_looks_up_what_it_can_change(valais: iiz.Policy, store: Store):
    """Counted in calls of functions, because a machine may be busy; each case on its own days."""
    called = 0

    def count_call(_: FrameType, what: str, __: Any) -> None:
        nonlocal called
        called += what == "call"

    for number in range(70):
        on = DAY + timedelta(number)
        flow = valais.open_case(f"C-{number}", on, store)
        flow.record("new-mandate", on, {"reported_in": ["iv"]}, "front-line")
        flow.advance(on + timedelta(6))
        called = 0
        sys.setprofile(count_call)
        flow.record("need-evaluated", on + timedelta(7), {"evaluation.indicated": True})
        sys.setprofile(None)
    assert called < MOST_CALLS, called


def test_what_waits_in_a_transaction_is_written_when_somebody_looks_within_it() -> None:
    memory, written = Memory(), list[str]()
    memory.begin()
    memory.later(lambda: written.append("in it"))
    assert memory.rows("SELECT 1") == [(1,)]
    assert written == ["in it"]
    memory.rollback()
