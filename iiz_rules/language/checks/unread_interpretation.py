"""An interpretation that no condition reads."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import interpreting
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of interpretations that no condition reads."""
    read = {one.interpretation for one in interpreting(edition)}
    for one in edition.interpretations.values():
        if one.id not in read:
            words = {"interpretation": one.id}
            yield Finding("unread-interpretation", one.place_of("id"), words, "warning")
