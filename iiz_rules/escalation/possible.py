"""Which events may happen to a case now, by whom, and what comes with them.

Nothing is named here that `record` would refuse whatever came with it. What comes with an event can
still rule it out: asked is the case of which that is not known yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from iiz_rules.case import schema
from iiz_rules.escalation.admission import out_of_turn
from iiz_rules.escalation.state import State
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.language.program.events import Event
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.words.text import Text


@dataclass(frozen=True)
class PossibleEvent:
    """An event that may happen now."""

    program: Program
    declared: Event
    by: tuple[str, ...] | None
    """who may do it, as far as known; None if it takes no competence"""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the name of the event alone."""
        return _declared, (self.program, self.event, self.by)

    @property
    def event(self) -> str:
        """The event, as `record` takes it."""
        return self.declared.id

    @property
    def label(self) -> Text:
        """The label of the event."""
        return self.declared.label

    @property
    def schema(self) -> dict[str, Any]:
        """The facts it may and must bring, as a JSON Schema."""
        facts = [self.program.facts[fact] for fact in sorted(self.declared.payload)]
        return {
            "type": "object",
            "properties": {fact.id: schema.texts(fact) | schema.value(fact) for fact in facts},
            "required": list(self.declared.needs),
            "additionalProperties": False,
        }

    def to_dict(self) -> dict[str, Any]:
        """The event as JSON-ready data."""
        by = None if self.by is None else list(self.by)
        label = {"de": self.label.de, "fr": self.label.fr, "en": self.label.en}
        return {"event": self.event, "label": label, "by": by, "schema": self.schema}

    def __repr__(self) -> str:
        return f"<PossibleEvent {self.event} by {self.by or 'anybody'}>"


def _declared(program: Program, event: str, by: tuple[str, ...] | None) -> PossibleEvent:
    """Unpickle a possible event."""
    return PossibleEvent(program, program.events[event], by)


def possible(timeline: Timeline, state: State) -> Iterator[PossibleEvent]:
    """The events that may happen on the day of the state, in the order of the edition."""
    for event in timeline.program.events.values():
        if out_of_turn(timeline.program, event, state):
            continue
        by = tuple(_entitled(timeline, state, event)) if event.action else None
        if by != ():
            yield PossibleEvent(timeline.program, event, by)


def _entitled(timeline: Timeline, state: State, event: Event) -> Iterator[str]:
    """Who may do what an event is about, whatever facts it brings."""
    program, action = timeline.program, event.action
    assert action is not None  # asked for those that have one
    brought = event.payload | {program.facts[fact].domain.day for fact in event.payload}
    facts = {fact: value for fact, value in state.facts.items() if fact not in brought}
    situation = timeline.situation(facts, state.on)
    for actor in _named(program, action):
        if timeline.may(actor, action, situation) is not Truth.NO:
            yield actor


def _named(program: Program, action: str) -> dict[str, None]:
    """Everybody who may have a competence: those named, and who belongs to them."""
    named: dict[str, None] = {}
    for competence in program.competences:
        if competence.action == action:
            facts = (program.facts[fact] for fact in competence.named_by)
            codes = (code for fact in facts for code in sorted(fact.domain.codes))
            everybody = program.actors if competence.names_nobody else ()
            for actor in (*everybody, *competence.by, *codes):
                named |= dict.fromkeys(program.everybody(actor))
    return named
