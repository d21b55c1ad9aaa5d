"""A payer who is to pay by a decision that is none."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import suggest
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.funding import Route


def check(edition: Edition) -> Iterator[Finding]:
    """Report rules below `routes` that are none; `unknown-rule` is about those that are nothing."""
    routes = [name for name, rule in edition.rules.items() if isinstance(rule, Route)]
    for payer in edition.funding.payers:
        for position, name in enumerate(payer.routes):
            if name in edition.rules and name not in routes:
                words = {"rule": name, "near": suggest(name, routes)}
                yield Finding("not-a-route", payer.place_of("routes", position), words)
