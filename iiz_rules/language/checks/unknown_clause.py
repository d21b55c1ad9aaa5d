"""A clause that the register does not list."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.mentions import citations
from iiz_rules.language.checks.places import unknown
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report cited clauses that clauses.yaml does not list."""
    yield from unknown("unknown-clause", "clause", citations(edition), edition.clauses)
