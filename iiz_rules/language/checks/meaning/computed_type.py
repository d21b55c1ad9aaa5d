"""A computed fact, or its source, of the wrong type."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page, Place
from iiz_rules.language.checks.places import TYPES, computed_years
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.facts import Fact
from iiz_rules.words.text import Text

PAGE = Page(
    code="computed-type",
    message=Text(
        de="`{fact}` ist {type}, zum Berechnen braucht es aber {needed}",
        fr="`{fact}` est {type}, mais le calcul demande {needed}",
        en="`{fact}` is {type}, but computing needs {needed}",
    ),
    label=Text(
        de="so nicht berechenbar",
        fr="pas calculable ainsi",
        en="cannot be computed like this",
    ),
    help=Text(
        de="den Typ ändern oder eine andere Angabe nennen",
        fr="changer le type ou nommer une autre donnée",
        en="change the type or name another fact",
    ),
    why=Text(
        de="Vollendete Jahre sind eine ganze Zahl und werden von einem Datum an gezählt; der Tag"
        " der Frage ist ein Datum. Anderes lässt sich so nicht berechnen.",
        fr="Les années révolues sont un nombre entier et se comptent depuis une date ; le jour "
        "de la question est une date. Rien d'autre ne se calcule ainsi.",
        en="Completed years are a whole number and are counted from a date; the day of the "
        "question is a date. Nothing else can be computed like this.",
    ),
    bad=examples.facts(
        examples.fact("person.born", "text"),
        examples.fact("person.years", "int", "computed: {completed_years_since: person.born}"),
    ),
    good=examples.facts(
        examples.fact("person.born", "date"),
        examples.fact("person.years", "int", "computed: {completed_years_since: person.born}"),
    ),
    file="facts.yaml",
)


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
        words = {"fact": fact.id, "type": TYPES[fact.type], "needed": TYPES[needed]}
        yield Finding("computed-type", place, words)
