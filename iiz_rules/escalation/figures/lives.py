"""The life of a case, moment by moment: each edition tells the stretch that ran under it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from iiz_rules.escalation.engines import ByInterpreter
from iiz_rules.escalation.machine import Machine, once
from iiz_rules.escalation.replay import begun, options_of, read_back
from iiz_rules.escalation.state import Change, State
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
    changes: tuple[Change, ...]
    before: State | None = None
    event: Event | None = None

    def __repr__(self) -> str:
        """The essentials in one line."""
        return f"<Moment {self.state!r}: {self.event.id if self.event else 'days'}>"


def moments(archive: Archive, records: tuple[CaseRecord, ...], to: date) -> Iterator[Moment]:
    """Follow a case from its beginning up to a day; of what happened later nothing is known."""
    until = tuple(record for record in records if record.on <= to.isoformat())
    life: _Life | None = None
    for n, record in enumerate(until):
        if life is None or record.kind == "migrated":
            options = options_of(until[: n + 1])
            life = _Life(_timeline(archive.program(record.key), options), record)
            yield life.beginning
        else:
            yield from life.passed(record.day)
            yield life.occurred(record)
    if life and not life.state.closed:
        yield from life.passed(to)


class _Life:
    """A case under one edition, from its opening or from the edition before."""

    def __init__(self, timeline: Timeline, record: CaseRecord) -> None:
        self.timeline, self.program = timeline, timeline.program
        self.state, changes = begun(timeline, record)
        self.beginning = Moment(self.program, self.state, changes)

    def passed(self, to: date) -> Iterator[Moment]:
        """Let the days pass."""
        for now, changes in self.timeline.moves(self.state, to):
            before, self.state = self.state, now
            yield Moment(self.program, now, changes, before)

    def occurred(self, record: CaseRecord) -> Moment:
        """Let an event happen on its day."""
        before = self.timeline.at(self.state, record.day)
        facts = read_back(self.program, record)
        self.state, _, changes = self.timeline.occurred(before, record.event, facts)
        event = self.program.events[record.event]
        return Moment(self.program, self.state, changes, before, event)


def _timeline(program: Program, options: Mapping[str, str]) -> Timeline:
    """Follow what is counted and nothing else."""
    return Timeline(_counted(program), ByInterpreter(program), options)


@once
def _counted(program: Program) -> Machine:
    return Machine(program, followed(program))


def followed(program: Program) -> Iterator[str]:
    """Name the rules on which the figures rest: steps, duties to be on time, groups."""
    for steps in program.ways.values():
        yield from steps
    yield from program.statistics.follow_ups
    yield from (rule.id for rule in program.rules.values() if rule.kind == GROUP)
