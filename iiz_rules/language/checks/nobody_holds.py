"""A delegation to a role that the institution does not have."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report delegations to a role of an institution for which staffing does not foresee it."""
    groups = edition.groups
    for delegation in edition.escalation.delegations:
        foreseen = [
            staffing
            for staffing in edition.organisation.staffing
            if delegation.to in staffing.has and staffing.each in groups
        ]
        places = {name for staffing in foreseen for name in edition.members(staffing.each)}
        if delegation.of in edition.actors and foreseen and delegation.of not in places:
            words = {"role": delegation.to, "of": delegation.of, "delegation": delegation.id}
            yield Finding("nobody-holds", foreseen[0].place_of("each"), words)
