"""The database of a store in memory: its tables are written when somebody looks at them.

Nobody else sees it, and nothing of it outlives the process. So what is recorded waits, in its
order, and whoever reads finds it in the tables. What waits is taken back with its transaction.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from iiz_rules.escalation.store.sqlite import SQLite


class Memory(SQLite):
    """Tables in memory; threads may share them."""

    def __init__(self) -> None:
        self._waiting: list[Callable[[], None]] = []
        self._before: int | None = None
        """how many wait from before the transaction that is running; None where none is"""
        self._begun = False
        """whether the tables know of that transaction"""
        super().__init__()

    def later(self, write: Callable[[], None]) -> None:
        """Let something be written before anybody reads, within a transaction."""
        if self._begun:
            write()
        else:
            self._waiting.append(write)

    def begin(self) -> None:
        """Begin a transaction, of which the tables need not know before they are looked at."""
        self._before = len(self._waiting)

    def commit(self) -> None:
        """End it."""
        if self._begun:
            super().commit()
        self._before, self._begun = None, False

    def rollback(self) -> None:
        """Take all of it back."""
        del self._waiting[self._before :]
        if self._begun:
            super().rollback()
        self._before, self._begun = None, False

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Change something, within a transaction."""
        self._catch_up()
        super().run(statement, values)

    def many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Change something for each of many rows, within a transaction."""
        self._catch_up()
        super().many(statement, rows)

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """Read rows."""
        with self._lock:
            self._catch_up()
            return super().rows(query, values)

    def _catch_up(self) -> None:
        """Write what waits; what is from before a transaction that is running is not part of it."""
        waiting, self._waiting = self._waiting, []
        if self._before is None:
            self._write(waiting)
            return
        if not self._begun:
            self._begun = True
            self._write(waiting[: self._before])
            super().begin()
            waiting, self._before = waiting[self._before :], 0
        for write in waiting:
            write()

    def _write(self, waiting: list[Callable[[], None]]) -> None:
        """Write what waits in a transaction of its own."""
        if not waiting:
            return
        super().begin()
        for write in waiting:
            write()
        super().commit()
