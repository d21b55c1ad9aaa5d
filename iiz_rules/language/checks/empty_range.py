"""A range that ends before it begins."""

from collections.abc import Iterator
from typing import Any

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.checks.days import validity
from iiz_rules.language.checks.literals import values
from iiz_rules.language.checks.places import NamedComparison, comparisons
from iiz_rules.language.model.conditions import Count
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.values import Problem


def check(edition: Edition) -> Iterator[Finding]:
    """Report empty ranges of conditions, of a fact's limits and of an edition's validity."""
    for comparison in comparisons(edition):
        yield from _between(edition, comparison)
        yield from _count(comparison.operand)
    for fact in edition.facts_file.facts:
        if fact.at_least is not None and fact.at_most is not None:
            yield from _finding(fact.at_least, fact.at_most, fact.place_of("at_most"))
    for entry in edition.canton.editions:
        days = validity(entry)
        if days:
            yield from _finding(*days, entry.place_of("valid_to"))


def _between(edition: Edition, comparison: NamedComparison) -> Iterator[Finding]:
    if comparison.name == "between":
        low, high = (value for value, _ in values(edition, comparison))
        if not (isinstance(low, Problem) or isinstance(high, Problem)):
            yield from _finding(low, high, comparison.condition.place_of("between"))


def _count(operand: Any) -> Iterator[Finding]:
    if isinstance(operand, Count) and operand.at_most is not None:
        yield from _finding(operand.at_least or 0, operand.at_most, operand.place_of("at_most"))


def _finding(low: Any, high: Any, place: Place) -> Iterator[Finding]:
    if low > high:
        yield Finding("empty-range", place, {"low": low, "high": high})
