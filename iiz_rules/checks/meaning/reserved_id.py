"""A rule that takes the name of the entry rule."""

from collections.abc import Iterator

from iiz_rules.checks import examples
from iiz_rules.checks.places import named_rules
from iiz_rules.diagnostics import Finding, Page, Text
from iiz_rules.model.edition import Edition

PAGE = Page(
    code="reserved-id",
    message=Text(
        de="der Name `{id}` ist schon vergeben",
        fr="le nom `{id}` est déjà pris",
        en="the name `{id}` is already taken",
    ),
    label=Text(
        de="so heisst die Regel aus eligibility.yaml",
        fr="c'est le nom de la règle d'eligibility.yaml",
        en="this is the rule of eligibility.yaml",
    ),
    help=Text(de="einen anderen Namen wählen", fr="choisir un autre nom", en="choose another name"),
    why=Text(
        de="`eligibility` ist immer die Frage, ob jemand zur Zielgruppe gehört, und steht in "
        "`eligibility.yaml`. Eine zweite Regel dieses Namens würde sie verdrängen.",
        fr="`eligibility` est toujours la question de l'appartenance au groupe cible et se "
        "trouve dans `eligibility.yaml`. Une seconde règle de ce nom l'évincerait.",
        en="`eligibility` is always the question whether someone belongs to the target group, "
        "and stands in `eligibility.yaml`. A second rule of that name would displace it.",
    ),
    bad=examples.duty("eligibility"),
    good=examples.duty("report"),
    file="escalation.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report rules of escalation.yaml that are called as the one of eligibility.yaml."""
    for rule in named_rules(edition):
        if rule.id == "eligibility":
            yield Finding("reserved-id", rule.place_of("id"), {"id": rule.id})
