"""The editions that the cases of a store run on, as it keeps them: their files byte for byte."""

from collections.abc import Mapping

from iiz_rules.escalation.store.database import Database
from iiz_rules.escalation.store.names import as_bytes
from iiz_rules.escalation.store.records import EditionKey

NAMED = "canton = ? AND edition = ? AND digest = ?"


class Editions:
    """The editions of a store, each with a number."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._kept = set[EditionKey]()
        """those of which it is known that their files are kept"""

    def __repr__(self) -> str:
        return f"<Editions of {self._db.name}>"

    def by_number(self) -> dict[int, EditionKey]:
        """The editions that cases run on or ran on, by their numbers here."""
        rows = self._db.rows("SELECT id, canton, edition, digest FROM editions")
        return {number: EditionKey(*key) for number, *key in rows}

    def number(self, key: EditionKey) -> int:
        """The number of an edition, which it gets where it has none."""
        rows = self._db.rows(f"SELECT id FROM editions WHERE {NAMED}", key)
        if rows:
            return int(rows[0][0])
        (last,) = self._db.rows("SELECT coalesce(max(id), 0) FROM editions")[0]
        self._db.run("INSERT INTO editions VALUES (?, ?, ?, ?)", (last + 1, *key))
        return int(last) + 1

    def keep(self, key: EditionKey, files: Mapping[str, bytes]) -> None:
        """Keep the files of an edition; they are never changed."""
        with self._db.transaction():
            number = self.number(key)
            rows = [(number, name, data) for name, data in files.items()]
            self._db.many("INSERT INTO files VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)

    def files(self, key: EditionKey) -> dict[str, bytes]:
        """The files of an edition; none where they are not kept."""
        of = f"SELECT id FROM editions WHERE {NAMED}"
        rows = self._db.rows(f"SELECT name, data FROM files WHERE edition IN ({of})", key)
        return {name: as_bytes(data) for name, data in rows}

    def has_files(self, key: EditionKey) -> bool:
        """Whether the files of an edition are kept."""
        if key in self._kept:
            return True
        of = f"SELECT id FROM editions WHERE {NAMED}"
        any_file = bool(self._db.rows(f"SELECT 1 FROM files WHERE edition IN ({of}) LIMIT 1", key))
        if any_file and self._db.own:
            self._kept.add(key)
        return any_file

    def look_again(self) -> None:
        """Look up what is kept: something was taken back."""
        self._kept.clear()
