"""By what the decisions are found that stand in the chain of a store, beside its cases.

A decision is a record like any other, under a pseudonym of the reference that it has: numbered,
chained, its body apart. There are three kinds of it: what a policy answered (`answered`) and what
was noted in a sitting (`sitting`), which are erased with that name, and what a body decided about
money (`decided`), which stays. No reference is in clear here.
"""

import secrets
from typing import Literal

from iiz_rules.escalation.store.database import Database
from iiz_rules.escalation.store.names import HEAD, Names
from iiz_rules.escalation.store.queries import AnswerQuery
from iiz_rules.escalation.store.records import FIRST, CaseRecord

OF = "answered"
SITTING: Literal["sitting"] = "sitting"
ERASED = (OF, SITTING)
KINDS = (*ERASED, "decided")
"""Of what the mark of a reference is, so that no case and no key has the same."""


class References:
    """The references of a store."""

    def __init__(self, database: Database, names: Names) -> None:
        self._db, self._names = database, names

    def __repr__(self) -> str:
        return f"<References of {self._db.name}>"

    def place_of(self, reference: str, kind: str = OF) -> tuple[str, int, tuple[int, str]]:
        """By which name the chain knows a reference, the last of its records, and of all.

        The one by its number under the reference; the other by that in the chain, with its hash.
        """
        place = (
            'SELECT r."case", max(r.n) AS n FROM answered a JOIN records r '
            'ON r."case" = a."case" WHERE mark = ? GROUP BY r."case"'
        )
        query = f'SELECT p."case", p.n, h.seq, h.hash FROM {HEAD} LEFT JOIN ({place}) p ON 1 = 1'
        rows = self._db.rows(query, (self._names.mark(reference, kind),))
        pseudonym, n, *head = rows[0] if rows else (None, -1, 0, FIRST)
        if pseudonym is None:
            pseudonym, n = secrets.token_hex(16), -1
        return pseudonym, n, tuple(head)

    def pseudonym(self, reference: str, kind: str = OF) -> str:
        """By which name the chain knows a reference; nothing where nothing was answered."""
        pseudonym, last, _ = self.place_of(reference, kind)
        return pseudonym if last >= 0 else ""

    def keep(self, record: CaseRecord) -> None:
        """Keep by what a decision is found."""
        mark = self._names.mark(record.reference, record.kind)
        values = (record.seq, record.pseudonym, mark, record.recorded)
        self._db.run("INSERT INTO answered VALUES (?, ?, ?, ?)", values)

    def holds(self, record: CaseRecord) -> bool:
        """Whether a decision is found by what it says."""
        rows = self._db.rows('SELECT "case", mark, at FROM answered WHERE seq = ?', (record.seq,))
        mark = self._names.mark(record.reference, record.kind)
        return [tuple(row) for row in rows] == [(record.pseudonym, mark, record.recorded)]

    def numbered(self, reference: str, key: str, kind: str = OF) -> int | None:
        """The number of the decision that stands under a key; None where there is none."""
        pseudonym = self.pseudonym(reference, kind)
        query = 'SELECT seq FROM keys WHERE "case" = ? AND mark = ?'
        rows = self._db.rows(query, (pseudonym, self._names.mark(key, pseudonym)))
        return int(rows[0][0]) if rows else None

    def statement(self, query: AnswerQuery, limit: int) -> tuple[str, tuple[object, ...]]:
        """What picks the records that are asked for, with its values."""
        selection, values = query.statement(lambda name: self._names.mark(name, query.kind))
        return f"{selection} LIMIT ?", (*values, limit)
