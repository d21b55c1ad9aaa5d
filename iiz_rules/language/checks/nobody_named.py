"""Competences that name nobody, though somebody may use them."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.looser_action import Implied
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report entries without `by` that are not seen to be a yes for nobody."""
    never = Implied(edition, set())  # what cannot hold although no rule is asked
    for entry in edition.organisation.competences:
        if entry.by is None and not (entry.when and never.by(entry.when)):
            yield Finding("nobody-named", entry.place, {"entry": entry.id})
