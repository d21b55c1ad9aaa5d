"""What moves a case: warnings of states no event leads to, and of events without effect."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.checks.definitions import behind
from iiz_rules.language.checks.facts import computed_years
from iiz_rules.language.checks.mentions import facts_read, mentions
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.conditions import NotCondition
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.escalation import DateOf, Step
from iiz_rules.language.model.events import Event
from iiz_rules.language.model.facts import Known, PlaceOfCommune


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of events without a consequence, and of steps, ladders and dates without an event."""
    for code, place, words in (*_unhandled(edition), *_unmoved(edition)):
        yield Finding(code, place, words, "warning")


Warned = Iterator[tuple[str, Place, dict[str, str]]]


def _unhandled(edition: Edition) -> Warned:
    read = {mention.name for mention in facts_read(edition)}
    causes = {cause for trigger in edition.events.triggers for cause in trigger.on}
    for event in edition.events.events:
        brings = {*event.payload, *event.needs, *event.sets, *event.adds, *event.forgets}
        if not (brings & read or event.id in causes or event.opens or event.closes):
            yield "unhandled-event", event.place_of("id"), {"event": event.id}


def _unmoved(edition: Edition) -> Warned:
    """Steps to leave, ladders to enter and dates that hang only on what no event brings."""
    if not edition.events.events:
        return
    brought = _moving(edition)
    for step in edition.every(Step):
        if step.done and (read := _never(edition, [step.done], brought)):
            yield "no-way-on", step.place_of("done"), {"step": step.id, "facts": read}
    for ladder in edition.escalation.ladders:
        criteria: list[Part] = [one.when for rung in ladder.rungs for one in rung.criteria]
        if read := _never(edition, criteria, brought):
            yield "no-way-in", ladder.place_of("id"), {"ladder": ladder.id, "facts": read}
    for day in edition.every(DateOf):
        if day.fact in edition.facts and day.fact not in brought:
            yield "unwatched-deadline", day.place_of("fact"), {"fact": day.fact}


def _moving(edition: Edition) -> set[str]:
    """The facts that events or days can change."""
    brought = {mention.name for mention in mentions(edition.every(Event), "fact")}
    brought |= {fact for fact, value in edition.events.initially.items() if value is not False}
    computed = {
        fact.id for fact, how in computed_years(edition) if how.completed_years_since in brought
    }
    computed |= {
        fact.id
        for fact in edition.facts.values()
        if isinstance(fact.computed, Known) and fact.computed.known in brought
    }
    computed |= {
        fact.id
        for fact in edition.facts.values()
        if isinstance(fact.computed, PlaceOfCommune) and fact.computed.commune in brought
    }
    dates = {fact.id for fact in edition.facts.values() if fact.computed == "question-date"}
    return brought | computed | dates


def _never(edition: Edition, conditions: list[Part], brought: set[str]) -> str:
    """The facts that conditions read, if none of them is ever brought.

    What does not hold at first and is never brought never does; a condition turned round, or a
    fact that holds at first, may be met from the beginning.
    """
    if any(isinstance(part, NotCondition) for part in behind(edition, conditions)):
        return ""
    read = {mention.name for mention in mentions(behind(edition, conditions), "fact")}
    return "" if read & brought else ", ".join(sorted(read))
