"""An event that does two things at once to one fact."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page, Place
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.events import Event
from iiz_rules.words.text import Text

PAGE = Page(
    code="fact-set-twice",
    message=Text(
        de="`{fact}` wird von `{event}` zweimal bestimmt",
        fr="`{fact}` est déterminé deux fois par `{event}`",
        en="`{fact}` is determined twice by `{event}`",
    ),
    label=Text(
        de="schon anders bestimmt",
        fr="déjà déterminé autrement",
        en="determined in another way already",
    ),
    help=Text(de="eines davon streichen", fr="retirer l'un des deux", en="remove one of the two"),
    why=Text(
        de="Dieselbe Angabe kann durch ein Ereignis nicht zugleich gesetzt, ergänzt und "
        "vergessen werden. Was am Ende gilt, wäre Zufall der Reihenfolge.",
        fr="Un même événement ne peut pas à la fois fixer, compléter et oublier une même"
        " donnée. Ce qui vaudrait à la fin dépendrait du hasard de l'ordre.",
        en="One event cannot set, add to and forget the same fact at once. What holds in"
        " the end would be a matter of order.",
    ),
    bad=examples.events("sets: {person.note: x}", "forgets: [person.note]"),
    good=examples.events("sets: {person.note: x}"),
    file="events.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report facts that one event sets, adds to or forgets in more than one way."""
    for event in edition.events.events:
        seen = {*event.sets}
        for name in event.adds:
            if name in seen:
                yield _finding(event, name, event.place_of_key(name, "adds"))
        seen |= {*event.adds}
        for position, name in enumerate(event.forgets):
            if name in seen or name in event.forgets[:position]:
                yield _finding(event, name, event.place_of("forgets", position))


def _finding(event: Event, fact: str, place: Place) -> Finding:
    return Finding("fact-set-twice", place, {"fact": fact, "event": event.id})
