"""An event that nothing follows from."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.mentions import facts_read
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of events without any consequence."""
    read = {mention.name for mention in facts_read(edition)}
    causes = {cause for one in edition.events.triggers for cause in one.on}
    for one in edition.events.events:
        brings = {*one.payload, *one.needs, *one.sets, *one.adds, *one.forgets}
        if not (brings & read or one.id in causes or one.opens or one.closes):
            words = {"event": one.id}
            yield Finding("unhandled-event", one.place_of("id"), words, "warning")
