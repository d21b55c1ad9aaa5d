"""What a store in PostgreSQL has of its own: the caller's transaction, many writers, its tables."""

import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.store.chain import Head, verify, verify_chain
from iiz_rules.escalation.store.store import Store
from tests.escalation.conftest import numbers
from tests.escalation.server import server
from tests.escalation.writer import started
from tests.needed import RIGHTS
from tests.refused import codes_of

BORN = {"person.born": "1990-01-01"}


@pytest.fixture
def schema() -> str:
    return f"own{next(numbers)}"


@pytest.fixture
def connection(postgres: str) -> Iterator[Any]:
    """A connection of the application, on which it has a table."""
    import psycopg

    with psycopg.connect(postgres) as connection:
        connection.execute("CREATE TEMPORARY TABLE letters (text TEXT)")
        connection.commit()
        yield connection


def letters(connection: Any) -> int:
    return int(connection.execute("SELECT count(*) FROM letters").fetchone()[0])


def test_a_case_and_the_rows_of_the_application_are_kept_together(
    policy: iiz.Policy, connection: Any, schema: str, postgres: str
):
    store = Store(connection, schema=schema)
    flow = policy.open_case("C-1", store=store)
    connection.commit()
    connection.execute("INSERT INTO letters VALUES ('one')")
    flow.record("entered", "2024-03-05", BORN)
    with Store(postgres, schema=schema) as other:
        assert other.head()[0] == 1
    connection.commit()
    with Store(postgres, schema=schema) as other:
        assert other.head()[0] == 2
    assert letters(connection) == 1
    assert connection.execute("SHOW search_path").fetchone()[0] == '"$user", public'


def test_they_are_taken_back_together_and_the_flow_follows(
    policy: iiz.Policy, connection: Any, schema: str
):
    store = Store(connection, schema=schema)
    flow = policy.open_case("C-1", store=store)
    flow.record("entered", "2024-03-05", BORN)
    connection.commit()
    before = flow.state
    connection.execute("INSERT INTO letters VALUES ('one')")
    flow.record("noted", "2024-03-06", {"person.note": "x"})
    connection.rollback()
    assert letters(connection) == 0
    assert flow.refresh().state == before
    flow.record("noted", "2024-03-06", {"person.note": "y"})
    connection.commit()
    assert verify(store).finding is None
    assert store.head()[0] == 3


def test_the_case_may_come_first_and_is_taken_back_all_the_same(
    policy: iiz.Policy, connection: Any, schema: str
):
    """Nothing of the application's has begun a transaction: the first record does."""
    store = Store(connection, schema=schema)
    policy.open_case("C-1", store=store)
    connection.rollback()
    assert store.cases() == ()
    flow = policy.open_case("C-1", store=store)
    connection.commit()
    flow.record("entered", "2024-03-05", BORN)
    policy.with_log(store).verdicts({}, name="D-1")
    connection.execute("INSERT INTO letters VALUES ('one')")
    connection.rollback()
    assert (letters(connection), store.head()[0]) == (0, 1)
    log = policy.with_log(iiz.DecisionLog(store))
    for end in (connection.rollback, connection.commit):
        log.verdicts({}, name="D-2")
        end()
    assert (verify(store).finding, store.head()[0]) == (None, 2)
    store.forget("C-1", "at the person's request")
    connection.rollback()
    assert (store.cases(), verify(store).finding) == (("C-1",), None)
    connection.commit()
    connection.autocommit = True
    flow.refresh().record("entered", "2024-03-05", BORN)
    assert store.head()[0] == 3  # by itself, as every statement there


@pytest.mark.parametrize("others", [False, True], ids=["alone", "made by others meanwhile"])
def test_a_store_that_was_taken_back_with_the_transaction_that_made_it_is_made_again(
    policy: iiz.Policy, connection: Any, schema: str, postgres: str, others: bool
):
    connection.execute("INSERT INTO letters VALUES ('one')")
    store = Store(connection, schema=schema)
    policy.open_case("C-1", store=store)
    connection.rollback()
    if others:
        with Store(postgres, schema=schema) as other:
            policy.open_case("C-2", store=other)
    assert store.cases() == (("C-2",) if others else ())
    connection.rollback()
    flow = policy.open_case("C-1", store=store)
    flow.record("entered", "2024-03-05", BORN)
    connection.commit()
    with Store(postgres, schema=schema) as other:
        assert policy.case("C-1", other).state == flow.state
        assert (verify(other).finding, verify(store).finding) == (None, None)


def test_rows_may_come_to_the_application_as_it_likes_them(
    policy: iiz.Policy, postgres: str, schema: str
):
    import psycopg
    from psycopg.rows import dict_row

    with psycopg.connect(postgres, row_factory=dict_row) as connection:
        store = Store(connection, schema=schema)
        flow = policy.open_case("C-1", store=store)
        flow.record("entered", "2024-03-05", BORN)
        assert (store.cases(), verify(store).finding) == (("C-1",), None)
        assert connection.execute("SELECT 1 AS one").fetchone() == {"one": 1}


