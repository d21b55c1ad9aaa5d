"""By which names the chain knows cases and keys, and how what is personal stands in the tables.

A case has a pseudonym in the chain. Its own name, and the keys of its events, are found by marks of
which, without the store, nobody can guess what they stand for.
"""

import hashlib
import secrets
from collections.abc import Sequence
from functools import partial
from typing import Any

from iiz_rules.escalation.store.database import Database
from iiz_rules.escalation.store.records import FIRST, CaseRecord
from iiz_rules.escalation.store.sealing import SALT, Seal

HEAD = "(SELECT seq, hash FROM records ORDER BY seq DESC LIMIT 1) h"
"""The end of the chain; no row where it is empty."""


class Names:
    """The names of a store; `pepper` is its own, and kept in it."""

    def __init__(self, database: Database, seal: Seal, pepper: bytes) -> None:
        self._db, self.seal, self.pepper = database, seal, pepper

    def __repr__(self) -> str:
        return f"<Names of {self._db.name}>"

    def pseudonym(self, case: str) -> str:
        """By which name the chain knows a case; nothing where there is no such case."""
        query = 'SELECT "case" FROM names WHERE handle = ?'
        rows = self._db.rows(query, (self.mark(case),))
        return str(rows[0][0]) if rows else ""

    def place_of(self, draft: CaseRecord) -> tuple[str, int, tuple[int, str]]:
        """By which name the chain knows the case of a draft, the last of its records, and of all.

        The one by its number in the case; the other by that in the chain, with its hash.
        """
        last = 'coalesce((SELECT max(n) FROM records r WHERE r."case" = '
        if draft.case:
            known, at = f'names."case", {last} names."case"), -1)', self.mark(draft.case)
            query = f"SELECT {known}, h.seq, h.hash FROM {HEAD} LEFT JOIN names ON handle = ?"
            rows = self._db.rows(query, (at,))
        else:
            rows = self._db.rows(f"SELECT '', {last} ''), -1), h.seq, h.hash FROM {HEAD}")
        pseudonym, n, *chained = rows[0] if rows else (None, -1, 0, FIRST)
        if pseudonym is None:
            pseudonym = self.given(draft.case) if draft.case else ""
        return pseudonym, n, tuple(chained)

    def given(self, case: str) -> str:
        """Give a case the pseudonym by which the chain knows it; within a transaction."""
        pseudonym = secrets.token_hex(16)
        values = (pseudonym, self.mark(case), self.seal.close(as_bytes(case)))
        self._db.later(partial(self._db.run, "INSERT INTO names VALUES (?, ?, ?)", values))
        return pseudonym

    def head(self) -> tuple[int, str]:
        """The number and the hash of the last record of the chain."""
        last = self._db.rows(f"SELECT seq, hash FROM {HEAD}")
        return (last[0][0], last[0][1]) if last else (0, FIRST)

    def mark(self, text: str, of: str = "") -> str:
        """By what a name, or a key of a case, is found; sealed stores keep neither in clear."""
        said = f"{len(of)}:{of}{text}"
        return hashlib.blake2b(as_bytes(said), key=self.pepper, digest_size=16).hexdigest()

    def cases(self, where: str = "", values: Sequence[object] = ()) -> list[str]:
        """Name the cases, those of `names` that a condition picks."""
        rows = self._db.rows(f"SELECT name FROM names {where}", values)
        return sorted(self.text(name) for (name,) in rows)

    def astray(self) -> bool:
        """Whether a name is not found by its mark."""
        rows = self._db.rows("SELECT handle, name FROM names")
        return any(handle != self.mark(self.text(name)) for handle, name in rows)

    # --------------------------------------------------------------------------------- keys

    def keep_key(self, record: CaseRecord) -> None:
        """Keep the key of a record, where it has one."""
        if record.key:
            values = (record.pseudonym, self.mark(record.key, record.pseudonym), record.seq)
            self._db.run("INSERT INTO keys VALUES (?, ?, ?)", values)

    def has_key(self, case: str, key: str) -> bool:
        """Whether something was recorded of a case under a key."""
        pseudonym = self.pseudonym(case)
        query = 'SELECT 1 FROM keys WHERE "case" = ? AND mark = ?'
        return bool(self._db.rows(query, (pseudonym, self.mark(key, pseudonym))))

    def key_at(self, record: CaseRecord) -> bool:
        """Whether the key of a record stands where it is looked for, and nothing else does."""
        marks = self._db.rows('SELECT "case", mark FROM keys WHERE seq = ?', (record.seq,))
        own = (record.pseudonym, self.mark(record.key, record.pseudonym))
        return [tuple(mark) for mark in marks] == ([own] if record.key else [])

    # --------------------------------------------------------------------------- as it stands

    def opened(self, data: object) -> bytes:
        """What was kept; what cannot be opened was changed, and no hash will fit it."""
        if data is None:
            return b""
        try:
            return self.seal.open(as_bytes(data))
        except (ValueError, TypeError):
            return b"?" * (SALT + 1)

    def text(self, data: object) -> str:
        """A text that was kept."""
        return self.opened(data).decode("utf-8", "replace")


def as_bytes(data: Any) -> bytes:
    """Text as bytes; what a database gives as a view of bytes as well."""
    return data.encode("utf-8", "surrogatepass") if isinstance(data, str) else bytes(data)
