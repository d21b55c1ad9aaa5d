"""A rule that the edition does not have."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import Mention, conditions, unknown
from iiz_rules.language.model.conditions import RuleCondition
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report rules that a condition names and the edition does not have."""
    mentions = (Mention(one.rule, one, ("rule",)) for one in conditions(edition, RuleCondition))
    yield from unknown("unknown-rule", "rule", mentions, edition.rules)
