"""A judgement is compared as if it were a known fact."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import compared_facts
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report comparisons with a fact of type judgement."""
    judgements = {fact.id for fact in edition.facts.values() if fact.type == "judgement"}
    for mention in compared_facts(edition):
        if mention.name in judgements:
            yield Finding("judgement-as-fact", mention.place, {"fact": mention.name})
