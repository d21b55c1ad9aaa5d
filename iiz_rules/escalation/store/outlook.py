"""What the index says of a case: how it was, and what lies ahead if nothing is recorded any more.

So that what is owed on a day in a hundred thousand cases, and what they came to in a year, is
looked up and not worked out; where the index does not reach, it is. What people are shown is
verified: the records have to give the same.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from iiz_rules.escalation import snapshot
from iiz_rules.escalation.engines import timeline_of
from iiz_rules.escalation.figures.lives import Moment, followed, moments, passing, rests, seen
from iiz_rules.escalation.replay import options_of, replayed
from iiz_rules.escalation.state import State
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.index import Index
from iiz_rules.escalation.store.life import Life, Look, Outlook, OwedRow
from iiz_rules.escalation.store.queries import CaseQuery, ListedCase
from iiz_rules.escalation.store.records import CaseRecord
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.language.dates import parse_date

AHEAD = timedelta(days=400)
"""How far the index looks ahead: beyond a yearly date, and no further than is cheap."""


def outlook(timeline: Timeline, moment: Moment) -> Outlook:
    """What is kept of a case with a record: the moment of it, and the days ahead."""
    ahead = followed(timeline.program, timeline.options)
    first = seen(ahead, moment)
    until = ahead_of(first.state)
    looks = [first.look, *(one.look for one in passing(ahead, first.state, until))]
    return _outlook(looks, first.state, until)


def _outlook(looks: list[Look], state: State, until: date) -> Outlook:
    return Outlook(tuple(looks), state.on.isoformat(), until.isoformat(), state.closed)


def unseen(state: State) -> Outlook:
    """The outlook of a case of which nothing was looked at: whoever lists it looks first."""
    return Outlook((), state.on.isoformat(), "", state.closed)


def ahead_of(state: State, on: date = date.min) -> date:
    """The day up to which the index looks, from a state or a later day on.

    The calendar has an end; where no day brings anything any more, the index reaches it.
    """
    day = max(state.on, on)
    return date.max if rests(state) or date.max - day < AHEAD else day + AHEAD


def lived(archive: Archive, records: tuple[CaseRecord, ...], on: date = date.min) -> Outlook:
    """The whole life of a case, worked out from its records, up to a day and beyond."""
    lives = list(moments(archive, records))
    program, state = lives[-1].program, lives[-1].state
    until = ahead_of(state, on)
    lives += passing(followed(program, options_of(records)), state, until)
    return _outlook([moment.look for moment in lives], state, until)


def looked_at(
    archive: Archive, records: tuple[CaseRecord, ...], on: date, index: Index | None = None
) -> None:
    """Write into the index what is to be said of a case."""
    index = index or archive.store.index
    index.replace(records[0].case, lived(archive, records, on), records[-1].rules)


def reaching(archive: Archive, on: date) -> Index:
    """The index, made anew of the cases of which it does not reach a day.

    Where the store may only be read it is a copy in memory.
    """
    store, index = archive.store, archive.store.index
    cases = index.unreached(on.isoformat())
    if cases and not store.writable:
        index = index.copied()
    for case in cases:
        looked_at(archive, store.history(case), on, index)
    return index


def owed(archive: Archive, on: date, *, dated: bool = False) -> list[OwedRow]:
    """What is owed on a day, as was known then, the first date first; `dated` only with a date."""
    return reaching(archive, on).owed(on.isoformat(), dated=dated)


def find(archive: Archive, query: CaseQuery) -> list[ListedCase]:
    """The cases that are asked for, as they stood on the day."""
    return reaching(archive, query.on).find(query)


def snapshot_of(archive: Archive, records: tuple[CaseRecord, ...]) -> str:
    """The snapshot of a case, worked out from its records."""
    timeline = timeline_of(archive.program(records[-1].rules), options_of(records))
    *_, (last, _) = replayed(timeline, records)
    return snapshot.written(timeline, last.state, records[0].day, _start(records))


def changed_cases(archive: Archive) -> Iterator[str]:
    """Name the cases of which the index or a snapshot says anything but what their records give."""
    for case in archive.store.cases():
        if not as_recorded(archive, case):
            yield case


def as_recorded(archive: Archive, case: str) -> bool:
    """Whether the index says of a case what its records give, up to the day it claims to reach.

    So it is with its snapshot, as far as it was written by this version; of another one it has to
    be what the last record holds the hash of.
    """
    index, records = archive.store.index, archive.store.history(case)
    said, text = index.of(case), index.snapshot(case)
    if said is None or (text is not None and not _is_snapshot(archive, records, text)):
        return False
    horizon = parse_date(said.horizon)
    if horizon is None:  # nothing is said of it: whoever lists what is owed looks first
        return said.horizon == "" and not any(said.rows)
    life_so_far = lived(archive, records, horizon - AHEAD)
    life = Life(said.pseudonym)
    for look in life_so_far.looks:
        life.look(look, archive.number(look.rules))
    rules = archive.number(records[-1].rules)
    whole = life_so_far.last, life_so_far.horizon, life_so_far.closed, rules, life.rows().in_order()
    return whole == (said.last, said.horizon, said.closed, said.edition, said.rows.in_order())


def _is_snapshot(archive: Archive, records: tuple[CaseRecord, ...], text: str) -> bool:
    if snapshot.read(text) is not None and text != snapshot_of(archive, records):
        return False
    return bool(records[-1].content.get("state") == snapshot.hash_of(text))


def _start(records: tuple[CaseRecord, ...]) -> int:
    """The number of the first record that was learned on the day of the last one."""
    return min(record.n for record in records if record.learned == records[-1].learned)
