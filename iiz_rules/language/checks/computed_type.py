"""A computed fact, or its source, of the wrong type."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.checks.places import computed_years, type_words
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.facts import Fact


def check(edition: Edition) -> Iterator[Finding]:
    """Report computed facts that cannot hold the result, and sources that are no date."""
    for fact in edition.facts_file.facts:
        if fact.computed == "question-date":
            yield from _finding(fact, "date", fact.place_of("type"))
    for fact, computed in computed_years(edition):
        yield from _finding(fact, "int", fact.place_of("type"))
        for key in ("completed_years_since", "at"):
            source = edition.facts.get(getattr(computed, key) or "")
            if source:
                yield from _finding(source, "date", fact.place_of("computed", key))


def _finding(fact: Fact, needed: str, place: Place) -> Iterator[Finding]:
    if fact.type != needed:
        words = {"fact": fact.id, "type": type_words(fact.type), "needed": type_words(needed)}
        yield Finding("computed-type", place, words)
