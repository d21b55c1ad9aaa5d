"""The store: an append-only list of records in one SQLite file, and an index of what is owed.

Records are never changed. They are written through a log (WAL) that is on the disk before `append`
returns (synchronous FULL), so that killing the process or the machine loses nothing that was
acknowledged. The file is written whole or not at all, every error is a finding, and a file that is
not ours, or would not keep what it acknowledges, is refused when it is opened. The index can be
made again from the records at any time.

The interface is what another database would have to offer: `append`, `history`, `cases`, `owed`,
`refresh`, `stale`, `indexed`, `listed`, `records`, `keep`, `files`, `editions`, `damage`.
"""

import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from iiz_rules.escalation.store.records import (
    COLUMNS,
    FIRST,
    CaseRecord,
    EditionKey,
    IndexRow,
    Outlook,
    values_of,
)
from iiz_rules.findings.errors import StoreError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.words.say import text

VERSION = 2
"""Of the file. In version 1 the index knew nothing of what was missed: it is made anew."""
SAFE = ("wal", 2)
"""How a file is written: through the log, and on the disk before a commit returns (FULL)."""
TRIES = 20
PAGE = 1000
_LISTED = ", ".join(f'"{name}"' for name in COLUMNS)
_MARKS = ", ".join("?" * len(COLUMNS))
SCHEMA = """CREATE TABLE records (
    "case" TEXT NOT NULL, n INTEGER NOT NULL, "on" TEXT NOT NULL, kind TEXT NOT NULL,
    event TEXT NOT NULL, actor TEXT NOT NULL, body TEXT NOT NULL, canton TEXT NOT NULL,
    edition TEXT NOT NULL, digest TEXT NOT NULL, seq INTEGER PRIMARY KEY, prev TEXT NOT NULL,
    hash TEXT NOT NULL, UNIQUE ("case", n));
CREATE TABLE cases (
    "case" TEXT PRIMARY KEY, last TEXT NOT NULL, horizon TEXT NOT NULL,
    closed INTEGER NOT NULL, edition INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE owed (
    "case" TEXT NOT NULL, duty TEXT NOT NULL, since TEXT NOT NULL, role TEXT, "of" TEXT, due TEXT,
    start TEXT NOT NULL, until TEXT, edition INTEGER NOT NULL);
CREATE TABLE editions (
    id INTEGER PRIMARY KEY, canton TEXT NOT NULL, edition TEXT NOT NULL, digest TEXT NOT NULL,
    UNIQUE (canton, edition, digest));
CREATE TABLE files (
    edition INTEGER NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (edition, name)) WITHOUT ROWID;
CREATE INDEX owed_by_case ON owed ("case");
CREATE INDEX owed_by_day ON owed (start, until);
CREATE INDEX cases_by_horizon ON cases (horizon);
CREATE INDEX cases_by_last ON cases (last)"""


