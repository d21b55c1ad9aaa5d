"""The database of a store in one SQLite file, the one that comes with Python.

It writes through a log (WAL) that is on the disk before a transaction returns (synchronous FULL),
so that killing the process or the machine loses nothing that was acknowledged. The file is written
whole or not at all, every error is a finding, and a file that is not ours, or would not keep what
it acknowledges, is refused when it is opened. What is deleted is overwritten (secure_delete).
"""

import errno
import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from iiz_rules.escalation.store.flushing import Writers
from iiz_rules.escalation.store.tables import STATEMENTS, VERSION
from iiz_rules.findings.errors import StoreError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.text.putting import NO_FILE, unwritable
from iiz_rules.words.say import text

SAFE = ("wal", 2)
"""How a file is written: through the log, and on the disk before a commit returns (FULL)."""
TRIES = 20
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
"""What another program does to a file that can be read again later."""
UNWRITTEN = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR_WRITE: errno.EIO,
    sqlite3.SQLITE_IOERR_FSYNC: errno.EIO,
    sqlite3.SQLITE_IOERR_SHMSIZE: errno.EIO,
}
"""What the system refused, by what SQLite says of it."""


class SQLite:
    """One file; `None` keeps everything in memory. Threads may share it.

    `wait` is for how many seconds another program is waited for.
    """

    own = True

    def __init__(
        self,
        path: Path | None = None,
        wait: float = 5.0,
        create: bool = True,
        oldest: int = VERSION,
    ) -> None:
        self.path, self.wait = path, wait
        self.name = str(path) if path else "memory"
        self.lasting = path is not None
        self.again: Callable[[], None] = lambda: None
        self._lock = threading.RLock()
        self._writers = Writers(self, self._lock, share=self.lasting)
        there = path is not None and os.access(path, os.F_OK)
        if path and not create and not there:
            words = {"file": self.name, "why": text("findings.file.absent")}
            raise StoreError([Finding("unreadable-file", Place(Source(self.name)), words)])
        self.writable = path is None or not there or _may_be_written(path)
        self._unchanging = self._as_it_lies() if path and not self.writable else None
        if path:
            _make_private(path)
        with self._faults("not-a-store"):
            self._db = sqlite3.connect(
                self._address(),
                timeout=wait,
                isolation_level=None,
                check_same_thread=False,
                uri=not self.writable,
            )
            weakref.finalize(self, self._db.close)  # also where nobody closes it
            self._prepare(oldest) if self.writable else self._look_at(oldest)
        self._opened = self._identity()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._writers.settle()
            self._db.close()

    # ------------------------------------------------------------------------------- opened

    def _prepare(self, oldest: int) -> None:
        """Make the tables of a new file; refuse one that is not ours, too old or not safe."""
        try:
            self._known(oldest)
            mode = self._logged()
            self._db.execute(f"PRAGMA synchronous = {SAFE[1]}")
            self._db.execute("PRAGMA secure_delete = ON")
            (level,) = self._db.execute("PRAGMA synchronous").fetchone()
            if self.path is not None and (mode, level) != SAFE:
                raise StoreError([self._finding("store-not-safe", mode=mode, level=level)])
            self._db.execute("BEGIN IMMEDIATE")  # another program may be making them now
            if self._known(oldest) == 0:
                self.make()
            self._db.execute("COMMIT")
        except BaseException:
            self._db.close()
            raise

    def _address(self) -> str:
        """What SQLite opens.

        Without the right to write it cannot make the files by which it would notice others. Where
        there are none, nobody has the file open: it is read as it lies, as long as it lies so.
        """
        if self.writable:
            return ":memory:" if self.path is None else str(self.path)
        still = "&immutable=1" if self._unchanging else ""
        return f"file:{quote(str(self.path))}?mode=ro{still}"

    def _look_at(self, oldest: int) -> None:
        """Refuse a file that may only be read and is not of this form."""
        try:
            if self._known(oldest) != VERSION:
                raise StoreError([self._finding("not-a-store", why="version 0")])
        except BaseException:
            self._db.close()
            raise

    def _as_it_lies(self) -> tuple[int, ...] | None:
        """By what it is noticed that a file was written; None where it has a log beside it."""
        log = Path(f"{self.path}-wal")
        if self.path is None or (log.exists() and log.stat().st_size):
            return None
        status = self.path.stat()
        return status.st_ino, status.st_size, status.st_mtime_ns

    def _still_lies(self) -> None:
        if self._unchanging and self._as_it_lies() != self._unchanging:
            raise sqlite3.OperationalError("somebody has written to it meanwhile")

    def make(self) -> None:
        """Make the tables that are not there, in the transaction that is running."""
        there = self._statements()
        for statement in STATEMENTS:
            if statement not in there:
                self._db.execute(statement)
        self._db.execute(f"PRAGMA user_version = {VERSION}")

    def _known(self, oldest: int) -> int:
        """The version of the file; refuse what is no store, or has to be rewritten first."""
        version, tables = self.version()
        if version not in range(VERSION + 1) or (version == 0 and tables):
            raise StoreError([self._finding("not-a-store", why=f"version {version}")])
        if version and version < oldest:
            raise StoreError([self._finding("old-store", version=version)])
        return version

    def version(self) -> tuple[int, int]:
        """The version of the file, 0 where it is empty, and how many tables there are."""
        both = "SELECT user_version, (SELECT count(*) FROM sqlite_master) FROM pragma_user_version"
        version, tables = self._db.execute(both).fetchone()  # of one moment: others may write
        return int(version), int(tables)

    def _logged(self) -> str:
        """Switch to the log; SQLite itself does not wait for another program that does the same."""
        switch = f"PRAGMA journal_mode = {SAFE[0]}"
        for _ in range(TRIES - 1):
            with suppress(sqlite3.OperationalError):
                return str(self._db.execute(switch).fetchone()[0])
            time.sleep(self.wait / TRIES)
        return str(self._db.execute(switch).fetchone()[0])

    # ------------------------------------------------------------------------------ written

    @contextmanager
    def transaction(self, *, alone: bool = False) -> Iterator[None]:  # noqa: ARG002 - always is
        """Write all or nothing; the head of the chain cannot move meanwhile."""
        try:
            with self._writers.together():
                yield
        except sqlite3.Error as error:
            raise self._fault("not-recorded", error) from None

    def begin(self) -> None:
        """Begin a transaction, in which nobody else can write."""
        self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """End it; afterwards all of it is on the disk."""
        self._still_there()
        self._db.execute("COMMIT")

    def rollback(self) -> None:
        """Take all of it back."""
        self._db.rollback()

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Change something, within a transaction."""
        self._db.execute(statement, values)

    def many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Change something for each of many rows, within a transaction."""
        self._db.executemany(statement, rows)

    def later(self, write: Callable[[], None]) -> None:
        """Write something now: others may read."""
        write()

    def _still_there(self) -> None:
        """Refuse to acknowledge what goes to a file that was deleted or replaced meanwhile."""
        if self._identity() != self._opened:
            raise sqlite3.OperationalError("the file is gone, or another one is in its place")

    def _identity(self) -> tuple[int, int] | None:
        """Tell the file from any other that may come to have its name; None where it is gone."""
        try:
            status = self.path.stat() if self.path else None
        except OSError:
            return None
        return (status.st_dev, status.st_ino) if status else None

    def purge(self) -> None:
        """Leave nothing in the file, nor in its log, of what was deleted.

        The file is written anew, because pages that were divided may hold older copies of a row.
        """
        with self._lock, self._faults("still-there"):
            self._writers.settle()
            self._db.execute("VACUUM")
            (busy, *_) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise sqlite3.OperationalError("the log is in use")

    # --------------------------------------------------------------------------------- read

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """Read rows; one thread at a time, because what SQLite prepares for a query is shared."""
        with self._lock:
            self._writers.settle()
            try:
                rows = self._db.execute(query, values).fetchall()
                self._still_lies()
            except sqlite3.Error as error:
                code = "not-recorded" if self._writers.writing else "not-a-store"
                raise self._fault(code, error) from None
            return rows

    def damage(self) -> str:
        """Say what SQLite itself finds wrong with the file; nothing where all is well."""
        (said,) = self.rows("PRAGMA integrity_check(1)")[0]
        if said != "ok":
            return str(said)
        with self._lock:
            return "" if self._statements() == sorted(STATEMENTS) else "sqlite_master"

    def _statements(self) -> list[str]:
        """The statements that the tables were made with."""
        rows = self._db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        return sorted(" ".join(sql.split()) for (sql,) in rows)

    @contextmanager
    def _faults(self, code: str) -> Iterator[None]:
        """Turn errors of the database into findings."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._fault(code, error) from None

    def _fault(self, code: str, error: sqlite3.Error) -> StoreError:
        said = getattr(error, "sqlite_errorcode", 0)
        if self.path and code == "not-a-store" and said in UNWRITTEN:
            return StoreError(unwritable(self.path, OSError(UNWRITTEN[said], "")).findings)
        why, _, _ = str(error).partition(" with text ")  # behind it SQLite quotes what is kept
        if code == "not-a-store" and said & 0xFF in BUSY:
            code = "store-unreachable"
        return StoreError([self._finding(code, why=why)])

    def _finding(self, code: str, **words: object) -> Finding:
        return Finding(code, Place(Source(self.name)), {"store": self.name, **words})


def _may_be_written(path: Path) -> bool:
    """Whether a file and the log beside it may be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _make_private(path: Path) -> None:
    """Make a new file for its owner alone, as its log then is too; one that is there stays."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        pass
    except NO_FILE as error:
        raise StoreError(unwritable(path, error).findings) from None
