"""A ladder that no event leads into."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.movement import facts_behind, moving_facts
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Warn of ladders of which no rung reads a fact that an event brings."""
    brought = moving_facts(edition)
    for ladder in edition.escalation.ladders if brought else ():
        conditions = [one.when for rung in ladder.rungs for one in rung.criteria]
        read = facts_behind(edition, conditions)
        if read and not read & brought:
            words = {"ladder": ladder.id, "facts": ", ".join(sorted(read))}
            yield Finding("no-way-in", ladder.place_of("id"), words, "warning")
