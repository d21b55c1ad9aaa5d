"""A fact of type code or codes without its list."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import type_words
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report facts whose values come from a list that is not named."""
    for fact in edition.facts_file.facts:
        if fact.type in ("code", "codes") and not fact.code_list:
            words = {"fact": fact.id, "type": type_words(fact.type)}
            yield Finding("list-missing", fact.place_of("type"), words)
