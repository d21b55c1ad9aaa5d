"""A default that is none of the options."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import suggest
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report interpretations whose default is no option of theirs."""
    for one in edition.interpretations.values():
        options = [option.id for option in one.options]
        if one.default not in options:
            suggestion = suggest(one.default, options)
            words = {"default": one.default, "options": ", ".join(options), "near": suggestion}
            yield Finding("bad-default", one.place_of("default"), words)
