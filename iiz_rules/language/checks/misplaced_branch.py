"""A condition by cases in which not every case is complete, or `otherwise` is not the last one."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.model.conditions import ByCaseCondition
from iiz_rules.language.model.edition import Edition

CASE, LAST = {"when", "then"}, {"otherwise"}


def check(edition: Edition) -> Iterator[Finding]:
    """Report branches whose keys do not fit their place."""
    for condition in edition.every(ByCaseCondition):
        *cases, last = condition.by_case
        for branch in (*cases, last):
            if branch.model_fields_set != (LAST if branch is last else CASE):
                yield Finding("misplaced-branch", branch.place)
