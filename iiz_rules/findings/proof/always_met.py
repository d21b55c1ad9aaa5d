"""Every case whatever meets a criterion."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="always-met",
    message=Text(
        de="jeder Fall erfüllt das Kriterium `{criterion}`",
        fr="tout cas remplit le critère `{criterion}`",
        en="every case meets the criterion `{criterion}`",
    ),
    label=Text(
        de="schliesst niemanden aus",
        fr="n'exclut personne",
        en="excludes nobody",
    ),
    help=Text(
        de="die Bedingung enger fassen oder das Kriterium weglassen",
        fr="resserrer la condition ou supprimer le critère",
        en="narrow the condition or leave the criterion out",
    ),
    why=Text(
        de="Alle Werte, die die Bedingung unterscheidet, wurden durchprobiert, unter jeder Lesart: "
        "das Kriterium ist immer erfüllt. Es verlangt also nichts, fragt aber nach Angaben.",
        fr="Toutes les valeurs que la condition distingue ont été essayées, sous chaque lecture : "
        "le critère est toujours rempli. Il n'exige donc rien, mais demande des indications.",
        en="All values that the condition can tell apart were tried, under every reading: the "
        "criterion is always met. So it demands nothing, and still asks for facts.",
    ),
    bad="""label: {de: Zugang, fr: Accès, en: Access}
clauses: [XX-1]
criteria:
  - id: age
    label: {de: Alter, fr: Âge, en: Age}
    clauses: [XX-1]
    when: {any: [{fact: person.age, at_most: 25}, {fact: person.age, at_least: 15}]}
""",
    good="""label: {de: Zugang, fr: Accès, en: Access}
clauses: [XX-1]
criteria:
  - id: age
    label: {de: Alter, fr: Âge, en: Age}
    clauses: [XX-1]
    when: {all: [{fact: person.age, at_most: 25}, {fact: person.age, at_least: 15}]}
""",
)
