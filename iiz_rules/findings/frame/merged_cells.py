"""A cell that is merged with one in another column."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="merged-cells",
    message=Text(
        de="die Zelle in `{column}` ist mit einer anderen Spalte verbunden",
        fr="la cellule de `{column}` est fusionnée avec une autre colonne",
        en="the cell in `{column}` is merged with another column",
    ),
    label=Text(de="die Zeile bleibt weg", fr="la ligne est écartée", en="the row is left out"),
    help=Text(
        de="den Zellverbund aufheben und jeder Spalte ihren Wert geben",
        fr="annuler la fusion et donner sa valeur à chaque colonne",
        en="unmerge the cells and give each column its value",
    ),
    why=Text(
        de="Was über mehrere Zeilen verbunden ist, gilt für alle diese Zeilen. Zu welcher von "
        "mehreren Spalten ein Wert gehört, sieht man dem Blatt nicht an.",
        fr="Ce qui est fusionné sur plusieurs lignes vaut pour toutes ces lignes. À laquelle de "
        "plusieurs colonnes une valeur appartient, la feuille ne le montre pas.",
        en="What is merged over several rows counts for all of them. To which of several columns "
        "a value belongs, the sheet does not show.",
    ),
    file="python",
)
