"""Payers: what they pay for, and by which decisions."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.wording import suggest
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.funding import Route


def check(edition: Edition) -> Iterator[Finding]:
    """Report payers without an amount, catalogues without a measure, routes that are none.

    And an amount that payers pay and that is borne as a cost as well: it would be split twice.

    Of routes that are nothing at all `unknown-rule` tells.
    """
    measure, payers = edition.funding.measure, edition.funding.payers
    if payers and measure is None:
        yield Finding("no-measure", payers[0].place_of("id"), {"key": "amount"})
    for catalogue in edition.catalogues:
        if measure is None or measure.kind is None:
            yield Finding("no-measure", catalogue.place_of("id"), {"key": "kind"})
    paid = measure.amount if payers and measure else None
    for cost in edition.funding.costs:
        if cost.amount == paid:
            words = {"fact": cost.amount, "cost": cost.id}
            yield Finding("borne-and-paid", cost.place_of("amount"), words, severity="warning")
    routes = [name for name, rule in edition.rules.items() if isinstance(rule, Route)]
    for payer in payers:
        for position, name in enumerate(payer.routes):
            if name in edition.rules and name not in routes:
                words = {"rule": name, "near": suggest(name, routes)}
                yield Finding("not-a-route", payer.place_of("routes", position), words)
