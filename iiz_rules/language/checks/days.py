"""The dates of canton.yaml: days that exist, and from when to when an edition is in force."""

from collections.abc import Iterator
from datetime import date

from iiz_rules.findings.finding import Finding
from iiz_rules.language.dates import parse_date
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.sources import EditionEntry


def check(edition: Edition) -> Iterator[Finding]:
    """Report days that the calendar does not have."""
    for source in edition.canton.sources:
        yield from _day(source, "dated", source.dated)
    for entry in edition.canton.editions:
        yield from _day(entry, "valid_from", entry.valid_from)
        yield from _day(entry, "valid_to", entry.valid_to)


def _day(part: Part, key: str, day: str | None) -> Iterator[Finding]:
    if day and not parse_date(day):
        yield Finding("impossible-date", part.place_of(key), {"got": day})


def validity(entry: EditionEntry) -> tuple[date, date] | None:
    """The first and the last day in force; None where one of them does not exist.

    Without `valid_from` an edition is in force since ever, without `valid_to` for ever.
    """
    first = parse_date(entry.valid_from) if entry.valid_from else date.min
    last = parse_date(entry.valid_to) if entry.valid_to else date.max
    return (first, last) if first and last else None
