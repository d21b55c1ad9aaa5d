"""Events and triggers of an edition; what they set has been checked to be values of their facts."""

from typing import Any

from iiz_rules.language.compiler.conditions import compile_condition
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.events import EVENT_DATE, Event, Trigger
from iiz_rules.language.program import events as program_events
from iiz_rules.language.program.rules import TRIGGER, Criterion, Rule
from iiz_rules.language.values import Value, read_value


def initially(edition: Edition) -> dict[str, Value]:
    """Give what holds of a case before its first event."""
    return {fact: _value(edition, fact, raw) for fact, raw in edition.events.initially.items()}


def events(edition: Edition) -> dict[str, program_events.Event]:
    """Give what can happen to a case."""
    return {one.id: _event(edition, one) for one in edition.events.events}


def triggers(edition: Edition) -> dict[str, program_events.Trigger]:
    """Give what follows from events."""
    return {one.id: _trigger(one) for one in edition.events.triggers}


def compile_triggers(edition: Edition) -> dict[str, Rule]:
    """Compile the conditions of triggers: a rule each, of which a yes lets the trigger fire."""
    return {one.id: _rule(edition, one) for one in edition.events.triggers}


def _event(edition: Edition, one: Event) -> program_events.Event:
    return program_events.Event(
        id=one.id,
        label=one.label.text,
        clauses=one.clauses,
        payload=frozenset({*one.payload, *one.needs}),
        needs=one.needs,
        sets={
            fact: None if _is_event_date(edition, fact, raw) else _value(edition, fact, raw)
            for fact, raw in one.sets.items()
        },
        adds={fact: _value(edition, fact, raw) for fact, raw in one.adds.items()},
        forgets=one.forgets,
        action=one.action,
        opens=one.opens,
        closes=one.closes,
        after_closing=one.after_closing,
    )


def _is_event_date(edition: Edition, fact: str, raw: Any) -> bool:
    return raw == EVENT_DATE and edition.facts[fact].type == "date"


def _value(edition: Edition, fact: str, raw: Any) -> Any:
    return read_value(raw, edition.domain(fact))


def _trigger(one: Trigger) -> program_events.Trigger:
    then = one.then
    period = then.by.end_of if then.by else None
    return program_events.Trigger(
        one.id, one.on, then.notify, then.request, then.oblige, then.within, period
    )


def _rule(edition: Edition, one: Trigger) -> Rule:
    label = one.label.text
    criteria: tuple[Criterion, ...] = ()
    if one.when:
        node = compile_condition(edition, one.when)
        criteria = (Criterion("when", label, "required", one.clauses, node, at=one.when.place),)
    return Rule(one.id, TRIGGER, label, one.clauses, criteria, at=one.place)
