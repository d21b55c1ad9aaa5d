"""What lies ahead of a case if nothing is recorded any more: kept as an index of all cases.

So that what is owed on a day in a hundred thousand cases is looked up and not worked out; where the
index does not reach, it is. What people are shown is verified: the records have to give the same.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from iiz_rules.escalation import snapshot
from iiz_rules.escalation.engines import ByFunctions, timeline_of
from iiz_rules.escalation.figures.standing import standing
from iiz_rules.escalation.machine import duties_of
from iiz_rules.escalation.replay import options_of, replayed
from iiz_rules.escalation.state import Owed, State
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.queries import CaseQuery, ListedCase
from iiz_rules.escalation.store.records import CaseRecord, IndexRow, Outlook
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.language.dates import parse_date
from iiz_rules.language.program.rules import GROUP

AHEAD = timedelta(days=400)
"""How far the index looks ahead: beyond a yearly date, and no further than is cheap."""


def outlook(timeline: Timeline, case: str, state: State, horizon: date | None = None) -> Outlook:
    """Look ahead from a state, up to a day if one is named."""
    until = horizon or ahead_of(state.on)
    ahead = duties_ahead(timeline)
    running: dict[Owed, date] = dict.fromkeys(state.all_owed, state.on)
    rows: list[IndexRow] = []
    for now, _ in ahead.moves(state, until):
        owed = dict.fromkeys(now.all_owed, now.on)
        ended = [duty for duty in running if duty not in owed]
        rows += [_row(case, duty, running.pop(duty), now.on) for duty in ended]
        running = owed | running
    rows += [_row(case, duty, start, None) for duty, start in running.items()]
    days = state.on.isoformat(), until.isoformat()
    return Outlook(tuple(rows), *days, state.closed, _standing(ahead, state))


def _standing(ahead: Timeline, state: State) -> tuple[tuple[str, str], ...]:
    """At which step and in which groups a case is; of the groups a closed one is in none."""
    groups = ahead.program.of_kind(GROUP)
    found = ahead.engine.evaluate(groups, state.situation).verdicts
    verdicts = {**state.verdicts, **{rule: found[rule] for rule in groups}}
    return tuple(sorted(standing(ahead.program, replace(state, verdicts=verdicts)).items()))


def duties_ahead(timeline: Timeline) -> Timeline:
    """The same timeline with nothing followed but what may be owed, and the groups of cases."""
    program, machine = timeline.program, duties_of(timeline.program)
    engine = ByFunctions(program, (*machine.watched, *program.of_kind(GROUP)))
    return Timeline(machine, engine, timeline.options)


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


def owed(archive: Archive, on: date, *, dated: bool = False) -> list[IndexRow]:
    """What is owed on a day, the first date first; `dated` only what has a date.

    Where the index does not reach that day, the case is replayed: for a day ahead the index is
    made anew, for a day that has passed nothing is written.
    """
    day, store = on.isoformat(), archive.store
    stale = store.index.stale(day)
    past = [row for case in stale for row in _worked_out(archive, case, on)]
    rows = store.index.owed(
        day, dated=dated
    )  # after the others: what lies ahead was indexed by them
    if not store.writable:
        rows = [row for row in rows if row.case not in stale]
    if not past:
        return rows
    rows += [row for row in past if row.due or not dated]
    return sorted(rows, key=lambda row: (row.due is None, row.due or "", row.case, row.duty))


def _worked_out(archive: Archive, case: str, on: date) -> Iterator[IndexRow]:
    records = archive.store.history(case)
    day = on.isoformat()
    until = tuple(record for record in records if record.learned <= day)
    if not until:
        return
    key = until[-1].rules
    if len(until) == len(records) and archive.store.writable:
        looked_at(archive, records, on)
        return
    for row in _ahead(archive, until, on).rows:
        if row.start <= day < (row.until or "9999-99-99"):
            yield row._replace(edition=archive.number(key))


def _ahead(archive: Archive, records: tuple[CaseRecord, ...], horizon: date) -> Outlook:
    """Look ahead from where the history of a case has led, under the edition that it runs on."""
    timeline, state = _ended(archive, records)
    return outlook(timeline, records[0].case, state, max(horizon, state.on))


def snapshot_of(archive: Archive, records: tuple[CaseRecord, ...]) -> str:
    """The snapshot of a case, worked out from its records."""
    timeline, state = _ended(archive, records)
    return snapshot.written(timeline, state, records[0].day, _start(records))


def _ended(archive: Archive, records: tuple[CaseRecord, ...]) -> tuple[Timeline, State]:
    timeline = timeline_of(archive.program(records[-1].rules), options_of(records))
    *_, (last, _) = replayed(timeline, records)
    return timeline, last.state


def find(archive: Archive, query: CaseQuery) -> list[ListedCase]:
    """The cases that are asked for; where the index does not reach the day, it is made anew."""
    day, store = query.on.isoformat(), archive.store
    if query.after and not store.names.pseudonym(query.after):
        raise store.unknown(query.after)
    for case in store.index.unreached(day):
        looked_at(archive, store.history(case), query.on)
    return store.index.find(query)


def looked_at(archive: Archive, records: tuple[CaseRecord, ...], on: date) -> None:
    """Write into the index what lies ahead of a case."""
    ahead = _ahead(archive, records, ahead_of(on))
    archive.store.index.replace(records[0].case, ahead, records[-1].rules)


def changed_cases(archive: Archive) -> Iterator[str]:
    """Name the cases of which the index or a snapshot says anything but what their records give."""
    for case in archive.store.cases():
        if not as_recorded(archive, case):
            yield case


def as_recorded(archive: Archive, case: str) -> bool:
    """Whether the index says of a case what its records give, up to the day it claims to reach.

    So it is with its snapshot, as far as one was written by this version.
    """
    records, said = archive.store.history(case), archive.store.index.of(case)
    if said is None:
        return False
    timeline, state = _ended(archive, records)
    text = archive.store.index.snapshot(case) or ""
    taken = snapshot.read(text)
    if taken and text != snapshot.written(timeline, state, records[0].day, _start(records)):
        return False
    horizon = parse_date(said.horizon)
    if horizon is None:  # nothing is said of it: whoever lists what is owed looks first
        return not said.rows and not said.standing and said.horizon == ""
    given = outlook(timeline, case, state, max(horizon, ahead_of(state.on)))
    edition = archive.number(records[-1].rules)
    rows = tuple(row._replace(edition=edition) for row in given.rows)
    whole = replace(given, rows=()), Counter(rows)
    return whole == (replace(said, rows=()), Counter(said.rows))


def _start(records: tuple[CaseRecord, ...]) -> int:
    """The number of the first record that was learned on the day of the last one."""
    return min(record.n for record in records if record.learned == records[-1].learned)
