"""Several writers of one process share one flush of the disk.

A flush takes longer than what is written before it. So whoever has written and sees that others
wait to write leaves the transaction open to them; the last one ends it, for all. Nobody is told
that something is kept before it is, and what one of them cannot do is taken back for that one.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

LONGEST = 1.0
"""seconds after which a writer ends the transaction itself that it has left open to others"""


class Connected(Protocol):
    """What a database does of a transaction, on the one connection that all writers have."""

    def begin(self) -> None:
        """Begin a transaction."""

    def commit(self) -> None:
        """End it; afterwards all of it is on the disk."""

    def rollback(self) -> None:
        """Take all of it back, unless the database has done so."""

    def run(self, statement: str) -> None:
        """Do something within it."""


@dataclass
class Batch:
    """What is flushed together."""

    writers: int = 0
    flushed: threading.Event | None = None
    """tells those who have left it open to others"""
    fault: Exception | None = None
    """why nothing of it is kept"""


class Writers:
    """Lets threads write one after the other; `share` where a flush costs something."""

    def __init__(self, database: Connected, lock: threading.RLock, *, share: bool = True) -> None:
        self._database, self._lock, self._share = database, lock, share
        self._batch: Batch | None = None
        self._writer: int | None = None
        self._waiting = 0
        self._counting = threading.Lock()

    def __repr__(self) -> str:
        return f"<Writers: {self._waiting} wait>"

    @property
    def writing(self) -> bool:
        """Whether this thread is writing."""
        return self._writer == threading.get_ident()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write all or nothing; on the disk afterwards. Nested, it is part of the outer."""
        if self.writing:
            yield
            return
        self._take_turn()
        try:
            batch = self._joined()
            try:
                yield
                batch.writers += 1
            except BaseException as error:
                self._take_back(batch, error)
                raise
            finally:
                self._writer = None
                if self._batch is batch:
                    self._leave(batch)
        finally:
            self._lock.release()
        while batch.flushed and not batch.flushed.wait(LONGEST):
            with self._lock:  # who was to end it gave up waiting, as at an interrupt
                if self._batch is batch:
                    self._flush(batch)
        if batch.fault:
            raise batch.fault

    def settle(self) -> None:
        """Flush what others have written: nobody reads what may still be taken back."""
        if self._batch and not self.writing:
            self._flush(self._batch)

    def _take_turn(self) -> None:
        """Wait for one's turn, so that whoever writes knows of it."""
        if self._lock.acquire(blocking=False):
            return
        self._count(1)
        try:
            self._lock.acquire()
        finally:
            self._count(-1)

    def _leave(self, batch: Batch) -> None:
        """Leave the transaction open to those who wait to write, or end it."""
        if self._share and self._waiting:
            batch.flushed = batch.flushed or threading.Event()
        else:
            self._flush(batch)

    def _count(self, more: int) -> None:
        with self._counting:
            self._waiting += more

    def _joined(self) -> Batch:
        """The batch that is open, or a new one."""
        if self._batch is None:
            self._database.begin()
            self._batch = Batch()
        else:
            try:
                self._database.run("SAVEPOINT writer")
            except Exception as fault:
                self._lose(self._batch, fault)
                raise
        self._writer = threading.get_ident()
        return self._batch

    def _take_back(self, batch: Batch, error: BaseException) -> None:
        """Take back what one writer has written; all of it where the database has done so."""
        if not batch.writers:
            self._batch = None
            self._database.rollback()
            return
        try:
            self._database.run("ROLLBACK TO SAVEPOINT writer")
        except Exception as worse:  # noqa: BLE001 - whatever it is, nothing is kept
            self._lose(batch, error if isinstance(error, Exception) else worse)

    def _flush(self, batch: Batch) -> None:
        """End the transaction for all who have written."""
        try:
            self._database.commit()
        except Exception as fault:  # noqa: BLE001 - whatever it is, nothing is kept
            self._lose(batch, fault)
        else:
            self._batch = None
            _tell(batch)

    def _lose(self, batch: Batch, fault: Exception) -> None:
        """Nothing of a batch is kept, and all who wrote are told."""
        self._batch, batch.fault = None, fault
        self._database.rollback()
        _tell(batch)


def _tell(batch: Batch) -> None:
    """Let those go on who wait for the flush."""
    if batch.flushed:
        batch.flushed.set()
