"""Two columns of a portfolio that mean the same."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="conflicting-columns",
    message=Text(
        de="zwei Spalten bedeuten `{fact}`",
        fr="deux colonnes signifient `{fact}`",
        en="two columns mean `{fact}`",
    ),
    label=Text(
        de="nur eine kann gelten",
        fr="une seule peut valoir",
        en="only one can count",
    ),
    help=Text(
        de="eine der beiden löschen oder umbenennen",
        fr="supprimer ou renommer l'une des deux",
        en="delete or rename one of the two",
    ),
    why=Text(
        de="Welche der beiden gilt, lässt sich nicht erraten.",
        fr="On ne peut deviner laquelle des deux vaut.",
        en="Which of the two counts cannot be guessed.",
    ),
    bad="measure.amount;measure.amount\n1;2\n",
    good="measure.amount\n1\n",
    file="portfolio",
)
