"""The database of a store in a schema of PostgreSQL, on a connection of its own or the caller's.

On a connection of the caller's every write is part of the transaction that runs on it: the caller's
own rows and a case are kept together or not at all. One writer after the other appends to the
chain: a lock that lasts as long as the transaction sees to it.
"""

import re
import threading
import weakref
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from iiz_rules.escalation.store.flushing import Writers
from iiz_rules.escalation.store.tables import PERSONAL, STATEMENTS, VERSION
from iiz_rules.findings.errors import StoreError, UsageError, needed
from iiz_rules.findings.finding import Finding, Place, Source

if TYPE_CHECKING:
    from psycopg import Connection, Cursor, Error

SCHEMA = "iiz"
OLDEST = 3
"""The first version that was in PostgreSQL."""
TYPES = {"INTEGER": "BIGINT", "BLOB": "BYTEA", "TEXT": 'TEXT COLLATE "C"'}
SHAPE = """
SELECT 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = to_regnamespace(%s) AND c.relkind IN ('r', 'v', 'm') AND a.attnum > 0
AND NOT a.attisdropped
UNION ALL SELECT 'constraint', c.relname, '', replace(pg_get_constraintdef(k.oid), '"', ''), ''
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE k.connamespace = to_regnamespace(%s) AND k.contype != 'n'
UNION ALL SELECT 'index', tablename, indexname,
replace(replace(indexdef, '"', ''), schemaname || '.', ''), ''
FROM pg_indexes WHERE schemaname = %s
UNION ALL SELECT 'trigger', c.relname, t.tgname, '', ''
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = to_regnamespace(%s) AND NOT t.tgisinternal
UNION ALL SELECT 'rule', tablename, rulename, '', '' FROM pg_rules WHERE schemaname = %s
ORDER BY 1, 2, 3, 4"""
IDLE = 0
"""What psycopg says of a connection on which no transaction runs."""
AWAY = ("08", "25P02", "40", "53", "55P03", "57P")
"""How the states begin in which a server lets nobody in for now, or not before a rollback."""
Shape = tuple[str, str, str, str, str]
"""A column, constraint or index as the server describes it: its table, its name, what it is."""


