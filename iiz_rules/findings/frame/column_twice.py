"""A fact that two columns give, or a column that is to be two facts."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="column-twice",
    message=Text(
        de="die Spalte `{column}` und eine andere geben beide `{fact}`",
        fr="la colonne `{column}` et une autre donnent toutes deux `{fact}`",
        en="column `{column}` and another one both give `{fact}`",
    ),
    label=Text(
        de="zweimal gegeben",
        fr="donné deux fois",
        en="given twice",
    ),
    help=Text(
        de="eine der Spalten weglassen oder ihr in `columns` eine andere Angabe zuordnen",
        fr="omettre l'une des colonnes ou lui attribuer une autre donnée dans `columns`",
        en="leave one of the columns out, or give it another fact in `columns`",
    ),
    why=Text(
        de="Jede Angabe kommt aus einer Spalte, eine Menge aus einer Liste oder aus "
        "einer Spalte für jedes Mitglied, ein Betrag aus Franken oder aus Rappen. Wo "
        "zwei Spalten dasselbe sagen, entscheidet nicht das Programm, welche gilt.",
        fr="Chaque donnée vient d'une colonne, un ensemble d'une liste ou d'une colonne "
        "par membre, un montant de francs ou de centimes. Quand deux colonnes disent "
        "la même chose, ce n'est pas au programme de choisir.",
        en="Each fact comes from one column, a set from a list or from one column for "
        "each member, an amount from francs or from Rappen. Where two columns say the "
        "same thing, it is not for the program to choose.",
    ),
    bad="frame with `cost.amount` and `cost.amount.rappen`\n",
    good="frame with `cost.amount.rappen`\n",
    file="python",
)
