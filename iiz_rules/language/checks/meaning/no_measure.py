"""Payers or catalogues, and nothing that says which facts are about the measure."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="no-measure",
    message=Text(
        de="unter `measure` in funding.yaml fehlt `{key}`",
        fr="`{key}` manque sous `measure` dans funding.yaml",
        en="`{key}` is missing below `measure` in funding.yaml",
    ),
    label=Text(
        de="braucht diese Angabe über die Massnahme",
        fr="a besoin de cette donnée sur la mesure",
        en="needs this fact about the measure",
    ),
    help=Text(
        de="`measure: {{amount: …}}` mit der Angabe der Kosten ergänzen, für Kataloge auch "
        "`kind` mit der Angabe der Massnahme",
        fr="ajouter `measure: {{amount: …}}` avec la donnée du coût, pour les catalogues aussi "
        "`kind` avec la donnée de la mesure",
        en="add `measure: {{amount: …}}` with the fact of the cost, for catalogues also `kind` "
        "with the fact of the measure",
    ),
    why=Text(
        de="Kostenträger teilen die Kosten einer Massnahme unter sich auf; welche Angabe diese "
        "Kosten nennt, muss gesagt sein. Kataloge zählen Massnahmen auf und brauchen die Angabe, "
        "welche Massnahme es ist.",
        fr="Les payeurs se répartissent le coût d'une mesure ; il faut dire quelle donnée indique "
        "ce coût. Les catalogues énumèrent des mesures et ont besoin de la donnée qui dit de "
        "quelle mesure il s'agit.",
        en="Payers split the cost of a measure; it has to be said which fact gives that cost. "
        "Catalogues list measures and need the fact that says which measure it is.",
    ),
    bad=examples.payer(measure=""),
    good=examples.payer(),
    file="funding.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report the first payer without an amount to pay, and catalogues without measures to find."""
    measure, payers = edition.funding.measure, edition.funding.payers
    if payers and measure is None:
        yield Finding("no-measure", payers[0].place_of("id"), {"key": "amount"})
    for one in edition.catalogues:
        if measure is None or measure.kind is None:
            yield Finding("no-measure", one.place_of("id"), {"key": "kind"})
