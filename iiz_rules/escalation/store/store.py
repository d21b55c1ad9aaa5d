"""The store: an append-only chain of records, what they say kept apart, an index of what is owed.

Records are never changed, but what they say can be erased: `forget` takes the bodies of a case and
its name away, appends that this was done, and the chain is verified as before. The index can be
made again from the records at any time. Beneath is a `Database`, of which this module knows no
more than its tables (`tables.py`).
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self, runtime_checkable

from iiz_rules.escalation.store.queries import CaseQuery, ListedCase
from iiz_rules.escalation.store.records import (
    FIRST,
    CaseRecord,
    EditionKey,
    IndexRow,
    Outlook,
    body_of,
)
from iiz_rules.escalation.store.sealing import SALT, Key, Seal, locked, seal_of
from iiz_rules.escalation.store.sqlite import SQLite
from iiz_rules.escalation.store.tables import INDEX, PERSONAL, VERSION
from iiz_rules.findings.errors import StoreError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import unknown_name

if TYPE_CHECKING:
    from psycopg import Connection

PAGE = 1000
SIGNS = ("postgresql://", "postgres://")
"""How the address of a database begins."""
Said = tuple[int, str]
"""The number of a record in the store, and its hash."""
_RECORD = (
    'SELECT r.seq, r."case", r.n, r.kind, r.canton, r.edition, r.digest, r.body, r.prev, r.hash, '
    "b.data, c.name FROM records r LEFT JOIN bodies b ON b.seq = r.seq "
    'LEFT JOIN names c ON c."case" = r."case"'
)


def utc_now() -> datetime:
    """The time of recording, which decides nothing: the one clock of this package."""
    return datetime.now(UTC)  # noqa: TID251 - see above


@runtime_checkable
class Database(Protocol):
    """What a database has to offer: SQL, transactions that are kept, and errors as findings."""

    name: str
    lasting: bool
    """whether what is written outlives the process"""

    @property
    def writable(self) -> bool:
        """Whether it may be written, and not only read."""

    def transaction(self) -> AbstractContextManager[None]:
        """Write all or nothing, one writer after the other; nested, it is part of the outer."""

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Change something, within a transaction."""

    def many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Change something for each of many rows, within a transaction."""

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


class Store:
    """The cases of one file; `None` keeps everything in memory. Share it between threads freely.

    `wait` is for how many seconds another program is waited for. With a `key`, as
    `cryptography.fernet.Fernet.generate_key()` makes it, all that is personal is sealed; several
    may be given, of which the first one seals. `clock` says when something is recorded.

    A place that begins with `postgresql://`, or a connection of psycopg's, is in PostgreSQL, in a
    `schema` of its own.
    """

    def __init__(
        self,
        place: "str | Path | Database | Connection[Any] | None" = None,
        *,
        wait: float = 5.0,
        create: bool = True,
        key: Key = None,
        schema: str = "iiz",
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._db: Database = database_of(place, wait, create, schema)
        self._clock = clock
        self.name = self._db.name
        try:
            self._seal, self._pepper = self._prepared(seal_of(key, self.name))
        except BaseException:
            self._db.close()
            raise

    def _prepared(self, seal: Seal) -> tuple[Seal, bytes]:
        """Find out whether the key is the one of this store; a new one is sealed with it."""
        about = self._about()
        if "pepper" not in about:
            about = self._begun(seal)
        try:
            if bytes(about["sealed"]) != _flag(seal):
                raise locked(self.name)
            return seal, seal.open(bytes(about["pepper"]))
        except (KeyError, TypeError, ValueError):
            raise locked(self.name) from None

    def _about(self) -> dict[str, bytes]:
        return dict(self._db.rows("SELECT name, value FROM about"))

    def _begun(self, seal: Seal) -> dict[str, bytes]:
        """Begin a new store, unless somebody else has done so meanwhile."""
        about = {"pepper": seal.close(secrets.token_bytes(32)), "sealed": _flag(seal)}
        with self._db.transaction():
            begun = "pepper" in self._about() or self._db.rows("SELECT 1 FROM records LIMIT 1")
            if not begun:
                self._db.many("INSERT INTO about VALUES (?, ?)", list(about.items()))
        return self._about()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Store {self.name}>"

    @property
    def lasting(self) -> bool:
        """Whether what is written outlives the process."""
        return self._db.lasting

    @property
    def writable(self) -> bool:
        """Whether it may be written, and not only read."""
        return self._db.writable

    def now(self) -> str:
        """The time of recording, in UTC."""
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")

    # ------------------------------------------------------------------------------ written

    def append(
        self, draft: CaseRecord, outlook: Outlook | None = None, snapshot: str | None = None
    ) -> CaseRecord:
        """Write a record, with outlook and snapshot of its case; what is returned is on the disk.

        StoreError where the case has gone on meanwhile.
        """
        with self._db.transaction():
            pseudonym, last = self._place_of(draft)
            if last != draft.n - 1:
                words = {"store": self.name, "case": draft.case, "n": last + 1}
                raise StoreError([Finding("case-changed", Place(Source(self.name)), words)])
            record = self._chained(draft, pseudonym)
            if outlook:
                self._put(pseudonym, outlook, self._number(record.rules))
            if snapshot:
                self._take(pseudonym, snapshot)
        return record

    def _take(self, pseudonym: str, snapshot: str) -> None:
        data = self._seal.close(_bytes(snapshot))
        self._db.run(f"INSERT INTO snapshots VALUES (?, ?) {REPLACED}", (pseudonym, data))

    def _chained(self, draft: CaseRecord, pseudonym: str) -> CaseRecord:
        """Put a record at the end of the chain, and what it says beside it."""
        seq, prev = self.head()
        record = draft.chained(seq + 1, prev, pseudonym, secrets.token_bytes(SALT))
        columns = record.columns
        marks = ", ".join("?" * len(columns))
        self._db.run(f"INSERT INTO records VALUES ({marks})", columns)
        data = self._seal.close(record.salt + _bytes(record.body))
        self._db.run("INSERT INTO bodies VALUES (?, ?)", (record.seq, data))
        if record.key:
            values = (pseudonym, self._mark(pseudonym, record.key), record.seq)
            self._db.run("INSERT INTO keys VALUES (?, ?, ?)", values)
        return record

    def _place_of(self, draft: CaseRecord) -> tuple[str, int]:
        """By which name the chain knows the case, and the number of its last record."""
        last = 'coalesce((SELECT max(n) FROM records r WHERE r."case" = '
        if draft.case:
            query = f'SELECT "case", {last} names."case"), -1) FROM names WHERE handle = ?'
            found = self._db.rows(query, (self._mark("", draft.case),))
        else:
            found = self._db.rows(f"SELECT '', {last} ''), -1)")
        return tuple(found[0]) if found else (self._named(draft), -1)

    def _named(self, draft: CaseRecord) -> str:
        """Give a case the pseudonym by which the chain knows it."""
        pseudonym = secrets.token_hex(16)
        kept = self._seal.close(_bytes(draft.case))
        values = (pseudonym, self._mark("", draft.case), kept)
        self._db.run("INSERT INTO names VALUES (?, ?, ?)", values)
        return pseudonym

    def _pseudonym(self, case: str) -> str:
        """The pseudonym of a case; nothing where there is no such case."""
        query = 'SELECT "case" FROM names WHERE handle = ?'
        found = self._db.rows(query, (self._mark("", case),))
        return str(found[0][0]) if found else ""

    def _mark(self, of: str, text: str) -> str:
        """By what a name or a key is found and from which, without the store, nobody can guess it.

        Sealed stores keep neither in clear.
        """
        said = f"{len(of)}:{of}{text}"
        return hashlib.blake2b(_bytes(said), key=self._pepper, digest_size=16).hexdigest()

    def refresh(self, case: str, outlook: Outlook, rules: EditionKey) -> None:
        """Replace what the index says of a case, which runs on an edition."""
        with self._db.transaction():
            self._put(self._pseudonym(case), outlook, self._number(rules))

    def take(self, case: str, snapshot: str) -> None:
        """Replace the snapshot of a case."""
        with self._db.transaction():
            self._take(self._pseudonym(case), snapshot)

    def unindex(self) -> None:
        """Throw away all that is worked out from records."""
        with self._db.transaction():
            for table in INDEX:
                self._db.run(f"DELETE FROM {table}")

    def _put(self, pseudonym: str, outlook: Outlook, edition: int) -> None:
        self._db.run('DELETE FROM owed WHERE "case" = ?', (pseudonym,))
        rows = [row._replace(case=pseudonym, edition=edition) for row in outlook.rows]
        self._db.many("INSERT INTO owed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._db.run('DELETE FROM standing WHERE "case" = ?', (pseudonym,))
        places = [(pseudonym, *place) for place in outlook.standing]
        self._db.many("INSERT INTO standing VALUES (?, ?, ?)", places)
        self._db.run(
            'INSERT INTO cases VALUES (?, ?, ?, ?, ?) ON CONFLICT ("case") DO UPDATE SET '
            "last = excluded.last, horizon = excluded.horizon, closed = excluded.closed, "
            "edition = excluded.edition",
            (pseudonym, outlook.last, outlook.horizon, int(outlook.closed), edition),
        )

    def keep(self, key: EditionKey, files: Mapping[str, bytes]) -> None:
        """Keep the files of an edition; they are never changed."""
        with self._db.transaction():
            number = self._number(key)
            rows = [(number, name, data) for name, data in files.items()]
            self._db.many("INSERT INTO files VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)

    def _number(self, key: EditionKey) -> int:
        """The number of an edition, which it gets where it has none."""
        query = "SELECT id FROM editions WHERE canton = ? AND edition = ? AND digest = ?"
        found = self._db.rows(query, key)
        if found:
            return int(found[0][0])
        (last,) = self._db.rows("SELECT coalesce(max(id), 0) FROM editions")[0]
        self._db.run("INSERT INTO editions VALUES (?, ?, ?, ?)", (last + 1, *key))
        return int(last) + 1

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write several records at once: all of them are on the disk afterwards, or none is."""
        with self._db.transaction():
            yield

    # ------------------------------------------------------------------------------- erased

    def forget(self, case: str, reason: str, *, user: str = "") -> CaseRecord:
        """Erase all that is personal of a case, for ever; what is returned says so in the chain.

        Keep the reason free of names, because it stays. UsageError for an unknown case; StoreError
        where the disk may still hold what was erased, because another program is reading.
        """
        with self._db.transaction():
            record = self._forgotten(case, reason, user)
        self._db.purge()
        return record

    def forget_all(self, cases: Iterable[str], reason: str, *, user: str = "") -> list[CaseRecord]:
        """Erase several cases at once, all of them or none."""
        with self._db.transaction():
            records = [self._forgotten(case, reason, user) for case in cases]
        if records:
            self._db.purge()
        return records

    def _forgotten(self, case: str, reason: str, user: str) -> CaseRecord:
        pseudonym = self._pseudonym(case)
        if not pseudonym:
            raise self.unknown(case)
        query = 'SELECT n, canton, edition, digest FROM records WHERE "case" = ? ORDER BY n DESC'
        n, canton, edition, digest = self._db.rows(f"{query} LIMIT 1", (pseudonym,))[0]
        of_case = 'SELECT seq FROM records WHERE "case" = ?'
        self._db.run(f"DELETE FROM bodies WHERE seq IN ({of_case})", (pseudonym,))
        for table in PERSONAL:
            self._db.run(f'DELETE FROM {table} WHERE "case" = ?', (pseudonym,))
        body = body_of(reason=reason, user=user, recorded=self.now())
        draft = CaseRecord("", n + 1, "erased", canton, edition, digest, body)
        return self._chained(draft, pseudonym)

    def unknown(self, case: str) -> UsageError:
        """Say that there is no such case."""
        place = Place(Source(self.name))
        return UsageError([unknown_name("unknown-case", place, self.cases(), case=case)])

    def purge(self) -> None:
        """Leave nothing on the disk of what was erased; `forget` does so by itself."""
        self._db.purge()

    def rekey(self, key: Key) -> None:
        """Seal all that is personal with another key, or with one at all; None: with none.

        Whoever has the store open has to open it again with the new key.
        """
        seal = seal_of(key, self.name)
        with self._db.transaction():
            for table, column, by in SEALED:
                rows = self._db.rows(f"SELECT {column}, {by} FROM {table}")
                sealed = [(seal.close(self._seal.open(bytes(data))), at) for data, at in rows]
                self._db.many(f"UPDATE {table} SET {column} = ? WHERE {by} = ?", sealed)
            about = {"pepper": seal.close(self._pepper), "sealed": _flag(seal)}
            rows = [(value, name) for name, value in about.items()]
            self._db.many("UPDATE about SET value = ? WHERE name = ?", rows)
        self._seal = seal
        self._db.purge()

    # --------------------------------------------------------------------------------- read

    def head(self) -> Said:
        """The number and the hash of the last record, to be kept by somebody else."""
        last = self._db.rows("SELECT seq, hash FROM records ORDER BY seq DESC LIMIT 1")
        return (last[0][0], last[0][1]) if last else (0, FIRST)

    def history(self, case: str, start: int = 0) -> tuple[CaseRecord, ...]:
        """The records of a case in their order; none where there is no such case.

        `start` is the number of the first one. StoreError where one is not as it was written.
        """
        pseudonym = self._pseudonym(case)
        query = f'{_RECORD} WHERE r."case" = ? AND r.n >= ? ORDER BY r.n'
        rows = self._db.rows(query, (pseudonym, start)) if pseudonym else []
        records = tuple(map(self._record, rows))
        for record in records:
            if why := record.wrong:
                words = {"seq": record.seq, "why": why}
                raise StoreError([Finding("history-changed", Place(Source(self.name)), words)])
        return records

    def records(self) -> Iterator[CaseRecord]:
        """All records in their order, read some at a time, whatever has become of them."""
        last: object = None
        while True:
            after, values = ("", ()) if last is None else (" WHERE r.seq > ?", (last,))
            rows = self._db.rows(f"{_RECORD}{after} ORDER BY r.seq LIMIT {PAGE}", values)
            if not rows:
                return
            yield from map(self._record, rows)
            last = rows[-1][0]

    def _record(self, row: Sequence[Any]) -> CaseRecord:
        seq, pseudonym, n, kind, canton, edition, digest, hashed, prev, own, data, name = row
        said = self._opened(data)
        salt, body = said[:SALT], said[SALT:].decode("utf-8", "replace")
        case, chained = self._text(name), (hashed, seq, prev, own)
        rules = canton, edition, digest
        return CaseRecord(case, n, kind, *rules, body, pseudonym, salt, *chained)

    def _opened(self, data: object) -> bytes:
        """What was kept; what cannot be opened was changed, and no hash will fit it."""
        if data is None:
            return b""
        try:
            return self._seal.open(_bytes(data))
        except (ValueError, TypeError):
            return b"?" * (SALT + 1)

    def _text(self, data: object) -> str:
        return self._opened(data).decode("utf-8", "replace")

    def snapshot(self, case: str) -> str | None:
        """The snapshot of a case; whether it is the one that was written its last record says."""
        query = 'SELECT data FROM snapshots WHERE "case" = ?'
        rows = self._db.rows(query, (self._pseudonym(case),))
        return self._text(rows[0][0]) if rows else None

    def has_key(self, case: str, key: str) -> bool:
        """Whether something was recorded of a case under a key."""
        pseudonym = self._pseudonym(case)
        query = 'SELECT 1 FROM keys WHERE "case" = ? AND mark = ?'
        return bool(self._db.rows(query, (pseudonym, self._mark(pseudonym, key))))

    def cases(self, canton: str | None = None) -> tuple[str, ...]:
        """Name the cases, of all cantons or of one."""
        every = "SELECT name FROM names"
        if canton is None:
            return tuple(sorted(self._names(every)))
        of = f'{every} WHERE "case" IN (SELECT "case" FROM records WHERE canton = ?)'
        return tuple(sorted(self._names(of, (canton,))))

    def _names(self, query: str, values: Sequence[object] = ()) -> list[str]:
        return [self._text(name) for (name,) in self._db.rows(query, values)]

    def forgotten(self) -> set[str]:
        """The pseudonyms of the cases that were erased."""
        rows = self._db.rows("SELECT \"case\" FROM records WHERE kind = 'erased'")
        return {pseudonym for (pseudonym,) in rows}

    def files(self, key: EditionKey) -> dict[str, bytes]:
        """The files of an edition; none where they are not kept."""
        rows = self._db.rows(
            "SELECT name, data FROM files JOIN editions ON id = files.edition "
            "WHERE canton = ? AND editions.edition = ? AND digest = ?",
            key,
        )
        return {name: _bytes(data) for name, data in rows}

    def has_files(self, key: EditionKey) -> bool:
        """Whether the files of an edition are kept."""
        query = (
            "SELECT 1 FROM files JOIN editions ON id = files.edition "
            "WHERE canton = ? AND editions.edition = ? AND digest = ? LIMIT 1"
        )
        return bool(self._db.rows(query, key))

    def editions(self) -> dict[int, EditionKey]:
        """The editions that cases run on or ran on, by their numbers here."""
        rows = self._db.rows("SELECT id, canton, edition, digest FROM editions")
        return {number: EditionKey(*key) for number, *key in rows}

    def owed(self, on: str, *, dated: bool = False) -> list[IndexRow]:
        """What is owed on a day in all cases, by date; `dated` only what has one.

        See `stale` first.
        """
        only = "due IS NOT NULL AND " if dated else ""
        rows = self._db.rows(
            'SELECT name, duty, since, role, "of", due, start, until, edition FROM owed '
            f'JOIN names ON names."case" = owed."case" WHERE {only}start <= ? '
            "AND (until IS NULL OR until > ?) ORDER BY due IS NULL, due, name, duty",
            (on, on),
        )
        owed = [IndexRow(self._text(name), *row) for name, *row in rows]
        return sorted(owed, key=in_order) if self._seal.sealed else owed

    def stale(self, on: str) -> list[str]:
        """Name the cases of which the index says nothing on a day: too far ahead, or past."""
        query = (
            'SELECT name FROM names JOIN cases ON cases."case" = names."case" '
            "WHERE horizon < ? OR last > ?"
        )
        return sorted(self._names(query, (on, on)))

    def unreached(self, on: str) -> list[str]:
        """Name the cases of which the index does not reach a day, or its own last record."""
        query = (
            'SELECT name FROM names JOIN cases ON cases."case" = names."case" '
            "WHERE horizon < ? OR horizon < last"
        )
        return sorted(self._names(query, (on,)))

    def indexed(self, case: str) -> Outlook | None:
        """What the index says of a case; None where it says nothing."""
        at = (self._pseudonym(case),)
        rows = self._db.rows('SELECT * FROM owed WHERE "case" = ?', at)
        owed = tuple(IndexRow._make(row)._replace(case=case) for row in rows)
        whole = 'SELECT last, horizon, closed FROM cases WHERE "case" = ?'
        for last, horizon, closed in self._db.rows(whole, at):
            return Outlook(owed, last, horizon, bool(closed), self._standing(*at))
        return None

    def find(self, query: CaseQuery) -> list[ListedCase]:
        """The cases that are asked for, as the index has them; see `stale` first."""
        if query.after and not self._pseudonym(query.after):
            raise self.unknown(query.after)
        asked, values = query.statement(lambda name: self._mark("", name))
        rows = self._db.rows(
            'SELECT names."case", name, editions.canton, editions.edition, last FROM names '
            'JOIN cases ON cases."case" = names."case" '
            f"JOIN editions ON id = cases.edition {asked}",
            values,
        )
        return [
            ListedCase(self._text(name), canton, edition, last, dict(self._standing(pseudonym)))
            for pseudonym, name, canton, edition, last in rows
        ]

    def _standing(self, pseudonym: str) -> tuple[tuple[str, str], ...]:
        query = 'SELECT way, place FROM standing WHERE "case" = ? ORDER BY way'
        return tuple((way, place) for way, place in self._db.rows(query, (pseudonym,)))

    def ended(self, before: str) -> list[str]:
        """Name the cases that are closed and in which nothing happened from a day on."""
        query = (
            'SELECT name FROM names JOIN cases ON cases."case" = names."case" '
            "WHERE closed = 1 AND last < ?"
        )
        return sorted(self._names(query, (before,)))

    # ----------------------------------------------------------------------------- verified

    def astray(self) -> str:
        """Name what stands beside the chain and belongs to no record, or is found by none."""
        if damage := self._db.damage():
            return damage
        for table, query in STRAYS.items():
            if self._db.rows(f"{query} LIMIT 1"):
                return table
        rows = self._db.rows("SELECT handle, name FROM names")
        for handle, name in rows:
            if handle != self._mark("", self._text(name)):
                return "names"
        return ""

    def key_at(self, record: CaseRecord) -> bool:
        """Whether the key of a record stands where it is looked for, and nothing else does."""
        marks = self._db.rows('SELECT "case", mark FROM keys WHERE seq = ?', (record.seq,))
        said = [(record.pseudonym, self._mark(record.pseudonym, record.key))] if record.key else []
        return [tuple(mark) for mark in marks] == said


