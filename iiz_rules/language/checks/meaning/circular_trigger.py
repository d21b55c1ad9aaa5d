"""Triggers that set each other off in a circle."""

from collections.abc import Iterator, Mapping

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.references import Definition, Reference, circles, printed
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.events import Trigger
from iiz_rules.words.text import Text

PAGE = Page(
    code="circular-trigger",
    message=Text(
        de="die Auslöser setzen sich im Kreis in Gang: {circle}",
        fr="les déclencheurs se mettent en marche en rond : {circle}",
        en="the triggers set each other off in a circle: {circle}",
    ),
    label=Text(
        de="führt zurück zum Anfang", fr="ramène au début", en="leads back to the beginning"
    ),
    help=Text(
        de="einen der Auslöser an ein Ereignis binden",
        fr="lier l'un des déclencheurs à un événement",
        en="tie one of the triggers to an event",
    ),
    why=Text(
        de="Ein Auslöser kann auf einen anderen folgen. Führt die Kette zu sich zurück, "
        "so kommt nichts voran: jeder wartet auf den anderen, oder es ginge ohne Ende"
        " weiter.",
        fr="Un déclencheur peut en suivre un autre. Si la chaîne revient à elle-même, "
        "rien n'avance : chacun attend l'autre, ou cela continuerait sans fin.",
        en="A trigger can follow on another. Where the chain leads back to itself "
        "nothing moves on: each waits for the other, or it would go on without end.",
    ),
    bad=examples.events(trigger="notify: [contact]", on="tell"),
    good=examples.events(trigger="notify: [contact]"),
    file="events.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report circles of triggers, each once."""
    triggers = {one.id: one for one in edition.events.triggers}
    found = {name: _causes(one, triggers) for name, one in triggers.items()}
    for place, names in circles(found, []):
        circle = printed([*(f"trigger:{name}" for name in names), f"trigger:{names[0]}"])
        yield Finding("circular-trigger", place, {"circle": circle})


def _causes(one: Trigger, triggers: Mapping[str, Trigger]) -> Definition:
    named = enumerate(one.on)
    return Definition(
        tuple(
            Reference(cause, one.place_of("on", position), 1)
            for position, cause in named
            if cause in triggers
        )
    )
