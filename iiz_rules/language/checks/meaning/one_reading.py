"""A condition on an interpretation that says both `is` and `choose`, or neither."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import conditions
from iiz_rules.language.model.conditions import InterpretationCondition
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="one-reading",
    message=Text(
        de="Bedingung zu `{interpretation}` braucht entweder `is` oder `choose`",
        fr="la condition sur `{interpretation}` demande soit `is`, soit `choose`",
        en="the condition on `{interpretation}` needs either `is` or `choose`",
    ),
    label=Text(
        de="genau eines von beiden",
        fr="exactement l'un des deux",
        en="exactly one of the two",
    ),
    help=Text(
        de="`is` für eine einzelne Option, `choose` für eine Bedingung je Option",
        fr="`is` pour une seule option, `choose` pour une condition par option",
        en="`is` for a single option, `choose` for one condition per option",
    ),
    why=Text(
        de="`is` fragt, ob eine bestimmte Option gewählt ist; `choose` gibt für jede Option eine"
        " eigene Bedingung. Beides zusammen wäre widersprüchlich, keines von beiden sagt "
        "nichts.",
        fr="`is` demande si une option précise est choisie ; `choose` donne une condition propre"
        " à chaque option. Les deux à la fois se contrediraient, aucun des deux ne dit rien.",
        en="`is` asks whether a certain option is chosen; `choose` gives each option a condition"
        " of its own. Both together would contradict each other, neither says nothing.",
    ),
    bad=examples.when("{interpretation: A-XX-01}"),
    good=examples.when("{interpretation: A-XX-01, is: wide}"),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report conditions on an interpretation that do not say in one way what they read."""
    for one in conditions(edition, InterpretationCondition):
        if (one.is_ is None) == (one.choose is None):
            yield Finding("one-reading", one.place, {"interpretation": one.interpretation})
