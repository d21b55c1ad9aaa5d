"""A definition that needs itself."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.references import circles, graph, printed
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report circles of terms, rules and computed facts, each name in order."""
    for place, names in circles(graph(edition), []):
        yield Finding("circular-definition", place, {"cycle": printed([*names, names[0]])})
