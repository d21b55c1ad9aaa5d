"""A choice by a fact, written as alternatives: `any` of two `all` that exclude each other.

While it is not known which of the two applies, such a choice stays open even where both sides say
the same. `by_case` is open only where they differ.
"""

from collections.abc import Iterator
from itertools import chain, combinations, product

from iiz_rules.findings.finding import Finding
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.conditions import (
    AllCondition,
    AnyCondition,
    FactCondition,
    NotCondition,
    TermCondition,
)
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report alternatives that differ by a condition and its negation."""
    for condition in edition.every(AnyCondition):
        sides = [part.all for part in condition.any if isinstance(part, AllCondition)]
        pairs = chain.from_iterable(product(*two) for two in combinations(sides, 2))
        if any(_contrary(edition, *pair) for pair in pairs):
            yield Finding("cases-by-hand", condition.place_of_key("any"), severity="warning")


def _contrary(edition: Edition, one: Part, other: Part) -> bool:
    one, other = _meant(edition, one), _meant(edition, other)
    match one, other:
        case NotCondition(not_=part), _ if _meant(edition, part) == other:
            return True
        case _, NotCondition(not_=part) if _meant(edition, part) == one:
            return True
        case FactCondition(is_=bool(yes)), FactCondition(is_=bool(no)):
            return one.fact == other.fact and yes is not no
    return False


def _meant(edition: Edition, part: Part) -> Part:
    """A condition, with names of mere negations resolved."""
    if isinstance(part, TermCondition) and part.term in edition.terms:
        named = edition.terms[part.term].when
        return named if isinstance(named, NotCondition) else part
    return part
