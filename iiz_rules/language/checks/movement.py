"""What moves a case: the facts that events bring, and the facts behind a condition."""

from collections.abc import Iterable

from iiz_rules.language.checks.mentions import facts_brought
from iiz_rules.language.checks.places import computed_years
from iiz_rules.language.checks.references import conditions_of, target_of
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.conditions import FactCondition, JudgementCondition, OtherFact
from iiz_rules.language.model.edition import Edition, walk


def moving_facts(edition: Edition) -> set[str]:
    """The facts that events or days can change; none where the edition has no events."""
    if not edition.events.events:
        return set()
    brought = {mention.name for mention in facts_brought(edition)}
    computed = {
        fact.id for fact, how in computed_years(edition) if how.completed_years_since in brought
    }
    dates = {fact.id for fact in edition.facts.values() if fact.computed == "question-date"}
    return brought | computed | dates


def facts_behind(edition: Edition, conditions: Iterable[Part]) -> set[str]:
    """The facts that conditions read, also through terms and other rules."""
    facts: set[str] = set()
    seen: set[str] = set()
    waiting = list(conditions)
    while waiting:
        for condition in walk(waiting.pop()):
            facts |= _read(condition)
            target = target_of(condition)
            if target and target not in seen:
                seen.add(target)
                waiting += conditions_of(edition, target)
    return facts


def _read(condition: Part) -> set[str]:
    match condition:
        case FactCondition(fact=fact):
            operands = (getattr(condition, name, None) for name in type(condition).model_fields)
            return {fact, *(one.fact for one in operands if isinstance(one, OtherFact))}
        case JudgementCondition(judgement=fact):
            return {fact}
    return set()
