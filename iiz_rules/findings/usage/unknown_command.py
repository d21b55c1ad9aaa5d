"""A command that there is not."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-command",
    message=Text(
        de="den Befehl `{command}` gibt es nicht",
        fr="la commande `{command}` n'existe pas",
        en="there is no command `{command}`",
    ),
    label=Text(
        de="kein Befehl dieses Namens",
        fr="aucune commande de ce nom",
        en="no command of this name",
    ),
    help=Text(
        de="Befehle: {known}",
        fr="commandes : {known}",
        en="commands: {known}",
    ),
    why=Text(
        de="Nach `iiz` folgt zuerst der Befehl, dann, worauf er sich bezieht, dann die Optionen. "
        "`iiz --help` zeigt alle Befehle.",
        fr="Après `iiz` vient d'abord la commande, puis ce sur quoi elle porte, puis les options. "
        "`iiz --help` montre toutes les commandes.",
        en="After `iiz` comes the command first, then what it is about, then the options. `iiz "
        "--help` shows all commands.",
    ),
    bad="iiz asses case.yaml --canton zurich\n",
    good="iiz assess case.yaml --canton zurich\n",
    file="terminal",
)
