"""A fact of the wrong type where a date, an amount or a bearer is needed."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page, Place
from iiz_rules.language.checks.mentions import bearing_facts, dates, repaying_facts
from iiz_rules.language.checks.places import TYPES
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unsuited-fact",
    message=Text(
        de="`{fact}` ist {type}, nötig ist {needed}",
        fr="`{fact}` est {type}, il faut {needed}",
        en="`{fact}` is {type}, needed is {needed}",
    ),
    label=Text(
        de="falscher Typ",
        fr="type erroné",
        en="wrong type",
    ),
    help=Text(
        de="eine andere Angabe nennen oder den Typ in facts.yaml ändern",
        fr="nommer une autre donnée ou changer le type dans facts.yaml",
        en="name another fact or change the type in facts.yaml",
    ),
    why=Text(
        de="Ein Termin hängt an einem Datum, ein Anteil an einem Betrag in Franken, und wer in "
        "vollem Umfang zahlt, sagt eine Angabe, deren Wörter Namen von Stellen sind.",
        fr="Une échéance dépend d'une date, une part d'un montant en francs, et celui qui paie "
        "tout est désigné par une donnée dont les mots sont des noms d'organes.",
        en="A due date hangs on a date, a part on an amount in francs, and who pays in full is "
        "said by a fact whose words are names of actors.",
    ),
    bad=examples.duty("report", "due: {fact: person.age}"),
    good=examples.duty("report", "due: {fact: person.born}"),
    file="escalation.yaml",
)


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
    """Give the facts about the measure; its name may be a word of a list or a text."""
    measure = edition.funding.measure
    if measure:
        yield measure.amount, "chf", measure.place_of("amount")
        kind = edition.facts.get(measure.kind or "")
        if kind and kind.type != "text":
            yield kind.id, "code", measure.place_of("kind")


def _finding(edition: Edition, name: str, needed: str, place: Place) -> Iterator[Finding]:
    fact = edition.facts.get(name)
    if fact and fact.type != needed:
        words = {"fact": name, "type": TYPES[fact.type], "needed": TYPES[needed]}
        yield Finding("unsuited-fact", place, words)
