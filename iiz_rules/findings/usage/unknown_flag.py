"""An option that a command does not have."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-flag",
    message=Text(
        de="die Option `{flag}` gibt es hier nicht",
        fr="l'option `{flag}` n'existe pas ici",
        en="there is no option `{flag}` here",
    ),
    label=Text(
        de="keine Option dieses Befehls",
        fr="aucune option de cette commande",
        en="no option of this command",
    ),
    help=Text(
        de="die Optionen zeigt derselbe Befehl mit `--help`",
        fr="la même commande avec `--help` montre les options",
        en="the same command with `--help` shows the options",
    ),
    why=Text(
        de="Eine Option, die der Befehl nicht kennt, wird nicht überlesen: Sie sollte etwas "
        "bewirken, und die Antwort sähe aus, als hätte sie es.",
        fr="Une option que la commande ne connaît pas n'est pas ignorée : elle devait avoir un "
        "effet, et la réponse semblerait en tenir compte.",
        en="An option that the command does not know is not passed over: it was meant to have an "
        "effect, and the answer would look as if it had.",
    ),
    bad="iiz assess case.yaml --kanton zurich\n",
    good="iiz assess case.yaml --canton zurich\n",
    file="terminal",
)
