"""Comparisons of facts: that there is one, that it suits the fact, that it can go both ways.

A check sees only what the checks before it can accept: a condition on a fact that is not declared,
or with two comparisons, is left out here and reported by the check that is about just that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.checks.wording import type_words
from iiz_rules.language.model.conditions import SUITED, Count, FactCondition, OtherFact, Within
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.facts import Fact
from iiz_rules.words.say import text
from iiz_rules.words.text import Text


@dataclass(frozen=True)
class NamedComparison:
    """A declared fact, or the first of several, with the one comparison that is made of it."""

    condition: FactCondition
    fact: Fact
    name: str
    operand: Any

    @property
    def suited(self) -> tuple[str, ...]:
        """The comparisons that suit the fact; if it happened on a day, those of dates too."""
        days = SUITED["date"] if self.fact.dated else ()
        return tuple(dict.fromkeys((*SUITED[self.fact.type], *days)))

    @property
    def is_suited(self) -> bool:
        """Whether the comparison suits the fact."""
        return self.is_one_or_sets and self.name in self.suited

    @property
    def compared(self) -> str:
        """The fact that is compared: itself, or the day on which it happened."""
        return (self.fact.day or self.fact.id) if self.condition.asks_day else self.fact.id

    @property
    def is_one_or_sets(self) -> bool:
        """Whether it is one fact alone, or the first of several is a set."""
        return len(self.condition.facts) == 1 or self.fact.type == "codes"


def check(edition: Edition) -> Iterator[Finding]:
    """Report comparisons too many or too few, and those that do not suit the fact."""
    for condition in edition.every(FactCondition):
        names = [*condition.comparisons]
        if len(names) != 1:
            words = {"fact": ", ".join(condition.facts), "count": len(names)}
            place = condition.place_of_key(names[1]) if names else condition.place
            yield Finding("one-comparison", place, words)
    for comparison in _single(edition):
        if not comparison.is_one_or_sets:
            words = {"fact": comparison.fact.id, "type": type_words(comparison.fact.type)}
            yield Finding("joined-facts", comparison.condition.place_of("fact"), words)
        elif comparison.is_suited:
            yield from _together(edition, comparison.condition)
            yield from _operand(edition, comparison)
        else:
            fact = comparison.fact
            words = {"comparison": comparison.name, "fact": fact.id, "type": type_words(fact.type)}
            words |= {"allowed": ", ".join(comparison.suited) or text("findings.suited-none")}
            place = comparison.condition.place_of_key(comparison.name)
            yield Finding("wrong-comparison", place, words)


def comparisons(edition: Edition) -> Iterator[NamedComparison]:
    """The single comparisons of declared facts that suit the fact's type."""
    return (one for one in _single(edition) if one.is_suited)


def _single(edition: Edition) -> Iterator[NamedComparison]:
    """The conditions on a declared fact other than a judgement, with one comparison."""
    for condition in edition.every(FactCondition):
        fact = edition.facts.get(condition.facts[0])
        if fact and fact.type != "judgement" and len(condition.comparisons) == 1:
            [(name, operand)] = condition.comparisons.items()
            yield NamedComparison(condition, fact, name, operand)


def _operand(edition: Edition, comparison: NamedComparison) -> Iterator[Finding]:
    """Report other facts of another type or list, times of no clear side, counts of no limit."""
    condition, fact, operand = comparison.condition, comparison.fact, comparison.operand
    if isinstance(operand, Count) and isinstance(operand.of, OtherFact):
        yield from _alike(edition, fact, operand.of.fact, operand.of.place_of("fact"))
    match operand:
        case OtherFact():
            of_days = comparison.condition.asks_day
            yield from _alike(edition, fact, operand.fact, operand.place_of("fact"), of_days)
        case Within() if len(operand.sides) != 1:
            yield Finding("one-side", condition.place_of_key("within"))
        case Count(at_least=low, at_most=high):
            if not low and high is None:
                yield Finding("no-limit", condition.place_of_key("count"), {"fact": fact.id})
            elif high is not None and (low or 0) > high:
                words = {"low": low, "high": high}
                yield Finding("empty-range", operand.place_of("at_most"), words)


def _together(edition: Edition, condition: FactCondition) -> Iterator[Finding]:
    """Report facts taken together that are of several types or lists, or the same twice."""
    first, *others = condition.facts
    for position, other in enumerate(others, 1):
        place = condition.place_of("fact", position)
        if other in condition.facts[:position]:
            yield Finding("duplicate-member", place, {"got": other})
        yield from _alike(edition, edition.facts[first], other, place)


def _alike(
    edition: Edition, fact: Fact, name: str, place: Place, of_days: bool = False
) -> Iterator[Finding]:
    """Report another fact that is of another type or list."""
    other = edition.facts.get(name)
    if other and other.type != "judgement" and _kind(other, of_days) != _kind(fact, of_days):
        words = {"fact": fact.id, "type": _named(fact)}
        words |= {"other": other.id, "other_type": _named(other)}
        yield Finding("different-types", place, words)


def _kind(fact: Fact, of_days: bool) -> tuple[str, str | None]:
    return ("date" if of_days and fact.dated else fact.type), fact.code_list


def _named(fact: Fact) -> Text:
    if not fact.code_list:
        return type_words(fact.type)
    kind = "type.set-of-list" if fact.type == "codes" else "type.of-list"
    return text(f"findings.{kind}", name=fact.code_list)
