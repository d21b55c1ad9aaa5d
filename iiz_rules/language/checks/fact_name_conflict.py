"""A fact whose name is also the group of another one."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report facts whose name begins with the whole name of another fact and a dot."""
    for other in edition.facts:
        for end in (at for at, char in enumerate(other) if char == "."):
            fact = edition.facts.get(other[:end])
            if fact:
                words = {"fact": fact.id, "other": other}
                yield Finding("fact-name-conflict", fact.place_of("id"), words)
