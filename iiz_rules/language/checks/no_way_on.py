"""A step that no event lets a case leave."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.movement import facts_behind, moving_facts
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.escalation import Step


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of steps and rungs whose end hangs only on facts that no event brings."""
    brought = moving_facts(edition)
    for step in edition.named_rules:
        if brought and isinstance(step, Step) and step.done:
            read = facts_behind(edition, [step.done])
            if read and not read & brought:
                words = {"step": step.id, "facts": ", ".join(sorted(read))}
                yield Finding("no-way-on", step.place_of("done"), words, "warning")
