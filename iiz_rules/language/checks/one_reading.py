"""A condition on an interpretation that says both `is` and `choose`, or neither."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import conditions
from iiz_rules.language.model.conditions import InterpretationCondition
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report conditions on an interpretation that do not say in one way what they read."""
    for one in conditions(edition, InterpretationCondition):
        if (one.is_ is None) == (one.choose is None):
            yield Finding("one-reading", one.place, {"interpretation": one.interpretation})
