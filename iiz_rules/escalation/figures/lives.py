"""The life of a case, moment by moment: each edition tells the stretch that ran under it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from iiz_rules.escalation.cases import readings_of
from iiz_rules.escalation.interpreted import Interpreted
from iiz_rules.escalation.machine import Machine
from iiz_rules.escalation.once import Made, made
from iiz_rules.escalation.replayed import day_of_record, read_back, taken_over
from iiz_rules.escalation.state import Entry, State
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.records import Record
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.language.program.events import Event
from iiz_rules.language.program.rules import GROUP, Program

_machines: Made[Machine] = {}


@dataclass(frozen=True, slots=True)
class Moment:
    """A case after something happened: the days passed, or an event; `before` is how it was.

    `before` is None where the case was opened, or another edition took it over.
    """

    program: Program
    state: State
    entries: tuple[Entry, ...]
    before: State | None = None
    event: Event | None = None


def moments(archive: Archive, records: tuple[Record, ...], to: date) -> Iterator[Moment]:
    """Follow a case from its beginning up to a day; of what happened later nothing is known."""
    until = tuple(one for one in records if one.on <= to.isoformat())
    life: _Life | None = None
    for n, record in enumerate(until):
        if life is None or record.kind == "migrated":
            readings = readings_of(until[: n + 1])
            life = _Life(_timeline(archive.program(record.key), readings))
            yield life.begun(record)
        else:
            yield from life.passed(day_of_record(record))
            yield life.occurred(record)
    if life and not life.state.closed:
        yield from life.passed(to)


class _Life:
    """A case under one edition."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.state: State

    def begun(self, record: Record) -> Moment:
        """Take a case up, from its opening or from the edition before."""
        if record.kind == "opened":
            self.state, told = self.timeline.opened(day_of_record(record))
        else:
            self.state, told = taken_over(self.timeline, record)
        return Moment(self.timeline.program, self.state, told)

    def passed(self, to: date) -> Iterator[Moment]:
        """Let the days pass."""
        for now, told in self.timeline.moves(self.state, to):
            before, self.state = self.state, now
            yield Moment(self.timeline.program, now, told, before)

    def occurred(self, record: Record) -> Moment:
        """Let an event happen on its day."""
        program = self.timeline.program
        before = self.timeline.at(self.state, day_of_record(record))
        facts = read_back(program, record)
        self.state, found = self.timeline.occurred(before, record.event, facts)
        return Moment(program, self.state, found.entries, before, program.events[record.event])


def _timeline(program: Program, options: Mapping[str, str]) -> Timeline:
    """Follow what is counted and nothing else; a plain answer costs less than a chained one."""
    machine = made(_machines, program, lambda: Machine(program, followed(program)))
    return Timeline(machine, Interpreted(program), options)


def followed(program: Program) -> Iterator[str]:
    """Name the rules on which the figures rest: steps, duties to be on time, groups."""
    for steps in program.ways.values():
        yield from steps
    yield from program.statistics.follow_ups
    yield from (one.id for one in program.rules.values() if one.kind == GROUP)
