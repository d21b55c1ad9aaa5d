"""The index: what is owed in all cases and how they stand, with a snapshot of each.

All of it is worked out from records (`outlook.py`) and can be at any time; here it is kept and
asked. It stands beside the chain, and is never trusted instead of it.
"""

from collections import Counter
from datetime import date
from typing import Any

from iiz_rules.escalation.store.database import Database
from iiz_rules.escalation.store.editions import NAMED, Editions
from iiz_rules.escalation.store.life import (
    Indexed,
    Life,
    Outlook,
    OwedRow,
    Phase,
    Rows,
    StandingRow,
)
from iiz_rules.escalation.store.memory import Memory
from iiz_rules.escalation.store.names import Names, as_bytes
from iiz_rules.escalation.store.queries import STANDING, CaseQuery, ListedCase
from iiz_rules.escalation.store.records import EditionKey
from iiz_rules.escalation.store.sums import Sums
from iiz_rules.escalation.store.tables import INDEX, LIFE

INDEXED = 'JOIN cases ON cases."case" = names."case"'
REPLACED = 'ON CONFLICT ("case") DO UPDATE SET data = excluded.data'


class Index:
    """The index of a store."""

    def __init__(self, database: Database, names: Names, editions: Editions) -> None:
        self._db, self._names, self._editions = database, names, editions

    def __repr__(self) -> str:
        return f"<Index of {self._db.name}>"

    # ------------------------------------------------------------------------------ written

    def put(
        self, pseudonym: str, outlook: Outlook, rules: EditionKey, *, anew: bool = False
    ) -> None:
        """Write the life of a case on, or `anew` from its beginning; within a transaction.

        Where what is kept of it does not reach the day, nothing is said of the case from then on,
        until somebody looks at all of it.
        """
        (reached, number), on = self._known(pseudonym, rules), outlook.last
        reached = "" if anew else reached
        seen = bool(outlook.horizon) and (anew or on <= reached)
        if anew or (reached and not seen):
            for table in LIFE:
                self._db.run(f'DELETE FROM {table} WHERE "case" = ?', (pseudonym,))
        if seen:
            before = Rows() if anew else self._rows(pseudonym, on)
            life = Life.taken_up(pseudonym, before, on)
            numbers = {
                key: self._editions.number(key) for key in {one.rules for one in outlook.looks}
            }
            for look in outlook.looks:
                life.look(look, numbers[look.rules])
            self._write(before, life.rows())
        horizon = outlook.horizon if seen else ""
        self._db.run(
            'INSERT INTO cases VALUES (?, ?, ?, ?, ?) ON CONFLICT ("case") DO UPDATE SET '
            "last = excluded.last, horizon = excluded.horizon, closed = excluded.closed, "
            "edition = excluded.edition",
            (pseudonym, on, horizon, int(outlook.closed), number),
        )

    def _known(self, pseudonym: str, rules: EditionKey) -> tuple[str, int]:
        """The day up to which something is said of a case, and the number of an edition.

        The day is empty where nobody has looked.
        """
        query = (
            'SELECT horizon, id FROM (SELECT 1 AS one) o LEFT JOIN cases ON "case" = ? '
            f"LEFT JOIN (SELECT id FROM editions WHERE {NAMED}) e ON 1 = 1"
        )
        [(reached, number)] = self._db.rows(query, (pseudonym, *rules))
        return reached or "", self._editions.number(rules) if number is None else number

    def _rows(self, pseudonym: str, since: str = "") -> Rows:
        """What is kept of a life, or what of it runs on a day or later."""
        owed, standing, phases = (
            self._db.rows(
                f'SELECT * FROM {table} WHERE "case" = ? AND until IS NULL '
                f'UNION ALL SELECT * FROM {table} WHERE "case" = ? AND until >= ?',
                (pseudonym, pseudonym, since),
            )
            for table in LIFE
        )
        return Rows(
            tuple(OwedRow(*row) for row in owed),
            tuple(StandingRow(*row) for row in standing),
            tuple(sorted(Phase(*row) for row in phases)),
        )

    def _write(self, before: Rows, after: Rows) -> None:
        """Bring what is kept from one to the other; what stays as it was is not touched."""
        for table, old, new in zip(LIFE, before, after, strict=True):
            was, now = Counter[Any](old), Counter[Any](new)
            for row in was - now:
                same = " AND ".join(
                    f'"{column}" IS NULL' if value is None else f'"{column}" = ?'
                    for column, value in row._asdict().items()
                )
                values = tuple(value for value in row if value is not None)
                self._db.run(f"DELETE FROM {table} WHERE {same}", values)
            for row in (now - was).elements():
                marks = ", ".join("?" * len(row))
                self._db.run(f"INSERT INTO {table} VALUES ({marks})", row)

    def replace(self, case: str, outlook: Outlook, rules: EditionKey) -> None:
        """Replace what the index says of a case, which runs on an edition."""
        with self._db.transaction():
            self.put(self._names.pseudonym(case), outlook, rules, anew=True)

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

    def copied(self) -> "Index":
        """A copy in memory, for whoever may not write here."""
        copy = Memory()
        with copy.transaction():
            for table in ("names", "editions", "cases", *LIFE):
                rows = self._db.rows(f"SELECT * FROM {table}")
                marks = ", ".join("?" * len(rows[0])) if rows else ""
                copy.many(f"INSERT INTO {table} VALUES ({marks})", rows)
        return Index(copy, self._names, self._editions)

    # --------------------------------------------------------------------------- of one case

    def snapshot(self, case: str) -> str | None:
        """The snapshot of a case; whether it is the one that was written its last record says."""
        query = 'SELECT data FROM snapshots WHERE "case" = ?'
        rows = self._db.rows(query, (self._names.pseudonym(case),))
        return self._names.text(rows[0][0]) if rows else None

    def of(self, case: str) -> Indexed | None:
        """What the index says of a case; None where it says nothing."""
        pseudonym = self._names.pseudonym(case)
        query = 'SELECT last, horizon, closed, edition FROM cases WHERE "case" = ?'
        for last, horizon, closed, edition in self._db.rows(query, (pseudonym,)):
            rows = self._rows(pseudonym)
            return Indexed(pseudonym, last, horizon, bool(closed), edition, rows)
        return None

    # -------------------------------------------------------------------------- of all cases

    def owed(self, on: str, *, dated: bool = False) -> list[OwedRow]:
        """What is owed on a day in all cases, by date; `dated` only what has one.

        See `unreached` first.
        """
        only = "due IS NOT NULL AND " if dated else ""
        rows = self._db.rows(
            'SELECT name, duty, since, role, "of", due, start, until, edition, became FROM owed '
            f'JOIN names ON names."case" = owed."case" WHERE {only}start <= ? '
            "AND (until IS NULL OR until > ?) ORDER BY due IS NULL, due, name, duty",
            (on, on),
        )
        owed = [OwedRow(self._names.text(name), *row) for name, *row in rows]
        return sorted(owed, key=in_order) if self._names.seal.sealed else owed

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
        selection, values = query.statement(self._names)
        rows = self._db.rows(
            'SELECT names."case", name, editions.canton, editions.edition, last FROM names '
            f"{INDEXED} JOIN editions ON id = cases.edition {selection}",
            values,
        )
        listed = []
        for pseudonym, name, canton, edition, last in rows:
            places = self._db.rows(STANDING, (pseudonym, *[query.on.isoformat()] * 2))
            listed.append(ListedCase(self._names.text(name), canton, edition, last, dict(places)))
        return listed

    def sums(self, canton: str, start: date, end: date) -> Sums:
        """What the cases of a canton come to over a period; see `unreached` first."""
        return Sums(self._db, canton, start, end)


def in_order(row: OwedRow) -> tuple[bool, str, str, str]:
    """The most urgent first, then what has no date."""
    return row.due is None, row.due or "", row.case, row.duty
