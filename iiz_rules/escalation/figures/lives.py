"""The life of a case, moment by moment: each edition tells the stretch that ran under it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from iiz_rules.escalation.course import Course
from iiz_rules.escalation.engines import ByFunctions
from iiz_rules.escalation.machine import Machine, once
from iiz_rules.escalation.replay import begun, options_of, read_back
from iiz_rules.escalation.state import State
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.records import CaseRecord
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.language.program.events import Event
from iiz_rules.language.program.rules import GROUP, Program


@dataclass(frozen=True, slots=True)
class Moment:
    """A case after something happened: the days passed, or an event; `before` is how it was.

    `before` is None where the case was opened, or another edition took it over.
    """

    program: Program
    state: State
    before: State | None = None
    event: Event | None = None
    day: date | None = None
    """on which the event happened, if it was learned later"""

    def __repr__(self) -> str:
        return f"<Moment {self.state!r}: {self.event.id if self.event else 'days'}>"


def moments(archive: Archive, records: tuple[CaseRecord, ...], to: date) -> Iterator[Moment]:
    """Follow a case from its beginning up to a day; of what happened later nothing is known."""
    until = tuple(record for record in records if record.learned <= to.isoformat())
    taken_up = [n for n, record in enumerate(until) if record.kind != "event"]
    for start, end in pairwise([*taken_up, len(until)]):
        program = archive.program(until[start].rules)
        machine = _counted(program)
        timeline = Timeline(machine, ByFunctions(program, machine.watched), options_of(until[:end]))
        yield from _under(timeline, until[start:end], to if end == len(until) else None)


def _under(
    timeline: Timeline, records: tuple[CaseRecord, ...], to: date | None
) -> Iterator[Moment]:
    """Follow a case under one edition, from its opening or from the edition before."""
    program, (first, *events) = timeline.program, records
    state, _ = begun(timeline, first)
    course = Course(program, state)
    yield Moment(program, state)
    for record in events:
        for now, _ in timeline.moves(state, record.learned_day):
            yield Moment(program, now, state)
            state = now
        before, facts = timeline.at(state, record.learned_day), read_back(program, record)
        happened = course.happened(timeline, before, record.event, facts, record.day)
        course.keep(happened)
        state = happened.state
        yield Moment(program, state, before, program.events[record.event], record.day)
    if to and not state.closed:
        for now, _ in timeline.moves(state, to):
            yield Moment(program, now, state)
            state = now


@once
def _counted(program: Program) -> Machine:
    """Follow what the figures rest on and nothing else: steps, duties to be on time, groups.

    A trigger that a missed date sets off may count the date of one of these duties.
    """
    steps = (step for way in program.ways.values() for step in way)
    missed = (duty for trigger in program.triggers.values() for duty in trigger.missed)
    duties = {*program.statistics.follow_ups, *missed}
    return Machine(program, {*steps, *duties, *program.of_kind(GROUP)})
