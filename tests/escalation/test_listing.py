"""Which cases there are: by how they stand and what is owed in them, page by page; made anew."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.store.chain import verify
from iiz_rules.escalation.store.queries import CaseQuery
from iiz_rules.escalation.store.store import Store
from iiz_rules.escalation.store.upgrading import reindexed, upgrade
from tests.escalation.conftest import DATABASES, opening, tampered
from tests.needed import needing
from tests.refused import codes_of

needs_cipher = needing(find_spec("cryptography") is not None, "cryptography is not installed")
ON = date(2024, 3, 4)


def filled(policy: iiz.Policy, store: Store) -> None:
    """A young person's case whose mandate was given, one just opened, one that was closed."""
    policy.open_case("C-3", on="2024-01-08", store=store)
    for name in ("A-1", "B-2"):
        flow = policy.open_case(name, on="2024-01-08", store=store)
        young = {"reported_in": ["iv", "db"], "person": {"birth_date": "2004-02-29"}}
        flow.record("new-mandate", "2024-01-08", young)
        flow.record("need-evaluated", "2024-01-15", {"evaluation.indicated": True})
        if name == "B-2":
            flow.record("case-closed", "2024-02-01")


@pytest.fixture
def store(opened: Callable[..., Store], valais: iiz.Policy) -> Any:
    with opened() as store:
        filled(valais, store)
        yield store


@pytest.fixture(scope="module", params=DATABASES)
def listed(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    valais: iiz.Policy,
) -> Iterator[Store]:
    """The same for all tests that only list."""
    with opening(request, tmp_path_factory.mktemp("listed"))() as store:
        filled(valais, store)
        yield store


def names(rows: list[Any]) -> list[str]:
    return [row.case for row in rows]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["A-1", "B-2", "C-3"]),
        ({"state": "open"}, ["A-1"]),
        ({"state": "closed"}, ["B-2"]),
        ({"state": "not-begun"}, ["C-3"]),
        ({"limit": 2}, ["A-1", "B-2"]),
        ({"limit": 2, "after": "B-2"}, ["C-3"]),
        ({"bearer": "front-line"}, ["A-1"]),
        ({"bearer": "front-line", "state": "closed"}, []),
        ({"bearer": "copil"}, []),
        ({"due_by": "2024-03-31"}, []),
        ({"due_by": "2030-01-01", "bearer": "front-line"}, []),
    ],
    ids=str,
)
def test_cases_are_found_by_how_they_stand_and_what_they_owe(
    listed: Store, valais: iiz.Policy, asked: dict[str, Any], found: list[str]
):
    assert names(valais.cases(listed, ON, **asked)) == found


def test_a_case_is_listed_with_where_it_stands(listed: Store, valais: iiz.Policy):
    found = valais.cases(listed, ON)[0]
    assert found.standing["state"] == "open"
    step = found.standing["route"]
    assert names(valais.cases(listed, ON, step=step)) == ["A-1"]
    assert names(valais.cases(listed, ON, group="reported:not-reported", state="open")) == ["A-1"]
    row = found.to_dict()
    assert (row["case"], row["canton"], row["last"]) == ("A-1", "valais", "2024-01-15")
    assert row["route"] == step


@pytest.mark.parametrize("asked", ["state", "step", "group", "bearer"])
def test_words_that_the_edition_does_not_know_are_refused(
    listed: Store, valais: iiz.Policy, asked: str
):
    with pytest.raises(iiz.UsageError) as error:
        valais.cases(listed, ON, **{asked: "nowhere"})  # type: ignore[arg-type]
    assert codes_of(error) == ["wrong-argument"]


@pytest.mark.parametrize(
    "key",
    [None, pytest.param(urlsafe_b64encode(b"k" * 32), marks=needs_cipher)],
    ids=["clear", "sealed"],
)
def test_a_page_goes_on_behind_a_case_that_was_erased_meanwhile(
    opened: Callable[..., Store], valais: iiz.Policy, key: bytes | None
):
    store = opened(key=key)
    filled(valais, store)
    every = names(valais.cases(store, ON))
    for number, name in enumerate(every, 1):
        store.forget(name, "over")
        assert names(valais.cases(store, ON, after=name)) == every[number:]


def test_a_query_says_in_one_line_what_it_asks_for():
    assert (
        repr(CaseQuery(ON, "x", {"state": "open"}))
        == "<CaseQuery on 2024-03-04: {'state': 'open'}>"
    )


