"""The tables of a store: the chain, what is kept apart from it, and what is worked out of both.

The statements are such that every database of the store understands them; `?` stands for a value.
"""

VERSION = 6
"""Of the form. In versions 1 and 2 a record and what it says were one; 3 knew nothing of how cases
stand, 4 of decisions, 5 of how cases had stood. See `upgrading`."""
TABLES = """CREATE TABLE records (
    seq INTEGER PRIMARY KEY, "case" TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL,
    canton TEXT NOT NULL, edition TEXT NOT NULL, digest TEXT NOT NULL, body TEXT NOT NULL,
    prev TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE ("case", n));
CREATE TABLE bodies (seq INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE names (
    "case" TEXT PRIMARY KEY, handle TEXT NOT NULL UNIQUE, name BLOB NOT NULL);
CREATE TABLE keys (
    "case" TEXT NOT NULL, mark TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY ("case", mark));
CREATE TABLE snapshots ("case" TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE about (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE cases (
    "case" TEXT PRIMARY KEY, last TEXT NOT NULL, horizon TEXT NOT NULL,
    closed INTEGER NOT NULL, edition INTEGER NOT NULL);
CREATE TABLE owed (
    "case" TEXT NOT NULL, duty TEXT NOT NULL, since TEXT NOT NULL, role TEXT, "of" TEXT, due TEXT,
    start TEXT NOT NULL, until TEXT, edition INTEGER NOT NULL, became TEXT NOT NULL);
CREATE TABLE editions (
    id INTEGER PRIMARY KEY, canton TEXT NOT NULL, edition TEXT NOT NULL, digest TEXT NOT NULL,
    UNIQUE (canton, edition, digest));
CREATE TABLE files (
    edition INTEGER NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (edition, name));
CREATE TABLE standing (
    "case" TEXT NOT NULL, way TEXT NOT NULL, place TEXT NOT NULL, start TEXT NOT NULL, until TEXT,
    PRIMARY KEY ("case", way, start));
CREATE TABLE phases (
    "case" TEXT NOT NULL, start TEXT NOT NULL, until TEXT, outcome TEXT NOT NULL);
CREATE TABLE answered (
    seq INTEGER PRIMARY KEY, "case" TEXT NOT NULL, mark TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX answered_by_mark ON answered (mark, seq);
CREATE INDEX answered_by_time ON answered (at);
CREATE INDEX standing_by_day ON standing ("case", until);
CREATE INDEX phases_by_case ON phases ("case", until);
CREATE INDEX names_by_name ON names (name);
CREATE INDEX owed_by_role ON owed (role, due);
CREATE INDEX owed_by_case ON owed ("case", until);
CREATE INDEX owed_by_day ON owed (until, start);
CREATE INDEX cases_by_horizon ON cases (horizon);
CREATE INDEX cases_by_last ON cases (last)"""
STATEMENTS = tuple(" ".join(statement.split()) for statement in TABLES.split(";"))
LIFE = ("owed", "standing", "phases")
"""What is kept of how cases stand and stood, with the days from which and until which."""
INDEX = ("snapshots", "cases", *LIFE)
"""What is worked out from records, and can be at any time."""
PERSONAL = ("names", "keys", "answered", *INDEX)
"""What is kept of a case beside the bodies of its records, and goes with them."""
SEALED = (("bodies", "data", "seq"), ("names", "name", '"case"'), ("snapshots", "data", '"case"'))
"""What is sealed with a key: the table, the column, and what tells its rows apart."""
_BELONGING = {
    "bodies": "seq NOT IN (SELECT seq FROM records)",
    "keys": "seq NOT IN (SELECT seq FROM records)",
    "answered": "seq NOT IN (SELECT seq FROM records "
    "WHERE kind IN ('answered', 'sitting', 'decided'))",
    "names": '"case" NOT IN (SELECT "case" FROM records)',
    **dict.fromkeys(INDEX, '"case" NOT IN (SELECT "case" FROM names)'),
    "files": "edition NOT IN (SELECT id FROM editions)",
}
STRAYS = {table: f"SELECT 1 FROM {table} WHERE {lost}" for table, lost in _BELONGING.items()}
"""What finds rows that belong to nothing."""
