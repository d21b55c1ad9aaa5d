"""Which cases are asked for, page by page: by how they stand, and by what is owed in them.

How a case stands (open, at which step, in which group) is as of its last record; what is owed is as
of a day, or of the last record where that is later.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

OWED = (
    'SELECT 1 FROM owed WHERE owed."case" = names."case" '
    "AND start <= CASE WHEN last > ? THEN last ELSE ? END "
    "AND (until IS NULL OR until > CASE WHEN last > ? THEN last ELSE ? END)"
)


class ListedCase(NamedTuple):
    """A case as the index has it; `standing` says at which step and in which groups it is."""

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

    The order is that of the names, or in a sealed store any.
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

    def statement(self, mark: Callable[[str], str]) -> tuple[str, list[object]]:
        """What the database is asked, with its values; `mark` gives what a name is found by."""
        asked, values = ["editions.canton = ?"], list[object]([self.canton])
        for way, place in self.standing.items():
            at = 'SELECT 1 FROM standing s WHERE s."case" = names."case" AND way = ? AND place = ?'
            asked.append(f"EXISTS ({at})")
            values += way, place
        if self.bearers or self.due_by:
            owed, borne = self._owed()
            asked.append(f"EXISTS ({owed})")
            values += borne
        if self.after:
            asked.append("name > (SELECT name FROM names WHERE handle = ?)")
            values.append(mark(self.after))
        page = "" if self.limit is None else " LIMIT ?"
        values += [] if self.limit is None else [self.limit]
        return f"WHERE {' AND '.join(asked)} ORDER BY name{page}", values

    def _owed(self) -> tuple[str, list[object]]:
        owed, values = OWED, list[object]([self.on.isoformat()] * 4)
        if self.bearers:
            owed += f" AND role IN ({', '.join('?' * len(self.bearers))})"
            values += self.bearers
        if self.due_by:
            owed += " AND due <= ?"
            values.append(self.due_by.isoformat())
        return owed, values


class AnswerQuery(NamedTuple):
    """Which decisions are asked for: under a reference, recorded from and before a moment."""

    reference: str = ""
    since: str = ""
    until: str = ""
    canton: str = ""
    after: int = 0
    """the number of the record after which the list begins"""

    def statement(self, mark: Callable[[str], str]) -> tuple[str, list[object]]:
        """What the database is asked, with its values; `mark` gives what a name is found by."""
        asked, values = ["r.seq > ?"], list[object]([self.after])
        given = {
            "mark = ?": self.reference and mark(self.reference),
            "at >= ?": self.since,
            "at < ?": self.until,
            "r.canton = ?": self.canton,
        }
        for condition, value in given.items():
            if value:
                asked.append(condition)
                values.append(value)
        return (
            f"JOIN answered a ON a.seq = r.seq WHERE {' AND '.join(asked)} ORDER BY r.seq",
            values,
        )
