"""Two facts of different types are compared."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import comparisons, type_words
from iiz_rules.language.model.conditions import OtherFact
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.facts import Fact
from iiz_rules.words.say import text
from iiz_rules.words.text import Text


def check(edition: Edition) -> Iterator[Finding]:
    """Report facts that are compared with a fact of another type or another list."""
    for comparison in comparisons(edition):
        fact, operand = comparison.fact, comparison.operand
        other = edition.facts.get(operand.fact) if isinstance(operand, OtherFact) else None
        if other and other.type != "judgement" and _kind(other) != _kind(fact):
            words = {"fact": fact.id, "type": _named(fact)}
            more = {"other": other.id, "other_type": _named(other)}
            yield Finding("different-types", operand.place_of("fact"), words | more)


def _kind(fact: Fact) -> tuple[str, str | None]:
    return fact.type, fact.code_list


def _named(fact: Fact) -> Text:
    if not fact.code_list:
        return type_words(fact.type)
    return text("findings.type.of-list", name=fact.code_list)
