"""A fact of the wrong type where a date, an amount or a bearer is needed."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.checks.mentions import bearing_facts, dates, repaying_facts
from iiz_rules.language.checks.places import type_words
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report facts of a type that does not suit the place in which they are named."""
    named = [(one.fact, "date", one.place_of("fact")) for one in dates(edition)]
    named += [(one.amount, "chf", one.place_of("amount")) for one in edition.funding.costs]
    named += [(one.fact, "code", one.place_of("fact")) for one in bearing_facts(edition)]
    named += [(one.fact, "code", one.place_of("fact")) for one in repaying_facts(edition)]
    named += _measured(edition)
    for fact, needed, place in named:
        yield from _finding(edition, fact, needed, place)


def _measured(edition: Edition) -> Iterator[tuple[str, str, Place]]:
    """The facts about the measure; its name may be a word of a list or a text."""
    measure = edition.funding.measure
    if measure:
        yield measure.amount, "chf", measure.place_of("amount")
        kind = edition.facts.get(measure.kind or "")
        if kind and kind.type != "text":
            yield kind.id, "code", measure.place_of("kind")


def _finding(edition: Edition, name: str, needed: str, place: Place) -> Iterator[Finding]:
    fact = edition.facts.get(name)
    if fact and fact.type != needed:
        words = {"fact": name, "type": type_words(fact.type), "needed": type_words(needed)}
        yield Finding("unsuited-fact", place, words)
