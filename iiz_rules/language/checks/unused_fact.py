"""A fact that nothing reads."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.mentions import facts_read
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of facts that neither a condition nor another fact reads."""
    read = {mention.name for mention in facts_read(edition)}
    for fact in edition.facts.values():
        if fact.id not in read:
            yield Finding("unused-fact", fact.place_of("id"), {"fact": fact.id}, "warning")
