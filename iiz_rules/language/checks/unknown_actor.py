"""A role or an institution that is not declared."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.mentions import actors
from iiz_rules.language.checks.places import unknown
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report roles and institutions that organisation.yaml does not declare."""
    yield from unknown("unknown-actor", "actor", actors(edition), edition.actors)
