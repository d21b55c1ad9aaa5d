"""A line is indented in a way that fits nothing above."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="bad-indentation",
    message=Text(
        de="die Einrückung passt zu keiner Zeile darüber",
        fr="le retrait ne correspond à aucune ligne au-dessus",
        en="the indentation fits no line above",
    ),
    label=Text(
        de="um {spaces} Leerzeichen eingerückt",
        fr="en retrait de {spaces} espaces",
        en="indented by {spaces} spaces",
    ),
    help=Text(
        de="was zusammengehört, genau untereinander stellen; ein Text über mehrere Zeilen mit "
        "`: ` darin gehört in Anführungszeichen",
        fr="aligner exactement ce qui va ensemble ; un texte sur plusieurs lignes contenant `: "
        "` se met entre guillemets",
        en="set what belongs together exactly one below the other; a text over several lines "
        "with `: ` in it goes in quotes",
    ),
    why=Text(
        de="Die Einrückung bestimmt, was wozu gehört. Einträge derselben Ebene beginnen in "
        "derselben Spalte, untergeordnete weiter rechts.",
        fr="Le retrait dit ce qui appartient à quoi. Les entrées d'un même niveau commencent à "
        "la même colonne, celles du niveau inférieur plus à droite.",
        en="Indentation says what belongs to what. Entries of one level begin in the same "
        "column, those below them further to the right.",
    ),
    bad="criteria:\n  - id: residence\n     mode: required\n",
    good="criteria:\n  - id: residence\n    mode: required\n",
)