class Store:
    """The records and the index of one file; `None` keeps everything in memory.

    Share it between threads freely. `wait` is for how many seconds another program is waited for.
    """

    def __init__(
        self, path: str | Path | None = None, *, wait: float = 5.0, create: bool = True
    ) -> None:
        self.path = None if path is None else Path(path)
        self.name = str(path) if path else "memory"
        self._lock = threading.RLock()
        if self.path and not create and not self.path.exists():
            words = {"file": self.name, "why": text("findings.file.absent")}
            raise StoreError([Finding("unreadable-file", Place(Source(self.name)), words)])
        with self._faults("not-a-store"):
            self._db = sqlite3.connect(
                ":memory:" if self.path is None else str(self.path),
                timeout=wait,
                isolation_level=None,
                check_same_thread=False,
            )
            weakref.finalize(self, self._db.close)  # also where nobody closes it
            self._prepare(wait)
        self._opened = self._identity()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Store {self.name}>"

    # ------------------------------------------------------------------------------- opened

    def _prepare(self, wait: float) -> None:
        """Make the tables of a new file; refuse one that is not ours or not safe."""
        try:
            self._version()
            mode = self._logged(wait)
            self._db.execute(f"PRAGMA synchronous = {SAFE[1]}")
            (level,) = self._db.execute("PRAGMA synchronous").fetchone()
            if self.path is not None and (mode, level) != SAFE:
                raise StoreError([self._finding("store-not-safe", mode=mode, level=level)])
            self._db.execute("BEGIN IMMEDIATE")  # another program may be making them now
            version = self._version()
            if version == 0:
                for statement in SCHEMA.split(";"):
                    self._db.execute(statement)
            elif version < VERSION:  # nothing is said of any case until it is looked at again
                self._db.execute("DELETE FROM owed")
                self._db.execute("UPDATE cases SET horizon = ''")
            self._db.execute(f"PRAGMA user_version = {VERSION}")
            self._db.execute("COMMIT")
        except BaseException:
            self._db.close()
            raise

    def _version(self) -> int:
        """The version of the file, 0 where it is empty; refuse what is no store."""
        both = "SELECT user_version, (SELECT count(*) FROM sqlite_master) FROM pragma_user_version"
        version, tables = self._db.execute(both).fetchone()  # of one moment: others may write
        if version not in range(VERSION + 1) or (version == 0 and tables):
            raise StoreError([self._finding("not-a-store", why=f"version {version}")])
        return int(version)

    def _logged(self, wait: float) -> str:
        """Switch to the log; SQLite itself does not wait for another program that does the same."""
        switch = f"PRAGMA journal_mode = {SAFE[0]}"
        for _ in range(TRIES - 1):
            with suppress(sqlite3.OperationalError):
                return str(self._db.execute(switch).fetchone()[0])
            time.sleep(wait / TRIES)
        return str(self._db.execute(switch).fetchone()[0])

    # ------------------------------------------------------------------------------ written

    def append(self, draft: CaseRecord, outlook: Outlook | None = None) -> CaseRecord:
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

    def _number(self, key: EditionKey) -> int:
        """The number of an edition, which it gets where it has none."""
        self._db.execute(
            "INSERT OR IGNORE INTO editions (canton, edition, digest) VALUES (?, ?, ?)", key
        )
        (number,) = self._db.execute(
            "SELECT id FROM editions WHERE (canton, edition, digest) = (?, ?, ?)", key
        ).fetchone()
        return int(number)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write several records at once: all of them are on the disk afterwards, or none is."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Write all or nothing; the head of the chain cannot move meanwhile."""
        with self._lock, self._faults("not-recorded"):
            nested: bool = self._db.in_transaction  # part of what is written together
            if nested:
                yield self._db
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._still_there()
                self._db.execute("COMMIT")
            except BaseException:
                self._db.rollback()
                raise

    def _still_there(self) -> None:
        """Refuse to acknowledge what goes to a file that was deleted or replaced meanwhile."""
        if self._identity() != self._opened:
            raise sqlite3.OperationalError("the file is gone, or another one is in its place")

    def _identity(self) -> tuple[int, int] | None:
        """Tell the file from any other that may come to have its name; None where it is gone."""
        try:
            found = self.path.stat() if self.path else None
        except OSError:
            return None
        return (found.st_dev, found.st_ino) if found else None

    # --------------------------------------------------------------------------------- read

    def head(self) -> tuple[int, str]:
        """The number and the hash of the last record, to be kept by somebody else."""
        last = self._rows("SELECT seq, hash FROM records ORDER BY seq DESC LIMIT 1")
        return last[0] if last else (0, FIRST)

    def history(self, case: str) -> tuple[CaseRecord, ...]:
        """The records of a case in their order; none where there is no such case."""
        rows = self._rows(f'SELECT {_LISTED} FROM records WHERE "case" = ? ORDER BY n', (case,))
        return tuple(CaseRecord(*row) for row in rows)

    def records(self) -> Iterator[CaseRecord]:
        """All records in their order, read some at a time."""
        page: list[CaseRecord] = []
        while True:
            after = ("WHERE seq > ?", (page[-1].seq,)) if page else ("", ())
            query = f"SELECT {_LISTED} FROM records {after[0]} ORDER BY seq LIMIT {PAGE}"
            page = [CaseRecord(*row) for row in self._rows(query, after[1])]
            if not page:
                return
            yield from page

    def cases(self, canton: str | None = None) -> tuple[str, ...]:
        """Name the cases, of all cantons or of one."""
        of, which = (" AND canton = ?", (canton,)) if canton else ("", ())
        named = f"SELECT DISTINCT \"case\" FROM records WHERE kind != 'epoch'{of}"
        return tuple(sorted(case for (case,) in self._rows(named, which)))

    def files(self, key: EditionKey) -> dict[str, bytes]:
        """The files of an edition; none where they are not kept."""
        return dict(
            self._rows(
                "SELECT name, CAST(data AS BLOB) FROM files JOIN editions ON id = files.edition "
                "WHERE (canton, editions.edition, digest) = (?, ?, ?)",
                key,
            )
        )

    def editions(self) -> dict[int, EditionKey]:
        """The editions that cases run on or ran on, by their numbers here."""
        rows = self._rows("SELECT id, canton, edition, digest FROM editions")
        return {number: EditionKey(*key) for number, *key in rows}

    def owed(self, on: str, *, dated: bool = False) -> list[IndexRow]:
        """What is owed on a day in all cases, by date; `dated` only what has one.

        See `stale` first.
        """
        only = "due IS NOT NULL AND " if dated else ""
        rows = self._rows(
            f"SELECT * FROM owed WHERE {only}start <= ? AND (until IS NULL OR until > ?) "
            'ORDER BY due IS NULL, due, "case", duty',
            (on, on),
        )
        return list(map(IndexRow._make, rows))

    def stale(self, on: str) -> list[str]:
        """Name the cases of which the index says nothing on a day: too far ahead, or past."""
        rows = self._rows(
            'SELECT "case" FROM cases WHERE horizon < ? UNION '
            'SELECT "case" FROM cases WHERE last > ?',
            (on, on),
        )
        return [case for (case,) in rows]

    def indexed(self, case: str) -> Outlook | None:
        """What the index says of a case; None where it says nothing."""
        whole = 'SELECT last, horizon, closed FROM cases WHERE "case" = ?'
        rows = self._rows('SELECT * FROM owed WHERE "case" = ?', (case,))
        for last, horizon, closed in self._rows(whole, (case,)):
            return Outlook(tuple(map(IndexRow._make, rows)), last, horizon, bool(closed))
        return None

    def listed(self) -> set[str]:
        """Name everything of which the index says something."""
        rows = self._rows('SELECT "case" FROM cases UNION SELECT "case" FROM owed')
        return {case for (case,) in rows}

    def damage(self) -> str:
        """Say what SQLite itself finds wrong with the file; nothing where all is well."""
        (found,) = self._rows("PRAGMA integrity_check(1)")[0]
        if found != "ok":
            return str(found)
        made = [" ".join(one.split()) for one in SCHEMA.split(";")]
        rows = self._rows("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        if [" ".join(sql.split()) for (sql,) in rows] != made:
            return "sqlite_master"
        lost = "SELECT 1 FROM files WHERE edition NOT IN (SELECT id FROM editions)"
        return "files" if self._rows(lost) else ""

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """Read rows; one thread at a time, because what SQLite prepares for a query is shared."""
        with self._lock, self._faults("not-a-store"):
            return self._db.execute(query, values).fetchall()

    @contextmanager
    def _faults(self, code: str) -> Iterator[None]:
        """Turn errors of the database into findings."""
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError([self._finding(code, why=str(error))]) from error

    def _finding(self, code: str, **words: object) -> Finding:
        return Finding(code, Place(Source(self.name)), {"store": self.name, **words})
