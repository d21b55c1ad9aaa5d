"""The store: an append-only chain of records, what they say kept apart, an index of what is owed.

Records are never changed, but what they say can be erased: `forget` takes the bodies of a case and
its name away, appends that this was done, and the chain is verified as before. The index can be
made again from the records at any time. Beneath is a `Database`, of which nothing is known but its
tables (`tables.py`).
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, Union

from iiz_rules.escalation.store.answered import ERASED, References
from iiz_rules.escalation.store.database import Database, database_of
from iiz_rules.escalation.store.editions import Editions
from iiz_rules.escalation.store.ends import Ends
from iiz_rules.escalation.store.index import Index
from iiz_rules.escalation.store.life import Outlook
from iiz_rules.escalation.store.names import Names, as_bytes
from iiz_rules.escalation.store.queries import AnswerQuery
from iiz_rules.escalation.store.records import CaseRecord, admit_text, body_of, followed_on
from iiz_rules.escalation.store.sealing import SALT, Key, Seal, flag_of, locked, seal_of
from iiz_rules.escalation.store.tables import PERSONAL, SEALED, STRAYS
from iiz_rules.findings.errors import StoreError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import unknown_name

if TYPE_CHECKING:
    from psycopg import Connection

    from iiz_rules.escalation.store.chain import Verified

PAGE = 1000
_RECORD = (
    'SELECT r.seq, r."case", r.n, r.kind, r.canton, r.edition, r.digest, r.body, r.prev, r.hash, '
    "b.data, c.name FROM records r LEFT JOIN bodies b ON b.seq = r.seq "
    'LEFT JOIN names c ON c."case" = r."case"'
)


def utc_now() -> datetime:
    """The time of recording, which decides nothing: the one clock of this package."""
    return datetime.now(UTC)  # noqa: TID251 - see above


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
            self.names = self._known_by(seal_of(key, self.name))
        except BaseException:
            self._db.close()
            raise
        self.editions = Editions(self._db)
        self.index = Index(self._db, self.names, self.editions)
        self.answered = References(self._db, self.names)
        self._ends = None if self.lasting else Ends(self._db, self.names)
        self._db.again = self._begin_again

    def _known_by(self, seal: Seal) -> Names:
        """Find out whether the key is the one of this store; a new one is sealed with it."""
        about = self._about()
        if "pepper" not in about:
            about = self._begun(seal)
        try:
            if bytes(about["sealed"]) != flag_of(seal):
                raise locked(self.name)
            return Names(self._db, seal, seal.open(bytes(about["pepper"])))
        except (KeyError, TypeError, ValueError):
            raise locked(self.name) from None

    def _about(self) -> dict[str, bytes]:
        return dict(self._db.rows("SELECT name, value FROM about"))

    def _begun(self, seal: Seal) -> dict[str, bytes]:
        """Begin a new store, unless somebody else has done so meanwhile."""
        about = {"pepper": seal.close(secrets.token_bytes(32)), "sealed": flag_of(seal)}
        with self._db.transaction(alone=True):
            begun = "pepper" in self._about() or self._db.rows("SELECT 1 FROM records LIMIT 1")
            if not begun:
                self._db.many("INSERT INTO about VALUES (?, ?)", list(about.items()))
        return self._about()

    def _begin_again(self) -> None:
        """Know the tables that may have been made anew, where those it knew were taken back."""
        pepper = self._known_by(self.names.seal).pepper
        if pepper != self.names.pepper:
            self.names.pepper = pepper
            self._undone()

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
            pseudonym, last, head = (self._ends or self.names).place_of(draft)
            if last != draft.n - 1:
                raise self._broken("case-changed", case=draft.case, n=last + 1, store=self.name)
            record = followed_on(draft, pseudonym, head)
            self._db.later(partial(self._written, record, outlook, snapshot))
            if self._ends:
                self._ends.go_on(record)
        return record

    def _written(self, record: CaseRecord, outlook: Outlook | None, snapshot: str | None) -> None:
        """Write a record, with outlook and snapshot of its case."""
        self._keep(record)
        if outlook:
            self.index.put(record.pseudonym, outlook, record.rules, anew=record.n == 0)
        if snapshot:
            self.index.put_snapshot(record.pseudonym, snapshot)

    def append_answer(self, draft: CaseRecord) -> CaseRecord:
        """Write a decision, and by what it is found; what is returned is on the disk.

        Where its key is there already, what stands under it is returned, and nothing written.
        """
        reference, key = draft.reference, draft.key
        with self._db.transaction():
            seq = self.answered.numbered(reference, key, draft.kind) if key else None
            if seq is not None:
                return self._record(self._db.rows(f"{_RECORD} WHERE r.seq = ?", (seq,))[0])
            pseudonym, last, head = self.answered.place_of(reference, draft.kind)
            record = followed_on(replace(draft, n=last + 1), pseudonym, head)
            self._keep(record)
            self.answered.keep(record)
            self._moved()
        return record

    def _keep(self, record: CaseRecord) -> None:
        """Put a record at the end of the chain, and what it says beside it."""
        columns = record.columns
        marks = ", ".join("?" * len(columns))
        self._db.run(f"INSERT INTO records VALUES ({marks})", columns)
        data = self.names.seal.close(record.salt + as_bytes(record.body))
        self._db.run("INSERT INTO bodies VALUES (?, ?)", (record.seq, data))
        self.names.keep_key(record)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write several records at once: all of them are on the disk afterwards, or none is."""
        try:
            with self._db.transaction():
                yield
        except BaseException:
            self._undone()
            raise

    def _undone(self) -> None:
        """Look up again what is known by heart: something was taken back."""
        self.editions.look_again()
        self._moved()

    def _moved(self) -> None:
        if self._ends:  # something else was written than the next record of a case
            self._ends.look_again()

    def probe(self) -> None:
        """Write what is there once more; StoreError where nothing could be recorded now."""
        with self._db.transaction():
            self._db.run("UPDATE about SET value = value WHERE name = 'sealed'")

    # ------------------------------------------------------------------------------- erased

    def forget(self, case: str, reason: str, *, user: str = "") -> CaseRecord:
        """Erase all that is personal of a case, for ever; what is returned says so in the chain.

        The decisions logged under its name go with it. Keep the reason free of names, because it
        stays. UsageError for an unknown case, or no reason; StoreError where the disk may still
        hold what was erased, because another program is reading.
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
        admit_text("reason", reason, filled=True)
        answered = (self.answered.pseudonym(case, kind) for kind in ERASED)
        places = self.names.pseudonym(case), *answered
        erased = [self._erased(one, reason, user) for one in places if one]
        if not erased:
            raise self.unknown(case)
        return erased[0]

    def _erased(self, pseudonym: str, reason: str, user: str) -> CaseRecord:
        query = 'SELECT n, canton, edition, digest FROM records WHERE "case" = ? ORDER BY n DESC'
        n, canton, edition, digest = self._db.rows(f"{query} LIMIT 1", (pseudonym,))[0]
        of_case = 'SELECT seq FROM records WHERE "case" = ?'
        self._db.run(f"DELETE FROM bodies WHERE seq IN ({of_case})", (pseudonym,))
        for table in PERSONAL:
            self._db.run(f'DELETE FROM {table} WHERE "case" = ?', (pseudonym,))
        body = body_of(reason=reason, user=user, recorded=self.now())
        draft = CaseRecord("", n + 1, "erased", canton, edition, digest, body)
        record = followed_on(draft, pseudonym, self.head())
        self._keep(record)
        self._moved()
        return record

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
        before, seal = self.names.seal, seal_of(key, self.name)
        with self._db.transaction():
            for table, column, by in SEALED:
                rows = self._db.rows(f"SELECT {column}, {by} FROM {table}")
                sealed = [(seal.close(before.open(bytes(data))), at) for data, at in rows]
                self._db.many(f"UPDATE {table} SET {column} = ? WHERE {by} = ?", sealed)
            about = {"pepper": seal.close(self.names.pepper), "sealed": flag_of(seal)}
            rows = [(value, name) for name, value in about.items()]
            self._db.many("UPDATE about SET value = ? WHERE name = ?", rows)
        self.names.seal = seal
        self._db.purge()

    # --------------------------------------------------------------------------------- read

    def head(self) -> tuple[int, str]:
        """The number and the hash of the last record, to be kept by somebody else."""
        return self.names.head()

    def verify(self, heads: Iterable[tuple[int, str]] = ()) -> "Verified":
        """Look at all of it: what is wrong first, how many records there are, what was erased.

        Only `heads` that somebody else has kept (see `head`) tell of an end that was cut off.
        """
        from iiz_rules.escalation.store.chain import verify

        return verify(self, heads)

    def expired(self, on: str | date, *, after: str | None = None) -> list[str]:
        """Name the closed cases in which nothing was recorded for as long as they are kept.

        Their cantons declare how long, or `after` says it (`P10Y`); UsageError where neither does.
        """
        from iiz_rules.escalation.store.retention import over

        return over(self, on, after)

    def export(self, case: str) -> dict[str, Any]:
        """All that is kept of a case, JSON-ready; UsageError where there is none of that name."""
        from iiz_rules.escalation.store.retention import exported

        return exported(self, case)

    def history(self, case: str, start: int = 0) -> tuple[CaseRecord, ...]:
        """The records of a case in their order; none where there is no such case.

        `start` is the number of the first one. StoreError where one is not as it was written.
        """
        if self._ends and case not in self._ends.cases:
            return ()
        pseudonym = self.names.pseudonym(case)
        query = f'{_RECORD} WHERE r."case" = ? AND r.n >= ? ORDER BY r.n'
        rows = self._db.rows(query, (pseudonym, start)) if pseudonym else []
        return tuple(self._whole(self._record(row)) for row in rows)

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

    def answers(self, query: AnswerQuery, limit: int | None = None) -> Iterator[CaseRecord]:
        """The decisions that are asked for, in their order; StoreError where one was changed."""
        left = limit
        while left is None or left > 0:
            most = PAGE if left is None else min(PAGE, left)
            selection, values = self.answered.statement(query, most)
            records = [*map(self._record, self._db.rows(f"{_RECORD} {selection}", values))]
            yield from map(self._whole, records)
            if len(records) < most:
                return
            query = query._replace(after=records[-1].seq)
            left = None if left is None else left - most

    def _whole(self, record: CaseRecord) -> CaseRecord:
        """A record that is as it was written."""
        if why := record.wrong:
            raise self._broken("history-changed", seq=record.seq, why=why)
        return record

    def _record(self, row: Sequence[Any]) -> CaseRecord:
        seq, pseudonym, n, kind, canton, edition, digest, hashed, prev, own, data, name = row
        said = self.names.opened(data)
        salt, body = said[:SALT], said[SALT:].decode("utf-8", "replace")
        case, chained = self.names.text(name), (hashed, seq, prev, own)
        rules = canton, edition, digest
        return CaseRecord(case, n, kind, *rules, body, pseudonym, salt, *chained)

    def cases(self, canton: str | None = None) -> tuple[str, ...]:
        """Name the cases, of all cantons or of one."""
        if canton is None:
            return tuple(self.names.cases())
        of = 'WHERE "case" IN (SELECT "case" FROM records WHERE canton = ?)'
        return tuple(self.names.cases(of, (canton,)))

    def forgotten(self) -> set[str]:
        """The pseudonyms of the cases that were erased."""
        rows = self._db.rows("SELECT \"case\" FROM records WHERE kind = 'erased'")
        return {pseudonym for (pseudonym,) in rows}

    def astray(self) -> str:
        """Name what stands beside the chain and belongs to no record, or is found by none."""
        if damage := self._db.damage():
            return damage
        for table, query in STRAYS.items():
            if self._db.rows(f"{query} LIMIT 1"):
                return table
        return "names" if self.names.astray() else ""

    def _broken(self, code: str, **words: object) -> StoreError:
        return StoreError([Finding(code, Place(Source(self.name)), words)])


Kept = Union[Store, str, Path, "Connection[Any]", None]
"""Where a history is kept: a store, its file, its address or connection; None: in memory."""
