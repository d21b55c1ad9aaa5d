"""An option that an interpretation does not have."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.checks.places import Reading, key_place, readings, suggest
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report options that a condition reads and the interpretation does not have."""
    for condition, options in readings(edition):
        if condition.is_ and condition.is_ not in options:
            yield _finding(condition, condition.is_, options, condition.place_of("is"))
        for option in condition.choose or ():
            if option not in options:
                yield _finding(condition, option, options, key_place(condition, option, "choose"))


def _finding(condition: Reading, option: str, options: list[str], place: Place) -> Finding:
    words = {
        "option": option,
        "interpretation": condition.interpretation,
        "known": ", ".join(options),
        "near": suggest(option, options),
    }
    return Finding("unknown-option", place, words)
