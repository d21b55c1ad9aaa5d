"""A condition on a fact with no comparison, or with several."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import conditions, key_place
from iiz_rules.language.model.conditions import FactCondition
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="one-comparison",
    message=Text(
        de="Bedingung zu `{fact}` braucht genau einen Vergleich, hat aber {count}",
        fr="la condition sur `{fact}` demande exactement une comparaison, mais en a {count}",
        en="the condition on `{fact}` needs exactly one comparison, but has {count}",
    ),
    label=Text(
        de="ein Vergleich, nicht mehr und nicht weniger",
        fr="une comparaison, ni plus ni moins",
        en="one comparison, no more and no less",
    ),
    help=Text(
        de="einen Vergleich angeben; mehrere mit `all` oder `any` verbinden",
        fr="donner une comparaison ; en relier plusieurs par `all` ou `any`",
        en="give one comparison; join several with `all` or `any`",
    ),
    why=Text(
        de="Stehen zwei Vergleiche nebeneinander, ist nicht gesagt, ob beide gelten müssen oder "
        "einer genügt. Mit `all` oder `any` wird das klar. Ohne Vergleich gibt es nichts zu "
        "prüfen.",
        fr="Si deux comparaisons se suivent, on ne sait pas si les deux doivent être remplies ou"
        " si une seule suffit. `all` ou `any` le précise. Sans comparaison, il n'y a rien à "
        "examiner.",
        en="Where two comparisons stand side by side it is not said whether both must hold or "
        "one is enough. `all` or `any` makes it clear. Without a comparison there is nothing "
        "to examine.",
    ),
    bad=examples.when("{fact: person.age, at_least: 16, at_most: 25}"),
    good=examples.when("{fact: person.age, between: [16, 25]}"),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report conditions on a fact that do not compare it just once."""
    for condition in conditions(edition, FactCondition):
        given = condition.comparisons
        if len(given) != 1:
            words = {"fact": condition.fact, "count": len(given)}
            place = key_place(condition, given[1]) if given else condition.place
            yield Finding("one-comparison", place, words)
