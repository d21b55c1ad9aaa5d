"""An event, or what sets off a trigger, that the edition does not declare."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.mentions import listed
from iiz_rules.language.checks.places import unknown
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report what sets off a trigger and is neither an event nor a trigger."""
    file = edition.events
    known = [one.id for one in (*file.events, *file.triggers)]
    for one in edition.statistics.follow_ups:
        happening = [event.id for event in file.events]
        yield from unknown("unknown-event", "event", listed(one, "done_by", one.done_by), happening)
    for trigger in file.triggers:
        yield from unknown("unknown-event", "event", listed(trigger, "on", trigger.on), known)
