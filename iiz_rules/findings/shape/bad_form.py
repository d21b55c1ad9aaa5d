"""A name, a date or a duration that is not formed as it must be."""

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="bad-form",
    message=Text(
        de="`{got}` hat nicht die richtige Form, erwartet: {expected}",
        fr="`{got}` n'a pas la bonne forme, attendu : {expected}",
        en="`{got}` is not well formed, expected {expected}",
    ),
    label=Text(de="anders schreiben", fr="à écrire autrement", en="write it differently"),
    help=Text(de="die Schreibweise anpassen", fr="adapter la graphie", en="change the spelling"),
    why=Text(
        de="Namen, Daten und Fristen haben eine einzige Schreibweise. So kann dasselbe nicht "
        "unter zwei Formen vorkommen, und jedes Programm liest es gleich.",
        fr="Les noms, les dates et les délais ont une seule graphie. Ainsi, la même chose ne "
        "peut pas apparaître sous deux formes, et tout programme la lit de la même manière.",
        en="Names, dates and durations have one spelling only. Thus the same thing cannot occur "
        "in two forms, and every program reads it alike.",
    ),
    bad=examples.eligibility(examples.criterion(examples.AGE, name="Entry Age")),
    good=examples.when(examples.AGE),
)
