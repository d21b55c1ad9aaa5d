"""Indicative criteria without a number that are enough."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import rules
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report rules with indicative criteria that do not say how many are enough."""
    for rule in rules(edition):
        indicative = [one for one in rule.criteria if one.mode == "indicative"]
        if indicative and rule.indicative is None:
            place = indicative[0].place_of("mode")
            yield Finding("indicative-threshold", place, {"count": len(indicative)})
