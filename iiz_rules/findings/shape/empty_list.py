"""A list without entries where at least one is needed."""

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="empty-list",
    message=Text(de="`{key}` ist leer", fr="`{key}` est vide", en="`{key}` is empty"),
    label=Text(
        de="mindestens ein Eintrag nötig",
        fr="au moins une entrée nécessaire",
        en="at least one entry is needed",
    ),
    help=Text(
        de="mindestens einen Eintrag angeben",
        fr="donner au moins une entrée",
        en="give at least one entry",
    ),
    why=Text(
        de="Eine leere Liste sagt nichts aus: Eine Regel ohne Kriterium wäre immer erfüllt, eine"
        " Regel ohne Ziffer liesse sich nicht belegen. Beides wäre ein Versehen.",
        fr="Une liste vide ne dit rien : une règle sans critère serait toujours remplie, une "
        "règle sans chiffre ne pourrait pas être motivée. L'un et l'autre seraient une "
        "inadvertance.",
        en="An empty list says nothing: a rule without a criterion would always be met, a rule "
        "without a clause could not be justified. Either would be an oversight.",
    ),
    bad=examples.when("{all: []}"),
    good=examples.when(f"{{all: [{examples.AGE}]}}"),
)
