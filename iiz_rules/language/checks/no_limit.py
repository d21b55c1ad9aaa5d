"""A count that every case meets."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import comparisons, key_place
from iiz_rules.language.model.conditions import Count
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report counts that limit nothing."""
    for comparison in comparisons(edition):
        count = comparison.operand
        if isinstance(count, Count) and not count.at_least and count.at_most is None:
            place = key_place(comparison.condition, "count")
            yield Finding("no-limit", place, {"fact": comparison.fact.id})
