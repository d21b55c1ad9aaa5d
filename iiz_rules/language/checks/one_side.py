"""A stretch of time that says both `last` and `next`, or neither."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import comparisons, key_place
from iiz_rules.language.model.conditions import Within
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report stretches of time without one clear direction."""
    for comparison in comparisons(edition):
        within = comparison.operand
        if isinstance(within, Within) and len(within.sides) != 1:
            yield Finding("one-side", key_place(comparison.condition, "within"))
