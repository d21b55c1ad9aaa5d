"""A condition asks for a judgement, but the fact is something else."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import conditions, type_words
from iiz_rules.language.model.conditions import JudgementCondition
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report judgements asked for of facts that are none."""
    for condition in conditions(edition, JudgementCondition):
        fact = edition.facts.get(condition.judgement)
        if fact and fact.type != "judgement":
            words = {"fact": fact.id, "type": type_words(fact.type)}
            yield Finding("not-a-judgement", condition.place_of("judgement"), words)
