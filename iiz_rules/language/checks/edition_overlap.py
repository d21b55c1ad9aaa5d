"""Two editions in force on the same day."""

from collections.abc import Iterator
from datetime import date

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.days import validity
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report editions that begin while another one is still in force."""
    dated = [(days, entry) for entry in edition.canton.editions if (days := validity(entry))]
    until, last = date.min, ""
    for (first, end), entry in sorted(dated, key=lambda pair: pair[0]):
        if last and first <= until:
            words = {"edition": entry.id, "other": last}
            yield Finding("edition-overlap", entry.place_of("id"), words)
        if not last or end > until:
            until, last = end, entry.id
