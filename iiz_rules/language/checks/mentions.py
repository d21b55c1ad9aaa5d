"""Who and what an edition names: actors, clauses, facts. Each with its place, found when asked."""

from collections.abc import Iterator
from typing import Protocol

from iiz_rules.findings.finding import Place
from iiz_rules.language.checks.places import (
    NameMention,
    Placed,
    compared_facts,
    computed_years,
    conditions,
)
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.chosen import possible
from iiz_rules.language.model.conditions import JudgementCondition, OtherFact
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.escalation import DateOf, Step
from iiz_rules.language.model.funding import ByKey, EqualParts, InFull


class _Key(NameMention):
    """A name that is the key of a mapping, found there."""

    @property
    def place(self) -> Place:
        """Where the key stands."""
        return self.part.place_of_key(self.name, *self.path)


class Citing(Placed, Protocol):
    """Something that cites clauses."""

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses cited."""
        ...


def facts_read(edition: Edition) -> Iterator[NameMention]:
    """Every fact that a condition, a date, an amount or another fact needs."""
    yield from compared_facts(edition)
    for condition in conditions(edition, JudgementCondition):
        yield NameMention(condition.judgement, condition, ("judgement",))
    for fact, computed in computed_years(edition):
        yield NameMention(
            computed.completed_years_since, fact, ("computed", "completed_years_since")
        )
        if computed.at:
            yield NameMention(computed.at, fact, ("computed", "at"))
    yield from (NameMention(day.fact, day, ("fact",)) for day in dates(edition))
    for cost in edition.funding.costs:
        yield NameMention(cost.amount, cost, ("amount",))
    yield from (NameMention(one.fact, one, ("fact",)) for one in bearing_facts(edition))
    yield from _measured(edition)


def _measured(edition: Edition) -> Iterator[NameMention]:
    """The facts about the measure to be paid for, and those that say who repays."""
    measure = edition.funding.measure
    if measure:
        yield from _each(measure, amount=measure.amount, kind=measure.kind)
    yield from (NameMention(one.fact, one, ("fact",)) for one in repaying_facts(edition))


def repaying_facts(edition: Edition) -> Iterator[OtherFact]:
    """The facts that say who is expected to repay an advance."""
    yield from (one.repaid_by for one in edition.funding.routes if one.repaid_by)


def dates(edition: Edition) -> Iterator[DateOf]:
    """The dates of cases on which deadlines hang."""
    for duty in edition.escalation.duties:
        yield from (due for due in possible(duty.due) if isinstance(due, DateOf))


def facts_brought(edition: Edition) -> Iterator[NameMention]:
    """Every fact that an event brings, sets or takes away, and those that hold at first."""
    file = edition.events
    yield from (NameMention(fact, file, ("initially", fact)) for fact in file.initially)
    for event in file.events:
        for key in ("payload", "needs", "forgets"):
            yield from listed(event, key, getattr(event, key))
        for key in ("sets", "adds"):
            yield from (NameMention(fact, event, (key, fact)) for fact in getattr(event, key))


def bearing_facts(edition: Edition) -> Iterator[OtherFact]:
    """The facts that say who bears a cost."""
    full = (one for one in splits(edition) if isinstance(one, InFull))
    yield from (one.in_full for one in full if isinstance(one.in_full, OtherFact))


def splits(edition: Edition) -> Iterator[InFull | EqualParts | ByKey]:
    """Every way in which a cost may be borne."""
    for cost in edition.funding.costs:
        yield from possible(cost.borne_by)


def actors(edition: Edition) -> Iterator[NameMention]:
    """The roles, bodies, institutions and groups that are named anywhere."""
    for fact in edition.facts_file.facts:
        yield from listed(fact, "held_by", fact.held_by)
        yield from listed(fact, "by", fact.by)
    for condition in conditions(edition, JudgementCondition):
        yield from _each(condition, by=condition.by)
    yield from _acting(edition)
    yield from _organised(edition)


def _acting(edition: Edition) -> Iterator[NameMention]:
    """Those who act in rules."""
    for rule in edition.named_rules:
        for key in ("provider", "bearer"):
            written = getattr(rule, key, None)
            if isinstance(written, str):
                yield NameMention(written, rule, (key,))
            for holder in written if isinstance(written, tuple) else ():
                yield from _each(holder, role=holder.role, of=holder.of)
    for duty in edition.escalation.duties:
        yield from listed(duty, "informs", duty.informs)
    for trigger in edition.events.triggers:
        yield from listed(trigger.then, "notify", trigger.then.notify)
    for delegation in edition.escalation.delegations:
        yield NameMention(delegation.from_, delegation, ("from",))
        yield from _each(delegation, to=delegation.to, of=delegation.of)
    for payer in edition.funding.payers:
        yield NameMention(payer.payer, payer, ("payer",))
    for route in edition.funding.routes:
        yield from _each(route, payer=route.payer, decided_by=route.decided_by)
    for split in splits(edition):
        if isinstance(split, InFull) and isinstance(split.in_full, str):
            yield NameMention(split.in_full, split, ("in_full",))
        if isinstance(split, ByKey):
            yield from (_Key(name, split, ("by_key",)) for name in split.by_key)


def _organised(edition: Edition) -> Iterator[NameMention]:
    """Those who are named in organisation.yaml."""
    file = edition.organisation
    for role in file.roles:
        if role.in_:
            yield NameMention(role.in_, role, ("in",))
    for group in file.groups:
        yield from listed(group, "members", group.members)
    for body in file.bodies:
        yield from (NameMention(seat.of, seat, ("of",)) for seat in body.seats)
        yield from (NameMention(one.of, one, ("of",)) for one in body.advisory)
    for staffing in file.staffing:
        yield from listed(staffing, "has", staffing.has)
    for entry in file.competences:
        yield from listed(entry, "by", entry.by)
        yield from listed(entry, "with", entry.with_)
        yield from _each(entry, over=entry.over, to=entry.to, via=entry.via)


def actions(edition: Edition) -> Iterator[NameMention]:
    """The competences that belong to steps, to events, and that triggers ask for."""
    for step in edition.named_rules:
        if isinstance(step, Step):
            yield from listed(step, "actions", step.actions)
    for event in edition.events.events:
        yield from _each(event, action=event.action)
    for trigger in edition.events.triggers:
        yield from _each(trigger.then, request=trigger.then.request)


def citations(edition: Edition) -> Iterator[NameMention]:
    """Every clause that is cited anywhere."""
    parts = citing(edition)
    return (mention for part in parts for mention in listed(part, "clauses", part.clauses))


def citing(edition: Edition) -> Iterator[Citing]:
    """Everything that cites clauses."""
    interpretations, file = edition.interpretations_file, edition.organisation
    yield from edition.all_terms
    for rule in (*edition.rule_files.values(), *edition.named_rules):
        yield rule
        yield from rule.criteria
    yield from edition.escalation.ladders
    yield from edition.events.events
    yield from edition.events.triggers
    yield edition.statistics
    yield from edition.statistics.counted
    yield from edition.catalogues
    yield from interpretations.interpretations if interpretations else ()
    yield from file.institutions
    yield from file.roles
    yield from file.groups
    for body in file.bodies:
        yield body
        yield from body.seats
        yield from body.advisory
    yield from file.qualities
    yield from file.staffing
    yield from file.competences


def _each(part: Part, **names: str | None) -> Iterator[NameMention]:
    return (NameMention(name, part, (key,)) for key, name in names.items() if name)


def listed(part: Placed, key: str, names: tuple[str, ...]) -> Iterator[NameMention]:
    """The names that stand in a list below a key."""
    return (NameMention(name, part, (key, position)) for position, name in enumerate(names))
