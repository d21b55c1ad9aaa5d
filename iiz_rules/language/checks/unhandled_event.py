"""An event that nothing follows from."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.mentions import facts_read
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of events without any consequence."""
    read = {mention.name for mention in facts_read(edition)}
    causes = {cause for trigger in edition.events.triggers for cause in trigger.on}
    for event in edition.events.events:
        brings = {*event.payload, *event.needs, *event.sets, *event.adds, *event.forgets}
        if not (brings & read or event.id in causes or event.opens or event.closes):
            words = {"event": event.id}
            yield Finding("unhandled-event", event.place_of("id"), words, "warning")
