"""A count that every case meets."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import comparisons, key_place
from iiz_rules.language.model.conditions import Count
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="no-limit",
    message=Text(
        de="`count` zu `{fact}` sagt nicht, wie viele",
        fr="`count` sur `{fact}` ne dit pas combien",
        en="`count` of `{fact}` does not say how many",
    ),
    label=Text(de="immer erfüllt", fr="toujours rempli", en="always met"),
    help=Text(
        de="`at_least` (mindestens 1) oder `at_most` angeben",
        fr="donner `at_least` (au moins 1) ou `at_most`",
        en="give `at_least` (1 or more) or `at_most`",
    ),
    why=Text(
        de="Ohne Grenze, oder mit der Grenze null, ist die Bedingung immer erfüllt und prüft "
        "nichts. Gemeint war wohl eine bestimmte Anzahl.",
        fr="Sans limite, ou avec une limite de zéro, la condition est toujours remplie et "
        "n'examine rien. Un nombre précis était sans doute voulu.",
        en="Without a limit, or with the limit zero, the condition is always met and examines "
        "nothing. A certain number was probably meant.",
    ),
    bad=examples.when("{fact: person.problems, count: {of: [health, work]}}"),
    good=examples.when("{fact: person.problems, count: {at_least: 1, of: [health, work]}}"),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report counts that limit nothing."""
    for comparison in comparisons(edition):
        count = comparison.operand
        if isinstance(count, Count) and not count.at_least and count.at_most is None:
            place = key_place(comparison.condition, "count")
            yield Finding("no-limit", place, {"fact": comparison.fact.id})
