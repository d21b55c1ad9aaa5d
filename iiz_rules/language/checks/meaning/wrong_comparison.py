"""A comparison that does not suit the type of the fact."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import SUITED, TYPES, key_place, single_comparisons
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="wrong-comparison",
    message=Text(
        de="`{comparison}` passt nicht zu `{fact}`: das ist {type}",
        fr="`{comparison}` ne convient pas à `{fact}`, qui est {type}",
        en="`{comparison}` does not suit `{fact}`, which is {type}",
    ),
    label=Text(
        de="so lässt sich das nicht vergleichen",
        fr="ne se compare pas ainsi",
        en="cannot be compared like this",
    ),
    help=Text(
        de="möglich sind: {allowed}",
        fr="comparaisons possibles : {allowed}",
        en="possible comparisons: {allowed}",
    ),
    why=Text(
        de="Welcher Vergleich einen Sinn hat, hängt von der Art der Angabe ab: Zahlen und Daten "
        "haben eine Reihenfolge, Wörter aus einer Liste nicht; nur eine Menge kann etwas "
        "enthalten.",
        fr="La comparaison qui a un sens dépend du genre de donnée : les nombres et les dates "
        "ont un ordre, les mots d'une liste n'en ont pas ; seul un ensemble peut contenir "
        "quelque chose.",
        en="Which comparison makes sense depends on the kind of fact: numbers and dates have an "
        "order, words of a list have none; only a set can contain something.",
    ),
    bad=examples.when("{fact: person.canton, at_least: ZH}"),
    good=examples.when("{fact: person.canton, is: ZH}"),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report comparisons that the type of the fact does not know."""
    for condition, fact, name in single_comparisons(edition):
        if name not in SUITED[fact.type]:
            words = {"comparison": name, "fact": fact.id, "type": TYPES[fact.type]}
            words |= {"allowed": ", ".join(SUITED[fact.type])}
            yield Finding("wrong-comparison", key_place(condition, name), words)
