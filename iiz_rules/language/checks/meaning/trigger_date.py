"""A trigger with a date for no duty, with two dates, or a duty without a date."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="trigger-date",
    message=Text(
        de="`oblige` und ein Termin gehören zusammen",
        fr="`oblige` et un délai vont ensemble",
        en="`oblige` and a date belong together",
    ),
    label=Text(
        de="eine Pflicht und genau ein Termin",
        fr="une obligation et un seul délai",
        en="one duty and exactly one date",
    ),
    help=Text(
        de="`oblige` mit entweder `within` oder `by` schreiben",
        fr="écrire `oblige` avec soit `within`, soit `by`",
        en="write `oblige` with either `within` or `by`",
    ),
    why=Text(
        de="`oblige` nennt die Pflicht, deren Termin vom Ereignis an gezählt wird, "
        "`within` die Dauer oder `by` das Ende der Periode. Geschuldet ist die "
        "Pflicht nach ihren eigenen Kriterien; ohne Termin änderte der Auslöser "
        "nichts.",
        fr="`oblige` nomme l'obligation dont le délai se compte à partir de l'événement,"
        " `within` la durée ou `by` la fin de la période. L'obligation est due selon "
        "ses propres critères ; sans délai, le déclencheur ne changerait rien.",
        en="`oblige` names the duty whose date is counted from the event, `within` the "
        "duration or `by` the end of the period. The duty is owed by its own "
        "criteria; without a date the trigger would change nothing.",
    ),
    bad=examples.events(trigger="notify: [contact], within: P30D"),
    good=examples.events(trigger="oblige: report, within: P30D"),
    file="events.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report triggers with a date too many or too few."""
    for one in edition.events.triggers:
        dates = (one.then.within is not None) + (one.then.by is not None)
        if dates != (one.then.oblige is not None):
            yield Finding("trigger-date", one.place_of("then"))
