"""A command was given something that it has no use for."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="extra-argument",
    message=Text(
        de="`{got}` ist hier zu viel",
        fr="`{got}` est de trop ici",
        en="`{got}` is one too many here",
    ),
    label=Text(
        de="wird nicht gebraucht",
        fr="sans emploi",
        en="of no use",
    ),
    help=Text(
        de="weglassen, oder Werte mit Leerzeichen in Anführungszeichen setzen",
        fr="le retirer, ou mettre entre guillemets les valeurs contenant des espaces",
        en="leave it out, or put values with spaces in quotes",
    ),
    why=Text(
        de="Der Befehl weiss mit dieser Angabe nichts anzufangen. Oft enthält ein Dateiname ein "
        "Leerzeichen und steht ohne Anführungszeichen da: Dann sieht er aus wie zwei.",
        fr="La commande n'a pas l'emploi de cette indication. Souvent, un nom de fichier contient "
        "un espace et n'est pas entre guillemets : il en paraît alors deux.",
        en="The command has no use for this. Often a file's name has a space in it and stands "
        "without quotes: then it looks like two.",
    ),
    bad="iiz explain unknown fact\n",
    good="iiz explain unknown-fact\n",
    file="terminal",
)