SEALED = (("bodies", "data", "seq"), ("names", "name", '"case"'), ("snapshots", "data", '"case"'))
REPLACED = 'ON CONFLICT ("case") DO UPDATE SET data = excluded.data'
STRAYS = {
    "bodies": "SELECT 1 FROM bodies WHERE seq NOT IN (SELECT seq FROM records)",
    "keys": "SELECT 1 FROM keys WHERE seq NOT IN (SELECT seq FROM records)",
    "names": 'SELECT 1 FROM names WHERE "case" NOT IN (SELECT "case" FROM records)',
    "snapshots": 'SELECT 1 FROM snapshots WHERE "case" NOT IN (SELECT "case" FROM names)',
    "cases": 'SELECT 1 FROM cases WHERE "case" NOT IN (SELECT "case" FROM names)',
    "standing": 'SELECT 1 FROM standing WHERE "case" NOT IN (SELECT "case" FROM names)',
    "owed": 'SELECT 1 FROM owed WHERE "case" NOT IN (SELECT "case" FROM names)',
    "files": "SELECT 1 FROM files WHERE edition NOT IN (SELECT id FROM editions)",
}


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
    if place is None or isinstance(place, Path):
        return SQLite(place, wait, create, oldest)
    if isinstance(place, str) and not place.startswith(SIGNS):
        return SQLite(Path(place), wait, create, oldest)
    return _in_postgres(place, wait, schema, oldest)


def _in_postgres(
    place: Any, wait: float, schema: str, oldest: int
) -> Database:  # pragma: no cover - a server
    from iiz_rules.escalation.store.postgres import Postgres

    return Postgres(place, wait, schema, oldest)


def in_order(row: IndexRow) -> tuple[bool, str, str, str]:
    """The most urgent first, then what has no date."""
    return row.due is None, row.due or "", row.case, row.duty


def _bytes(data: Any) -> bytes:
    """Text as bytes; what a database gives as a view of bytes as well."""
    return data.encode("utf-8", "surrogatepass") if isinstance(data, str) else bytes(data)


def _flag(seal: Seal) -> bytes:
    return b"sealed" if seal.sealed else b"clear"
