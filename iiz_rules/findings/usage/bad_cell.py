"""A cell of a portfolio that is no value of its fact."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="bad-cell",
    message=Text(
        de="`{got}` ist kein Wert für `{column}` ({type})",
        fr="`{got}` n'est pas une valeur pour `{column}` ({type})",
        en="`{got}` is no value for `{column}` ({type})",
    ),
    label=Text(
        de="die Zeile bleibt weg",
        fr="la ligne est écartée",
        en="the row is left out",
    ),
    help=Text(
        de="die Zelle berichtigen; leer oder `?` heisst, dass es nicht bekannt ist",
        fr="corriger la cellule ; vide ou `?` signifie que ce n'est pas connu",
        en="correct the cell; empty or `?` means that it is not known",
    ),
    why=Text(
        de="Werte werden nie umgedeutet: was keine Zahl, kein Datum oder kein Wort der Liste "
        "ist, könnte alles heissen. Die Zeile wird mit dem Grund aufgeführt und zählt in keiner "
        "Summe mit.",
        fr="Les valeurs ne sont jamais réinterprétées : ce qui n'est ni un nombre, ni une date, "
        "ni un mot de la liste peut tout signifier. La ligne est mentionnée avec le motif et "
        "n'entre dans aucun total.",
        en="Values are never reinterpreted: what is no number, date or word of the list could "
        "mean anything. The row is listed with the reason and counts in no sum.",
    ),
    bad="id;measure.amount\n1;1,500\n",
    good="id;measure.amount\n1;1'500.00\n",
    file="portfolio",
)
