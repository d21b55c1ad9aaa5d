"""events.yaml: what can happen to a case over time, and what follows at once.

::

    initially: {report.made: false}
    events:
      - id: case-reported
        payload: [report.channel]
        sets: {report.made: event-date, review.due_on: {plus: P1Y}}
    triggers:
      - id: tell-coordinator
        on: [case-reported, {missed: quarterly-follow-up}]
        when: {term: complex}
        then: {notify: [regional-coordinator]}
"""

from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, Tag, WithJsonSchema

from iiz_rules.language.model.base import Clauses, Given, Named, Part, apart
from iiz_rules.language.model.conditions import SCALAR, Condition, Duration, scalar
from iiz_rules.language.model.escalation import EndOf
from iiz_rules.language.model.names import ActionId, ActorId, DutyId, FactId, FactKey, Id, Naming

EVENT_DATE: Literal["event-date"] = "event-date"
"""Stands for the day of the event, as the value of a date."""


def _plain(value: Any) -> Any:
    return tuple(map(_plain, value)) if isinstance(value, (list, tuple)) else scalar(value)


PLAIN: dict[str, Any] = {"anyOf": [SCALAR, {"type": "array", "items": SCALAR}]}
Plain = Annotated[Any, PlainValidator(_plain), WithJsonSchema(PLAIN)]
"""A value of a fact as it is written: read by the fact's own type when the edition is checked."""


class DayLater(Part):
    """A day so long after that of the event."""

    plus: Duration


Setting = Annotated[
    Annotated[DayLater, Tag("<mapping>")] | Annotated[Plain, Tag("<word>")],
    apart("<mapping>", other="<word>"),
]


class Event(Named):
    """Something that happens to a case on a day. Facts change through events alone."""

    clauses: Clauses
    opens: bool = False
    """whether it begins a case, or takes a closed one up again"""
    anew: tuple[FactId, ...] = ()
    """the facts that are as before the first event again, where it takes up a closed case"""
    closes: bool = False
    """whether it ends the case"""
    after_closing: bool = False
    """whether it can still be recorded for a closed case"""
    payload: tuple[FactId, ...] = ()
    """the facts that may come with it"""
    needs: tuple[FactId, ...] = ()
    """the facts that have to come with it"""
    sets: dict[FactKey, Setting] = Field(default_factory=dict)
    """the facts that hold from that day on; `event-date` is the day itself, `plus` so long after"""
    adds: dict[FactKey, Plain] = Field(default_factory=dict)
    """the members that join a set"""
    forgets: tuple[FactId, ...] = ()
    """the facts that are not known any more"""
    action: Given[ActionId] = None
    """the competence that is used with it: who may not do that cannot record it"""


class Then(Part):
    """What follows at once."""

    notify: tuple[ActorId, ...] = ()
    """who is told"""
    request: Given[ActionId] = None
    """the competence that is asked for"""
    oblige: Given[DutyId] = None
    """the duty whose date is counted from the day on which the trigger fires"""
    within: Given[Duration] = None
    """so long after that day"""
    by: Given[EndOf] = None
    """at the end of the period in which that day lies"""


class MissedDate(Part):
    """The day after a date of a duty by which it was not done."""

    missed: DutyId


Cause = Annotated[
    Annotated[MissedDate, Tag("<mapping>")] | Annotated[Id, Naming("cause"), Tag("<word>")],
    apart("<mapping>", other="<word>"),
]


class Trigger(Named):
    """What follows from an event, another trigger or a missed date, where a condition holds."""

    clauses: Clauses
    on: Annotated[tuple[Cause, ...], Field(min_length=1)]
    """the events, the triggers or the missed dates, any of which is enough"""
    when: Given[Condition] = None
    then: Then


class Kept(Part):
    """For how long a case is kept after its closing, where a source says so."""

    after_closing: Duration
    clauses: Clauses


class EventsFile(Part):
    """The file events.yaml."""

    initially: dict[FactKey, Plain] = Field(default_factory=dict)
    """what holds of a case before its first event: what has not been recorded has not happened"""
    events: tuple[Event, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    kept: Given[Kept] = None
    """how long a case is kept; it is erased by who runs the store, and never by itself"""