class Postgres:
    """One schema of a database; `place` is an address, or a connection of psycopg's.

    `wait` is for how many seconds another writer is waited for.
    """

    lasting = True

    def __init__(
        self,
        place: "str | Connection[Any]",
        wait: float = 5.0,
        schema: str = SCHEMA,
        oldest: int = VERSION,
    ) -> None:
        needed(["psycopg"], "postgres")
        if not re.fullmatch("[a-z_][a-z0-9_]{0,40}", schema):
            words = {"name": "schema", "got": schema, "known": SCHEMA, "near": ""}
            raise UsageError([Finding("wrong-argument", Place(Source("store")), words)])
        self.schema, self._wait = schema, wait
        self._address = place if isinstance(place, str) else None
        self.own = self._address is not None
        self.name = f"postgresql:{schema}"
        self._lock = threading.RLock()
        self._writers = Writers(self, self._lock)
        self._within = 0
        """how deep a transaction on the caller's connection is nested"""
        self._young = False
        """whether the tables were made in a transaction of the caller's, who may take them back"""
        self.again: Callable[[], None] = lambda: None
        with self._faults("not-a-store"):
            self._db = place if not isinstance(place, str) else self._connected(place)
            self._prepare(oldest)

    def _connected(self, address: str) -> "Connection[Any]":
        import psycopg

        db = psycopg.connect(address, autocommit=True)
        weakref.finalize(self, db.close)  # also where nobody closes it
        db.execute(f"SET lock_timeout = {int(self._wait * 1000)}")
        return db

    def _prepare(self, oldest: int) -> None:
        """Make the tables in a new schema; refuse one that is not ours, or would lose something."""
        within = self._db.info.transaction_status  # of the caller's, before a part of it begins
        with self._session():
            if self._value("SHOW fsync") != "on" or self._value("SHOW synchronous_commit") == "off":
                raise StoreError([self._finding("store-not-safe", mode="fsync", level="off")])
            if not self._there():
                self._lock_chain()  # another program may be making them now
                if not self._there():
                    self.make()
                    self._young = not self.own and within != IDLE
            version, _ = self.version()
            if OLDEST <= version < oldest:
                raise StoreError([self._finding("old-store", version=version)])
            if not OLDEST <= version <= VERSION:
                raise StoreError([self._finding("not-a-store", why=f"version {version}")])

    @property
    def writable(self) -> bool:
        """Whether it may be written, and not only read."""
        may = "SELECT has_table_privilege(%s, 'INSERT')"
        with self._lock, self._faults("not-a-store"), self._session():
            if self._value("SHOW transaction_read_only") == "on":
                return False
            return bool(self._value(may, f"{self.schema}.records"))

    def version(self) -> tuple[int, int]:
        """The version of the form, and how many tables there are."""
        said = self._value(f"SELECT value FROM {self.schema}.about WHERE name = 'version'")
        version = bytes(said or b"0").decode("ascii", "replace")
        return int(version) if version.isdecimal() else 0, len(STATEMENTS)

    def make(self) -> None:
        """Make the tables that are not there, within a transaction."""
        self._execute(f"CREATE SCHEMA IF NOT EXISTS {self.schema}")
        with self._path(self.schema):
            for statement in STATEMENTS:
                typed = re.sub("INTEGER|BLOB|TEXT", lambda one: TYPES[one[0]], statement)
                self._execute(re.sub("^CREATE (TABLE|INDEX)", r"\g<0> IF NOT EXISTS", typed))
        about = f"INSERT INTO {self.schema}.about VALUES ('version', %s) ON CONFLICT (name) "
        value = str(VERSION).encode()
        self._execute(f"{about} DO UPDATE SET value = excluded.value", (value,))

    def _there(self) -> bool:
        there = "SELECT 1 FROM pg_tables WHERE schemaname = %s AND tablename = 'records'"
        return self._value(there, self.schema) is not None

    def close(self) -> None:
        """Close the connection, unless it is the caller's."""
        if self._address is not None:
            with self._lock:
                self._writers.settle()
                self._db.close()

    # ---------------------------------------------------------------------------- transactions

    @contextmanager
    def _session(self) -> Iterator[None]:
        """A transaction, or a part of the caller's, in which the tables are those of the schema."""
        self._reconnected()
        with self._db.transaction(), self._path(self.schema):
            if self._young:
                self._make_again()
            yield

    def _make_again(self) -> None:
        """Make the tables anew where they were taken back with the transaction that made them."""
        self._young = False  # what is asked meanwhile is asked within
        try:
            if not self._there():
                self._lock_chain()
                self.make()  # what somebody else has made meanwhile stays
            self.again()
        finally:
            self._young = True

    def _reconnected(self) -> None:
        """Have a connection of one's own again, where the server has let go of it."""
        if self._address is not None and self._db.closed:
            self._db = self._connected(self._address)

    @contextmanager
    def _path(self, schema: str) -> Iterator[None]:
        before = self._value("SELECT current_setting('search_path')")
        self._execute("SELECT set_config('search_path', %s, true)", (schema,))
        yield
        self._execute("SELECT set_config('search_path', %s, true)", (before,))

    def _lock_chain(self) -> None:
        """Let no other writer append until the transaction ends."""
        self._execute("SELECT pg_advisory_xact_lock(%s)", (zlib.crc32(self.schema.encode()),))

    def _execute(self, statement: str, values: Sequence[object] = ()) -> "Cursor[Any]":
        """Ask the server; rows come as tuples, however the caller's own do."""
        from psycopg.rows import tuple_row

        return self._db.cursor(row_factory=tuple_row).execute(statement, values or None)

    def _value(self, query: str, *values: object) -> Any:
        row = self._execute(query, values).fetchone()
        return row[0] if row else None

    @contextmanager
    def transaction(self, *, alone: bool = False) -> Iterator[None]:
        """Write all or nothing; the head of the chain cannot move meanwhile.

        On the caller's connection it is the caller who commits, as with every statement there.
        """
        if self._address is not None:
            with self._faults("not-recorded"), self._writers.together():
                yield
            return
        with self._lock:
            if self._within:
                yield
                return
            self._within += 1
            try:
                with self._faults("not-recorded"):
                    if not alone and not self._db.autocommit:
                        self._execute("SELECT")  # begins the caller's transaction, if none runs
                    with self._session():
                        self._lock_chain()
                        yield
            finally:
                self._within -= 1

    def begin(self) -> None:
        """Begin a transaction, in which nobody else can write."""
        self._reconnected()
        self._execute("BEGIN")
        try:
            self._execute("SELECT set_config('search_path', %s, true)", (self.schema,))
            self._lock_chain()
        except BaseException:
            self.rollback()
            raise

    def commit(self) -> None:
        """End it; afterwards all of it is on the disk."""
        self._execute("COMMIT")

    def rollback(self) -> None:
        """Take all of it back; where the connection is gone, the server does."""
        import psycopg

        with suppress(psycopg.Error):
            self._execute("ROLLBACK")

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Change something, within a transaction."""
        self._execute(statement.replace("?", "%s"), values)

    def many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Change something for each of many rows, within a transaction."""
        with self._db.cursor() as cursor:
            cursor.executemany(statement.replace("?", "%s"), list(rows))

    def later(self, write: Callable[[], None]) -> None:
        """Write something now: others may read."""
        write()

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """Read rows."""
        statement = query.replace("?", "%s")
        with self._lock:
            self._writers.settle()
            if self._within or self._writers.writing:
                return list(self._execute(statement, values).fetchall())
            with self._faults("not-a-store"), self._session():
                return list(self._execute(statement, values).fetchall())

    # ------------------------------------------------------------------------------- verified

    def damage(self) -> str:
        """Say in what the tables are not those that this program makes."""
        with self._lock, self._faults("not-a-store"):
            self._writers.settle()
            mine = self._execute(SHAPE, (self.schema,) * 5).fetchall()
        different = sorted(f"{table}.{what}" for _, table, what, *_ in set(mine) ^ made())
        return different[0].rstrip(".") if different else ""

    def purge(self) -> None:
        """Write the tables anew, without what was deleted; on a connection of its own.

        What the server keeps for itself, its log and its backups, is in the hands of who runs it.
        """
        if self._address is None:
            return
        with self._lock, self._faults("still-there"):
            self._writers.settle()
            for table in ("bodies", *PERSONAL):
                self._execute(f"VACUUM FULL {self.schema}.{table}")

    @contextmanager
    def _faults(self, code: str) -> Iterator[None]:
        """Turn errors of the database into findings; what they quote is left out."""
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            why = error.diag.message_primary or type(error).__name__
            if code != "not-recorded" and _is_away(error):
                said, _, _ = str(error).partition("\n")  # before the reason it quotes the address
                code, why = "store-unreachable", said.rpartition(": ")[2]
            raise StoreError([self._finding(code, why=why)]) from None

    def _finding(self, code: str, **words: object) -> Finding:
        return Finding(code, Place(Source(self.name)), {"store": self.name, **words})


