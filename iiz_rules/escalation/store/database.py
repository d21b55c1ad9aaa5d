"""What a store wants of a database, and which database a place stands for."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from iiz_rules.escalation.store.memory import Memory
from iiz_rules.escalation.store.sqlite import SQLite
from iiz_rules.escalation.store.tables import VERSION

SIGNS = ("postgresql://", "postgres://")
"""How the address of a database begins."""


@runtime_checkable
class Database(Protocol):
    """What a database has to offer: SQL, transactions that are kept, and errors as findings."""

    name: str
    lasting: bool
    """whether what is written outlives the process"""
    own: bool
    """whether nobody but the store takes back what it has written"""
    again: Callable[[], None]
    """what the store does where its tables may have been made anew, by it or by others"""

    @property
    def writable(self) -> bool:
        """Whether it may be written, and not only read."""

    def transaction(self, *, alone: bool = False) -> AbstractContextManager[None]:
        """Write all or nothing, one writer after the other; nested, it is part of the outer.

        On a connection of the caller's it ends with the caller's own, unless it is to stay `alone`.
        """

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Change something, within a transaction."""

    def many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Change something for each of many rows, within a transaction."""

    def later(self, write: Callable[[], None]) -> None:
        """Let something be written before anybody reads, within a transaction."""

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """Read rows."""

    def version(self) -> tuple[int, int]:
        """The version of the form, 0 where it is empty, and how many tables there are."""

    def make(self) -> None:
        """Make the tables that are not there, within a transaction."""

    def damage(self) -> str:
        """Say what is wrong with the tables themselves; nothing where all is well."""

    def purge(self) -> None:
        """Leave nothing on the disk of what was deleted."""

    def close(self) -> None:
        """Let go of it."""


def database_of(
    place: Any,
    wait: float = 5.0,
    create: bool = True,
    schema: str = "iiz",
    oldest: int = VERSION,
) -> Database:
    """The database of a place: a file, the memory, PostgreSQL; of a version that is known."""
    if isinstance(place, Database):
        return place
    if place is None:
        return Memory()
    if isinstance(place, Path):
        return SQLite(place, wait, create, oldest)
    if isinstance(place, str) and not place.startswith(SIGNS):
        return SQLite(Path(place), wait, create, oldest)
    from iiz_rules.escalation.store.postgres import Postgres

    return Postgres(place, wait, schema, oldest)
