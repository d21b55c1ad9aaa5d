"""A group that bears a cost or has staff, and is not declared."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.mentions import splits
from iiz_rules.language.checks.places import Mention, unknown
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.funding import EqualParts


def check(edition: Edition) -> Iterator[Finding]:
    """Report groups that nothing declares; staffing may go by a code list as well."""
    equal = (one for one in splits(edition) if isinstance(one, EqualParts))
    shared = (Mention(one.equal_parts, one, ("equal_parts",)) for one in equal)
    yield from unknown("unknown-group", "group", shared, edition.groups)
    counted = (Mention(one.each, one, ("each",)) for one in edition.organisation.staffing)
    yield from unknown("unknown-group", "group", counted, {**edition.groups, **edition.code_lists})
