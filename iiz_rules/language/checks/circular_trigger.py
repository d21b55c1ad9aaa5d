"""Triggers that set each other off in a circle."""

from collections.abc import Iterator, Mapping

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.references import Definition, Reference, circles, printed
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.events import Trigger


def check(edition: Edition) -> Iterator[Finding]:
    """Report circles of triggers, each once."""
    triggers = {one.id: one for one in edition.events.triggers}
    found = {name: _causes(one, triggers) for name, one in triggers.items()}
    for place, names in circles(found, []):
        circle = printed([*(f"trigger:{name}" for name in names), f"trigger:{names[0]}"])
        yield Finding("circular-trigger", place, {"circle": circle})


def _causes(one: Trigger, triggers: Mapping[str, Trigger]) -> Definition:
    named = enumerate(one.on)
    return Definition(
        tuple(
            Reference(cause, one.place_of("on", position), 1)
            for position, cause in named
            if cause in triggers
        )
    )
