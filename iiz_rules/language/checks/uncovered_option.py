"""A choice that leaves out an option of the interpretation."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import key_place, readings
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report choices without a condition for one of the options."""
    for condition, options in readings(edition):
        if condition.choose is None:
            continue
        for option in options:
            if option not in condition.choose:
                words = {"option": option, "interpretation": condition.interpretation}
                yield Finding("uncovered-option", key_place(condition, "choose"), words)
