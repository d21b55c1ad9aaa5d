"""The store: an append-only list of records in one SQLite file, and an index of what is owed.

Records are never changed. They are written through a log (WAL) that is on the disk before `append`
returns (synchronous FULL), so that killing the process or the machine loses nothing that was
acknowledged. The index can be made again from the records at any time.

The interface is what another database would have to offer: `append`, `history`, `cases`, `owed`,
`refresh`, `stale`, `records`.
"""

import errno
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from iiz_rules.diagnostics import Finding, Place, Source
from iiz_rules.errors import StoreError
from iiz_rules.escalation.opening import COLUMNS, opened
from iiz_rules.escalation.records import FIRST, Outlook, Record, Row, values_of
from iiz_rules.source.documents import WHY

_LISTED = ", ".join(f'"{name}"' for name in COLUMNS)
_MARKS = ", ".join("?" * len(COLUMNS))


class Store:
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
            self._db = opened(self.path, wait)
        self._opened = self._identity()

    def append(self, draft: Record, outlook: Outlook | None = None) -> Record:
        """Write a record and the outlook of its case; what is returned is on the disk."""
        with self._transaction() as db:
            (last,) = db.execute(
                'SELECT coalesce(max(n), -1) FROM records WHERE "case" = ?', (draft.case,)
            ).fetchone()
            if last != draft.n - 1:
                words = {"case": draft.case, "n": last + 1}
                raise StoreError([self._finding("case-changed", **words)])
            seq, prev = self.head()
            record = draft.chained(seq + 1, prev)
            db.execute(f"INSERT INTO records ({_LISTED}) VALUES ({_MARKS})", values_of(record))
            if outlook:
                self._put(draft.case, outlook)
        return record

    def refresh(self, case: str, outlook: Outlook) -> None:
        """Replace what the index says of a case."""
        with self._transaction():
            self._put(case, outlook)

    def _put(self, case: str, outlook: Outlook) -> None:
        db = self._db
        db.execute('DELETE FROM owed WHERE "case" = ?', (case,))
        db.executemany("INSERT INTO owed VALUES (?, ?, ?, ?, ?, ?, ?, ?)", outlook.rows)
        db.execute(
            "INSERT OR REPLACE INTO cases VALUES (?, ?, ?, ?)",
            (case, outlook.last, outlook.horizon, outlook.closed),
        )

    def head(self) -> tuple[int, str]:
        """Give the number and the hash of the last record, to be kept by somebody else."""
        with self._faults("not-a-store"):
            found = self._db.execute(
                "SELECT seq, hash FROM records ORDER BY seq DESC LIMIT 1"
            ).fetchone()
        return found or (0, FIRST)

    def history(self, case: str) -> tuple[Record, ...]:
        """Give the records of a case in their order; none where there is no such case."""
        return tuple(self._read('WHERE "case" = ? ORDER BY n', case))

    def records(self) -> Iterator[Record]:
        """Give all records in their order."""
        return self._read("ORDER BY seq")

    def _read(self, clause: str, *values: object) -> Iterator[Record]:
        with self._faults("not-a-store"):
            cursor = self._db.execute(f"SELECT {_LISTED} FROM records {clause}", values)
            for row in cursor:
                yield Record(*row)

    def cases(self) -> tuple[str, ...]:
        """Name the cases."""
        with self._faults("not-a-store"):
            found = self._db.execute("SELECT DISTINCT \"case\" FROM records WHERE kind != 'epoch'")
            return tuple(sorted(case for (case,) in found))

    def cantons(self) -> tuple[str, ...]:
        """Name the cantons whose cases are in it."""
        with self._faults("not-a-store"):
            found = self._db.execute("SELECT DISTINCT canton FROM records WHERE kind != 'epoch'")
            return tuple(sorted(canton for (canton,) in found))

    def owed(self, on: str, *, dated: bool = False) -> list[Row]:
        """Give what is owed on a day in all cases, by date; `dated` only what has one.

        See `stale` first.
        """
        only = "due IS NOT NULL AND " if dated else ""
        with self._faults("not-a-store"):
            found = self._db.execute(
                f"SELECT * FROM owed WHERE {only}start <= ? AND (until IS NULL OR until > ?) "
                'ORDER BY due IS NULL, due, "case", duty',
                (on, on),
            )
            return list(map(Row._make, found))

    def stale(self, on: str) -> list[str]:
        """Name the cases of which the index says nothing on a day: too far ahead, or past."""
        with self._faults("not-a-store"):
            found = self._db.execute(
                'SELECT "case" FROM cases WHERE horizon < ? UNION '
                'SELECT "case" FROM cases WHERE last > ?',
                (on, on),
            )
            return [case for (case,) in found]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def __enter__(self) -> "Store":
        """Use the store for a while."""
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
                self._still_there()
                self._db.execute("COMMIT")
            except BaseException:
                self._db.rollback()
                raise

    def _still_there(self) -> None:
        """Refuse to acknowledge what goes to a file that was deleted or replaced meanwhile."""
        if self.path and self._identity() != self._opened:
            raise sqlite3.OperationalError("the file is gone, or another one is in its place")

    def _identity(self) -> tuple[int, int] | None:
        """Tell the file from any other that may come to have its name; None where it is gone."""
        if self.path is None:
            return None
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    @contextmanager
    def _faults(self, code: str) -> Iterator[None]:
        """Turn errors of the database into findings."""
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError([self._finding(code, why=str(error))]) from error

    def _finding(self, code: str, **words: object) -> Finding:
        return Finding(code, Place(Source(self.name)), {"store": self.name, **words})
