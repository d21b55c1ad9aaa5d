"""The known course of a case, day by day: events in the order in which they happened.

Two axes of time: on which day something happened, and on which it was learned. What is learned late
takes its place among what happened, and of each fact holds what happened last; what was told
meanwhile stays told. Only the events behind that place are gone through again.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from iiz_rules.escalation.state import Change, State
from iiz_rules.escalation.timeline import Facts, Late, Timeline, after
from iiz_rules.language.program.rules import Program


@dataclass(frozen=True, slots=True)
class Stage:
    """A case from an event on, as known today; `event` is empty at the beginning."""

    day: date
    facts: Facts
    begun: bool
    closed: bool
    event: str = ""
    brought: Facts | None = None

    def __repr__(self) -> str:
        return f"<Stage from {self.day}: {self.event or 'the beginning'}>"


@dataclass(frozen=True, slots=True)
class Happened:
    """What an event has led to, and what is known of the case from its place on."""

    state: State
    triggers: tuple[str, ...]
    changes: tuple[Change, ...]
    place: int
    stages: tuple[Stage, ...]

    def __repr__(self) -> str:
        return f"<Happened {self.stages[0].event}: {len(self.changes)} changes>"


class Course:
    """The stages of a case under one edition, from when it took over."""

    def __init__(self, program: Program, first: State) -> None:
        self.program = program
        self._stages = [Stage(first.on, first.facts, first.begun, first.closed)]

    def on(self, day: date) -> Stage:
        """The stage that a day lies in; days before the beginning count as the first one."""
        return self._stages[self._place(day) - 1]

    def _place(self, day: date) -> int:
        """The place of an event of a day: behind those of the same day."""
        return max(1, bisect_right(self._stages, day, key=lambda stage: stage.day))

    def happened(
        self, timeline: Timeline, state: State, event: str, brought: Facts, day: date
    ) -> Happened:
        """The course with an event that happened on a day and is learned on that of the state.

        Nothing changes before `keep`.
        """
        place = self._place(day)
        if day == state.on:
            moved, triggers, changes = timeline.occurred(state, event, brought)
            stage = Stage(day, moved.facts, True, moved.closed, event, brought)
            return Happened(moved, triggers, changes, place, (stage,))
        stages = tuple(self._gone_through(place, event, brought, day))
        known = [*self._stages[:place], *stages]

        def facts_on(other: date) -> Facts:
            at = bisect_right(known, other, key=lambda stage: stage.day)
            return known[max(0, at - 1)].facts

        late = Late(day, stages[-1].facts, stages[-1].closed, facts_on)
        return Happened(*timeline.occurred(state, event, brought, late), place, stages)

    def _gone_through(self, place: int, event: str, brought: Facts, day: date) -> Iterator[Stage]:
        """The stage of an event, then the later ones worked out again."""
        stage = self._stages[place - 1]
        new = Stage(day, {}, True, False, event, brought)
        for behind in chain([new], self._stages[place:]):
            declared = self.program.events[behind.event]
            brought, was = behind.brought or {}, stage.closed
            facts = after(self.program, declared, stage.facts, brought, behind.day, was)
            closed = declared.closes or (stage.closed and not declared.opens)
            stage = Stage(behind.day, facts, True, closed, behind.event, behind.brought)
            yield stage

    def keep(self, happened: Happened) -> None:
        """Take over the course that `happened` returned."""
        self._stages[happened.place :] = happened.stages
