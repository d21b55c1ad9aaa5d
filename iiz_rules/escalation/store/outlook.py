"""What lies ahead of a case if nothing is recorded any more: kept as an index of all cases.

So that what is owed on a day in a hundred thousand cases is looked up and not worked out.
"""

from datetime import date, timedelta

from iiz_rules.escalation.state import Owed, State
from iiz_rules.escalation.store.records import IndexRow, Outlook
from iiz_rules.escalation.timeline import Timeline

AHEAD = timedelta(days=400)
"""How far the index looks ahead: beyond a yearly date, and no further than is cheap."""


def outlook(timeline: Timeline, case: str, state: State, horizon: date | None = None) -> Outlook:
    """Look ahead from a state, up to a day if one is named."""
    until = horizon or ahead_of(state.on)
    running: dict[Owed, date] = dict.fromkeys(state.owed.values(), state.on)
    rows: list[IndexRow] = []
    for now, _ in timeline.moves(state, until, timeline.machine.duties):
        owed = set(now.owed.values())
        ended = [duty for duty in running if duty not in owed]
        rows += [_row(case, duty, running.pop(duty), now.on) for duty in ended]
        running |= {duty: now.on for duty in now.owed.values() if duty not in running}
    rows += [_row(case, duty, start, None) for duty, start in running.items()]
    return Outlook(tuple(rows), state.on.isoformat(), until.isoformat(), state.closed)


def unseen(state: State) -> Outlook:
    """The outlook of a case of which nothing was looked at: whoever lists it looks first."""
    return Outlook((), state.on.isoformat(), "", state.closed)


def ahead_of(day: date) -> date:
    """The day up to which the index looks from a day on; the calendar has an end.

    >>> ahead_of(date(2024, 1, 8)), ahead_of(date(9999, 6, 1))
    (datetime.date(2025, 2, 11), datetime.date(9999, 12, 31))
    """
    return date.max if date.max - day < AHEAD else day + AHEAD


def _row(case: str, owed: Owed, start: date, until: date | None) -> IndexRow:
    due = owed.due.isoformat() if owed.due else None
    end = until.isoformat() if until else None
    since = owed.since.isoformat()
    return IndexRow(case, owed.duty, since, owed.bearer, owed.of, due, start.isoformat(), end)
