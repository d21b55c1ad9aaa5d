"""Definitions that are built on one another too deeply."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.references import circles, graph
from iiz_rules.language.model.edition import Edition

# The interpreter takes four Python frames for a level; Python allows a thousand in all. Real
# editions need fewer than twenty levels, and one file alone cannot nest more than fifteen.
MOST_LEVELS = 64
_COMBINED = 2  # a rule joins its criteria, and counts the indicative ones inside that


def check(edition: Edition) -> Iterator[Finding]:
    """Report definitions that go deeper than the engines, once for each that goes over."""
    definitions, finished = graph(edition), list[str]()
    if any(circles(definitions, finished)):
        return
    depths: dict[str, int] = {}
    for name in finished:
        definition = definitions[name]
        through = [(depths[ref.target] + ref.level, ref.place) for ref in definition.references]
        deepest, place = max(through, key=lambda pair: pair[0], default=(0, None))
        depths[name] = max(definition.depth, deepest) + _COMBINED * name.startswith("rule:")
        if place and depths[name] > MOST_LEVELS:
            yield Finding("chain-too-long", place, {"depth": depths[name], "most": MOST_LEVELS})
            depths[name] = 0  # those that rest on it are not to blame
