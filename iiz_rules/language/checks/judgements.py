"""Judgements: who gives them, and that nothing else is taken for one."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.definitions import behind, conditions_of, target_of
from iiz_rules.language.checks.mentions import mentions
from iiz_rules.language.checks.wording import type_words
from iiz_rules.language.model.base import Part, walk
from iiz_rules.language.model.conditions import FactCondition, JudgementCondition
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.rules import Rule


def check(edition: Edition) -> Iterator[Finding]:
    """Report judgements that are compared, are none, have no judge, or are not asked for."""
    judgements = {fact.id for fact in edition.facts.values() if fact.type == "judgement"}
    for condition in edition.every(FactCondition):
        for mention in mentions(walk(condition), "fact"):
            if mention.name in judgements:
                yield Finding("judgement-as-fact", mention.place, {"fact": mention.name})
    for asking in edition.every(JudgementCondition):
        fact, place = edition.facts.get(asking.judgement), asking.place_of("judgement")
        if fact and fact.type != "judgement":
            words = {"fact": fact.id, "type": type_words(fact.type)}
            yield Finding("not-a-judgement", place, words)
        elif fact and not (asking.by or fact.by):
            yield Finding("no-judge", place, {"fact": fact.id})
    for rule in edition.every(Rule):
        for criterion in rule.criteria:
            if criterion.mode == "judgement" and not _judged(edition, criterion.when):
                place = criterion.place_of("mode")
                yield Finding("judgement-mode", place, {"criterion": criterion.id})
            asked_for = criterion.when
            judged = isinstance(asked_for, JudgementCondition) and asked_for.judgement in judgements
            if criterion.mode == "required" and judged:
                words = {"criterion": criterion.id}
                yield Finding("judgement-required", criterion.place_of("mode"), words, "warning")


def _judged(edition: Edition, condition: Part) -> bool:
    """Look for a judgement; a name that is not declared might have stood for one."""
    for part in behind(edition, [condition]):
        target = target_of(part)
        if isinstance(part, JudgementCondition) or (target and not conditions_of(edition, target)):
            return True
    return False
