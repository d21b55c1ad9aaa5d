"""A condition on an interpretation that says both `is` and `choose`, or neither."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import conditions
from iiz_rules.language.model.conditions import InterpretationCondition
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report conditions on an interpretation that do not say in one way what they read."""
    for condition in conditions(edition, InterpretationCondition):
        if (condition.is_ is None) == (condition.choose is None):
            yield Finding(
                "one-reading", condition.place, {"interpretation": condition.interpretation}
            )
