"""A record of the store: one thing that happened to one case, chained to the record before it."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from iiz_rules.findings.errors import StoreError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.dates import parse_date
from iiz_rules.language.values import Value, plain_value

RecordKind = Literal["opened", "event", "migrated", "epoch"]
FIRST = "0" * 64
"""What stands before the first record."""


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One row. `hash` is over all other columns, so over the hash of the row before as well.

    `n` counts the records of a case from 0, `seq` those of the store from 1. `edition` and `digest`
    say under which rules it was decided. `body` is JSON: facts, options, reasons.
    """

    case: str
    n: int
    on: str
    kind: RecordKind
    event: str
    actor: str
    body: str
    canton: str
    edition: str
    digest: str
    seq: int = 0
    prev: str = FIRST
    hash: str = ""

    def chained(self, seq: int, prev: str) -> "CaseRecord":
        """The record as it follows on another one.

        >>> record = CaseRecord("C-1", 0, "2024-01-08", "opened", "", "", "{}", "vs", "e", "d")
        >>> record.chained(1, FIRST).hash == record.chained(2, FIRST).hash
        False
        """
        placed = replace(self, seq=seq, prev=prev, hash="")
        return replace(placed, hash=placed.digest_of_columns())

    def digest_of_columns(self) -> str:
        """The SHA-256 over all columns but the last."""
        columns = json.dumps(values_of(self)[:-1], ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(columns.encode()).hexdigest()

    @property
    def key(self) -> "EditionKey":
        """The edition under which it was decided."""
        return EditionKey(self.canton, self.edition, self.digest)

    @property
    def content(self) -> dict[str, Any]:
        """What the body says."""
        content: dict[str, Any] = json.loads(self.body)
        return content

    @property
    def day(self) -> date:
        """The day on which it happened; StoreError where what was kept is none."""
        day = parse_date(self.on)
        if day is None:
            words = {"store": self.case, "why": self.on}
            raise StoreError([Finding("not-a-store", Place(Source(self.case)), words)])
        return day

    def __repr__(self) -> str:
        return f"<CaseRecord {self.seq} of {self.case} on {self.on}: {self.event or self.kind}>"


class EditionKey(NamedTuple):
    """What names an edition: which canton's, what it is called, the SHA-256 over its files."""

    canton: str
    edition: str
    digest: str


class IndexRow(NamedTuple):
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

    rows: tuple[IndexRow, ...]
    last: str
    horizon: str
    closed: bool

    def __repr__(self) -> str:
        return f"<Outlook from {self.last} to {self.horizon}: {len(self.rows)} rows>"


COLUMNS = tuple(column.name for column in fields(CaseRecord))
values_of: Callable[[CaseRecord], tuple[Any, ...]] = attrgetter(*COLUMNS)
"""The columns of a record in their order; many times faster than the way of dataclasses."""


def body_of(**content: Any) -> str:
    """Write the body of a record, always in the same way."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain_facts(facts: Mapping[str, Value]) -> dict[str, Any]:
    """Facts as they stand in a record.

    >>> from datetime import date
    >>> plain_facts({"report.made_on": date(2024, 3, 5)})
    {'report.made_on': '2024-03-05'}
    """
    return {fact: plain_value(value) for fact, value in sorted(facts.items())}
