"""Where the tests of the store keep their cases: in a file, and in a real PostgreSQL."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.store.chain import Head, verify
from iiz_rules.escalation.store.store import Store
from tests.escalation.server import available, server
from tests.escalation.writer import TINY
from tests.needed import lacking

DATABASES = ("sqlite", "postgresql")
numbers = count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server."""
    if not available():
        lacking("PostgreSQL or psycopg is not installed")
    with server() as running:
        yield running.address


@pytest.fixture(params=DATABASES)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Store]:
    """Open the store of a test, as often as it wants."""
    return opening(request, tmp_path)


@pytest.fixture
def store(opened: Callable[..., Store]) -> Iterator[Store]:
    with opened() as store:
        yield store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store in a file keeps its cases."""
    return tmp_path / "cases.db"


@pytest.fixture(scope="session")
def policy() -> iiz.Policy:
    """The tiny canton, in force."""
    return iiz.load(TINY, on="2024-03-05")


def opening(request: pytest.FixtureRequest, folder: Path) -> Callable[..., Store]:
    """Open a store in the database that a fixture was asked for, in a folder or a schema."""
    if request.param == "sqlite":
        return lambda **how: Store(folder / "cases.db", **how)
    address = request.getfixturevalue("postgres")
    schema = f"s{next(numbers)}"
    return lambda **how: Store(address, schema=schema, **how)


def in_postgres(statement: str) -> str:
    """The same statement in the words of PostgreSQL."""
    said = statement.replace("x'00'", r"'\x00'::bytea")
    said = re.sub(r"CAST\(((?:(?!CAST).)*?) AS BLOB\)", r"convert_to(\1, 'UTF8')", said)
    return said.replace("replace(data,", "replace(convert_from(data, 'UTF8'),")


def tampered(store: Store, *statements: str) -> None:
    """Change the tables behind the back of a store, in the words of SQLite."""
    if store.name.startswith("postgresql:"):
        database: Any = store._db
        with database._lock, database._session():
            for statement in statements:
                database._db.execute(in_postgres(statement))
        return
    with sqlite3.connect(store.name) as other:
        for statement in statements:
            other.execute(statement)
    other.close()


def wrong(store: Store, *heads: Head) -> tuple[int, str] | None:
    """The first record that is wrong, and in what."""
    finding = verify(store, heads).finding
    return (int(str(finding.words["seq"])), str(finding.words["why"])) if finding else None
