"""The index: what is owed in all cases and how they stand, with a snapshot of each.

All of it is worked out from records (`outlook.py`) and can be at any time; here it is kept and
asked. It stands beside the chain, and is never trusted instead of it.
"""

from collections.abc import Sequence
from typing import Any

from iiz_rules.escalation.store.database import Database
from iiz_rules.escalation.store.editions import Editions
from iiz_rules.escalation.store.names import Names, as_bytes
from iiz_rules.escalation.store.queries import CaseQuery, ListedCase
from iiz_rules.escalation.store.records import EditionKey, IndexRow, Outlook
from iiz_rules.escalation.store.tables import INDEX

INDEXED = 'JOIN cases ON cases."case" = names."case"'
REPLACED = 'ON CONFLICT ("case") DO UPDATE SET data = excluded.data'


class Index:
    """The index of a store."""

    def __init__(self, database: Database, names: Names, editions: Editions) -> None:
        self._db, self._names, self._editions = database, names, editions

    def __repr__(self) -> str:
        return f"<Index of {self._db.name}>"

    # ------------------------------------------------------------------------------ written

    def put(self, pseudonym: str, outlook: Outlook, rules: EditionKey) -> None:
        """Say anew what lies ahead of a case, which runs on an edition; within a transaction."""
        edition = self._editions.number(rules)
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

    def replace(self, case: str, outlook: Outlook, rules: EditionKey) -> None:
        """Replace what the index says of a case, which runs on an edition."""
        with self._db.transaction():
            self.put(self._names.pseudonym(case), outlook, rules)

    def put_snapshot(self, pseudonym: str, snapshot: str) -> None:
        """Keep the snapshot of a case; within a transaction."""
        data = self._names.seal.close(as_bytes(snapshot))
        self._db.run(f"INSERT INTO snapshots VALUES (?, ?) {REPLACED}", (pseudonym, data))

    def replace_snapshot(self, case: str, snapshot: str) -> None:
        """Replace the snapshot of a case."""
        with self._db.transaction():
            self.put_snapshot(self._names.pseudonym(case), snapshot)

    def clear(self) -> None:
        """Throw away all of it."""
        with self._db.transaction():
            for table in INDEX:
                self._db.run(f"DELETE FROM {table}")

    # --------------------------------------------------------------------------- of one case

    def snapshot(self, case: str) -> str | None:
        """The snapshot of a case; whether it is the one that was written its last record says."""
        query = 'SELECT data FROM snapshots WHERE "case" = ?'
        rows = self._db.rows(query, (self._names.pseudonym(case),))
        return self._names.text(rows[0][0]) if rows else None

    def of(self, case: str) -> Outlook | None:
        """What the index says of a case; None where it says nothing."""
        at = (self._names.pseudonym(case),)
        rows = self._db.rows('SELECT * FROM owed WHERE "case" = ?', at)
        owed = tuple(IndexRow._make(row)._replace(case=case) for row in rows)
        whole = 'SELECT last, horizon, closed FROM cases WHERE "case" = ?'
        for last, horizon, closed in self._db.rows(whole, at):
            return Outlook(owed, last, horizon, bool(closed), self._standing(*at))
        return None

    def _standing(self, pseudonym: str) -> tuple[tuple[str, str], ...]:
        query = 'SELECT way, place FROM standing WHERE "case" = ? ORDER BY way'
        return tuple((way, place) for way, place in self._db.rows(query, (pseudonym,)))

    # -------------------------------------------------------------------------- of all cases

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
        owed = [IndexRow(self._names.text(name), *row) for name, *row in rows]
        return sorted(owed, key=in_order) if self._names.seal.sealed else owed

    def stale(self, on: str) -> list[str]:
        """Name the cases of which the index says nothing on a day: too far ahead, or past."""
        return self._indexed("horizon < ? OR last > ?", on, on)

    def unreached(self, on: str) -> list[str]:
        """Name the cases of which the index does not reach a day, or its own last record."""
        return self._indexed("horizon < ? OR horizon < last", on)

    def ended(self, before: str) -> list[str]:
        """Name the cases that are closed and in which nothing happened from a day on."""
        return self._indexed("closed = 1 AND last < ?", before)

    def _indexed(self, condition: str, *values: str) -> list[str]:
        return self._names.cases(f"{INDEXED} WHERE {condition}", values)

    def find(self, query: CaseQuery) -> list[ListedCase]:
        """The cases that are asked for; see `unreached` first."""
        asked, values = query.statement(self._names.mark)
        rows = self._db.rows(
            'SELECT names."case", name, editions.canton, editions.edition, last FROM names '
            f"{INDEXED} JOIN editions ON id = cases.edition {asked}",
            values,
        )
        return [self._listed(row) for row in rows]

    def _listed(self, row: Sequence[Any]) -> ListedCase:
        pseudonym, name, canton, edition, last = row
        standing = dict(self._standing(pseudonym))
        return ListedCase(self._names.text(name), canton, edition, last, standing)


def in_order(row: IndexRow) -> tuple[bool, str, str, str]:
    """The most urgent first, then what has no date."""
    return row.due is None, row.due or "", row.case, row.duty
