"""A trigger that nothing follows from."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report triggers without an effect that no other trigger follows on either."""
    triggers = edition.events.triggers
    causes = {cause for trigger in triggers for cause in trigger.on}
    for trigger in triggers:
        then = trigger.then
        if not (then.notify or then.request or then.oblige or trigger.id in causes):
            yield Finding("idle-trigger", trigger.place_of("then"), {"trigger": trigger.id})
