"""A trigger with a date for no duty, with two dates, or a duty without a date."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report triggers with a date too many or too few."""
    for one in edition.events.triggers:
        dates = (one.then.within is not None) + (one.then.by is not None)
        if dates != (one.then.oblige is not None):
            yield Finding("trigger-date", one.place_of("then"))