def _is_away(error: "Error") -> bool:
    """Whether the server cannot be reached, or lets nobody in for now."""
    import psycopg

    state = error.sqlstate
    if state is None:  # what says so itself is no answer of the server
        return isinstance(error, psycopg.OperationalError)
    return state.startswith(AWAY)


def made() -> set[Shape]:
    """The tables that are made, as the server describes them (see `SHAPE`)."""
    return {one for statement in STATEMENTS for one in _made(statement.replace('"', ""))}


def _made(statement: str) -> Iterator[Shape]:
    _, kind, name, *_ = statement.split()
    inside = statement.partition("(")[2].removesuffix(")").strip()
    if kind == "INDEX":
        table = statement.split(" ON ")[1].split(maxsplit=1)[0]
        yield "index", table, name, f"CREATE INDEX {name} ON {table} USING btree ({inside})", ""
        return
    for part in re.split(r", (?![^(]*\))", inside):
        unique, columns = re.search("PRIMARY KEY|UNIQUE", part), part.split()[0]
        if part.endswith(")"):
            columns = part.partition("(")[2].removesuffix(")")
        else:
            stored = TYPES[part.split()[1]].split()[0].lower()
            filled = "NOT NULL" in part or "PRIMARY KEY" in part
            yield "column", name, columns, stored, str(filled).lower()
        if unique:
            yield "constraint", name, "", f"{unique[0]} ({columns})", ""
            by = [columns.replace(", ", "_"), "key"] if unique[0] == "UNIQUE" else ["pkey"]
            index = "_".join([name, *by])
            told = f"CREATE UNIQUE INDEX {index} ON {name} USING btree ({columns})"
            yield "index", name, index, told, ""
