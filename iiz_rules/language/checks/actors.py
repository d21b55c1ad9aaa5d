"""Who acts: delegations to a role that nobody there has, competences that name nobody."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.looser_action import Implied
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report what is left to nobody, though somebody may have been meant."""
    yield from _nobody_holds(edition)
    yield from _nobody_named(edition)


def _nobody_holds(edition: Edition) -> Iterator[Finding]:
    """Delegations to a role of an institution for which staffing does not foresee it."""
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


def _nobody_named(edition: Edition) -> Iterator[Finding]:
    """Entries without `by` that are not seen to be a yes for nobody."""
    never = Implied(edition, set())  # what cannot hold although no rule is asked
    for entry in edition.organisation.competences:
        if entry.by is None and not (entry.when and never.by(entry.when)):
            yield Finding("nobody-named", entry.place, {"entry": entry.id})
