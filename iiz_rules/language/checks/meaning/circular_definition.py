"""A definition that needs itself."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.references import circles, graph, printed
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="circular-definition",
    message=Text(
        de="Definition im Kreis: {cycle}",
        fr="définition circulaire : {cycle}",
        en="circular definition: {cycle}",
    ),
    label=Text(
        de="hier schliesst sich der Kreis",
        fr="le cercle se ferme ici",
        en="here the circle closes",
    ),
    help=Text(
        de="eine der Definitionen ohne die anderen ausdrücken",
        fr="exprimer l'une des définitions sans les autres",
        en="express one of the definitions without the others",
    ),
    why=Text(
        de="Jede dieser Definitionen stützt sich auf die nächste und die letzte wieder auf die "
        "erste. Keine lässt sich beantworten, bevor eine andere beantwortet ist.",
        fr="Chacune de ces définitions s'appuie sur la suivante, et la dernière de nouveau sur "
        "la première. Aucune ne peut recevoir de réponse avant une autre.",
        en="Each of these definitions rests on the next one and the last one on the first again."
        " None can be answered before another one is.",
    ),
    bad=examples.eligibility(
        examples.criterion("{term: a}"),
        more=f"terms:\n{examples.term('a', '{term: b}')}{examples.term('b', '{term: a}')}",
    ),
    good=examples.eligibility(
        examples.criterion("{term: a}"),
        more=f"terms:\n{examples.term('a', '{term: b}')}{examples.term('b', examples.AGE)}",
    ),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report circles of terms, rules and computed facts, each name in order."""
    for place, names in circles(graph(edition), []):
        yield Finding("circular-definition", place, {"cycle": printed([*names, names[0]])})
