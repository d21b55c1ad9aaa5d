"""A step that names a competence which there is not."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.mentions import actions
from iiz_rules.language.checks.places import unknown
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report competences that a step names and organisation.yaml does not declare."""
    yield from unknown("unknown-action", "action", actions(edition), edition.actions)
