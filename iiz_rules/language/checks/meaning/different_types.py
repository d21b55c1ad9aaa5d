"""Two facts of different types are compared."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import TYPES, comparisons
from iiz_rules.language.model.conditions import OtherFact
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.facts import Fact
from iiz_rules.words.text import Text

PAGE = Page(
    code="different-types",
    message=Text(
        de="`{fact}` ist {type}, `{other}` aber {other_type}",
        fr="`{fact}` est {type}, mais `{other}` est {other_type}",
        en="`{fact}` is {type}, but `{other}` is {other_type}",
    ),
    label=Text(de="von anderer Art", fr="d'un autre genre", en="of another kind"),
    help=Text(
        de="zwei Angaben derselben Art vergleichen",
        fr="comparer deux données du même genre",
        en="compare two facts of the same kind",
    ),
    why=Text(
        de="Zwei Angaben lassen sich nur vergleichen, wenn sie von derselben Art sind und, bei "
        "Wörtern, aus derselben Liste stammen. Ein Datum ist nie gleich einem Betrag.",
        fr="Deux données ne se comparent que si elles sont du même genre et, pour les mots, de "
        "la même liste. Une date n'est jamais égale à un montant.",
        en="Two facts can be compared only if they are of the same kind and, for words, from the"
        " same list. A date never equals an amount.",
    ),
    bad=examples.when("{fact: person.born, before: {fact: person.income}}"),
    good=examples.when("{fact: person.born, before: {fact: case.opened}}"),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report facts that are compared with a fact of another type or another list."""
    for comparison in comparisons(edition):
        fact, operand = comparison.fact, comparison.operand
        other = edition.facts.get(operand.fact) if isinstance(operand, OtherFact) else None
        if other and other.type != "judgement" and _kind(other) != _kind(fact):
            words = {"fact": fact.id, "type": _named(fact)}
            more = {"other": other.id, "other_type": _named(other)}
            yield Finding("different-types", operand.place_of("fact"), words | more)


def _kind(fact: Fact) -> tuple[str, str | None]:
    return fact.type, fact.code_list


def _named(fact: Fact) -> Text:
    if not fact.code_list:
        return TYPES[fact.type]
    return Text(
        de=f"ein Wort der Liste `{fact.code_list}`",
        fr=f"un mot de la liste `{fact.code_list}`",
        en=f"a word of list `{fact.code_list}`",
    )
