"""A row of a file of cases that cannot be read at all."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="broken-row",
    message=Text(
        de="diese Zeile lässt sich nicht lesen: `{got}`",
        fr="cette ligne n'est pas lisible : `{got}`",
        en="this row cannot be read: `{got}`",
    ),
    label=Text(
        de="die Zeile bleibt weg",
        fr="la ligne est écartée",
        en="the row is left out",
    ),
    help=Text(
        de="die Zeile hat mehr Zellen als die Kopfzeile, oder sie ist kein Fall in JSON; "
        "berichtigen und neu rechnen",
        fr="la ligne a plus de cellules que l'en-tête, ou n'est pas un cas en JSON ; la "
        "corriger et recommencer",
        en="the row has more cells than the heading, or is no case in JSON; correct it "
        "and run again",
    ),
    why=Text(
        de="Welche Zelle zu welcher Spalte gehört, lässt sich hier nicht sagen, und "
        "geraten wird nicht. Die anderen Zeilen werden beantwortet, diese wird mit "
        "ihrer Nummer aufgeführt.",
        fr="On ne peut pas dire ici quelle cellule appartient à quelle colonne, et rien "
        "n'est deviné. Les autres lignes reçoivent une réponse, celle-ci est "
        "mentionnée avec son numéro.",
        en="Which cell belongs to which column cannot be said here, and nothing is "
        "guessed. The other rows are answered, this one is listed with its number.",
    ),
    file="python",
)
