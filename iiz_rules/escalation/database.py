"""The file behind a store: an SQLite database that keeps what it has acknowledged, or is refused.

It is written through a log (WAL) that is on the disk before a transaction ends (synchronous FULL).
Every error of the database becomes a finding.
"""

import errno
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from iiz_rules.diagnostics import Finding, Place, Source
from iiz_rules.errors import StoreError
from iiz_rules.source.documents import WHY

VERSION = 1
TRIES = 20
SCHEMA = """CREATE TABLE records (
    "case" TEXT NOT NULL, n INTEGER NOT NULL, "on" TEXT NOT NULL, kind TEXT NOT NULL,
    event TEXT NOT NULL, actor TEXT NOT NULL, body TEXT NOT NULL, canton TEXT NOT NULL,
    edition TEXT NOT NULL, digest TEXT NOT NULL, seq INTEGER PRIMARY KEY, prev TEXT NOT NULL,
    hash TEXT NOT NULL, UNIQUE ("case", n));
CREATE TABLE cases (
    "case" TEXT PRIMARY KEY, last TEXT NOT NULL, horizon TEXT NOT NULL,
    closed INTEGER NOT NULL, edition INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE owed (
    "case" TEXT NOT NULL, duty TEXT NOT NULL, since TEXT NOT NULL, role TEXT, "of" TEXT, due TEXT,
    start TEXT NOT NULL, until TEXT, edition INTEGER NOT NULL);
CREATE TABLE editions (
    id INTEGER PRIMARY KEY, canton TEXT NOT NULL, edition TEXT NOT NULL, digest TEXT NOT NULL,
    UNIQUE (canton, edition, digest));
CREATE TABLE files (
    edition INTEGER NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (edition, name)) WITHOUT ROWID;
CREATE INDEX owed_by_case ON owed ("case");
CREATE INDEX owed_by_day ON owed (start, until);
CREATE INDEX cases_by_horizon ON cases (horizon);
CREATE INDEX cases_by_last ON cases (last)"""


class Database:
    """One file; `None` keeps everything in memory. Share it between threads freely."""

    def __init__(
        self, path: str | Path | None = None, *, wait: float = 5.0, create: bool = True
    ) -> None:
        self.path = None if path is None else Path(path)
        self.name = str(path) if path else "memory"
        self._lock = threading.RLock()
        if self.path and not create and not self.path.exists():
            words = {"file": self.name, "why": WHY[errno.ENOENT]}
            raise StoreError([Finding("unreadable-file", Place(Source(self.name)), words)])
        with self._faults("not-a-store"):
            self._db = sqlite3.connect(
                ":memory:" if path is None else str(path),
                timeout=wait,
                isolation_level=None,
                check_same_thread=False,
            )
            self._prepare(wait)

    def _prepare(self, wait: float) -> None:
        """Make the tables of a new file; refuse one that does not keep what it acknowledges."""
        db = self._db
        self._known()
        mode = self._logged(wait)
        db.execute("PRAGMA synchronous = FULL")
        (level,) = db.execute("PRAGMA synchronous").fetchone()
        if self.path is not None and (mode, level) != ("wal", 2):
            raise StoreError([self._finding("store-not-safe", mode=mode, level=level)])
        db.execute("BEGIN IMMEDIATE")  # another program may be making them at this moment
        if self._known() == 0:
            for statement in SCHEMA.split(";"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")

    def _known(self) -> int:
        """Give the version of the file, 0 where it is empty; refuse what is no store."""
        both = "SELECT user_version, (SELECT count(*) FROM sqlite_master) FROM pragma_user_version"
        version, tables = self._db.execute(both).fetchone()  # of one moment: others may be writing
        if version not in (0, VERSION) or (version == 0 and tables):
            raise StoreError([self._finding("not-a-store", why=f"version {version}")])
        return int(version)

    def _logged(self, wait: float) -> str:
        """Switch to the log; SQLite itself does not wait for another program that does the same."""
        for attempt in range(TRIES):
            try:
                (mode,) = self._db.execute("PRAGMA journal_mode = WAL").fetchone()
                return str(mode)
            except sqlite3.OperationalError:
                if attempt == TRIES - 1:
                    raise
                time.sleep(wait / TRIES)
        raise AssertionError

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def __enter__(self) -> Self:
        """Use it for a while."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it afterwards."""
        self.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write several records at once: all of them are on the disk afterwards, or none is."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Write all or nothing; the head of the chain cannot move meanwhile."""
        with self._lock, self._faults("not-recorded"):
            nested: bool = self._db.in_transaction  # part of what is written together
            if nested:
                yield self._db
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                self._db.rollback()
                raise

    @contextmanager
    def _faults(self, code: str) -> Iterator[None]:
        """Turn errors of the database into findings."""
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError([self._finding(code, why=str(error))]) from error

    def _finding(self, code: str, **words: object) -> Finding:
        return Finding(code, Place(Source(self.name)), {"store": self.name, **words})
