"""A trigger with a date for no duty, with two dates, or a duty without a date."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report triggers with a date too many or too few."""
    for trigger in edition.events.triggers:
        dates = (trigger.then.within is not None) + (trigger.then.by is not None)
        if dates != (trigger.then.oblige is not None):
            yield Finding("trigger-date", trigger.place_of("then"))
