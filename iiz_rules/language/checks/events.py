"""Events and triggers: what they do to facts, and what follows."""

from collections.abc import Iterator, Mapping

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.checks.definitions import DefinitionEdge, DefinitionNode, circles, printed
from iiz_rules.language.checks.mentions import facts_brought
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.events import Event, MissedDate, Trigger
from iiz_rules.language.model.facts import Known


def check(edition: Edition) -> Iterator[Finding]:
    """Report facts that an event cannot bring or change, and impossible triggers."""
    for mention in facts_brought(edition):
        fact = edition.facts.get(mention.name)
        if fact and fact.computed and not isinstance(fact.computed, Known):
            yield Finding("computed-in-event", mention.place, {"fact": fact.id})
    for event in edition.events.events:
        for name in event.adds:
            fact = edition.facts.get(name)
            if fact and fact.type != "codes":
                yield Finding("not-a-set", event.place_of_key(name, "adds"), {"fact": name})
        if event.anew and not event.opens:
            yield Finding("nothing-taken-up", event.place_of("anew"), {"event": event.id})
        for name, place in _set_twice(event):
            yield Finding("fact-set-twice", place, {"fact": name, "event": event.id})
    followed = {cause for trigger in edition.events.triggers for cause in trigger.on}
    for trigger in edition.events.triggers:
        then, place = trigger.then, trigger.place_of("then")
        if (then.within is not None) + (then.by is not None) != (then.oblige is not None):
            yield Finding("trigger-date", place)
        if not (then.notify or then.request or then.oblige or trigger.id in followed):
            yield Finding("idle-trigger", place, {"trigger": trigger.id})
    yield from _never_missed(edition)
    for place, names in circles(_causes(edition), []):
        yield Finding("circular-trigger", place, {"circle": printed([*names, names[0]])})


def _set_twice(event: Event) -> Iterator[tuple[str, Place]]:
    """The facts that an event needs, sets, adds to or forgets in more than one way."""
    for name in event.adds:
        if name in event.sets:
            yield name, event.place_of_key(name, "adds")
    for position, name in enumerate(event.forgets):
        if name in event.sets or name in event.adds or name in event.forgets[:position]:
            yield name, event.place_of("forgets", position)
    for name in event.sets:  # what has to come is what holds: this never would
        if name in event.needs:
            yield name, event.place_of_key(name, "sets")


def _never_missed(edition: Edition) -> Iterator[Finding]:
    """The duties whose missed date is a cause although they have no date."""
    counted = {trigger.then.oblige for trigger in edition.events.triggers}
    dated = {duty.id for duty in edition.escalation.duties if duty.due} | counted
    for cause in edition.every(MissedDate):
        if cause.missed in edition.rules and cause.missed not in dated:
            yield Finding("never-missed", cause.place_of("missed"), {"duty": cause.missed})


def _causes(edition: Edition) -> dict[str, DefinitionNode]:
    """The causes of each trigger; a missed date that triggers count depends on them."""
    obliging: dict[str, list[DefinitionEdge]] = {}
    nodes: dict[str, DefinitionNode] = {}
    for trigger in edition.events.triggers:
        edges = (_cause(trigger, position, cause) for position, cause in enumerate(trigger.on))
        nodes[f"trigger:{trigger.id}"] = DefinitionNode(tuple(edges))
        if duty := trigger.then.oblige:
            place = trigger.place_of("then", "oblige")
            edge = DefinitionEdge(f"trigger:{trigger.id}", place, 1)
            obliging.setdefault(f"duty:{duty}", []).append(edge)
    nodes |= {duty: DefinitionNode(tuple(edges)) for duty, edges in obliging.items()}
    return {name: _within(node, nodes) for name, node in nodes.items()}


def _cause(trigger: Trigger, position: int, cause: str | MissedDate) -> DefinitionEdge:
    place = trigger.place_of("on", position)
    name = f"duty:{cause.missed}" if isinstance(cause, MissedDate) else f"trigger:{cause}"
    return DefinitionEdge(name, place, 1)


def _within(node: DefinitionNode, nodes: Mapping[str, DefinitionNode]) -> DefinitionNode:
    """A node with the edges to others: events set triggers off, and nothing sets them off."""
    return DefinitionNode(tuple(edge for edge in node.references if edge.target in nodes))
