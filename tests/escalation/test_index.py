"""The index of what is owed: what it says is what the records give, and every row is verified."""

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.figures.lives import come_to, rests
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.chain import Head, Verified, verify, verify_chain
from iiz_rules.escalation.store.outlook import changed_cases, owed
from iiz_rules.escalation.store.store import Store
from iiz_rules.escalation.store.tables import LIFE
from tests.escalation.test_stretches import told
from tests.escalation.test_triggers import opened, trigger

COUNT = trigger("count", "asked", "oblige: answer, within: P1M")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store with two cases, in which an answer is owed until the end of February."""
    folder = tmp_path_factory.mktemp("kept")
    path = folder / "cases.db"
    with Store(path) as store:
        flow = opened(folder, COUNT, store=store)
        flow.record("asked", "2024-01-31")
        policy = iiz.load(folder / "tiny")
        policy.open_case("C-2", on="2024-01-31", store=store).record("asked", "2024-01-31")
    return path.read_bytes()


@pytest.fixture
def path(kept: bytes, tmp_path: Path) -> Path:
    file = tmp_path / "cases.db"
    file.write_bytes(kept)
    return file


def pseudonym(case: str) -> str:
    """By what a case is called in the tables, as SQL."""
    return f"(SELECT \"case\" FROM names WHERE CAST(name AS TEXT) = '{case}')"


def edited(path: Path, *statements: str) -> None:
    other = sqlite3.connect(path)
    for statement in statements:
        other.execute(statement.format(C1=pseudonym("C-1"), C2=pseudonym("C-2")))
    other.commit()
    other.close()


def said(path: Path) -> tuple[str, object] | None:
    """What is found wrong in a store, and of what it is said."""
    with Store(path) as store:
        finding = verify(store).finding
    return (finding.code, finding.words.get("what") or finding.words["why"]) if finding else None


def listed(path: Path, on: date) -> list[tuple[str, str, str | None]]:
    with Store(path) as store:
        return [(row.case, row.duty, row.due) for row in owed(Archive(store), on)]


def test_a_store_is_as_its_records_say(path: Path):
    assert said(path) is None
    assert listed(path, date(2024, 2, 1)) == [
        ("C-1", "answer", "2024-02-29"),
        ("C-2", "answer", "2024-02-29"),
    ]


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("DELETE FROM owed", "C-1"),
        ("DELETE FROM owed WHERE \"case\" = {C2}", "C-2"),
        ("DELETE FROM cases WHERE \"case\" = {C2}", "C-2"),
        ("DELETE FROM cases", "C-1"),
        ("UPDATE owed SET due = '2024-03-31'", "C-1"),
        ("UPDATE owed SET due = NULL WHERE \"case\" = {C2}", "C-2"),
        ("UPDATE owed SET role = 'contact'", "C-1"),
        ("UPDATE owed SET since = '2024-02-01'", "C-1"),
        ("UPDATE owed SET until = '2024-02-01'", "C-1"),
        ("UPDATE owed SET edition = 9", "C-1"),
        ("UPDATE owed SET became = 'on-time'", "C-1"),
        ("UPDATE standing SET start = '2024-01-02'", "C-1"),
        ("UPDATE standing SET until = '2024-02-01'", "C-1"),
        ("DELETE FROM phases", "C-1"),
        ("UPDATE phases SET outcome = 'employed'", "C-1"),
        ("UPDATE owed SET \"case\" = {C1}", "C-1"),
        ("INSERT INTO owed SELECT * FROM owed WHERE \"case\" = {C2}", "C-2"),
        ("UPDATE cases SET closed = 1", "C-1"),
        ("UPDATE cases SET last = '2024-01-30'", "C-1"),
        ("UPDATE cases SET horizon = '2024-02-10'", "C-1"),
        ("UPDATE cases SET horizon = ''", "C-1"),
        ("UPDATE cases SET horizon = 'never'", "C-1"),
        ("INSERT INTO editions (canton, edition, digest) VALUES ('xx', '2030', 'f')", "xx/2030"),
    ],
)  # fmt: skip
def test_a_row_deleted_added_or_changed_is_named(path: Path, statement: str, what: str):
    edited(path, statement)
    assert said(path) == ("index-changed", what)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("INSERT INTO files VALUES (9, 'facts.yaml', x'00')", "files"),
        ('UPDATE owed SET "case" = \'C-3\' WHERE "case" = {C2}', "owed"),
        (
            "INSERT INTO owed SELECT 'C-3', duty, since, role, \"of\", due, start, until, edition, "
            'became FROM owed WHERE "case" = {C2}',
            "owed",
        ),
        ('UPDATE cases SET "case" = \'C-3\' WHERE "case" = {C2}', "cases"),
        ("INSERT INTO names VALUES ('C-3', '', x'00')", "names"),
        ("UPDATE names SET handle = 'x' WHERE \"case\" = {C2}", "names"),
        ("INSERT INTO keys VALUES ('C-3', 'x', 9)", "keys"),
        ("INSERT INTO bodies VALUES (9, x'00')", "bodies"),
        ("DROP INDEX owed_by_day", "sqlite_master"),
        ("CREATE TRIGGER away AFTER INSERT ON owed BEGIN DELETE FROM owed; END", "sqlite_master"),
        ("CREATE VIEW more AS SELECT * FROM owed", "sqlite_master"),
    ],
)
def test_a_table_or_file_that_is_not_ours_is_named(path: Path, statement: str, why: str):
    edited(path, statement)
    assert said(path) == ("not-a-store", why)


def test_an_index_of_sqlite_that_does_not_fit_its_table_is_found(path: Path):
    """Rows would vanish from what is listed by day though they stand in the table."""
    rows = "SELECT rowid FROM owed"
    other = sqlite3.connect(path)
    other.execute("PRAGMA writable_schema = ON")
    other.execute(
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master "
        "WHERE name = 'cases_by_last') WHERE name = 'owed_by_day'"
    )
    other.commit()
    assert other.execute(rows).fetchall()
    other.close()
    found = said(path)
    assert found
    assert found[0] == "not-a-store"


def test_the_chain_comes_first(path: Path):
    edited(path, "DELETE FROM owed", "UPDATE records SET body = '' WHERE seq = 2")
    with Store(path) as store:
        finding = verify(store).finding
    assert finding
    assert (finding.code, finding.words["seq"]) == ("history-changed", 2)


def test_a_cut_end_that_nobody_has_kept_is_told_by_the_index(path: Path):
    edited(path, "DELETE FROM records WHERE seq = 4")
    with Store(path) as store:
        assert verify_chain(store) == Verified(None, 3)
        assert verify_chain(store, [Head(4, "f" * 64)]).finding is not None
    assert said(path) == ("not-a-store", "bodies")


def test_listing_a_day_far_ahead_makes_the_index_anew_and_keeps_it_true(path: Path):
    assert listed(path, date(2031, 1, 1)) == [
        ("C-1", "answer", "2024-02-29"),
        ("C-2", "answer", "2024-02-29"),
    ]
    with Store(path) as store:
        assert store.index.unreached("2031-06-01") == []
        assert list(changed_cases(Archive(store))) == []


def test_what_was_owed_on_a_day_that_has_passed_is_worked_out_and_not_kept(
    path: Path, tmp_path: Path, kept: bytes
):
    with Store(path) as store:
        archive = Archive(store)
        policy = iiz.load(opened_folder(tmp_path))
        policy.case("C-1", store).record("answered", "2024-02-10")
        before = store.index.of("C-1")
        assert [row.case for row in owed(archive, date(2024, 2, 9))] == ["C-1", "C-2"]
        assert [row.edition for row in owed(archive, date(2024, 2, 9), dated=True)] == [1, 1]
        assert [row.case for row in owed(archive, date(2024, 2, 10))] == ["C-2"]
        assert owed(archive, date(2024, 1, 30)) == []
        assert store.index.of("C-1") == before
        assert verify(store).finding is None


def test_what_ended_by_the_mere_days_was_owed_until_the_day_before(tmp_path: Path):
    with Store(tmp_path / "cases.db") as store:
        told(tmp_path, "last: P1M", "2024-03-05", "2024-05-31")
        flow = iiz.load(tmp_path / "tiny").open_case("C-1", on="2024-01-01", store=store)
        flow.record("reminded", "2024-03-05", {"case.opened": "2024-03-05"})
        flow.record("reminded", "2024-06-01")
        days = date(2024, 4, 5), date(2024, 4, 6)
        assert [len(owed(Archive(store), day)) for day in days] == [1, 0]


def opened_folder(folder: Path) -> Path:
    opened(folder, COUNT)
    return folder / "tiny"


def test_an_index_of_which_nothing_is_said_is_made_anew_by_whoever_looks(path: Path):
    edited(path, *[f"DELETE FROM {table}" for table in LIFE], "UPDATE cases SET horizon = ''")
    assert said(path) is None
    on = date(2024, 3, 5)
    assert listed(path, on) == [("C-1", "answer", "2024-02-29"), ("C-2", "answer", "2024-02-29")]
    assert said(path) is None
    edited(path, "PRAGMA user_version = 7")
    with pytest.raises(iiz.StoreError, match="version 7"):
        Store(path)


def test_a_case_in_memory_is_looked_at_when_somebody_lists_it(tmp_path: Path):
    flow = opened(tmp_path, COUNT)
    flow.record("asked", "2024-01-31")
    assert verify(flow.store).finding is None
    assert [row.due for row in owed(Archive(flow.store), date(2024, 2, 1))] == ["2024-02-29"]
    assert verify(flow.store).finding is None


def test_what_a_store_is_made_of_is_told_on_one_line(path: Path):
    with Store(path) as store:
        index, on = store.index, date(2024, 3, 5)
        told = [store.names, store.editions, index, index.sums("tiny", on, on)]
        assert all(repr(one).startswith("<") and "\n" not in repr(one) for one in told)


def test_a_case_that_rests_comes_to_a_later_day_as_every_other_does():
    flow = iiz.load("valais").open_case("C-1", on="2024-01-08")
    flow.record("new-mandate", on="2024-01-08", facts={"reported_in": ["iv"]})
    timeline, day = flow.timeline, date(2024, 2, 1)
    assert come_to(timeline, flow.state, day) == timeline.at(flow.state, day)
    closed = replace(flow.state, closed=True, owed={})
    assert rests(closed)
    assert come_to(timeline, closed, day) == timeline.passed(closed, day)[0]
