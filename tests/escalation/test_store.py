"""What a store must survive: rows 14 to 19 of the threats, each tried on a real file."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.store import archive
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.chain import Head, restored, verify
from iiz_rules.escalation.store.outlook import owed
from iiz_rules.escalation.store.records import (
    CHAINED,
    FIRST,
    CaseRecord,
    EditionKey,
    body_of,
    plain_facts,
)
from iiz_rules.escalation.store.store import Store
from iiz_rules.escalation.store.tables import INDEX
from iiz_rules.findings.errors import StoreError
from iiz_rules.language.edition_files import digest_of, files_of
from iiz_rules.language.editions import read_canton
from iiz_rules.language.values import Value
from iiz_rules.words.say import text
from tests.effort import LANDING, sampled
from tests.escalation.conftest import tampered, wrong
from tests.escalation.disk import Disk
from tests.escalation.writer import TINY, started
from tests.needed import needing
from tests.refused import codes_of
from tests.rights import ordinary_user

in_a_file = pytest.mark.parametrize("opened", ["sqlite"], indirect=True)
ROOT = Path(__file__).parents[2]
KILLS = 25 if LANDING else 8
BORN = {"person.born": "1990-01-01"}
BODY_HASH = "2c19dbc31d109c13e694d0c38e23f5b3ac412304f25758c380646a920c4d59f4"
HASH = "5f05aa2c93e53d709355ba347bb8385b0a560c296c9f4ceff2601c9397abe62a"


def filled(policy: iiz.Policy, store: Store, cases: int = 2) -> list[CaseRecord]:
    for number in range(cases):
        flow = policy.open_case(f"C-{number}", store=store)
        flow.record("entered", "2024-03-05", BORN)
        flow.record("noted", "2024-03-06", {"person.note": "erste Notiz"})
    return list(store.records())


# ----------------------------------------------------------------------- 14: killed while writing


def test_killing_the_writer_at_any_moment_loses_nothing_acknowledged(path: Path):
    for attempt in range(KILLS):
        with started(path) as writer:
            heads = writer.acknowledged(1 + attempt % 4)
            writer.stop()
        with Store(path) as store:
            assert wrong(store, *heads) is None


# --------------------------------------------------------------------------------- 15: power loss


def test_after_a_power_cut_all_is_there_that_was_acknowledged(
    policy: iiz.Policy, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    disk = Disk()
    with monkeypatch.context() as wired:
        wired.setattr(sqlite3, "connect", disk.connect)
        store = Store(path)
        flow = policy.open_case("C-1", store=store)
        flow.record("entered", "2024-03-05", BORN)
        found, heads = [], []
        for day in range(6, 10):
            flow.record("noted", f"2024-03-{day:02}", {"person.note": f"{day}"})
            heads.append(Head(*store.head()))
            found.append(disk.cut(tmp_path / f"{day}"))
        store.close()
    for head, database in zip(heads, found, strict=True):
        with Store(database) as after:
            assert wrong(after, head) is None
            assert after.head() == (head.seq, head.hash)


@pytest.mark.parametrize("level", ["OFF", "NORMAL"])
def test_a_store_that_would_not_wait_for_the_disk_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch, level: str
):
    class Careless(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> Any:
            careless = sql.replace("synchronous = 2", f"synchronous = {level}")
            return super().execute(careless, *values)

    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **how: real(*a, factory=Careless, **how))
    with pytest.raises(StoreError) as error:
        Store(path)
    assert codes_of(error) == ["store-not-safe"]


def test_a_torn_end_of_the_log_costs_only_the_end(policy: iiz.Policy, path: Path, tmp_path: Path):
    with started(path) as writer:
        heads = writer.acknowledged(5)
        writer.stop(signal.SIGSTOP)
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", tmp_path / f"copy.db{suffix}")
        writer.stop()
    log = (tmp_path / "copy.db-wal").read_bytes()
    base = (tmp_path / "copy.db").read_bytes()
    counts = []
    for cut in (0, len(log) // 3, len(log) // 2, len(log) - 1000, len(log) - 1, len(log)):
        torn = tmp_path / f"torn-{cut}.db"
        torn.write_bytes(base)
        Path(f"{torn}-wal").write_bytes(log[:cut])
        with Store(torn) as store:
            assert wrong(store) is None
            counts.append(store.head()[0])
            if cut == len(log):
                assert wrong(store, *heads) is None
    assert counts == sorted(counts)
    assert counts[-1] >= heads[-1].seq


def test_a_store_that_cannot_write_safely_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch):
    class Careless(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> Any:
            return super().execute(sql.replace("= wal", "= delete"), *values)

    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **how: real(*a, factory=Careless, **how))
    with pytest.raises(StoreError) as error:
        Store(path)
    assert codes_of(error) == ["store-not-safe"]


@needing(os.name == "posix", "rights of this kind are those of POSIX")
def test_a_new_file_is_its_owners_alone_and_one_that_is_there_keeps_its_rights(
    policy: iiz.Policy, tmp_path: Path
):
    before = os.umask(0o022)
    try:
        with Store(tmp_path / "new.db") as store:
            filled(policy, store)
            made = [file.stat().st_mode & 0o777 for file in tmp_path.iterdir()]
        (tmp_path / "new.db").chmod(0o640)
        Store(tmp_path / "new.db").close()
    finally:
        os.umask(before)
    assert set(made) == {0o600}
    assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("said", ["\ud800", "half \udfff", None, 5, b"bytes"])
@pytest.mark.parametrize("name", ["user", "reference", "key"])
def test_what_cannot_be_kept_is_refused_and_the_chain_stays_whole(
    policy: iiz.Policy, path: Path, name: str, said: Any
):
    with Store(path) as store:
        flow = policy.open_case("C-1", store=store)
        log = {"key": said} if name == "key" else {"user": said}
        asked: list[Callable[[], object]] = [
            lambda: flow.record("entered", "2024-03-05", BORN, **{name: said}),
            lambda: policy.open_case("C-2", store=store, **{name: said}),
            lambda: policy.with_log(store, **log).verdicts({}, name="D-1"),
            lambda: store.forget("C-1", said),
            lambda: store.forget("C-1", "asked for", user=said),
        ]
        for ask in asked:
            with pytest.raises(iiz.UsageError) as error:
                ask()
            assert codes_of(error) == ["wrong-argument"]
        flow.record("entered", "2024-03-05", BORN)
        assert (verify(store).finding, store.head()[0]) == (None, 2)


@pytest.mark.parametrize("reason", ["", " "])
def test_what_is_erased_is_erased_for_a_reason(policy: iiz.Policy, path: Path, reason: str):
    with Store(path) as store:
        policy.open_case("C-1", store=store)
        with pytest.raises(iiz.UsageError):
            store.forget("C-1", reason)
        assert (verify(store).finding, store.cases()) == (None, ("C-1",))


def test_a_fact_with_half_a_character_is_no_fact(path: Path):
    valais = iiz.load("valais", on="2024-03-05")
    with Store(path) as store:
        flow = valais.open_case("C-1", on="2024-01-08", store=store)
        with pytest.raises(iiz.CaseError) as error:
            valais.funding({"measure.kind": "\ud800"})
        assert codes_of(error) == ["wrong-type"]
        flow.record("new-mandate", "2024-01-08", {"reported_in": ["iv"]})
        assert verify(store).finding is None


# ------------------------------------------------------------- 16: full, read-only, locked, gone


FULL = """
import resource, signal, sys
from iiz_rules.policy import load
from iiz_rules.findings.errors import StoreError
from iiz_rules.language.edition_files import digest_of, files_of
from iiz_rules.language.editions import read_canton
from iiz_rules.language.values import Value
from iiz_rules.words.say import text
from iiz_rules.escalation.store.store import Store
from tests.escalation.conftest import tampered
from tests.escalation.disk import Disk
from tests.escalation.writer import TINY, started
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store(sys.argv[1])
flow = load(TINY, "2024-03-05").open_case("C-1", store=store)
flow.record("entered", "2024-03-05", {"person.born": "1990-01-01"})
before = flow.state, flow.records
size = __import__("os").path.getsize(sys.argv[1] + "-wal")
resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
try:
    flow.record("noted", "2024-03-06", {"person.note": "x" * 15000})
