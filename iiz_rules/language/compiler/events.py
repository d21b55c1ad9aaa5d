"""Events and triggers of an edition; what they set has been checked to be values of their facts."""

from typing import Any

from iiz_rules.language.compiler.conditions import compile_condition
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.events import EVENT_DATE, Event, Trigger
from iiz_rules.language.program import events as program_events
from iiz_rules.language.program.rules import TRIGGER, Criterion, Rule
from iiz_rules.language.values import Value, read_value


def initially(edition: Edition) -> dict[str, Value]:
    """What holds of a case before its first event."""
    return {fact: _value(edition, fact, raw) for fact, raw in edition.events.initially.items()}


def events(edition: Edition) -> dict[str, program_events.Event]:
    """What can happen to a case."""
    return {one.id: _event(edition, one) for one in edition.events.events}


def triggers(edition: Edition) -> dict[str, program_events.Trigger]:
    """What follows from events."""
    return {one.id: _trigger(one) for one in edition.events.triggers}


def compile_triggers(edition: Edition) -> dict[str, Rule]:
    """Compile the conditions of triggers: a rule each, of which a yes lets the trigger fire."""
    return {one.id: _rule(edition, one) for one in edition.events.triggers}


def _event(edition: Edition, event: Event) -> program_events.Event:
    return program_events.Event(
        id=event.id,
        label=event.label.text,
        clauses=event.clauses,
        payload=frozenset({*event.payload, *event.needs}),
        needs=event.needs,
        sets={
            fact: None if _is_event_date(edition, fact, raw) else _value(edition, fact, raw)
            for fact, raw in event.sets.items()
        },
        adds={fact: _value(edition, fact, raw) for fact, raw in event.adds.items()},
        forgets=event.forgets,
        action=event.action,
        opens=event.opens,
        closes=event.closes,
        after_closing=event.after_closing,
    )


def _is_event_date(edition: Edition, fact: str, raw: Any) -> bool:
    return raw == EVENT_DATE and edition.facts[fact].type == "date"


def _value(edition: Edition, fact: str, raw: Any) -> Any:
    return read_value(raw, edition.domain(fact))


def _trigger(trigger: Trigger) -> program_events.Trigger:
    then = trigger.then
    period = then.by.end_of if then.by else None
    return program_events.Trigger(
        trigger.id, trigger.on, then.notify, then.request, then.oblige, then.within, period
    )


def _rule(edition: Edition, trigger: Trigger) -> Rule:
    label = trigger.label.text
    criteria: tuple[Criterion, ...] = ()
    if trigger.when:
        node = compile_condition(edition, trigger.when)
        criteria = (
            Criterion("when", label, "required", trigger.clauses, node, at=trigger.when.place),
        )
    return Rule(trigger.id, TRIGGER, label, trigger.clauses, criteria, at=trigger.place)
