"""A fact that the vocabulary does not declare."""

from collections.abc import Iterator
from itertools import chain

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.mentions import facts_brought, facts_read
from iiz_rules.language.checks.places import unknown
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report facts that something reads or an event brings, and nobody declares."""
    mentions = chain(facts_read(edition), facts_brought(edition))
    yield from unknown("unknown-fact", "fact", mentions, edition.facts)
