"""What the cases of a canton come to over a period, summed by the database over how they stood."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from iiz_rules.escalation.figures.counts import Timing
from iiz_rules.escalation.figures.standing import STATE
from iiz_rules.escalation.store.database import Database

FIRST_SEEN_CLOSED = (
    f"way = '{STATE}' AND place = 'closed' AND (start <= ? OR NOT EXISTS (SELECT 1 FROM standing b "
    f'WHERE b."case" = t."case" AND b.way = \'{STATE}\' AND b.until = t.start))'
)
"""A case that was closed before the period, or on the day on which it was opened."""
STOOD = f"start <= ? AND (until IS NULL OR until > ?) AND NOT ({FIRST_SEEN_CLOSED})"


class Sums:
    """Sums of a canton's cases, both days of the period included."""

    def __init__(self, database: Database, canton: str, start: date, end: date) -> None:
        self._db, self._canton = database, canton
        self._start, self._end = start.isoformat(), end.isoformat()

    def __repr__(self) -> str:
        return f"<Sums of {self._canton} from {self._start} to {self._end}>"

    def open(self) -> tuple[int, int]:
        """How many cases were open in the period, and at its end."""
        columns = (
            'count(DISTINCT t."case"), '
            'count(DISTINCT CASE WHEN until IS NULL OR until > ? THEN t."case" END)'
        )
        condition = "start <= ? AND (until IS NULL OR until >= ?)"
        values = (self._end, self._canton, self._end, self._start)
        [(during, at_end)] = self._rows(columns, "phases", condition, *values)
        return during, at_end

    def phases(self) -> Iterator[tuple[date, date | None, str, int]]:
        """When cases that were open in the period were opened and closed, and what came of them."""
        condition = "start <= ? AND (until IS NULL OR until >= ?) GROUP BY start, until, outcome"
        values = (self._canton, self._end, self._start)
        columns = "start, until, outcome, count(*)"
        for opened, closed, outcome, cases in self._rows(columns, "phases", condition, *values):
            ended = date.fromisoformat(closed) if closed else None
            yield date.fromisoformat(opened), ended, outcome, cases

    def standing(self) -> Iterator[tuple[str, str, int, bool, int]]:
        """In which groups how many cases stood for how many days, and whether until the end."""
        columns = (
            "way, place, CASE WHEN start < ? THEN ? ELSE start END, "
            "CASE WHEN until IS NULL OR until > ? THEN ? ELSE until END, "
            "CASE WHEN until IS NULL OR until > ? THEN 1 ELSE 0 END, count(*)"
        )
        values = (self._start, self._start, self._end, self._end, self._end, *self._stood)
        rows = self._rows(columns, "standing", f"{STOOD} GROUP BY 1, 2, 3, 4, 5", *values)
        for way, place, first, last, on, cases in rows:
            days = (date.fromisoformat(last) - date.fromisoformat(first)).days + on
            yield way, place, days, bool(on), cases

    def groups(self) -> list[tuple[str, str, int]]:
        """How many cases stood in each group on any day."""
        columns, by = 'way, place, count(DISTINCT t."case")', f"{STOOD} GROUP BY way, place"
        return self._rows(columns, "standing", by, *self._stood)

    @property
    def _stood(self) -> tuple[str, ...]:
        return self._canton, self._end, self._start, self._start

    def dates(self) -> list[tuple[str, int, Timing, int]]:
        """Of which duty of which edition how many dates of the period came to what by its end.

        What was owed still was not done.
        """
        columns = "duty, t.edition, CASE WHEN until <= ? THEN became ELSE 'not-done' END, count(*)"
        condition = (
            "due >= ? AND due <= ? AND start <= ? AND (until IS NULL OR until > ? OR became != '') "
            "GROUP BY 1, 2, 3"
        )
        end = self._end
        values = (end, self._canton, self._start, end, end, end)
        return self._rows(columns, "owed", condition, *values)

    def _rows(self, columns: str, table: str, condition: str, *values: str) -> list[Any]:
        return self._db.rows(
            f'SELECT {columns} FROM {table} t JOIN cases ON cases."case" = t."case" '
            f"JOIN editions ON id = cases.edition WHERE canton = ? AND {condition}",
            values,
        )
