"""A step that comes after one of which nobody says when it is done."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.mentions import mentions
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report the steps named in `after` that have no `done`."""
    for mention in mentions(edition.steps.values(), "step"):
        earlier = edition.steps.get(mention.name)
        if earlier is not None and earlier.done is None:
            yield Finding("never-behind", mention.place, {"step": mention.name})
