"""A condition on a fact with no comparison, or with several."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import conditions, key_place
from iiz_rules.language.model.conditions import FactCondition
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report conditions on a fact that do not compare it just once."""
    for condition in conditions(edition, FactCondition):
        names = condition.comparisons
        if len(names) != 1:
            words = {"fact": condition.fact, "count": len(names)}
            place = key_place(condition, names[1]) if names else condition.place
            yield Finding("one-comparison", place, words)
