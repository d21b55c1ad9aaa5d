"""A stretch of time that says both `last` and `next`, or neither."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import comparisons, key_place
from iiz_rules.language.model.conditions import Within
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="one-side",
    message=Text(
        de="`within` braucht entweder `last` oder `next`",
        fr="`within` demande soit `last`, soit `next`",
        en="`within` needs either `last` or `next`",
    ),
    label=Text(
        de="genau eines von beiden",
        fr="exactement l'un des deux",
        en="exactly one of the two",
    ),
    help=Text(
        de="`last` für die Zeit vor dem Tag der Frage, `next` für die Zeit danach",
        fr="`last` pour le temps avant le jour de la question, `next` pour le temps après",
        en="`last` for the time before the day of the question, `next` for the time after it",
    ),
    why=Text(
        de="Eine Frist wird vom Tag der Frage aus gemessen, rückwärts mit `last` oder vorwärts "
        "mit `next`. Für beide Richtungen braucht es zwei Bedingungen, verbunden mit `any`.",
        fr="Un délai se mesure depuis le jour de la question, en arrière avec `last` ou en avant"
        " avec `next`. Pour les deux sens, il faut deux conditions reliées par `any`.",
        en="A stretch of time is measured from the day of the question, back with `last` or "
        "forward with `next`. For both directions it takes two conditions joined with `any`.",
    ),
    bad=examples.when("{fact: case.opened, within: {}}"),
    good=examples.when("{fact: case.opened, within: {last: P3M}}"),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report stretches of time without one clear direction."""
    for comparison in comparisons(edition):
        within = comparison.operand
        if isinstance(within, Within) and len(within.sides) != 1:
            yield Finding("one-side", key_place(comparison.condition, "within"))
