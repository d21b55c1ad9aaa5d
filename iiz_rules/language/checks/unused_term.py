"""A term that nothing uses."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import conditions
from iiz_rules.language.model.conditions import TermCondition
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of terms that no condition names."""
    used = {one.term for one in conditions(edition, TermCondition)}
    for term in {one.id: one for one in edition.all_terms}.values():
        if term.id not in used:
            yield Finding("unused-term", term.place_of("id"), {"term": term.id}, "warning")
