"""How the file of a store is opened: as one that is safe and ours, or not at all."""

import sqlite3
import time
from dataclasses import fields
from pathlib import Path

from iiz_rules.escalation.store.records import Record
from iiz_rules.findings.errors import StoreError
from iiz_rules.findings.finding import Finding, Place, Source

VERSION = 1
TRIES = 20
COLUMNS = tuple(one.name for one in fields(Record))
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


def opened(path: Path | None, wait: float) -> sqlite3.Connection:
    """Open a file, or memory. StoreError where it is no store, or keeps not what it acknowledges.

    `wait` is for how many seconds another program is waited for.
    """
    db = sqlite3.connect(
        ":memory:" if path is None else str(path),
        timeout=wait,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _prepare(db, path, wait)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection, path: Path | None, wait: float) -> None:
    """Make the tables of a new file; refuse one that is not ours or does not keep what it says."""
    name = str(path) if path else "memory"
    _known(db, name)
    mode = _logged(db, wait)
    db.execute("PRAGMA synchronous = FULL")
    (level,) = db.execute("PRAGMA synchronous").fetchone()
    if path is not None and (mode, level) != ("wal", 2):
        raise _refused("store-not-safe", name, mode=mode, level=level)
    db.execute("BEGIN IMMEDIATE")  # another program may be making the tables at this moment
    if _known(db, name) == 0:
        for statement in SCHEMA.split(";"):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute("COMMIT")


def _known(db: sqlite3.Connection, name: str) -> int:
    """Give the version of the file, 0 where it is empty; refuse what is no store."""
    both = "SELECT user_version, (SELECT count(*) FROM sqlite_master) FROM pragma_user_version"
    version, tables = db.execute(both).fetchone()  # of one moment: others may be writing
    if version not in (0, VERSION) or (version == 0 and tables):
        raise _refused("not-a-store", name, why=f"version {version}")
    return int(version)


def _logged(db: sqlite3.Connection, wait: float) -> str:
    """Switch to the log; SQLite itself does not wait for another program that does the same."""
    for attempt in range(TRIES):
        try:
            (mode,) = db.execute("PRAGMA journal_mode = WAL").fetchone()
            return str(mode)
        except sqlite3.OperationalError:
            if attempt == TRIES - 1:
                raise
            time.sleep(wait / TRIES)
    raise AssertionError


def _refused(code: str, name: str, **words: object) -> StoreError:
    return StoreError([Finding(code, Place(Source(name)), {"store": name, **words})])
