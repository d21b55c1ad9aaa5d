"""A duty that is owed in some case in which nobody bears it."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="no-bearer",
    message=Text(
        de="die Pflicht `{duty}` kann geschuldet sein, ohne dass jemand sie trägt",
        fr="l'obligation `{duty}` peut être due sans que personne ne la porte",
        en="duty `{duty}` can be owed without anybody bearing it",
    ),
    label=Text(
        de="niemand trifft in jedem Fall zu",
        fr="personne ne s'applique dans tous les cas",
        en="nobody applies in every case",
    ),
    help=Text(
        de="zuletzt jemanden ohne `when` nennen",
        fr="nommer en dernier quelqu'un sans `when`",
        en="name somebody without `when` last",
    ),
    why=Text(
        de="Alle Werte, die die Bedingungen unterscheiden, wurden durchprobiert: In "
        "einem Fall ist die Pflicht geschuldet, und keiner von denen, die unter "
        "`bearer` stehen, trifft zu. Sie bliebe liegen.",
        fr="Toutes les valeurs que les conditions distinguent ont été essayées : dans un"
        " cas, l'obligation est due et aucun de ceux qui figurent sous `bearer` ne "
        "s'applique. Elle resterait en souffrance.",
        en="All values that the conditions can tell apart were tried: in some case the "
        "duty is owed and none of those under `bearer` applies. It would be left "
        "undone.",
    ),
    bad="""duties:
  - id: report
    label: {de: Bericht, fr: Rapport, en: Report}
    clauses: [XX-1]
    bearer:
      - {role: coordinator, when: {fact: person.age, at_most: 25}}
    criteria:
      - id: age
        label: {de: Alter, fr: Âge, en: Age}
        clauses: [XX-1]
        when: {fact: person.age, at_least: 16}
""",
    good="""duties:
  - id: report
    label: {de: Bericht, fr: Rapport, en: Report}
    clauses: [XX-1]
    bearer:
      - {role: coordinator, when: {fact: person.age, at_most: 25}}
      - {role: contact}
    criteria:
      - id: age
        label: {de: Alter, fr: Âge, en: Age}
        clauses: [XX-1]
        when: {fact: person.age, at_least: 16}
""",
    file="escalation.yaml",
)
