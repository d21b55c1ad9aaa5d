"""An event that nothing follows from."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.mentions import facts_read
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unhandled-event",
    message=Text(
        de="auf das Ereignis `{event}` hin geschieht nichts",
        fr="rien ne se passe à la suite de l'événement `{event}`",
        en="nothing happens upon the event `{event}`",
    ),
    label=Text(de="ohne Wirkung", fr="sans effet", en="without effect"),
    help=Text(
        de="eine Angabe mitgeben, die eine Regel liest, oder einen Auslöser darauf setzen",
        fr="l'accompagner d'une donnée qu'une règle lit, ou y lier un déclencheur",
        en="let it bring a fact that a rule reads, or tie a trigger to it",
    ),
    why=Text(
        de="Das Ereignis ändert keine Angabe, die eine Regel liest, es setzt keinen "
        "Auslöser in Gang, und es eröffnet oder schliesst keinen Fall. Wer es "
        "vermerkt, erwartet vermutlich mehr.",
        fr="L'événement ne change aucune donnée lue par une règle, ne met en marche "
        "aucun déclencheur et n'ouvre ni ne clôt de cas. Qui l'enregistre en attend "
        "sans doute davantage.",
        en="The event changes no fact that a rule reads, sets off no trigger, and "
        "neither opens nor closes a case. Whoever records it probably expects more.",
    ),
    bad=examples.events(""),
    good=examples.events("payload: [person.note]"),
    file="events.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of events without any consequence."""
    read = {mention.name for mention in facts_read(edition)}
    causes = {cause for one in edition.events.triggers for cause in one.on}
    for one in edition.events.events:
        brings = {*one.payload, *one.needs, *one.sets, *one.adds, *one.forgets}
        if not (brings & read or one.id in causes or one.opens or one.closes):
            words = {"event": one.id}
            yield Finding("unhandled-event", one.place_of("id"), words, "warning")
