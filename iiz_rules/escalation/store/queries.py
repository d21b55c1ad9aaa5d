"""Which cases are asked for, page by page: by how they stand, and by what is owed in them.

How a case stands (open, at which step, in which group) is as of its last record; what is owed is as
of a day, or of the last record where that is later.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from iiz_rules.escalation.figures.standing import STATE
from iiz_rules.escalation.store.names import Names, as_bytes
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.dates import parse_date

RUNS = "start <= ? AND (until IS NULL OR until > ?)"
"""What is so on a day."""
STANDING = f'SELECT way, place FROM standing WHERE "case" = ? AND {RUNS} ORDER BY way'


class ListedCase(NamedTuple):
    """A case as the index has it; `standing` says at which step and in which groups it is then."""

    case: str
    canton: str
    edition: str
    last: str
    standing: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        """The case as a flat row, for tables and data frames; `state` is in `standing`."""
        row = {"case": self.case, "canton": self.canton, "edition": self.edition, "last": self.last}
        return {**row, **self.standing}


@dataclass(frozen=True)
class CaseQuery:
    """Which cases of a canton are asked for: `limit` of them after `after`, in a lasting order.

    The order is that of the names, or in a sealed store that of the marks by which they are found.
    Behind a name it goes on also where there is no such case any more.
    """

    on: date
    canton: str
    standing: Mapping[str, str] = field(default_factory=dict)
    """`state`, a way or a breakdown, and where in it a case has to stand"""
    bearers: tuple[str, ...] = ()
    """one of whom owes something"""
    due_by: date | None = None
    """the day until which something of it falls due"""
    after: str = ""
    limit: int | None = None

    def __repr__(self) -> str:
        return f"<CaseQuery on {self.on}: {dict(self.standing)}>"

    def statement(self, names: Names) -> tuple[str, list[object]]:
        """What the database is asked, with its values."""
        on = [self.on.isoformat()] * 2
        standing = f'SELECT 1 FROM standing s WHERE s."case" = names."case" AND {RUNS} AND way = ?'
        conditions = ["editions.canton = ?", f"EXISTS ({standing})"]
        values: list[object] = [self.canton, *on, STATE]  # it was there on that day
        for way, place in self.standing.items():
            conditions.append(f"EXISTS ({standing} AND place = ?)")
            values += *on, way, place
        if self.bearers or self.due_by:
            owed, borne = self._owed()
            conditions.append(f"EXISTS ({owed})")
            values += *on, *borne
        order = "handle" if names.seal.sealed else "name"
        if self.after:
            conditions.append(f"{order} > ?")
            values.append(names.mark(self.after) if names.seal.sealed else as_bytes(self.after))
        page = "" if self.limit is None else " LIMIT ?"
        values += [] if self.limit is None else [self.limit]
        return f"WHERE {' AND '.join(conditions)} ORDER BY {order}{page}", values

    def _owed(self) -> tuple[str, list[object]]:
        owed = f'SELECT 1 FROM owed WHERE owed."case" = names."case" AND {RUNS}'
        values: list[object] = []
        if self.bearers:
            owed += f" AND role IN ({', '.join('?' * len(self.bearers))})"
            values += self.bearers
        if self.due_by:
            owed += " AND due <= ?"
            values.append(self.due_by.isoformat())
        return owed, values


def admit_limit(limit: int | None, name: str = "limit") -> None:
    """Refuse a number of lines below nought, or none: each database takes it for something else.

    >>> admit_limit(None)
    """
    if limit is not None and (type(limit) is not int or limit < 0):
        words = {"name": name, "got": str(limit), "known": "0, 1, …", "near": ""}
        raise UsageError([Finding("wrong-argument", Place(Source(name)), words)])


def admit_text(said: object, name: str) -> None:
    """Refuse what is no text, as which nothing would be found."""
    if not isinstance(said, str):
        words = {"name": name, "got": str(said), "known": "D-17", "near": ""}
        raise UsageError([Finding("wrong-argument", Place(Source(name)), words)])


def moment(said: Any, name: str) -> str:
    """A day, or a moment in UTC as the log has it; UsageError for anything else.

    >>> moment("2024-03-05", "since"), moment("2024-03-05T08:30Z", "since"), moment("", "since")
    ('2024-03-05', '2024-03-05T08:30:00+00:00', '')
    """
    if not said or (isinstance(said, str) and parse_date(said)):
        return str(said or "")
    try:
        known = datetime.fromisoformat(said)
    except (TypeError, ValueError):
        known = None
    if known is None or known.utcoffset() is None or known.utcoffset():
        examples = "2024-03-05, 2024-03-05T08:30:00+00:00"
        words = {"name": name, "got": str(said)[:40], "known": examples, "near": ""}
        raise UsageError([Finding("wrong-argument", Place(Source(name)), words)])
    return known.isoformat(timespec="seconds")


class AnswerQuery(NamedTuple):
    """Which decisions are asked for: under a reference, recorded from and before a moment."""

    reference: str = ""
    since: str = ""
    until: str = ""
    canton: str = ""
    after: int = 0
    """the number of the record after which the list begins"""
    kind: str = "answered"
    """or `decided`: what a body decided; `sitting`: what was noted while it sat"""

    def statement(self, mark: Callable[[str], str]) -> tuple[str, list[object]]:
        """What the database is asked, with its values; `mark` gives what a name is found by."""
        conditions, values = ["r.seq > ?", "r.kind = ?"], list[object]([self.after, self.kind])
        filters = {
            "mark = ?": self.reference and mark(self.reference),
            "at >= ?": self.since,
            "at < ?": self.until,
            "r.canton = ?": self.canton,
        }
        for condition, value in filters.items():
            if value:
                conditions.append(condition)
                values.append(value)
        return (
            f"JOIN answered a ON a.seq = r.seq WHERE {' AND '.join(conditions)} ORDER BY r.seq",
            values,
        )
