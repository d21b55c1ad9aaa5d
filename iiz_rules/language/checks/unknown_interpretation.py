"""An interpretation that is not declared."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import Mention, interpreting, unknown
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report interpretations that a condition reads and nobody declares."""
    mentions = (
        Mention(one.interpretation, one, ("interpretation",)) for one in interpreting(edition)
    )
    yield from unknown(
        "unknown-interpretation", "interpretation", mentions, edition.interpretations
    )
