"""The life of a case, moment by moment: each edition tells the stretch that ran under it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from iiz_rules.escalation.course import Course
from iiz_rules.escalation.engines import ByFunctions
from iiz_rules.escalation.figures.standing import group, standing
from iiz_rules.escalation.machine import Machine, once
from iiz_rules.escalation.replay import begun, options_of, read_back
from iiz_rules.escalation.state import Owed, State
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.life import Due, Look
from iiz_rules.escalation.store.records import CaseRecord, EditionKey
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

    @property
    def look(self) -> Look:
        """What is kept of the moment."""
        program, state = self.program, self.state
        outcomes = program.statistics.outcomes if state.closed else None
        return Look(
            state.on.isoformat(),
            EditionKey(program.canton, program.edition, program.digest),
            [
                (owed.duty, owed.since.isoformat(), owed.bearer, owed.of, _plain(owed.due))
                for owed in state.all_owed
            ],
            standing(program, state).items(),
            state.closed,
            dict(self._became()),
            group(outcomes, state) if outcomes else "",
        )

    def _became(self) -> Iterator[tuple[Due, str]]:
        """What became of the dates owed before it, for the duties in the figures.

        The doing of a duty is the doing of the date that it lies before, or of the last; what was
        missed before was not done.
        """
        state, before = self.state, self.before.owed if self.before else {}
        on = self.day or state.on
        for duty, done_by in self.program.statistics.follow_ups.items():
            if duty not in before:
                continue
            days = _days(before[duty])
            if days and self.event and self.event.id in done_by:
                done = min((day for day in days if day >= on), default=days[-1])
                days.remove(done)
                yield (duty, done.isoformat()), "on-time" if on <= done else "late"
            still = _days(state.owed.get(duty, ()))
            for day in days:
                if day < state.on and day not in still:
                    yield (duty, day.isoformat()), "not-done"


def moments(archive: Archive, records: tuple[CaseRecord, ...]) -> Iterator[Moment]:
    """Follow a case from its beginning up to its last record."""
    taken_up = [n for n, record in enumerate(records) if record.kind != "event"]
    for start, end in pairwise([*taken_up, len(records)]):
        program = archive.program(records[start].rules)
        timeline = followed(program, options_of(records[:end]))
        lived = [*_under(timeline, records[start:end])]
        yield from lived
        if end < len(records):
            yield from passing(timeline, lived[-1].state, records[end].learned_day)


def _under(timeline: Timeline, records: tuple[CaseRecord, ...]) -> Iterator[Moment]:
    """Follow a case under one edition, from its opening or from the edition before."""
    program, (first, *events) = timeline.program, records
    state, _ = begun(timeline, first)
    course = Course(program, state)
    yield Moment(program, state)
    for record in events:
        for moment in passing(timeline, state, record.learned_day):
            yield moment
            state = moment.state
        before, facts = come_to(timeline, state, record.learned_day), read_back(program, record)
        happened = course.happened(timeline, before, record.event, facts, record.day)
        course.keep(happened)
        state = happened.state
        yield Moment(program, state, before, program.events[record.event], record.day)


def passing(timeline: Timeline, state: State, to: date) -> Iterator[Moment]:
    """The moments that the mere days bring, where nothing is recorded."""
    if rests(state):
        return
    for now, _ in timeline.moves(state, to):
        yield Moment(timeline.program, now, state)
        state = now


def come_to(timeline: Timeline, state: State, day: date) -> State:
    """A case on a day up to which its moments have passed, or in which it rested.

    A case that rests is passed over day by day all the same: what then begins begins for nobody,
    and is not told as begun by an event that comes after.
    """
    return timeline.passed(state, day)[0] if rests(state) else timeline.at(state, day)


def rests(state: State) -> bool:
    """Whether no day brings anything any more: a closed case that owes nothing."""
    return state.closed and not state.owed


def followed(program: Program, options: Mapping[str, str]) -> Timeline:
    """The timeline of what is listed and counted, and of nothing else: duties, steps, groups."""
    machine = _followed(program)
    return Timeline(machine, ByFunctions(program, machine.watched), options, quiet=True)


@once
def _followed(program: Program) -> Machine:
    steps = (step for way in program.ways.values() for step in way)
    return Machine(program, {*steps, *program.of_kind("duty", GROUP)})


def seen(timeline: Timeline, moment: Moment) -> Moment:
    """A moment of another timeline as this one follows it: with the groups of the case."""
    groups = timeline.program.of_kind(GROUP)
    grouped = timeline.engine.evaluate(groups, moment.state.situation).verdicts
    verdicts = {**moment.state.verdicts, **{rule: grouped[rule] for rule in groups}}
    return replace(moment, state=replace(moment.state, verdicts=verdicts))


def _days(owed: Collection[Owed]) -> list[date]:
    return [one.due for one in owed if one.due]


def _plain(day: date | None) -> str | None:
    return day.isoformat() if day else None