def test_in_memory_whoever_asks_looks_first(valais: iiz.Policy):
    with Store() as store:
        filled(valais, store)
        assert names(valais.cases(store, ON, bearer="front-line")) == ["A-1"]
        assert verify(store).finding is None


def test_where_the_index_does_not_reach_it_is_made_anew(store: Store, valais: iiz.Policy):
    assert names(valais.cases(store, "2027-01-01", state="open")) == ["A-1"]
    assert store.index.unreached("2027-01-01") == []
    assert verify(store).finding is None


def test_cases_are_listed_as_they_stood_on_the_day(opened: Callable[..., Store]):
    """So that what the mere days change is listed too, and what is known today of a day before."""
    valais, store = iiz.load("valais", interpretations={"A-VS-43": "age"}), opened()
    filled(valais, store)
    assert names(valais.cases(store, "2024-01-07")) == []  # before they were opened
    assert names(valais.cases(store, "2024-01-31", state="open")) == ["A-1", "B-2"]
    assert names(valais.cases(store, "2024-02-01", state="open")) == ["A-1"]
    young = "field:youth"  # born on the 29th of February 2004
    assert names(valais.cases(store, "2030-02-27", group=young)) == ["A-1"]
    assert names(valais.cases(store, "2030-03-02", group=young)) == []


def test_a_case_that_goes_on_beyond_what_was_looked_at_is_looked_at_by_who_asks(
    store: Store, valais: iiz.Policy
):
    later = "2026-01-01"  # more than 400 days after the last record
    valais.case("A-1", store).record("drastic-change", later)
    assert store.index.unreached(later) == ["A-1", "C-3"]
    assert verify(store).finding is None
    assert names(valais.cases(store, later, state="open")) == ["A-1"]
    assert names(valais.cases(store, "2024-01-31", state="open")) == ["A-1", "B-2"]
    valais.case("A-1", store).record("drastic-change", later, key="again")
    assert store.index.unreached(later) == []
    assert verify(store).finding is None


def test_what_is_owed_is_listed_for_one_canton(listed: Store, valais: iiz.Policy):
    rows = valais.owed(listed, ON)
    assert {row.case for row in rows} == {"A-1"}
    assert valais.owed(listed, ON, dated=True) == [row for row in rows if row.due]
    assert iiz.load("zurich").owed(listed, ON) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE standing SET place = 'closed' WHERE way = 'state'",
        "DELETE FROM standing",
        "DELETE FROM owed",
        "DELETE FROM cases",
        "UPDATE cases SET last = '2020-01-01'",
        "INSERT INTO standing VALUES ('x', 'state', 'open', '2024-01-08', NULL)",
    ],
)
def test_an_index_that_was_changed_is_found_and_made_anew(
    store: Store, valais: iiz.Policy, statement: str
):
    before = store.index.of("A-1"), store.index.snapshot("A-1")
    tampered(store, statement)
    assert verify(store).finding is not None
    assert reindexed(store) == 3
    assert verify(store).finding is None
    assert (store.index.of("A-1"), store.index.snapshot("A-1")) == before
    assert valais.case("A-1", store).on == date(2024, 1, 15)


def test_from_a_broken_chain_no_index_is_made(store: Store):
    tampered(store, "UPDATE records SET prev = hash WHERE seq = 3")
    with pytest.raises(iiz.StoreError) as error:
        reindexed(store)
    assert codes_of(error) == ["history-changed"]


def test_a_store_that_knew_nothing_of_how_cases_stand_is_upgraded(
    opened: Callable[..., Store], valais: iiz.Policy
):
    with opened() as store:
        filled(valais, store)
        version = (
            "UPDATE about SET value = x'33' WHERE name = 'version'"
            if store.name.startswith("postgresql:")
            else "PRAGMA user_version = 3"
        )
        tampered(
            store,
            "DROP TABLE standing",
            "DROP INDEX names_by_name",
            "DROP TABLE owed",
            'CREATE TABLE owed ("case" TEXT NOT NULL, duty TEXT NOT NULL)',  # of another form
            version.replace("x'33'", r"'\x33'::bytea"),
        )
        place: Any = store._db.path if hasattr(store._db, "path") else store._db._address  # type: ignore[attr-defined]
        schema = getattr(store._db, "schema", "iiz")
    with pytest.raises(iiz.StoreError) as error:
        opened()
    assert codes_of(error) == ["old-store"]
    assert upgrade(place, schema=schema)[0] == 3
    with opened() as store:
        assert verify(store).finding is None
        assert names(valais.cases(store, ON, bearer="front-line")) == ["A-1"]
        assert verify(store).finding is None
