"""A cell with a formula that was never computed."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="formula-without-value",
    message=Text(
        de="in der Spalte `{column}` steht eine Formel, deren Wert nicht gespeichert ist",
        fr="la colonne `{column}` contient une formule dont la valeur n'est pas enregistrée",
        en="column `{column}` has a formula whose value was not saved",
    ),
    label=Text(de="die Zeile bleibt weg", fr="la ligne est écartée", en="the row is left out"),
    help=Text(
        de="die Arbeitsmappe in der Tabellenkalkulation öffnen und speichern, oder den Wert "
        "anstelle der Formel einsetzen",
        fr="ouvrir le classeur dans le tableur et l'enregistrer, ou remplacer la formule par sa "
        "valeur",
        en="open the workbook in the spreadsheet program and save it, or put the value in place "
        "of the formula",
    ),
    why=Text(
        de="Ein Programm hat die Formel geschrieben, und niemand hat sie gerechnet. Die Zelle ist "
        "nicht leer: sie für nicht bekannt zu nehmen, hiesse auf weniger abstützen, als die "
        "Tabelle sagt.",
        fr="Un programme a écrit la formule et personne ne l'a calculée. La cellule n'est pas "
        "vide : la tenir pour inconnue, ce serait s'appuyer sur moins que ne dit le tableau.",
        en="A program wrote the formula, and nobody computed it. The cell is not empty: to take it "
        "for not known would mean to rest on less than the table says.",
    ),
    file="python",
)
