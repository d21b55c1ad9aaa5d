"""No case whatever meets a criterion."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="never-met",
    message=Text(
        de="kein Fall kann das Kriterium `{criterion}` erfüllen",
        fr="aucun cas ne peut remplir le critère `{criterion}`",
        en="no case can meet the criterion `{criterion}`",
    ),
    label=Text(
        de="schliesst sich gegenseitig aus",
        fr="se contredit",
        en="contradicts itself",
    ),
    help=Text(
        de="prüfen, ob mit `all` verlangt wird, was nur mit `any` gemeint sein kann",
        fr="vérifier si `all` exige ce que seul `any` peut vouloir dire",
        en="check whether `all` demands what only `any` can mean",
    ),
    why=Text(
        de="Alle Werte, die die Bedingung unterscheidet, wurden durchprobiert, unter jeder Lesart: "
        "erfüllt ist das Kriterium nie. Meist steht `all`, wo `any` gemeint ist, oder zwei Grenzen "
        "lassen nichts zwischen sich.",
        fr="Toutes les valeurs que la condition distingue ont été essayées, sous chaque lecture : "
        "le critère n'est jamais rempli. Le plus souvent, `all` a pris la place de `any`, ou deux "
        "limites ne laissent rien entre elles.",
        en="All values that the condition can tell apart were tried, under every reading: the "
        "criterion is never met. Mostly `all` stands where `any` is meant, or two limits leave "
        "nothing between them.",
    ),
    bad="""label: {de: Zugang, fr: Accès, en: Access}
clauses: [XX-1]
criteria:
  - id: age
    label: {de: Alter, fr: Âge, en: Age}
    clauses: [XX-1]
    when: {all: [{fact: person.age, at_most: 15}, {fact: person.age, at_least: 25}]}
""",
    good="""label: {de: Zugang, fr: Accès, en: Access}
clauses: [XX-1]
criteria:
  - id: age
    label: {de: Alter, fr: Âge, en: Age}
    clauses: [XX-1]
    when: {fact: person.age, between: [15, 25]}
""",
)
