"""canton.yaml and clauses.yaml: days that exist, editions one after the other, reasons."""

from collections.abc import Iterator
from datetime import date

from iiz_rules.findings.finding import Finding
from iiz_rules.language.dates import parse_date
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.sources import FORM, EditionEntry


def check(edition: Edition) -> Iterator[Finding]:
    """Report impossible days, editions in force together, clauses that are not carried out."""
    if edition.canton.language < FORM:
        yield Finding("old-form", edition.canton.place, {"known": FORM}, "warning")
    for source in edition.canton.sources:
        yield from _day(source, "dated", source.dated)
    for entry in edition.canton.editions:
        yield from _day(entry, "valid_from", entry.valid_from)
        yield from _day(entry, "valid_to", entry.valid_to)
    yield from _overlaps(edition)
    for clause in edition.clauses_file.clauses:
        if clause.executable == "none" and clause.reason is None:
            yield Finding("reason-missing", clause.place_of("executable"), {"clause": clause.id})


def _day(part: Part, key: str, day: str | None) -> Iterator[Finding]:
    if day and not parse_date(day):
        yield Finding("impossible-date", part.place_of(key), {"got": day})


def _overlaps(edition: Edition) -> Iterator[Finding]:
    """Report editions that end before they begin, or begin while another is still in force."""
    dated = [(days, entry) for entry in edition.canton.editions if (days := _validity(entry))]
    until, last = date.min, ""
    for (first, end), entry in sorted(dated, key=lambda pair: pair[0]):
        if first > end:
            yield Finding("empty-range", entry.place_of("valid_to"), {"low": first, "high": end})
        if last and first <= until:
            words = {"edition": entry.id, "other": last}
            yield Finding("edition-overlap", entry.place_of("id"), words)
        if not last or end > until:
            until, last = end, entry.id


def _validity(entry: EditionEntry) -> tuple[date, date] | None:
    """The first and the last day in force; None where one of them does not exist.

    Without `valid_from` an edition is in force since ever, without `valid_to` for ever.
    """
    first = parse_date(entry.valid_from) if entry.valid_from else date.min
    last = parse_date(entry.valid_to) if entry.valid_to else date.max
    return (first, last) if first and last else None
