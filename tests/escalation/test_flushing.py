"""Several writers share one flush: each is told after it, and what one cannot do is its own."""

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from iiz_rules.escalation.store.chain import verify
from iiz_rules.escalation.store.flushing import Writers
from iiz_rules.escalation.store.records import CaseRecord, RecordKind, body_of
from iiz_rules.escalation.store.store import Store


class Disk:
    """A database that writes down what it is told, and fails at what it is told to fail at."""

    def __init__(self, *failing: str) -> None:
        self.done: list[str] = []
        self.failing = set(failing)

    def run(self, statement: str) -> None:
        self.done.append(statement)
        if statement in self.failing:
            raise sqlite3.OperationalError(statement)

    def begin(self) -> None:
        self.run("begin")

    def commit(self) -> None:
        self.run("commit")

    def rollback(self) -> None:
        self.run("rollback")


def two_writers(
    disk: Disk, second: Callable[[], None], *, share: bool = True
) -> tuple[list[str], list[str]]:
    """Write with one thread while another waits for its turn: what was done, what each was told."""
    writers = Writers(disk, threading.RLock(), share=share)
    told: list[str] = []

    def work(name: str, act: Callable[[], None]) -> None:
        try:
            with writers.together():
                disk.run(name)
                act()
            told.append(f"{name}: kept")
        except Exception as error:  # noqa: BLE001 - whatever it was told
            told.append(f"{name}: {error}")

    other = threading.Thread(target=work, args=("second", second))

    def until_the_other_waits() -> None:
        other.start()
        while repr(writers) != "<Writers: 1 wait>":
            time.sleep(0.001)

    work("first", until_the_other_waits)
    other.join()
    return disk.done, sorted(told)


def nothing() -> None:
    pass


def refused() -> None:
    raise ValueError("refused")


SAVED, BACK = "SAVEPOINT writer", "ROLLBACK TO SAVEPOINT writer"


@pytest.mark.parametrize(
    ("failing", "second", "done", "first_told", "second_told"),
    [
        ([], nothing, [SAVED, "second", "commit"], "kept", "kept"),
        ([], refused, [SAVED, "second", BACK, "commit"], "kept", "refused"),
        (["commit"], nothing, [SAVED, "second", "commit", "rollback"], "commit", "commit"),
        ([SAVED], nothing, [SAVED, "rollback"], SAVED, SAVED),
        ([BACK], refused, [SAVED, "second", BACK, "rollback"], "refused", "refused"),
    ],
    ids=["both", "one refused", "no flush", "no turn", "the database took all back"],
)
def test_who_writes_while_another_waits_is_kept_with_it_or_not_at_all(
    failing: list[str],
    second: Callable[[], None],
    done: list[str],
    first_told: str,
    second_told: str,
):
    seen = two_writers(Disk(*failing), second)
    assert seen == (["begin", "first", *done], [f"first: {first_told}", f"second: {second_told}"])


def test_an_interrupted_writer_leaves_the_others_told():
    def interrupted() -> None:
        raise KeyboardInterrupt

    disk = Disk(BACK)
    writers = Writers(disk, threading.RLock())
    writers._waiting = 1  # somebody comes, so that the first one leaves it open
    threads = [threading.Thread(target=lambda: told.append(kept(writers)))]
    told: list[str] = []
    threads[0].start()
    while writers._batch is None or not writers._batch.writers:
        time.sleep(0.001)
    writers._waiting = 0
    with pytest.raises(KeyboardInterrupt), writers.together():
        interrupted()
    threads[0].join()
    assert told == [BACK]


def kept(writers: Writers) -> str:
    try:
        with writers.together(), writers.together():  # the inner one is part of the outer
            assert writers.writing
    except sqlite3.Error as error:
        return str(error)
    return "kept"


def test_where_a_flush_costs_nothing_nobody_waits_for_others():
    done, told = two_writers(Disk(), nothing, share=False)
    assert done == ["begin", "first", "commit", "begin", "second", "commit"]
    assert told == ["first: kept", "second: kept"]


def test_what_is_written_within_another_writing_is_kept_with_it_or_not_at_all():
    disk = Disk()
    writers = Writers(disk, threading.RLock())

    def write_in_parts() -> None:
        with writers.together():
            with writers.together():
                disk.run("a part")
            writers.settle()  # whoever reads in this thread reads what is its own
            refused()

    with pytest.raises(ValueError, match="refused"):
        write_in_parts()
    assert disk.done == ["begin", "a part", "rollback"]


def test_whoever_is_alone_takes_back_all_and_nobody_reads_what_may_be_taken_back():
    disk = Disk()
    writers = Writers(disk, threading.RLock())
    with pytest.raises(ValueError, match="refused"), writers.together():
        refused()
    assert disk.done == ["begin", "rollback"]
    writers._waiting = 1
    thread = threading.Thread(target=kept, args=(writers,))
    thread.start()
    while writers._batch is None or not writers._batch.writers:
        time.sleep(0.001)
    assert disk.done[2:] == ["begin"]
    writers.settle()  # as whoever reads does
    thread.join()
    assert disk.done[2:] == ["begin", "commit"]


def test_many_threads_write_one_chain_and_share_flushes(opened: Callable[..., Store]):
    def work(name: str) -> None:
        for n in range(20):
            said = body_of(case=name, on="2024-03-05", readings={}, event="noted", facts={})
            kind: RecordKind = "event" if n else "opened"
            store.append(CaseRecord(name, n, kind, "x", "e", "d", said))

    with opened() as store:
        commit, flushes = store._db.commit, list[int]()  # type: ignore[attr-defined]

        def flush() -> None:
            flushes.append(1)
            commit()

        store._db.commit = flush  # type: ignore[attr-defined]
        threads = [threading.Thread(target=work, args=(f"C-{number}",)) for number in range(8)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert len(flushes) < 8 * 20
        assert store.head()[0] == 8 * 20
        assert [record.seq for record in store.records()] == list(range(1, 161))


def test_what_was_left_open_is_flushed_when_the_store_is_closed(tmp_path: Path):
    store = Store(tmp_path / "cases.db")
    writers = store._db._writers  # type: ignore[attr-defined]
    writers._waiting = 1
    said = body_of(case="C-1", on="2024-03-05", readings={})
    draft = CaseRecord("C-1", 0, "opened", "x", "e", "d", said)
    thread = threading.Thread(target=store.append, args=(draft,))
    thread.start()
    while writers._batch is None or not writers._batch.writers:
        time.sleep(0.001)
    store.close()
    thread.join()
    with Store(tmp_path / "cases.db", create=False) as again:
        assert again.head()[0] == 1
        assert verify(again).count == 1


def test_who_waited_and_gave_up_leaves_nobody_waiting():
    disk = Disk()
    writers = Writers(disk, threading.RLock())
    writers._count(1)  # as somebody whose turn never comes
    with writers.together():
        disk.run("first")
    assert disk.done == ["begin", "first", "commit"]


def test_who_waits_long_finds_that_another_has_flushed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("iiz_rules.escalation.store.flushing.LONGEST", 0.001)
    done, told = two_writers(Disk(), lambda: time.sleep(0.05))
    assert told == ["first: kept", "second: kept"]
    assert done.count("commit") == 1
