"""The store: an append-only list of records in one SQLite file, and an index of what is owed.

Records are never changed. They are written through a log (WAL) that is on the disk before `append`
returns (synchronous FULL), so that killing the process or the machine loses nothing that was
acknowledged. The index can be made again from the records at any time.

The interface is what another database would have to offer: `append`, `history`, `cases`, `owed`,
`refresh`, `stale`, `records`, `keep`, `files`, `editions`.
"""

from collections.abc import Iterator, Mapping

from iiz_rules.escalation.store.database import Database
from iiz_rules.escalation.store.opening import COLUMNS
from iiz_rules.escalation.store.records import FIRST, EditionKey, Outlook, Record, Row, values_of
from iiz_rules.findings.errors import StoreError

_LISTED = ", ".join(f'"{name}"' for name in COLUMNS)
PAGE = 1000
_MARKS = ", ".join("?" * len(COLUMNS))


class Store(Database):
    """The records and the index of one file; `None` keeps everything in memory."""

    def append(self, draft: Record, outlook: Outlook | None = None) -> Record:
        """Write a record and the outlook of its case; what is returned is on the disk."""
        with self._transaction() as db:
            (last,) = db.execute(
                'SELECT coalesce(max(n), -1) FROM records WHERE "case" = ?', (draft.case,)
            ).fetchone()
            if last != draft.n - 1:
                words = {"case": draft.case, "n": last + 1}
                raise StoreError([self._finding("case-changed", **words)])
            seq, prev = self.head()
            record = draft.chained(seq + 1, prev)
            db.execute(f"INSERT INTO records ({_LISTED}) VALUES ({_MARKS})", values_of(record))
            if outlook:
                self._put(draft.case, outlook, self._number(record.key))
        return record

    def refresh(self, case: str, outlook: Outlook, key: EditionKey) -> None:
        """Replace what the index says of a case, which runs on an edition."""
        with self._transaction():
            self._put(case, outlook, self._number(key))

    def _put(self, case: str, outlook: Outlook, edition: int) -> None:
        db = self._db
        db.execute('DELETE FROM owed WHERE "case" = ?', (case,))
        rows = (row._replace(edition=edition) for row in outlook.rows)
        db.executemany("INSERT INTO owed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        db.execute(
            "INSERT OR REPLACE INTO cases VALUES (?, ?, ?, ?, ?)",
            (case, outlook.last, outlook.horizon, outlook.closed, edition),
        )

    def keep(self, key: EditionKey, files: Mapping[str, bytes]) -> None:
        """Keep the files of an edition; they are never changed."""
        with self._transaction() as db:
            number = self._number(key)
            rows = [(number, name, data) for name, data in files.items()]
            db.executemany("INSERT OR IGNORE INTO files VALUES (?, ?, ?)", rows)

    def files(self, key: EditionKey) -> dict[str, bytes]:
        """Give the files of an edition; none where they are not kept."""
        found = self._rows(
            "SELECT name, CAST(data AS BLOB) FROM files JOIN editions ON id = files.edition "
            "WHERE (canton, editions.edition, digest) = (?, ?, ?)",
            key,
        )
        return dict(found)

    def editions(self) -> dict[int, EditionKey]:
        """Give the editions that cases run on or ran on, by their numbers here."""
        found = self._rows("SELECT id, canton, edition, digest FROM editions")
        return {number: EditionKey(*key) for number, *key in found}

    def _number(self, key: EditionKey) -> int:
        """Give the number of an edition, which it gets where it has none."""
        self._db.execute(
            "INSERT OR IGNORE INTO editions (canton, edition, digest) VALUES (?, ?, ?)", key
        )
        (number,) = self._db.execute(
            "SELECT id FROM editions WHERE (canton, edition, digest) = (?, ?, ?)", key
        ).fetchone()
        return int(number)

    def head(self) -> tuple[int, str]:
        """Give the number and the hash of the last record, to be kept by somebody else."""
        found = self._rows("SELECT seq, hash FROM records ORDER BY seq DESC LIMIT 1")
        return found[0] if found else (0, FIRST)

    def history(self, case: str) -> tuple[Record, ...]:
        """Give the records of a case in their order; none where there is no such case."""
        found = self._rows(f'SELECT {_LISTED} FROM records WHERE "case" = ? ORDER BY n', (case,))
        return tuple(Record(*row) for row in found)

    def records(self) -> Iterator[Record]:
        """Give all records in their order, read some at a time."""
        last: tuple[int, ...] = ()
        while True:
            after = "WHERE seq > ?" if last else ""
            page = f"SELECT {_LISTED} FROM records {after} ORDER BY seq LIMIT {PAGE}"
            found = [Record(*row) for row in self._rows(page, last)]
            if not found:
                return
            yield from found
            last = (found[-1].seq,)

    def cases(self, canton: str | None = None) -> tuple[str, ...]:
        """Name the cases, of all cantons or of one."""
        of, which = (" AND canton = ?", (canton,)) if canton else ("", ())
        named = f"SELECT DISTINCT \"case\" FROM records WHERE kind != 'epoch'{of}"
        return tuple(sorted(case for (case,) in self._rows(named, which)))

    def owed(self, on: str, *, dated: bool = False) -> list[Row]:
        """Give what is owed on a day in all cases, by date; `dated` only what has one.

        See `stale` first.
        """
        only = "due IS NOT NULL AND " if dated else ""
        found = self._rows(
            f"SELECT * FROM owed WHERE {only}start <= ? AND (until IS NULL OR until > ?) "
            'ORDER BY due IS NULL, due, "case", duty',
            (on, on),
        )
        return list(map(Row._make, found))

    def stale(self, on: str) -> list[str]:
        """Name the cases of which the index says nothing on a day: too far ahead, or past."""
        found = self._rows(
            'SELECT "case" FROM cases WHERE horizon < ? UNION '
            'SELECT "case" FROM cases WHERE last > ?',
            (on, on),
        )
        return [case for (case,) in found]
