"""A row of a lazy frame is asked for by its position."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="no-row",
    message=Text(
        de="Zeile {row} ist nicht zu finden: Diese Tabelle ist noch nicht berechnet",
        fr="la ligne {row} est introuvable : ce tableau n'est pas encore calculé",
        en="row {row} cannot be found: this frame is not worked out yet",
    ),
    label=Text(
        de="eine solche Tabelle hat keine Reihenfolge",
        fr="un tel tableau n'a pas d'ordre",
        en="such a frame has no order",
    ),
    help=Text(
        de="die Werte der Zeile als Zuordnung von Spalte zu Wert geben",
        fr="donner les valeurs de la ligne par colonne",
        en="give the values of the row as a mapping by column",
    ),
    why=Text(
        de="DuckDB, Spark und aufgeschobene Polars-Tabellen sind Abfragen, die noch "
        "nicht gelaufen sind: Ihre Zeilen haben keine feste Stelle. Eine Zeile, die "
        "man vor sich hat, wird aus ihren Werten erklärt.",
        fr="Les relations DuckDB, les tableaux Spark et les tableaux Polars différés "
        "sont des requêtes qui n'ont pas encore tourné : leurs lignes n'ont pas de "
        "place fixe. Une ligne que l'on a devant soi s'explique par ses valeurs.",
        en="DuckDB relations, Spark frames and lazy Polars frames are queries that have "
        "not run: their rows have no fixed place. A row that one has at hand is "
        "explained from its values.",
    ),
    bad="answers.explain(17)\n",
    good='answers.explain({"person.residence.canton": "ZH"})\n',
    file="python",
)
