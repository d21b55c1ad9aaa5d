"""A condition without the keyword that says which kind it is."""

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="no-condition",
    message=Text(
        de="Bedingung ohne Schlüsselwort",
        fr="condition sans mot-clé",
        en="condition without a keyword",
    ),
    label=Text(
        de="welche Art von Bedingung ist das",
        fr="quel genre de condition est-ce",
        en="which kind of condition is this",
    ),
    help=Text(
        de="mit einem dieser Wörter beginnen: {keywords}",
        fr="commencer par l'un de ces mots : {keywords}",
        en="begin with one of these words: {keywords}",
    ),
    why=Text(
        de="Jede Bedingung beginnt mit einem Schlüsselwort, das sagt, was geprüft wird: `fact` "
        "vergleicht eine Angabe, `all` verlangt alle Teile, `judgement` fragt nach einer "
        "Beurteilung.",
        fr="Toute condition commence par un mot-clé qui dit ce qui est examiné : `fact` compare "
        "une donnée, `all` exige toutes les parties, `judgement` demande une appréciation.",
        en="Every condition begins with a keyword that says what is examined: `fact` compares a "
        "fact, `all` demands all parts, `judgement` asks for a judgement.",
    ),
    bad=examples.when("{facts: person.age, at_least: 16}").replace("at_least", "from"),
    good=examples.when(examples.AGE),
)
