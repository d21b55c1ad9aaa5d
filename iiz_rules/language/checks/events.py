"""Events and triggers: what they do to facts, and what follows."""

from collections.abc import Iterator, Mapping

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.checks.definitions import DefinitionEdge, DefinitionNode, circles, printed
from iiz_rules.language.checks.mentions import facts_brought
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.events import Event, Trigger


def check(edition: Edition) -> Iterator[Finding]:
    """Report facts that an event cannot bring or change so, and triggers that cannot be right."""
    for mention in facts_brought(edition):
        fact = edition.facts.get(mention.name)
        if fact and fact.computed:
            yield Finding("computed-in-event", mention.place, {"fact": fact.id})
    for event in edition.events.events:
        for name in event.adds:
            fact = edition.facts.get(name)
            if fact and fact.type != "codes":
                yield Finding("not-a-set", event.place_of_key(name, "adds"), {"fact": name})
        for name, place in _set_twice(event):
            yield Finding("fact-set-twice", place, {"fact": name, "event": event.id})
    triggers = {trigger.id: trigger for trigger in edition.events.triggers}
    followed = {cause for trigger in edition.events.triggers for cause in trigger.on}
    for trigger in edition.events.triggers:
        then, place = trigger.then, trigger.place_of("then")
        if (then.within is not None) + (then.by is not None) != (then.oblige is not None):
            yield Finding("trigger-date", place)
        if not (then.notify or then.request or then.oblige or trigger.id in followed):
            yield Finding("idle-trigger", place, {"trigger": trigger.id})
    causes = {name: _causes(trigger, triggers) for name, trigger in triggers.items()}
    for place, names in circles(causes, []):
        circle = printed([*(f"trigger:{name}" for name in names), f"trigger:{names[0]}"])
        yield Finding("circular-trigger", place, {"circle": circle})


def _set_twice(event: Event) -> Iterator[tuple[str, Place]]:
    """The facts that an event sets, adds to or forgets in more than one way."""
    for name in event.adds:
        if name in event.sets:
            yield name, event.place_of_key(name, "adds")
    for position, name in enumerate(event.forgets):
        if name in event.sets or name in event.adds or name in event.forgets[:position]:
            yield name, event.place_of("forgets", position)


def _causes(trigger: Trigger, triggers: Mapping[str, Trigger]) -> DefinitionNode:
    edges = (
        DefinitionEdge(cause, trigger.place_of("on", position), 1)
        for position, cause in enumerate(trigger.on)
        if cause in triggers
    )
    return DefinitionNode(tuple(edges))