def test_on_a_connection_of_the_application_all_can_be_done(
    policy: iiz.Policy, connection: Any, schema: str
):
    with Store(connection, schema=schema) as store:
        with store.together():
            policy.open_case("C-1", store=store)
            policy.open_case("C-2", store=store)
        store.forget("C-1", "at the person's request")
        assert store.cases() == ("C-2",)
    connection.commit()  # the connection is the application's, and still open
    assert letters(connection) == 0


def test_a_server_that_may_lose_what_it_has_acknowledged_is_refused(postgres: str, schema: str):
    with pytest.raises(iiz.StoreError) as error:
        Store(f"{postgres}&options=-c%20synchronous_commit%3Doff", schema=schema)
    assert codes_of(error) == ["store-not-safe"]


def test_a_refused_record_leaves_the_transaction_of_the_application_as_it_was(
    policy: iiz.Policy, connection: Any, schema: str
):
    store = Store(connection, schema=schema)
    flow, other = policy.open_case("C-1", store=store), policy.case("C-1", store)
    flow.record("entered", "2024-03-05", BORN)
    connection.execute("INSERT INTO letters VALUES ('one')")
    with pytest.raises(iiz.StoreError) as error:
        other.record("entered", "2024-03-05", BORN)
    assert codes_of(error) == ["case-changed"]
    connection.commit()
    assert (letters(connection), store.head()[0]) == (1, 2)


def test_many_writers_make_one_chain_and_lose_nothing(
    policy: iiz.Policy, postgres: str, schema: str
):
    kept: list[Head] = []

    def work(name: str) -> None:
        with Store(postgres, schema=schema, wait=60) as store:
            flow = policy.open_case(name, store=store)
            flow.record("entered", "2024-03-05", BORN)
            for number in range(5):
                move = flow.record("noted", "2024-03-06", {"person.note": f"{number}"})
                assert move.record
                kept.append(Head(move.record.seq, move.record.hash))

    threads = [threading.Thread(target=work, args=(f"C-{number}",)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    with Store(postgres, schema=schema) as store:
        assert verify(store, kept).finding is None
        assert (store.head()[0], len(kept)) == (4 * 7, 20)


def test_killing_the_writer_at_any_moment_loses_nothing_acknowledged(postgres: str):
    for attempt in range(3):
        with started(postgres) as writer:
            heads = writer.acknowledged(1 + attempt % 4)
            writer.stop()
        with Store(postgres, wait=60) as store:
            assert verify_chain(store, heads).finding is None


def test_after_a_crash_of_the_server_all_is_there_that_was_acknowledged(postgres: str):
    with server() as mine:
        with started(mine.address) as writer:
            heads = writer.acknowledged(5)
            mine.stop(signal.SIGQUIT)
            writer.stop()
        mine.start()
        with Store(mine.address) as store:
            assert verify(store, heads).finding is None
            assert store.head()[0] >= heads[-1].seq


def test_a_writer_that_is_not_let_in_records_nothing(
    policy: iiz.Policy, postgres: str, schema: str, connection: Any
):
    with Store(postgres, schema=schema, wait=0.1) as store:
        flow = policy.open_case("C-1", store=store)
        connection.execute("SELECT 1")
        with Store(connection, schema=schema).together():
            pass  # the lock lasts until the application commits
        before = flow.state, flow.records
        with pytest.raises(iiz.StoreError) as error:
            flow.record("entered", "2024-03-05", BORN)
        assert codes_of(error) == ["not-recorded"]
        assert (flow.state, flow.records) == before
        connection.commit()
        flow.record("entered", "2024-03-05", BORN)


def test_a_connection_that_was_cut_is_made_again(
    policy: iiz.Policy, postgres: str, schema: str, connection: Any
):
    with Store(postgres, schema=schema) as store:
        flow = policy.open_case("C-1", store=store)
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid != pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )
        connection.commit()
        with pytest.raises(iiz.StoreError) as error:
            flow.record("entered", "2024-03-05", BORN)
        assert codes_of(error) in (["not-recorded"], ["store-unreachable"])
        flow.record("entered", "2024-03-05", BORN)
        assert verify(store).finding is None


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("DROP INDEX owed_by_day", "owed.owed_by_day"),
        ("ALTER TABLE owed ALTER COLUMN due TYPE VARCHAR", "owed.due"),
        ("ALTER TABLE owed DROP COLUMN due", "owed.due"),
        ("CREATE VIEW more AS SELECT * FROM owed", "more."),
        ("CREATE TABLE more (text TEXT)", "more.text"),
        ("CREATE RULE away AS ON INSERT TO owed DO INSTEAD NOTHING", "owed.away"),
        ("ALTER TABLE records DROP CONSTRAINT records_pkey", "records"),
        ("DELETE FROM about WHERE name = 'version'", ""),
    ],
)
def test_tables_that_are_not_as_they_were_made_are_found(
    policy: iiz.Policy, postgres: str, schema: str, statement: str, why: str
):
    import psycopg

    with Store(postgres, schema=schema) as store:
        policy.open_case("C-1", store=store)
        assert verify(store).finding is None
        with psycopg.connect(postgres, options=f"-c search_path={schema}") as other:
            other.execute(statement)
        if why:
            finding = verify(store).finding
            assert finding
            assert finding.code == "not-a-store"
            assert str(finding.words["why"]).startswith(why)
    if not why:
        with pytest.raises(iiz.StoreError) as error:
            Store(postgres, schema=schema)
        assert codes_of(error) == ["not-a-store"]


