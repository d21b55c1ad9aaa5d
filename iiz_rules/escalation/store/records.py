"""A record of the store: one thing that happened to one case, chained to the record before it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from iiz_rules.language.values import Value, plain_value

Kind = Literal["opened", "event", "migrated", "epoch"]
FIRST = "0" * 64
"""What stands before the first record."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row. `hash` is over all other columns, so over the hash of the row before as well.

    `n` counts the records of a case from 0, `seq` those of the store from 1. `edition` and `digest`
    say under which rules it was decided. `body` is JSON: facts, readings, reasons.
    """

    case: str
    n: int
    on: str
    kind: Kind
    event: str
    actor: str
    body: str
    canton: str
    edition: str
    digest: str
    seq: int = 0
    prev: str = FIRST
    hash: str = ""

    def chained(self, seq: int, prev: str) -> "Record":
        """Give the record as it follows on another one.

        >>> one = Record("C-1", 0, "2024-01-08", "opened", "", "", "{}", "vs", "e", "d")
        >>> one.chained(1, FIRST).hash == one.chained(2, FIRST).hash
        False
        """
        placed = replace(self, seq=seq, prev=prev, hash="")
        return replace(placed, hash=placed.digest_of_columns())

    def digest_of_columns(self) -> str:
        """Give the SHA-256 over all columns but the last."""
        columns = json.dumps(values_of(self)[:-1], ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(columns.encode()).hexdigest()

    @property
    def key(self) -> "EditionKey":
        """The edition under which it was decided."""
        return EditionKey(self.canton, self.edition, self.digest)

    @property
    def content(self) -> dict[str, Any]:
        """What the body says."""
        found: dict[str, Any] = json.loads(self.body)
        return found


class EditionKey(NamedTuple):
    """What names an edition: which canton's, what it is called, the SHA-256 over its files."""

    canton: str
    edition: str
    digest: str


class Row(NamedTuple):
    """A line of the index: what is owed in a case from one day to another if nothing else comes.

    `until` is the first day on which it no longer is; None where that is not foreseen. A plain
    tuple, because hundreds of thousands are read at once.
    """

    case: str
    duty: str
    since: str
    role: str | None
    of: str | None
    due: str | None
    start: str
    until: str | None = None
    edition: int = 0
    """the number of the edition in the store; 0 where a row was not read from one"""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the index says of a case as of its last record, looked ahead up to `horizon`."""

    rows: tuple[Row, ...]
    last: str
    horizon: str
    closed: bool


_COLUMNS = attrgetter(*(one.name for one in fields(Record)))


def values_of(one: Record) -> tuple[Any, ...]:
    """Give the columns in their order; many times faster than the way of dataclasses."""
    found: tuple[Any, ...] = _COLUMNS(one)
    return found


def body_of(**content: Any) -> str:
    """Write the body of a record, always in the same way."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain_facts(facts: Mapping[str, Value]) -> dict[str, Any]:
    """Give facts as they stand in a record.

    >>> from datetime import date
    >>> plain_facts({"case.reported_on": date(2024, 3, 5)})
    {'case.reported_on': '2024-03-05'}
    """
    return {fact: plain_value(value) for fact, value in sorted(facts.items())}
