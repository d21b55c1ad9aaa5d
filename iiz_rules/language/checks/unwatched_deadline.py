"""A duty whose date hangs on a fact that no event brings."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.mentions import dates
from iiz_rules.language.checks.movement import moving_facts
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of dates that no event makes known."""
    brought = moving_facts(edition)
    for day in dates(edition) if brought else ():
        if day.fact in edition.facts and day.fact not in brought:
            place, words = day.place_of("fact"), {"fact": day.fact}
            yield Finding("unwatched-deadline", place, words, "warning")
