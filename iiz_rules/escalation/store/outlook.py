"""What lies ahead of a case if nothing is recorded any more: kept as an index of all cases.

So that what is owed on a day in a hundred thousand cases is looked up and not worked out.
"""

from datetime import date, timedelta

from iiz_rules.escalation.state import Owed, State
from iiz_rules.escalation.store.records import Outlook, Row
from iiz_rules.escalation.timeline import Timeline

AHEAD = timedelta(days=400)
"""How far the index looks ahead: beyond a yearly date, and no further than is cheap."""


def outlook(timeline: Timeline, case: str, state: State, to: date | None = None) -> Outlook:
    """Look ahead from a state, at least up to a day."""
    limit = (date.max - AHEAD).toordinal()
    start = max(state.on, to or state.on)
    horizon = start + AHEAD if start.toordinal() <= limit else date.max
    running: dict[Owed, date] = dict.fromkeys(state.owed.values(), state.on)
    rows: list[Row] = []
    for now, _ in timeline.moves(state, horizon, timeline.machine.duties):
        owed = set(now.owed.values())
        ended = [one for one in running if one not in owed]
        rows += [_row(case, one, running.pop(one), now.on) for one in ended]
        running |= {one: now.on for one in now.owed.values() if one not in running}
    rows += [_row(case, one, since, None) for one, since in running.items()]
    last, until = state.on.isoformat(), horizon.isoformat()
    return Outlook(tuple(rows), last, until, state.closed)


def unseen(state: State) -> Outlook:
    """Give the outlook of a case of which nothing was looked at: whoever lists it looks first."""
    return Outlook((), state.on.isoformat(), "", state.closed)


def _row(case: str, one: Owed, start: date, until: date | None) -> Row:
    due = one.due.isoformat() if one.due else None
    end = until.isoformat() if until else None
    return Row(case, one.duty, one.since.isoformat(), one.role, one.of, due, start.isoformat(), end)
