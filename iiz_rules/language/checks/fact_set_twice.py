"""An event that does two things at once to one fact."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.events import Event


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
