"""A code list that is not declared."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import Mention, unknown
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report code lists that a fact names and facts.yaml does not declare."""
    mentions = (
        Mention(fact.code_list, fact, ("code_list",))
        for fact in edition.facts_file.facts
        if fact.code_list is not None
    )
    yield from unknown("unknown-list", "list", mentions, edition.code_lists)
