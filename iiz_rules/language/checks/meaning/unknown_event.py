"""An event, or what sets off a trigger, that the edition does not declare."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.mentions import listed
from iiz_rules.language.checks.places import unknown
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-event",
    message=Text(
        de="Ereignis `{event}` ist nicht definiert",
        fr="l'événement `{event}` n'est pas déclaré",
        en="event `{event}` is not declared",
    ),
    label=Text(de="nicht in events.yaml", fr="absent de events.yaml", en="not in events.yaml"),
    help=Text(
        de="den Namen berichtigen oder das Ereignis in events.yaml aufnehmen",
        fr="corriger le nom ou ajouter l'événement à events.yaml",
        en="correct the name or add the event to events.yaml",
    ),
    why=Text(
        de="Was einem Fall zustossen kann, steht in events.yaml, mit den Angaben, die "
        "dazugehören. Was dort nicht steht, hätte keine Wirkung, und niemand würde es"
        " merken.",
        fr="Ce qui peut arriver à un cas figure dans events.yaml, avec les données qui "
        "s'y rapportent. Ce qui n'y figure pas resterait sans effet, et personne ne "
        "s'en apercevrait.",
        en="What can happen to a case is listed in events.yaml, with the facts that "
        "belong to it. What is not there would have no effect, and nobody would "
        "notice.",
    ),
    bad=examples.events(trigger="notify: [contact]", on="enterd"),
    good=examples.events(trigger="notify: [contact]"),
    file="events.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report what sets off a trigger and is neither an event nor a trigger."""
    file = edition.events
    known = [one.id for one in (*file.events, *file.triggers)]
    for one in edition.statistics.follow_ups:
        happening = [event.id for event in file.events]
        yield from unknown("unknown-event", "event", listed(one, "done_by", one.done_by), happening)
    for trigger in file.triggers:
        yield from unknown("unknown-event", "event", listed(trigger, "on", trigger.on), known)
