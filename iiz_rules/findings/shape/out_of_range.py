"""A number below the least or above the largest value possible."""

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="out-of-range",
    message=Text(
        de="`{got}` liegt ausserhalb des Erlaubten (von {low} bis {high})",
        fr="`{got}` est hors des limites (de {low} à {high})",
        en="`{got}` is out of range (from {low} to {high})",
    ),
    label=Text(de="kann nicht stimmen", fr="ne peut pas être juste", en="cannot be right"),
    help=Text(
        de="einen Wert von {low} bis {high} angeben",
        fr="donner une valeur de {low} à {high}",
        en="give a value from {low} to {high}",
    ),
    why=Text(
        de="Der Wert liegt jenseits der Grenzen, die für ihn gelten. In einem Fall ist er wohl "
        "vertippt; in einer Bedingung wäre der Vergleich sinnlos, weil kein Fall je diesen "
        "Wert haben kann.",
        fr="La valeur dépasse les limites qui lui sont fixées. Dans un cas, c'est sans doute une"
        " faute de frappe ; dans une condition, la comparaison n'aurait pas de sens, "
        "puisqu'aucun cas ne peut avoir cette valeur.",
        en="The value lies beyond the limits that hold for it. In a case it is probably a typing"
        " error; in a condition the comparison would be pointless, since no case can ever "
        "have that value.",
    ),
    bad=examples.when("{fact: person.age, at_least: 160}"),
    good=examples.when(examples.AGE),
)
