"""A portfolio put to a canton that names no payers."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="no-payers",
    message=Text(
        de="der Kanton nennt keine Kostenträger für Massnahmen",
        fr="le canton ne désigne aucun payeur de mesures",
        en="the canton names no payers of measures",
    ),
    label=Text(
        de="ohne `payers` in funding.yaml",
        fr="sans `payers` dans funding.yaml",
        en="without `payers` in funding.yaml",
    ),
    help=Text(
        de="`measure` und `payers` in funding.yaml ergänzen",
        fr="ajouter `measure` et `payers` à funding.yaml",
        en="add `measure` and `payers` to funding.yaml",
    ),
    why=Text(
        de="Ein Portfolio teilt jede Massnahme auf die Kostenträger auf, in der Reihenfolge, in "
        "der sie in funding.yaml stehen.",
        fr="Un portefeuille répartit chaque mesure entre les payeurs, dans l'ordre où ils "
        "figurent dans funding.yaml.",
        en="A portfolio splits each measure among the payers, in the order in which they stand "
        "in funding.yaml.",
    ),
    bad="iiz simulate portfolio.csv --canton zurich\n",
    good="iiz simulate portfolio.csv --canton valais\n",
    file="portfolio",
)
