"""A condition asks for a judgement, but the fact is something else."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import TYPES, conditions
from iiz_rules.language.model.conditions import JudgementCondition
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-a-judgement",
    message=Text(
        de="`{fact}` ist keine Beurteilung, sondern {type}",
        fr="`{fact}` n'est pas une appréciation, mais {type}",
        en="`{fact}` is no judgement but {type}",
    ),
    label=Text(de="keine Beurteilung", fr="pas une appréciation", en="no judgement"),
    help=Text(
        de="mit `fact: {fact}` vergleichen oder in facts.yaml den Typ `judgement` angeben",
        fr="comparer avec `fact: {fact}` ou donner le type `judgement` dans facts.yaml",
        en="compare with `fact: {fact}` or give the type `judgement` in facts.yaml",
    ),
    why=Text(
        de="`judgement` fragt nach etwas, das eine Person abwägen muss. Was sich feststellen "
        "lässt, wird mit `fact` geprüft, damit niemand unnötig um eine Beurteilung gebeten "
        "wird.",
        fr="`judgement` demande ce qu'une personne doit apprécier. Ce qui peut être constaté "
        "s'examine avec `fact`, pour que personne ne soit inutilement sollicité.",
        en="`judgement` asks for what a person has to weigh. What can be established is examined"
        " with `fact`, so that nobody is asked for a judgement needlessly.",
    ),
    bad=examples.when("{judgement: person.employed}"),
    good=examples.when("{fact: person.employed, is: true}"),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report judgements asked for of facts that are none."""
    for condition in conditions(edition, JudgementCondition):
        fact = edition.facts.get(condition.judgement)
        if fact and fact.type != "judgement":
            words = {"fact": fact.id, "type": TYPES[fact.type]}
            yield Finding("not-a-judgement", condition.place_of("judgement"), words)
