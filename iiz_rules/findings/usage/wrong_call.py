"""A command was called in a way that it does not understand."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="wrong-call",
    message=Text(
        de="dieser Aufruf ist nicht verständlich: {why}",
        fr="cet appel n'est pas compréhensible : {why}",
        en="this call makes no sense: {why}",
    ),
    label=Text(
        de="so nicht möglich",
        fr="impossible ainsi",
        en="not possible like this",
    ),
    help=Text(
        de="derselbe Befehl mit `--help` zeigt, wie er aufgerufen wird",
        fr="la même commande avec `--help` montre comment l'appeler",
        en="the same command with `--help` shows how it is called",
    ),
    why=Text(
        de="Der Aufruf hat eine Form, die zu keinem Befehl passt. Es wurde nichts berechnet.",
        fr="L'appel a une forme qui ne correspond à aucune commande. Rien n'a été calculé.",
        en="The call has a form that fits no command. Nothing was computed.",
    ),
    bad="iiz facts --canton=zurich --on=\n",
    good="iiz facts --canton=zurich --on=2024-03-05\n",
    file="terminal",
)
