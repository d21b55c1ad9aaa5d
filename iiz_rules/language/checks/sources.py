"""canton.yaml and clauses.yaml: days that exist, editions one after the other, reasons."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import shown, unknown_name
from iiz_rules.language.dates import parse_date
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.names import LANGUAGE
from iiz_rules.language.model.sources import (
    FORM,
    CantonFile,
    Clause,
    EditionEntry,
    SourceText,
    by_language,
)
from iiz_rules.words.say import text

A_DAY = timedelta(days=1)


def check(edition: Edition) -> Iterator[Finding]:
    """Report impossible days, editions in force together, clauses that are not carried out."""
    if edition.canton.language < FORM:
        yield Finding("old-form", edition.canton.place, {"known": FORM}, "warning")
    for source in edition.canton.sources:
        yield from _day(source, "dated", source.dated)
    for entry in edition.canton.editions:
        yield from _day(entry, "valid_from", entry.valid_from)
        yield from _day(entry, "valid_to", entry.valid_to)
    for position, name in enumerate(edition.entry.predecessor):
        if name not in edition.clauses:
            place = edition.entry.place_of("predecessor", position)
            yield unknown_name("unknown-clause", place, edition.clauses, clause=name)
    yield from _overlaps(edition)
    yield from _order(edition.canton)
    yield from _links(edition)
    documents = edition.entry.documents
    for clause in edition.clauses_file.clauses:
        clear = clause.source in documents or (clause.source is None and len(documents) == 1)
        if not clear and clause.id not in edition.written_in:
            place = clause.place_of_key("source" if clause.source else "id")
            words = {"clause": clause.id, "sources": ", ".join(documents)}
            yield Finding("clause-source", place, words)
        if clause.executable == "none" and clause.reason is None:
            yield Finding("reason-missing", clause.place_of("executable"), {"clause": clause.id})


def _links(edition: Edition) -> Iterator[Finding]:
    """Report places in a document that has no address, and laws as they are on whatever day."""
    clauses = edition.clauses_file.clauses
    linked: tuple[SourceText | Clause, ...] = (*edition.canton.sources, *clauses)
    for part in linked:
        for language in filter(None, by_language(part.link)):
            if not re.fullmatch(LANGUAGE, language):
                words = {"expected": text("findings.expected.language"), "got": shown(language)}
                yield Finding("bad-form", part.place_of_key(language, "link"), words)
    for source in edition.canton.sources:
        for address in by_language(source.link).values():
            if "/eli/" in address and not re.search(r"/[0-9]{8}(/|$)", address):
                yield Finding("link-undated", source.place_of("link"), {"link": address}, "warning")
    for clause in clauses:
        document = edition.document_of(clause)
        spots = any(one.startswith("#") for one in by_language(clause.link).values())
        if spots and not (document and document.link):
            yield Finding("link-nowhere", clause.place_of("link"), {"clause": clause.id})


def _day(part: Part, key: str, day: str | None) -> Iterator[Finding]:
    if day and not parse_date(day):
        yield Finding("impossible-date", part.place_of(key), {"got": day})


def _order(canton: CantonFile) -> Iterator[Finding]:
    """Report orders that cannot be assumed: of what is not there, is dated, or goes in a circle."""
    known = {one.id: one for one in canton.editions}
    for entry in canton.editions:
        if entry.assumed_after is None:
            continue
        before, seen = known.get(entry.assumed_after), {entry.id}
        while before and before.id not in seen:
            seen.add(before.id)
            before = known.get(before.assumed_after or "")
        chain = [known[name] for name in seen]
        dated = any(one.valid_from or one.valid_to for one in chain)
        if entry.assumed_after not in known or before is not None or dated:
            words = {"edition": entry.id, "other": entry.assumed_after}
            yield Finding("assumed-order", entry.place_of("assumed_after"), words)


def _overlaps(edition: Edition) -> Iterator[Finding]:
    """Report editions that end before they begin, or begin while another is still in force."""
    counting = [one for one in edition.canton.editions if one.id not in edition.canton.replaced]
    dated = [(days, entry) for entry in counting if (days := _validity(entry))]
    until, last = date.min, ""
    for (first, end), entry in sorted(dated, key=lambda pair: pair[0]):
        if first > end:
            yield Finding("empty-range", entry.place_of("valid_to"), {"low": first, "high": end})
        if last and first <= until:
            words = {"edition": entry.id, "other": last}
            yield Finding("edition-overlap", entry.place_of("id"), words)
        elif last and first - A_DAY > until:
            gap = {"other": last, "first": until + A_DAY, "last": first - A_DAY}
            yield Finding("edition-gap", entry.place_of("valid_from"), gap, "warning")
        if not last or end > until:
            until, last = end, entry.id


def _validity(entry: EditionEntry) -> tuple[date, date] | None:
    """The first and the last day in force; None where one of them does not exist.

    Without `valid_from` an edition is in force since ever, without `valid_to` for ever.
    """
    first = parse_date(entry.valid_from) if entry.valid_from else date.min
    last = parse_date(entry.valid_to) if entry.valid_to else date.max
    return (first, last) if first and last else None
