"""A comparison that does not suit the type of the fact."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import key_place, single_comparisons, type_words
from iiz_rules.language.model.conditions import SUITED
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report comparisons that the type of the fact does not know."""
    for condition, fact, name in single_comparisons(edition):
        if name not in SUITED[fact.type]:
            words = {"comparison": name, "fact": fact.id, "type": type_words(fact.type)}
            words |= {"allowed": ", ".join(SUITED[fact.type])}
            yield Finding("wrong-comparison", key_place(condition, name), words)