except StoreError as error:
    assert [one.code for one in error.findings] == ["not-recorded"], error
    assert (flow.state, flow.records) == before
else:
    raise SystemExit("recorded on a full disk")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
flow.record("noted", "2024-03-06", {"person.note": "x" * 15000})
print(store.head()[0])
"""


def test_where_no_store_can_be_made_the_reason_is_said(tmp_path: Path):
    (tmp_path / "shut").mkdir(mode=0o500)
    for name, why in {"none/cases.db": "no-folder", "shut/cases.db": "forbidden"}.items():
        with ordinary_user(tmp_path), pytest.raises(StoreError) as error:
            Store(tmp_path / name)
        [finding] = error.value.findings
        assert finding.code == "unwritable-file"
        assert finding.words["why"] == text(f"findings.unwritten.{why}")


BEGUN_FULL = """
import resource, signal, sys
from iiz_rules.findings.errors import StoreError
from iiz_rules.escalation.store.store import Store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
try:
    Store(sys.argv[1])
except StoreError as error:
    print([finding.code for finding in error.findings])
"""


def test_on_a_full_disk_no_store_is_begun_and_it_is_not_called_damaged(path: Path):
    done = subprocess.run(
        [sys.executable, "-c", BEGUN_FULL, str(path)],
        capture_output=True, text=True, cwd=ROOT, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("['unwritable-file']\n", "")


def test_on_a_full_disk_nothing_is_recorded_and_it_goes_on_once_there_is_room(path: Path):
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path)],
        capture_output=True, text=True, cwd=ROOT, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, "3"), done.stderr


def test_a_locked_store_records_nothing_and_goes_on_afterwards(policy: iiz.Policy, path: Path):
    with Store(path, wait=0.05) as store:
        flow = policy.open_case("C-1", store=store)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        before = flow.state, flow.records
        with pytest.raises(StoreError) as error:
            flow.record("entered", "2024-03-05", BORN)
        assert codes_of(error) == ["not-recorded"]
        assert (flow.state, flow.records) == before
        other.execute("ROLLBACK")
        other.close()
        flow.record("entered", "2024-03-05", BORN)


def test_a_store_that_another_program_holds_can_be_read_later(policy: iiz.Policy, path: Path):
    with Store(path) as store:
        policy.open_case("C-1", store=store)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError) as error:
        Store(path, wait=0.05)
    assert codes_of(error) == ["store-unreachable"]
    assert error.value.retryable
    other.close()
    with Store(path) as store:
        assert store.cases() == ("C-1",)


def test_a_store_without_permission_to_write_records_nothing(policy: iiz.Policy, path: Path):
    with Store(path) as store:
        filled(policy, store)
    with ordinary_user(path.parent):
        Store(path).close()
        path.chmod(0o444)
        path.parent.chmod(0o555)
        with pytest.raises(StoreError):
            policy.open_case("C-9", store=Store(path))
        path.parent.chmod(0o755)
    with Store(path) as store:
        assert "C-9" not in store.cases()


@in_a_file
def test_a_store_that_has_become_read_only_records_nothing_and_goes_on_afterwards(
    policy: iiz.Policy, store: Store
):
    flow = policy.open_case("C-1", store=store)
    before = flow.state, flow.records
    store._db.run("PRAGMA query_only = ON")
    with pytest.raises(StoreError) as error:
        flow.record("entered", "2024-03-05", BORN)
    assert codes_of(error) == ["not-recorded"]
    assert (flow.state, flow.records) == before
    store._db.run("PRAGMA query_only = OFF")
    flow.record("entered", "2024-03-05", BORN)
    assert wrong(store) is None


@pytest.mark.parametrize("fate", ["deleted", "replaced"])
def test_a_file_that_is_gone_or_replaced_acknowledges_nothing(
    policy: iiz.Policy, path: Path, fate: str
):
    with Store(path) as store:
        flow = policy.open_case("C-1", store=store)
        before = flow.state, flow.records
        path.rename(path.with_suffix(".old"))
        if fate == "replaced":
            Store(path).close()
        with pytest.raises(StoreError) as error:
            flow.record("entered", "2024-03-05", BORN)
        assert codes_of(error) == ["not-recorded"]
        assert (flow.state, flow.records) == before


def test_a_place_is_a_file_or_a_server(path: Path):
    with Store(str(path)) as store:
        assert (store.name, store.lasting) == (str(path), True)
    with pytest.raises(iiz.IizError) as error:  # no library, or no server
        Store("postgresql://nobody@localhost:1/nothing?connect_timeout=2")
    assert codes_of(error)[0] in ("missing-library", "store-unreachable")


def test_a_store_in_a_folder_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(StoreError) as error:
        Store(tmp_path / "gone" / "cases.db")
    assert codes_of(error) == ["unwritable-file"]


@pytest.mark.parametrize(
    "content", [b"title: notes\n" * 100, b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_a_file_that_is_no_store_is_left_alone(path: Path, content: bytes):
    path.write_bytes(content)
    with pytest.raises(StoreError) as error:
        Store(path)
    assert codes_of(error) == ["not-a-store"]
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(path: Path):
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (text)")
    other.commit()
    other.close()
    with pytest.raises(StoreError) as error:
        Store(path)
    assert codes_of(error) == ["not-a-store"]


# -------------------------------------------------------------------- 17: cut or edited histories


def edited(path: Path, *statements: str) -> None:
    other = sqlite3.connect(path)
    for one in statements:
        other.execute(one)
    other.commit()
    other.close()


def forged(store: Store, seq: int, body: str) -> None:
    """Exchange what a record says as somebody would who knows the form: all hashes fit again."""
    records = list(store.records())
    prev = records[seq - 2].hash if seq > 1 else FIRST
    with store._db.transaction():
        for record in records[seq - 1 :]:
            said = replace(record, body=body) if record.seq == seq else record
            new = said.chained(record.seq, prev, record.pseudonym, record.salt)
            store._db.run(
                "UPDATE records SET body = ?, prev = ?, hash = ? WHERE seq = ?",
                (new.body_hash, new.prev, new.hash, new.seq),
            )
            data = new.salt + new.body.encode()
            store._db.run("UPDATE bodies SET data = ? WHERE seq = ?", (data, new.seq))
            prev = new.hash


@pytest.mark.parametrize("column", [one for one in CHAINED if one not in ("seq", "n")])
def test_a_change_in_any_column_is_found(policy: iiz.Policy, store: Store, column: str):
    filled(policy, store)
    tampered(store, f"""UPDATE records SET "{column}" = "{column}" || 'x' WHERE seq = 3""")
    assert wrong(store) in {(3, "hash"), (3, "link")}


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE bodies SET data = (SELECT data FROM bodies WHERE seq = 2) WHERE seq = 3", "body"),
        ("DELETE FROM bodies WHERE seq = 3", "body"),
        ("UPDATE bodies SET data = x'00' WHERE seq = 3", "body"),
    ],
)
def test_what_a_record_says_is_as_it_was_written(
    policy: iiz.Policy, store: Store, statement: str, why: str
):
    filled(policy, store)
    tampered(store, statement)
    assert wrong(store) == (3, why)
    with pytest.raises(StoreError) as error:
        policy.case("C-0", store)
    assert codes_of(error) == ["history-changed"]


@in_a_file
def test_what_the_database_cannot_read_is_found_and_not_quoted(policy: iiz.Policy, store: Store):
    filled(policy, store)
    tampered(store, "UPDATE bodies SET data = data || ' ' WHERE seq = 3")
    finding = verify(store).finding
    assert finding
    assert finding.code == "not-a-store"
    assert "Notiz" not in str(finding.words)


def test_one_byte_of_what_a_record_says_is_enough(policy: iiz.Policy, store: Store):
    filled(policy, store)
    with store._db.transaction():
        [(data,)] = store._db.rows("SELECT data FROM bodies WHERE seq = 3")
        store._db.run("UPDATE bodies SET data = ? WHERE seq = 3", (bytes(data)[:-1] + b" ",))
    assert wrong(store) == (3, "body")


def test_nothing_is_decided_by_a_row_that_was_changed(policy: iiz.Policy, store: Store):
    filled(policy, store)
    tampered(store, "UPDATE records SET edition = 'x' WHERE seq = 3")
    with pytest.raises(StoreError) as error:
        policy.case("C-0", store)
    assert error.value.findings[0].words["why"] == "hash"


def test_the_names_of_two_cases_exchanged_are_found(policy: iiz.Policy, store: Store):
    filled(policy, store)
    tampered(
        store,
        "UPDATE names SET name = 'x' WHERE name = CAST('C-0' AS BLOB)",
        "UPDATE names SET name = CAST('C-0' AS BLOB) WHERE name = CAST('C-1' AS BLOB)",
        "UPDATE names SET name = CAST('C-1' AS BLOB) WHERE name = 'x'",
    )
    assert wrong(store) == (1, "name")


def test_a_row_changed_with_its_hash_is_found_at_the_next_one(policy: iiz.Policy, store: Store):
    records = filled(policy, store)
    forged(store, 3, body_of(event="noted", facts={}, on="2024-03-06"))
    with store._db.transaction():
        for record in records[3:]:  # as they were, and with the hashes that they had
            values = (record.prev, record.hash, record.seq)
            store._db.run("UPDATE records SET prev = ?, hash = ? WHERE seq = ?", values)
    assert wrong(store) == (4, "link")


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        "[]",
        "3",
        "no JSON",
        '{"event":"noted","facts":{}}',
        '{"event":"noted","facts":{},"on":"2024-02-30"}',
        '{"event":"noted","facts":[],"on":"2024-03-06"}',
        '{"event":7,"facts":{},"on":"2024-03-06"}',
        '{"event":"noted","facts":{},"on":"2024-03-06","learned":4}',
    ],
)
def test_a_record_of_a_wrong_shape_is_found(policy: iiz.Policy, store: Store, body: str):
    filled(policy, store)
    forged(store, 3, body)
    assert wrong(store) == (3, "shape")


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (["DELETE FROM records WHERE seq = 3"], (3, "gap")),
        (["DELETE FROM records WHERE seq = 1"], (1, "gap")),
        (
            [
                "UPDATE records SET seq = 99 WHERE seq = 2",
                "UPDATE records SET seq = 2 WHERE seq = 3",
                "UPDATE records SET seq = 3 WHERE seq = 99",
            ],
            (2, "link"),
        ),
    ],
)
def test_a_row_taken_out_or_swapped_is_found(
    policy: iiz.Policy, store: Store, statements: list[str], found: tuple[int, str]
):
    filled(policy, store)
    tampered(store, *statements)
    assert wrong(store) == found


def test_a_cut_end_is_found_by_a_head_that_was_kept(policy: iiz.Policy, store: Store):
    filled(policy, store)
    head = Head(*store.head())
    tampered(
        store,
        *(
            f'DELETE FROM {table} WHERE "case" = (SELECT "case" FROM records WHERE seq = 4)'
            for table in ("names", *INDEX)
        ),
        "DELETE FROM bodies WHERE seq > 3",
        "DELETE FROM records WHERE seq > 3",
    )
    assert wrong(store) is None
    assert wrong(store, head) == (6, "cut")


@in_a_file
def test_another_store_in_its_place_is_found_by_a_head(
    policy: iiz.Policy, store: Store, tmp_path: Path
):
    filled(policy, store)
    head = Head(*store.head())
    with Store(tmp_path / "other.db") as other:
        policy.open_case("D-1", store=other).record("entered", "2024-03-05", BORN)
        filled(policy, other)
        assert wrong(other, head) == (6, "head")


def test_the_files_bytes_flipped_are_found_or_refused(policy: iiz.Policy, path: Path):
    with Store(path) as store:
        filled(policy, store, cases=20)
    data = bytearray(path.read_bytes())
    place = data.index(b"erste Notiz")
    data[place] ^= 1
    path.write_bytes(bytes(data))
    with Store(path) as store:
        assert wrong(store) is not None


# --------------------------------------------------------------- 18: two writers, restored backup


def test_the_second_of_two_writers_of_one_case_is_refused(policy: iiz.Policy, path: Path):
    with Store(path) as first, Store(path) as second:
        one = policy.open_case("C-1", store=first)
        two = policy.case("C-1", second)
        one.record("entered", "2024-03-05", BORN)
        with pytest.raises(StoreError) as error:
            two.record("entered", "2024-03-05", BORN)
        assert codes_of(error) == ["case-changed"]
        policy.case("C-1", second).record("noted", "2024-03-06")
        assert wrong(first) is None


def test_two_writers_of_different_cases_make_one_chain(policy: iiz.Policy, path: Path):
    def work(name: str) -> None:
        with Store(path) as store:
            flow = policy.open_case(name, store=store)
            flow.record("entered", "2024-03-05", BORN)
            for number in range(10):
                flow.record("noted", "2024-03-06", {"person.note": f"{number}"})

    threads = [threading.Thread(target=work, args=(f"C-{number}",)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    with Store(path) as store:
        assert wrong(store) is None
        assert store.head()[0] == 4 * 12


def test_a_restored_backup_names_the_end_that_was_lost(
    policy: iiz.Policy, path: Path, tmp_path: Path
):
    with Store(path) as store:
        policy.open_case("C-0", store=store)
    shutil.copy(path, tmp_path / "backup.db")
    with Store(path) as store:
        policy.case("C-0", store).record("entered", "2024-03-05", BORN)
        lost = Head(*store.head())
    with Store(tmp_path / "backup.db") as backup:
        assert wrong(backup, lost) == (2, "cut")
        restored(backup, lost, date(2024, 4, 2))
        policy.case("C-0", backup).record("entered", "2024-03-07", BORN)
        assert wrong(backup, lost) is None
        assert wrong(backup, Head(2, "f" * 64)) is not None


def test_what_is_hashed_of_a_record_is_what_was_hashed_before():
    """A store that was written by an earlier version goes on to verify: the digest is fixed."""
    facts: dict[str, Value] = {
        "person.born": date(1990, 1, 1),
        "person.income": Decimal("831.2"),
        "person.problems": frozenset({"work", "money"}),
        "person.employed": False,
        "person.note": "é",
    }
    body = body_of(on="2024-03-05", event="noted", by=None, user="", facts=plain_facts(facts))
    assert body == (
        '{"event":"noted","facts":{"person.born":"1990-01-01","person.employed":false,'
        '"person.income":"831.20","person.note":"é","person.problems":["money","work"]},'
        '"on":"2024-03-05"}'
    )
    draft = CaseRecord("C-1", 1, "event", "tiny", "e", "d" * 64, body)
    record = draft.chained(2, "0" * 64, "f" * 32, b"0123456789abcdef")
    assert (record.body_hash, record.hash) == (BODY_HASH, HASH)


# --------------------------------------------------------------- 19 and 20: days, changed editions


def test_sequence_and_not_time_orders_the_history(policy: iiz.Policy, store: Store):
    policy.open_case("C-1", store=store).record("entered", "2024-06-30", BORN)
    policy.open_case("C-2", store=store).record("entered", "2024-03-05", BORN)
    assert [(one.seq, one.on) for one in store.records()] == [
        (1, "2024-03-05"),
        (2, "2024-06-30"),
        (3, "2024-03-05"),
        (4, "2024-03-05"),
    ]
    assert wrong(store) is None


def test_every_record_names_the_edition_and_the_digest_of_its_rules(
    policy: iiz.Policy, store: Store
):
    for one in filled(policy, store):
        assert (one.edition, one.digest) == (policy.program.edition, policy.program.digest)


@in_a_file
def test_a_case_stays_on_its_edition_until_it_is_handed_over(
    policy: iiz.Policy, store: Store, tmp_path: Path
):
    filled(policy, store)
    shutil.copytree(TINY, tmp_path / "tiny")
    events = tmp_path / "tiny" / "2024-01-01" / "events.yaml"
    events.write_text(events.read_text("utf-8") + "# geändert\n", "utf-8")
    changed = iiz.load(tmp_path / "tiny", on="2024-03-05")
    running = changed.case("C-0", store)
    assert running.program == policy.program != changed.program
    assert running.state == policy.case("C-0", store).state
    stale = policy.case("C-0", store)
    flow = changed.migrate(running, "2024-04-02", "neue Fassung")
    assert flow.program == changed.program
    assert stale.refresh().program == changed.program
    assert stale.state == flow.state
    flow.record("noted", "2024-04-03")
    again = changed.case("C-0", store)
    assert again.state == flow.state
    assert again.state.begun
    assert [one.kind for one in again.records] == ["opened", "event", "event", "migrated", "event"]
    assert wrong(store) is None


def test_a_case_outlives_the_files_of_its_canton(path: Path, tmp_path: Path):
    shutil.copytree(ROOT / "cantons" / "valais", tmp_path / "valais")
    with Store(path) as store:
        flow = iiz.load(tmp_path / "valais").open_case("C-1", on="2024-01-08", store=store)
        flow.record("new-mandate", on="2024-01-08", facts={"reported_in": ["iv"]})
        owed_then = owed(Archive(store), date(2026, 3, 5))
    shutil.rmtree(tmp_path / "valais")
    with Store(path) as store:
        assert owed(Archive(store), date(2026, 3, 5)) == owed_then != []
        assert wrong(store) is None


@in_a_file
def test_no_case_is_opened_on_files_that_were_edited_meanwhile(store: Store, tmp_path: Path):
    shutil.copytree(TINY, tmp_path / "tiny")
    policy = iiz.load(tmp_path / "tiny", on="2024-03-05")
    events = tmp_path / "tiny" / "2024-01-01" / "events.yaml"
    events.write_text(events.read_text("utf-8") + "# geändert\n", "utf-8")
    with pytest.raises(iiz.UsageError) as error:
        policy.open_case("C-1", store=store)
    assert codes_of(error) == ["edition-edited"]
    events.unlink()
    (tmp_path / "tiny" / "canton.yaml").unlink()
    with pytest.raises(iiz.UsageError) as error:
        policy.open_case("C-1", store=store)
    assert codes_of(error) == ["edition-edited"]
    assert store.cases() == ()


@in_a_file
def test_of_a_few_editions_only_is_kept_what_was_compiled(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(archive, "MOST_EDITIONS", 1)
    shutil.copytree(TINY, tmp_path / "tiny")
    events = tmp_path / "tiny" / "2024-01-01" / "events.yaml"
    for case in ("C-1", "C-2"):
        iiz.load(tmp_path / "tiny", on="2024-03-05").open_case(case, store=store)
        events.write_text(events.read_text("utf-8") + "# geändert\n", "utf-8")
    [first, second] = store.editions.by_number().values()
    programs = [Archive(store).program(key) for key in (first, second, second, first)]
    assert programs[1] is programs[2]
    assert programs[0] is not programs[3]
    assert programs[0].digest == programs[3].digest


def test_rules_changed_in_the_store_decide_nothing(policy: iiz.Policy, store: Store):
    filled(policy, store)
    tampered(store, "UPDATE files SET data = data || '# ' WHERE name = 'escalation.yaml'")
    assert wrong(store) == (1, "edition")
    with pytest.raises(iiz.StoreError) as error:
        owed(Archive(store), date(2030, 1, 1))
    assert codes_of(error) == ["edition-lost"]


@pytest.mark.parametrize("name", ["../../x.yaml", "../x//facts.yaml", "/etc//x.yaml"])
def test_a_file_that_would_be_unpacked_elsewhere_is_none_that_was_kept(
    policy: iiz.Policy, store: Store, name: str
):
    filled(policy, store)
    tampered(store, f"UPDATE files SET name = '{name}' WHERE name = 'escalation.yaml'")
    with pytest.raises(iiz.StoreError) as error:
        owed(Archive(store), date(2030, 1, 1))
    assert codes_of(error) == ["edition-lost"]


def test_a_case_of_another_canton_is_not_taken_up(policy: iiz.Policy, store: Store):
    filled(policy, store)
    with pytest.raises(iiz.UsageError) as error:
        iiz.load("zurich").case("C-0", store)
    assert codes_of(error) == ["other-canton"]


@in_a_file
def test_no_case_is_opened_where_the_folder_of_the_canton_is_gone(store: Store, tmp_path: Path):
    shutil.copytree(TINY, tmp_path / "tiny")
    policy = iiz.load(tmp_path / "tiny", on="2024-03-05")
    shutil.rmtree(tmp_path / "tiny")
    with pytest.raises(iiz.UsageError) as error:
        policy.open_case("C-1", store=store)
    assert codes_of(error) == ["edition-edited"]


@in_a_file
def test_no_case_is_opened_on_files_that_cannot_be_read_any_more(store: Store, tmp_path: Path):
    shutil.copytree(TINY, tmp_path / "tiny")
    policy = iiz.load(tmp_path / "tiny", on="2024-03-05")
    (tmp_path / "tiny" / "2024-01-01" / "catalogues" / "listed.yaml").mkdir(parents=True)
    with pytest.raises(iiz.UsageError) as error:
        policy.open_case("C-1", store=store)
    assert codes_of(error) == ["edition-edited"]


def test_an_edition_that_is_kept_and_would_not_be_accepted_decides_nothing(
    policy: iiz.Policy, store: Store
):
    """As if a later version of this package refused what an earlier one has accepted."""
    files = files_of(policy.folder, read_canton(policy.folder).editions[0])
    files["escalation.yaml"] = files["escalation.yaml"].replace(b"provider: ", b"providor: ")
    key = EditionKey("tiny", policy.program.edition, digest_of(files.items()))
    store.editions.keep(key, files)
    with pytest.raises(iiz.LoadError) as error:
        Archive(store).program(key)
    assert codes_of(error) == ["unknown-key"]


@pytest.mark.parametrize(("event", "facts"), [("noted", {"person.age": -1}), ("unheard-of", {})])
def test_a_record_that_does_not_fit_its_edition_is_no_history(
    policy: iiz.Policy, store: Store, event: str, facts: dict[str, Any]
):
    filled(policy, store, cases=1)
    forged(store, 3, body_of(event=event, facts=facts, on="2024-03-06"))
    with pytest.raises(iiz.StoreError) as error:
        policy.case("C-0", store)
    assert codes_of(error)[0] == "not-a-store"
    finding = verify(store).finding
    assert finding
    assert finding.code == "not-a-store"


def test_a_record_without_a_day_is_no_history():
    record = CaseRecord("C-1", 1, "event", body=body_of(on="gestern"))
    with pytest.raises(iiz.StoreError) as error:
        _ = record.day
    assert codes_of(error) == ["not-a-store"]


def test_a_store_that_is_only_to_be_read_is_not_made(path: Path):
    with pytest.raises(StoreError) as error:
        Store(path, create=False)
    assert codes_of(error) == ["unreadable-file"]
    assert not path.exists()


def other(record: CaseRecord, case: str) -> CaseRecord:
    """The same record of another case, before it is chained."""
    body = body_of(**{**record.content, "case": case})
    return CaseRecord(case, record.n, record.kind, *record.rules, body)


def test_what_is_written_together_is_kept_together_or_not_at_all(policy: iiz.Policy, store: Store):
    [draft, *_] = filled(policy, store, cases=1)
    with store.together():
        for name in ("D-1", "D-2"):
            store.append(other(draft, name))
    assert store.cases() == ("C-0", "D-1", "D-2")

    def twice() -> None:
        with store.together():
            store.append(other(draft, "D-3"))
            store.append(other(draft, "D-1"))

    with pytest.raises(StoreError):
        twice()
    assert store.cases() == ("C-0", "D-1", "D-2")


def test_an_edition_that_is_taken_back_with_its_cases_is_kept_with_the_next_one(
    policy: iiz.Policy, store: Store
):
    def cut_off() -> None:
        with store.together():
            filled(policy, store)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut_off()
    assert not store.editions.files(policy.basis.key)
    filled(policy, store, cases=1)
    assert store.editions.files(policy.basis.key)


def test_another_program_that_opens_the_file_at_the_same_moment_is_waited_for(path: Path):
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.2, other.close)
    done.start()
    with Store(path, wait=10) as store:
        assert store.head()[0] == 0
    done.join()


def test_another_program_that_does_not_let_go_is_not_waited_for_without_end(path: Path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError) as error:
        Store(path, wait=0)
    assert codes_of(error) == ["store-unreachable"]
    other.close()


# -------------------------------------------------------------------------- replay, many threads


def test_replaying_the_history_gives_the_same_case(policy: iiz.Policy, store: Store):
    flow = policy.open_case("C-1", store=store)
    flow.record("entered", "2024-03-05", BORN)
    flow.record("noted", "2024-08-06", {"person.note": "-"}, by="contact")
    again = policy.case("C-1", store)
    assert again.state == flow.state
    assert [one.fired for one in again.history] == [one.fired for one in flow.history]
    with pytest.raises(iiz.UsageError) as error:
        policy.case("C-2", store)
    assert codes_of(error) == ["unknown-case"]
    with pytest.raises(iiz.UsageError) as error:
        policy.open_case("C-1", store=store)
    assert codes_of(error) == ["case-exists"]


def test_eight_threads_on_hundreds_of_cases(policy: iiz.Policy, path: Path):
    with Store(path) as store:
        names = sampled([f"C-{number}" for number in range(1000)])
        faults: list[BaseException] = []

        def work(mine: Sequence[str]) -> None:
            try:
                for name in mine:
                    flow = policy.open_case(name, store=store)
                    flow.record("entered", "2024-03-05", BORN)
                    assert flow.state.verdicts == expected
            except BaseException as error:  # noqa: BLE001 - told below
                faults.append(error)

        flow = policy.open_case("first", store=store)
        expected = flow.record("entered", "2024-03-05", BORN).state.verdicts
        threads = [threading.Thread(target=work, args=(names[i::8],)) for i in range(8)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert faults == []
        assert store.head()[0] == 2 * len(names) + 2
        assert wrong(store) is None
