"""A duty whose date hangs on a fact that no event brings."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.mentions import dates
from iiz_rules.language.checks.movement import moving_facts
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unwatched-deadline",
    message=Text(
        de="der Termin der Pflicht hängt an `{fact}`, das kein Ereignis bringt",
        fr="le délai de l'obligation dépend de `{fact}`, qu'aucun événement n'apporte",
        en="the date of the duty hangs on `{fact}`, which no event brings",
    ),
    label=Text(de="nie bekannt", fr="jamais connu", en="never known"),
    help=Text(
        de="`{fact}` unter `payload`, `needs` oder `sets` eines Ereignisses nennen",
        fr="nommer `{fact}` sous `payload`, `needs` ou `sets` d'un événement",
        en="name `{fact}` under `payload`, `needs` or `sets` of an event",
    ),
    why=Text(
        de="Ein Fall, den die Ablage führt, erfährt Angaben nur durch Ereignisse. Dieser"
        " Termin würde nie bekannt, und niemand würde ihn überwachen.",
        fr="Un cas tenu dans l'archive n'apprend des données que par des événements. Ce "
        "délai ne serait jamais connu, et personne ne le surveillerait.",
        en="A case that the store keeps learns facts through events alone. This date "
        "would never be known, and nobody would watch it.",
    ),
    bad=examples.duty("report", "due: {fact: case.opened}"),
    good=examples.duty("report", "due: {fact: person.born}"),
    file="escalation.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of dates that no event makes known."""
    brought = moving_facts(edition)
    for day in dates(edition) if brought else ():
        if day.fact in edition.facts and day.fact not in brought:
            place, words = day.place_of("fact"), {"fact": day.fact}
            yield Finding("unwatched-deadline", place, words, "warning")
