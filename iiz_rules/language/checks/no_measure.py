"""Payers or catalogues, and nothing that says which facts are about the measure."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.model.edition import Edition


def check(edition: Edition) -> Iterator[Finding]:
    """Report the first payer without an amount to pay, and catalogues without measures to find."""
    measure, payers = edition.funding.measure, edition.funding.payers
    if payers and measure is None:
        yield Finding("no-measure", payers[0].place_of("id"), {"key": "amount"})
    for catalogue in edition.catalogues:
        if measure is None or measure.kind is None:
            yield Finding("no-measure", catalogue.place_of("id"), {"key": "kind"})
