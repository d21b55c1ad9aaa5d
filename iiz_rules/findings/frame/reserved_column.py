"""A column of the caller's with a name that the answer needs."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="reserved-column",
    message=Text(
        de="der Name der Spalte `{column}` gehört zur Antwort",
        fr="le nom de la colonne `{column}` appartient à la réponse",
        en="the name of column `{column}` belongs to the answer",
    ),
    label=Text(
        de="dieser Name ist vergeben",
        fr="ce nom est pris",
        en="this name is taken",
    ),
    help=Text(
        de="die Spalte umbenennen oder in `keep` nicht nennen",
        fr="renommer la colonne ou ne pas la nommer dans `keep`",
        en="rename the column or do not name it in `keep`",
    ),
    why=Text(
        de="Die Spalten der Antwort beginnen mit dem Namen der Regel und einem "
        "Doppelpunkt, die der abgewiesenen Zeilen mit `fault`. Eine eigene Spalte "
        "dieses Namens würde überschrieben; so etwas geschieht nicht stillschweigend.",
        fr="Les colonnes de la réponse commencent par le nom de la règle et un deux- "
        "points, celles des lignes écartées par `fault`. Une colonne propre de ce nom "
        "serait écrasée ; cela n'arrive pas tacitement.",
        en="The columns of an answer begin with the name of the rule and a colon, those "
        "of the rows left out with `fault`. A column of your own of that name would "
        "be overwritten; that does not happen silently.",
    ),
    bad="frame with a column `eligibility:verdict`\n",
    good='frame.drop("eligibility:verdict")\n',
    file="python",
)
