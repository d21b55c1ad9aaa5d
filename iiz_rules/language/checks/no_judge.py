"""A judgement that nobody is named to give."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import conditions
from iiz_rules.language.model.conditions import JudgementCondition
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report judgements without a role, here and where they are declared."""
    for condition in conditions(edition, JudgementCondition):
        fact = edition.facts.get(condition.judgement)
        if fact and fact.type == "judgement" and not (condition.by or fact.by):
            place = condition.place_of("judgement")
            yield Finding("no-judge", place, {"fact": fact.id})
