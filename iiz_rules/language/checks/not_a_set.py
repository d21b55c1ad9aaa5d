"""An event that adds members to a fact which is no set."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report members added to facts that are no sets."""
    for event in edition.events.events:
        for name in event.adds:
            fact = edition.facts.get(name)
            if fact and fact.type != "codes":
                yield Finding("not-a-set", event.place_of_key(name, "adds"), {"fact": name})
