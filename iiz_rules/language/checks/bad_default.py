"""A default that is none of the options."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import suggest
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report interpretations whose default is no option of theirs."""
    for interpretation in edition.interpretations.values():
        options = [option.id for option in interpretation.options]
        if interpretation.default not in options:
            suggestion = suggest(interpretation.default, options)
            words = {
                "default": interpretation.default,
                "options": ", ".join(options),
                "near": suggestion,
            }
            yield Finding("bad-default", interpretation.place_of("default"), words)
