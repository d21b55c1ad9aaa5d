"""Something stands on the line that opens a text of several lines."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="bad-block-text",
    message=Text(
        de="nach `|` oder `>` beginnt der Text erst auf der nächsten Zeile",
        fr="après `|` ou `>`, le texte ne commence qu'à la ligne suivante",
        en="after `|` or `>` the text begins on the next line only",
    ),
    label=Text(
        de="gehört auf die nächste Zeile",
        fr="va sur la ligne suivante",
        en="belongs on the next line",
    ),
    help=Text(
        de="den Text eingerückt auf die nächste Zeile setzen; ist `|` oder `>` gemeint, in "
        "Anführungszeichen schreiben",
        fr="mettre le texte en retrait sur la ligne suivante ; si `|` ou `>` fait partie du "
        "texte, écrire entre guillemets",
        en="put the text on the next line, indented; if `|` or `>` is meant, write it in quotes",
    ),
    why=Text(
        de="Die Zeichen `|` und `>` am Anfang eines Wertes leiten einen Text über mehrere "
        "Zeilen ein.",
        fr="Les signes `|` et `>` au début d'une valeur annoncent un texte sur plusieurs lignes.",
        en="The characters `|` and `>` at the start of a value open a text over several lines.",
    ),
    bad="label: > 18 Jahre\n",
    good='label: "> 18 Jahre"\n',
)
