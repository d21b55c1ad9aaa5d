"""A step in which a body acts that there is not."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import Mention, unknown
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.escalation import Step


def check(edition: Edition) -> Iterator[Finding]:
    """Report bodies that a step names and organisation.yaml does not declare."""
    steps = (one for one in edition.named_rules if isinstance(one, Step))
    mentions = (Mention(one.body, one, ("body",)) for one in steps if one.body)
    yield from unknown("unknown-body", "body", mentions, edition.bodies)