def test_what_is_no_name_of_a_schema_is_refused(postgres: str):
    with pytest.raises(iiz.UsageError) as error:
        Store(postgres, schema="x; DROP TABLE records")
    assert codes_of(error) == ["wrong-argument"]


def test_a_server_that_is_not_there_can_be_asked_again(tmp_path: Path, postgres: str):
    with pytest.raises(iiz.StoreError, match="No such file") as error:
        Store(f"postgresql://iiz@/postgres?host={tmp_path}")
    assert codes_of(error) == ["store-unreachable"]
    assert (error.value.status, error.value.retryable) == (503, True)


def test_in_a_transaction_that_failed_nothing_is_read_and_the_store_is_not_blamed(
    policy: iiz.Policy, schema: str, connection: Any
):
    import psycopg

    store = Store(connection, schema=schema)
    policy.open_case("C-1", store=store)
    connection.commit()
    with pytest.raises(psycopg.errors.UndefinedTable):
        connection.execute("SELECT * FROM nowhere")
    with pytest.raises(iiz.StoreError) as error:
        policy.case("C-1", store)
    assert codes_of(error) == ["store-unreachable"]
    connection.rollback()
    assert policy.case("C-1", store).case == "C-1"


def test_a_policy_takes_the_address_itself(policy: iiz.Policy, postgres: str):
    flow = policy.open_case("C-by-address", store=postgres)
    assert policy.case("C-by-address", postgres).state == flow.state


def test_a_database_that_may_only_be_read_is_read(postgres: str):
    valais, schema = iiz.load("valais"), "only_read"
    with Store(postgres, schema=schema) as store:
        flow = valais.open_case("C-1", on="2024-01-08", store=store)
        flow.record("new-mandate", "2024-01-08", {"reported_in": ["iv"]})
        assert store.writable
    address = f"{postgres}&options=-c%20default_transaction_read_only%3Don"
    with Store(address, schema=schema) as store:
        assert not store.writable
        for year in (2024, 2034):  # as far as the index reaches, and beyond
            assert [row.case for row in valais.owed(store, f"{year}-04-05")] == ["C-1"]
            assert [one.case for one in valais.cases(store, f"{year}-04-05")] == ["C-1"]
        assert verify(store).finding is None
        with pytest.raises(iiz.StoreError) as error:
            valais.case("C-1", store).record("contact-consulted", "2024-01-22")
        assert codes_of(error) == ["not-recorded"]


@contextmanager
def little_room(folder: Path) -> Iterator[None]:
    """A disk of one MiB in a folder; it takes the rights of an administrator."""
    folder.mkdir()
    tiny = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=0777", "tmpfs", str(folder)]
    if subprocess.run(tiny, check=False, capture_output=True).returncode:
        pytest.skip(f"{RIGHTS}: no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def until_full(flow: Any) -> tuple[Any, ...]:
    """Record until something is refused, of which nothing is left."""
    for number in range(1000):
        before = flow.state, flow.records
        try:
            text = Random(number).randbytes(8_000).hex()  # which no database makes smaller
            flow.record("noted", "2024-03-06", {"person.note": text})
        except iiz.StoreError as error:
            assert (flow.state, flow.records) == before
            return error.findings
    pytest.fail("there was room for all of it")


def test_on_a_full_disk_nothing_is_recorded_and_it_goes_on_once_there_is_room(policy: iiz.Policy):
    import psycopg

    with server() as mine, little_room(mine.folder / "tiny"):
        place = mine.folder / "tiny" / "tables"
        place.mkdir()
        if mine.user:
            shutil.chown(place, mine.user)
        with psycopg.connect(mine.address, autocommit=True) as other:
            other.execute(f"CREATE TABLESPACE tiny LOCATION '{place}'")
        with Store(f"{mine.address}&options=-c%20default_tablespace%3Dtiny") as store:
            flow = policy.open_case("C-1", store=store)
            flow.record("entered", "2024-03-05", BORN)
            [finding] = until_full(flow)
            assert finding.code == "not-recorded"
            assert "No space left" in str(finding.words["why"])
            assert verify(store, [Head(*store.head())]).finding is None
            more = ["mount", "-o", "remount,size=64m", str(mine.folder / "tiny")]
            subprocess.run(more, check=True)
            flow.record("noted", "2024-03-06", {"person.note": "there is room"})
            assert store.head()[0] == len(flow.records)
            assert verify(store).finding is None
        with psycopg.connect(mine.address, autocommit=True) as other:
            other.execute("DROP SCHEMA iiz CASCADE")
            other.execute("DROP TABLESPACE tiny")
