"""Events, triggers and what is counted; what events set has been checked to be of their facts.

The condition of a trigger and of a group becomes a rule, of which a yes lets the one fire and says
of the other that a case is in it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from iiz_rules.language.compiler.conditions import chosen_value, compile_condition
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.events import EVENT_DATE, DayLater, Event, MissedDate, Trigger
from iiz_rules.language.model.statistics import Breakdown, CountedGroup
from iiz_rules.language.program import events as program_events
from iiz_rules.language.program.events import EventDay
from iiz_rules.language.program.rules import GROUP, TRIGGER, Criterion, Kind, Rule
from iiz_rules.language.values import Value, read_value


def initially(edition: Edition) -> dict[str, Value]:
    """What holds of a case before its first event."""
    values = _values(edition, edition.events.initially)
    return {fact: value for fact, value in values.items() if not isinstance(value, EventDay)}


def events(edition: Edition) -> dict[str, program_events.Event]:
    """What can happen to a case."""
    return {one.id: _event(edition, one) for one in edition.events.events}


def triggers(edition: Edition) -> dict[str, program_events.Trigger]:
    """What follows from events."""
    return {one.id: _trigger(one) for one in edition.events.triggers}


def compile_triggers(edition: Edition) -> dict[str, Rule]:
    """Compile the conditions of triggers."""
    return {
        trigger.id: _rule(edition, trigger.id, TRIGGER, trigger, trigger.clauses)
        for trigger in edition.events.triggers
    }


def _event(edition: Edition, event: Event) -> program_events.Event:
    payload = (*event.payload, *event.needs)
    sets = _values(edition, event.sets)
    days = _days(edition, (*event.sets, *event.forgets))
    first = initially(edition)
    anew = (*event.anew, *_days(edition, event.anew))
    return program_events.Event(
        id=event.id,
        label=event.label.text,
        clauses=event.clauses,
        payload=frozenset({*payload, *_days(edition, payload)}),
        needs=event.needs,
        sets=sets,
        adds={fact: _value(edition, fact, raw) for fact, raw in event.adds.items()},
        forgets=(*event.forgets, *(day for day in days if day not in sets)),
        action=event.action,
        opens=event.opens,
        anew={fact: first.get(fact) for fact in anew},
        closes=event.closes,
        after_closing=event.after_closing,
        at=event.place,
    )


def _values(edition: Edition, written: Mapping[str, Any]) -> dict[str, Value | EventDay]:
    """What facts are set to; what happened on a day is both."""
    values: dict[str, Value | EventDay] = {}
    for fact, raw in written.items():
        value = _of_event(edition, fact, raw) or _value(edition, fact, raw)
        day = edition.facts[fact].day
        if day and not isinstance(value, bool):
            values |= {fact: True, day: value}
        else:
            values[fact] = value
    return values


def _of_event(edition: Edition, fact: str, raw: Any) -> EventDay | None:
    """The day of the event, or one so much later; None for a value."""
    if isinstance(raw, DayLater):
        return EventDay(raw.plus)
    return EventDay() if raw == EVENT_DATE and edition.dates(fact) else None


def _days(edition: Edition, facts: Iterable[str]) -> tuple[str, ...]:
    """The days that belong to facts."""
    days = (edition.facts[fact].day for fact in facts)
    return tuple(day for day in days if day)


def _value(edition: Edition, fact: str, raw: Any) -> Any:
    return read_value(raw, edition.domain(fact))


def _trigger(trigger: Trigger) -> program_events.Trigger:
    then = trigger.then
    period = then.by.end_of if then.by else None
    causes = (
        program_events.missing(cause.missed) if isinstance(cause, MissedDate) else cause
        for cause in trigger.on
    )
    return program_events.Trigger(
        trigger.id, tuple(causes), then.notify, then.request, then.oblige, then.within, period
    )


def statistics(edition: Edition) -> program_events.Statistics:
    """What is counted of the cases of a store."""
    file = edition.statistics
    return program_events.Statistics(
        clauses=file.clauses,
        smallest=chosen_value(file.smallest_cell),
        breakdowns=tuple(_breakdown(one) for one in file.breakdowns),
        outcomes=_breakdown(file.outcomes) if file.outcomes else None,
        follow_ups={one.duty: one.done_by for one in file.follow_ups},
    )


def compile_groups(edition: Edition) -> dict[str, Rule]:
    """Compile the conditions of all groups."""
    return {
        counted.rule_id(group): _rule(
            edition, counted.rule_id(group), GROUP, group, counted.clauses
        )
        for counted in edition.statistics.counted
        for group in counted.groups
    }


def _breakdown(breakdown: Breakdown) -> program_events.Breakdown:
    groups = {group.id: breakdown.rule_id(group) for group in breakdown.groups}
    successes = frozenset(group.id for group in breakdown.groups if group.success)
    return program_events.Breakdown(
        breakdown.id, breakdown.label.text, breakdown.clauses, groups, successes
    )


def _rule(
    edition: Edition, name: str, kind: Kind, part: Trigger | CountedGroup, clauses: tuple[str, ...]
) -> Rule:
    label = part.label.text
    criteria: tuple[Criterion, ...] = ()
    if part.when:
        node = compile_condition(edition, part.when)
        criteria = (Criterion("when", label, "required", clauses, node, at=part.when.place),)
    return Rule(name, kind, label, clauses, criteria, at=part.place)
