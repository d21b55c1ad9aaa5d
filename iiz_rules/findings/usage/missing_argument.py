"""A command needs something that was not given."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="missing-argument",
    message=Text(
        de="`{name}` fehlt",
        fr="`{name}` manque",
        en="`{name}` is missing",
    ),
    label=Text(
        de="ohne geht es nicht",
        fr="indispensable",
        en="needed",
    ),
    help=Text(
        de="`{name}` angeben; derselbe Befehl mit `--help` zeigt, wie",
        fr="indiquer `{name}` ; la même commande avec `--help` montre comment",
        en="give `{name}`; the same command with `--help` shows how",
    ),
    why=Text(
        de="Der Befehl braucht diese Angabe und rät sie nicht: Jeder Kanton hat eigene Regeln, "
        "und die Antwort gilt nur für den genannten.",
        fr="La commande a besoin de cette indication et ne la devine pas : chaque canton a ses "
        "règles, et la réponse ne vaut que pour celui qui est nommé.",
        en="The command needs this and does not guess it: every canton has rules of its own, and "
        "the answer holds only for the one named.",
    ),
    bad="iiz assess case.yaml\n",
    good="iiz assess case.yaml --canton zurich\n",
    file="terminal",
)
