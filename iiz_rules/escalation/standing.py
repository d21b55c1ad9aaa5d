"""How a case stood on one day, as known on another."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from iiz_rules.escalation.course import Course
from iiz_rules.escalation.engines import timeline_of
from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.moves import Move, Obligation
from iiz_rules.escalation.possible import PossibleEvent, possible
from iiz_rules.escalation.replay import options_of, replayed
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.language.values import Value


@dataclass(frozen=True)
class StandingCase:
    """A case on a day: what had been recorded by then, what held, what was owed, what could happen.

    On a day before the last one that was known of, only what held then can be told: what was owed
    on it stands with the moves.
    """

    on: date
    known_on: date
    timeline: Timeline
    moves: tuple[Move, ...]
    course: Course

    @property
    def looks_back(self) -> bool:
        """Whether something about a later day was known."""
        return self.on < self.moves[-1].on

    @property
    def facts(self) -> dict[str, Value]:
        """What held on the day."""
        return dict(self.course.on(self.on).facts)

    @cached_property
    def now(self) -> Move | None:
        """The days since the last record; None where the day lies before it."""
        if self.looks_back:
            return None
        state, passed = self.timeline.passed(self.moves[-1].state, self.on)
        return Move(self.timeline.program, state, passed)

    @property
    def obligations(self) -> tuple[Obligation, ...]:
        """What is owed on the day."""
        return self.now.obligations if self.now else ()

    @property
    def possible(self) -> tuple[PossibleEvent, ...]:
        """What may happen on the day."""
        return tuple(possible(self.timeline, self.now.state)) if self.now else ()


def standing(flow: Flow, on: date, known_on: date) -> StandingCase | None:
    """How a case stands; None if it did not exist yet, or nothing was known of it."""
    records = [one for one in flow.records if one.learned_day <= known_on]
    if not records or records[0].day > on:
        return None
    key = records[-1].rules
    own = key == flow.records[-1].rules
    program = flow.program if own else Archive(flow.store).program(key)
    timeline = timeline_of(program, options_of(records))
    replay = [*replayed(timeline, records)]
    moves = tuple(move for move, _ in replay)
    return StandingCase(on, known_on, timeline, moves, replay[-1][1])
