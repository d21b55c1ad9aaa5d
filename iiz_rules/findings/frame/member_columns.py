"""A set of which some members have a column and others have none."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="member-columns",
    message=Text(
        de="für `{fact}` fehlen Spalten: {columns}",
        fr="il manque des colonnes pour `{fact}` : {columns}",
        en="columns are missing for `{fact}`: {columns}",
    ),
    label=Text(
        de="die Menge wäre in keiner Zeile bekannt",
        fr="l'ensemble ne serait connu à aucune ligne",
        en="the set would be known in no row",
    ),
    help=Text(
        de="für jedes Mitglied eine Spalte geben, oder die Menge als eine Spalte von Listen",
        fr="donner une colonne pour chaque membre, ou l'ensemble comme une colonne de listes",
        en="give a column for each member, or the set as one column of lists",
    ),
    why=Text(
        de="Eine Menge ist bekannt, wenn von jedem Mitglied bekannt ist, ob es "
        "dazugehört. Fehlt eine Spalte, so wäre das in keiner Zeile der Fall, und was "
        "fehlt, gilt nie als Nein.",
        fr="Un ensemble est connu quand on sait de chaque membre s'il en fait partie. "
        "Sans l'une des colonnes, ce ne serait le cas à aucune ligne, et ce qui "
        "manque ne vaut jamais non.",
        en="A set is known when of each member it is known whether it belongs to it. "
        "Without one of the columns that would be so in no row, and what is missing "
        "never counts as no.",
    ),
    bad="frame with `registrations.rav` alone\n",
    good="frame with a column for each code of `registrations`\n",
    file="python",
)
