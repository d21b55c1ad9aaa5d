"""A trigger, or a statistic, that counts on a duty which there is not."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import Mention, unknown
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report duties that triggers or statistics name and escalation.yaml does not declare."""
    known = [one.id for one in edition.escalation.duties]
    follow_ups = (Mention(one.duty, one, ("duty",)) for one in edition.statistics.follow_ups)
    yield from unknown("unknown-duty", "duty", follow_ups, known)
    for trigger in edition.events.triggers:
        then = trigger.then
        named = [Mention(then.oblige, then, ("oblige",))] if then.oblige else []
        yield from unknown("unknown-duty", "duty", named, known)
