"""Triggers that set each other off in a circle."""

from collections.abc import Iterator, Mapping

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.references import DefinitionEdge, DefinitionNode, circles, printed
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.events import Trigger


def check(edition: Edition) -> Iterator[Finding]:
    """Report circles of triggers, each once."""
    triggers = {trigger.id: trigger for trigger in edition.events.triggers}
    causes = {name: _causes(trigger, triggers) for name, trigger in triggers.items()}
    for place, names in circles(causes, []):
        circle = printed([*(f"trigger:{name}" for name in names), f"trigger:{names[0]}"])
        yield Finding("circular-trigger", place, {"circle": circle})


def _causes(trigger: Trigger, triggers: Mapping[str, Trigger]) -> DefinitionNode:
    named = enumerate(trigger.on)
    return DefinitionNode(
        tuple(
            DefinitionEdge(cause, trigger.place_of("on", position), 1)
            for position, cause in named
            if cause in triggers
        )
    )
