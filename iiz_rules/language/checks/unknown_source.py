"""A source that canton.yaml does not list."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import Mention, unknown
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report sources that an edition names and canton.yaml does not list."""
    known = [source.id for source in edition.canton.sources]
    mentions = (Mention(entry.source, entry, ("source",)) for entry in edition.canton.editions)
    yield from unknown("unknown-source", "source", mentions, known)
