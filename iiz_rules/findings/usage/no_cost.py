"""A row of a portfolio without the cost of the measure."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="no-cost",
    message=Text(
        de="die Kosten (`{column}`) fehlen",
        fr="le coût (`{column}`) manque",
        en="the cost (`{column}`) is missing",
    ),
    label=Text(
        de="die Zeile bleibt weg",
        fr="la ligne est écartée",
        en="the row is left out",
    ),
    help=Text(
        de="den Betrag ergänzen",
        fr="ajouter le montant",
        en="add the amount",
    ),
    why=Text(
        de="Ohne Kosten ist nichts aufzuteilen, und mit null Franken würde die Summe zu klein. "
        "Die Zeile wird aufgeführt und zählt in keiner Summe mit.",
        fr="Sans coût, il n'y a rien à répartir, et avec zéro franc le total serait trop petit. "
        "La ligne est mentionnée et n'entre dans aucun total.",
        en="Without a cost there is nothing to split, and with zero francs the sum would be too "
        "small. The row is listed and counts in no sum.",
    ),
    bad="id;measure.amount\n1;\n",
    good="id;measure.amount\n1;1'500.00\n",
    file="portfolio",
)
