"""The file behind a store: it is written whole or not at all, and every error is a finding."""

import errno
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from iiz_rules.escalation.store.opening import opened
from iiz_rules.findings.errors import StoreError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.text.files import WHY


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
            self._db = opened(self.path, wait)
        weakref.finalize(self, self._db.close)  # also where nobody closes it, as one in memory
        self._opened = self._identity()

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

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """Read rows; one thread at a time, because what SQLite prepares for a query is shared."""
        with self._lock, self._faults("not-a-store"):
            return self._db.execute(query, values).fetchall()

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
