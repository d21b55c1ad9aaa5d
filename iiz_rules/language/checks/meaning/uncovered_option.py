"""A choice that leaves out an option of the interpretation."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import key_place, readings
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="uncovered-option",
    message=Text(
        de="für Option `{option}` von `{interpretation}` ist nichts gesagt",
        fr="rien n'est dit pour l'option `{option}` de `{interpretation}`",
        en="nothing is said for option `{option}` of `{interpretation}`",
    ),
    label=Text(de="eine Option fehlt", fr="il manque une option", en="an option is missing"),
    help=Text(
        de="unter `choose` eine Bedingung für `{option}` ergänzen",
        fr="ajouter sous `choose` une condition pour `{option}`",
        en="add a condition for `{option}` under `choose`",
    ),
    why=Text(
        de="Wird diese Option gewählt, wüsste die Regel nicht, was zu prüfen ist. Jede Option "
        "braucht eine Bedingung; wo nichts zu prüfen ist, steht `{is_met: true}` oder "
        "`{is_met: false}`.",
        fr="Si cette option est choisie, la règle ne saurait pas quoi examiner. Chaque option "
        "demande une condition ; s'il n'y a rien à examiner, on écrit `{is_met: true}` ou "
        "`{is_met: false}`.",
        en="If this option is chosen, the rule would not know what to examine. Every option "
        "needs a condition; where there is nothing to examine, write `{is_met: true}` or "
        "`{is_met: false}`.",
    ),
    bad=examples.when(f"{{interpretation: A-XX-01, choose: {{narrow: {examples.AGE}}}}}"),
    good=examples.when(
        f"{{interpretation: A-XX-01, choose: {{narrow: {examples.AGE}, wide: {{is_met: true}}}}}}"
    ),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report choices without a condition for one of the options."""
    for condition, options in readings(edition):
        if condition.choose is None:
            continue
        for option in options:
            if option not in condition.choose:
                words = {"option": option, "interpretation": condition.interpretation}
                yield Finding("uncovered-option", key_place(condition, "choose"), words)
