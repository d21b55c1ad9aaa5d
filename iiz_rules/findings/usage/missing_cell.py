"""A cell of a book that may not be empty."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="missing-cell",
    message=Text(
        de="in der Spalte `{column}` steht nichts, und der Eintrag braucht es",
        fr="il n'y a rien dans la colonne `{column}`, et l'écriture en a besoin",
        en="there is nothing in column `{column}`, and the entry needs it",
    ),
    label=Text(
        de="so ist es kein Eintrag", fr="ainsi, ce n'est pas une écriture", en="so it is no entry"
    ),
    help=Text(
        de="die Zelle ausfüllen; ein Betrag von null wird als 0.00 geschrieben",
        fr="remplir la cellule ; un montant nul s'écrit 0.00",
        en="fill in the cell; an amount of nothing is written as 0.00",
    ),
    why=Text(
        de="Ein Betrag, der fehlt, ist nicht null: er ist nicht bekannt, und damit wäre es auch "
        "der Saldo. Darum wird das Buch abgelehnt und nicht gerechnet.",
        fr="Un montant qui manque n'est pas nul : il n'est pas connu, et le solde ne le serait pas "
        "non plus. Le livre est donc refusé et rien n'est calculé.",
        en="An amount that is missing is not zero: it is not known, and neither would the balance "
        "be. So the book is refused, and nothing is computed.",
    ),
    bad="day;entry;amount\n2026-01-05;inflow;\n",
    good="day;entry;amount\n2026-01-05;inflow;100000.00\n",
    file="ledger",
)
