"""A column of a type that cannot hold its fact."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="column-type",
    message=Text(
        de="in der Spalte `{column}` werden {expected} erwartet, sie hat den Typ `{got}`",
        fr="la colonne `{column}` devrait contenir {expected}, elle est du type `{got}`",
        en="column `{column}` should hold {expected}, it is of type `{got}`",
    ),
    label=Text(
        de="dieser Typ passt nicht zur Angabe",
        fr="ce type ne convient pas à la donnée",
        en="this type does not suit the fact",
    ),
    help=Text(
        de="die Spalte vorher umwandeln; nichts wird stillschweigend angepasst",
        fr="convertir la colonne au préalable ; rien n'est adapté tacitement",
        en="convert the column before; nothing is adapted silently",
    ),
    why=Text(
        de="Eine ganze Spalte wird auf einmal gelesen, darum muss ihr Typ zur Angabe "
        "passen: Wahrheitswerte, ganze Zahlen, Tage, Texte oder Aufzählungen, "
        "Dezimalzahlen oder Rappen für Beträge. Gleitkommazahlen halten keine Rappen, "
        "und Text wäre zu deuten.",
        fr="Une colonne entière est lue d'un coup, son type doit donc convenir à la "
        "donnée : valeurs booléennes, nombres entiers, dates, textes ou énumérations, "
        "décimaux ou centimes pour les montants. Les nombres à virgule flottante ne "
        "tiennent pas les centimes, et un texte serait à interpréter.",
        en="A whole column is read at once, so its type has to suit the fact: booleans, "
        "whole numbers, dates, texts or enumerations, decimals or Rappen for amounts. "
        "Floating-point numbers hold no Rappen, and text would have to be "
        "interpreted.",
    ),
    bad="frame with `person.birth_date` as text\n",
    good="frame with `person.birth_date` as dates\n",
    file="python",
)
