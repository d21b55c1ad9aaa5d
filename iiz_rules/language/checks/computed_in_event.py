"""An event that brings a fact which is computed."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.mentions import facts_brought
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report computed facts among those that events bring."""
    for mention in facts_brought(edition):
        fact = edition.facts.get(mention.name)
        if fact and fact.computed:
            yield Finding("computed-in-event", mention.place, {"fact": fact.id})
