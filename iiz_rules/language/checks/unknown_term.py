"""A term that is not defined."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import Mention, conditions, unknown
from iiz_rules.language.model.conditions import TermCondition
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report terms that a condition names and no file defines."""
    mentions = (Mention(one.term, one, ("term",)) for one in conditions(edition, TermCondition))
    yield from unknown("unknown-term", "term", mentions, edition.terms)
