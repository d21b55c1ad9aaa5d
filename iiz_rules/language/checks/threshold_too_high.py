"""More parts are demanded than there are."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.checks.places import comparisons, conditions, rules
from iiz_rules.language.model.conditions import AtLeastCondition, Count
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report thresholds over conditions, criteria and members of a set that nothing can reach."""
    for condition in conditions(edition, AtLeastCondition):
        place = condition.place_of("at_least", "n")
        yield from _finding(condition.at_least.n, len(condition.at_least.of), place)
    for rule in rules(edition):
        if rule.indicative is not None:
            count = sum(criterion.mode == "indicative" for criterion in rule.criteria)
            place = rule.place_of("indicative", "at_least")
            yield from _finding(rule.indicative.at_least, count, place)
    for comparison in comparisons(edition):
        count_of = comparison.operand
        if isinstance(count_of, Count):
            codes = edition.domain(comparison.fact.id).codes
            most = len(count_of.of or codes)
            if most:  # otherwise the list is not declared, which has its own finding
                yield from _finding(count_of.at_least or 0, most, count_of.place_of("at_least"))


def _finding(n: int, count: int, place: Place) -> Iterator[Finding]:
    if n > count:
        yield Finding("threshold-too-high", place, {"n": n, "count": count})
