"""A clause that is not executable, without the reason."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report clauses that nothing carries out and that do not say why."""
    for clause in edition.clauses_file.clauses:
        if clause.executable == "none" and clause.reason is None:
            yield Finding("reason-missing", clause.place_of("executable"), {"clause": clause.id})
