"""A rule that takes the name of the entry rule."""

from collections.abc import Iterator

from iiz_rules.checks import examples
from iiz_rules.diagnostics import Finding, Page, Text
from iiz_rules.ir import ACTOR
from iiz_rules.model.base import Part
from iiz_rules.model.edition import Edition

PAGE = Page(
    code="reserved-id",
    message=Text(
        de="der Name `{id}` ist schon vergeben",
        fr="le nom `{id}` est déjà pris",
        en="the name `{id}` is already taken",
    ),
    label=Text(
        de="heisst schon anderswo etwas anderes",
        fr="désigne déjà autre chose ailleurs",
        en="already means something else elsewhere",
    ),
    help=Text(de="einen anderen Namen wählen", fr="choisir un autre nom", en="choose another name"),
    why=Text(
        de="`eligibility` ist immer die Frage, ob jemand zur Zielgruppe gehört, und steht in "
        "`eligibility.yaml`; `actor` ist die Angabe, wer handelt; und eine Zuständigkeit darf "
        "nicht heissen wie eine Regel. Ein zweites Mal vergeben, würde der Name das Erste "
        "verdrängen.",
        fr="`eligibility` est toujours la question de l'appartenance au groupe cible et se "
        "trouve dans `eligibility.yaml` ; `actor` est l'indication de qui agit ; une compétence "
        "ne peut pas porter le nom d'une règle. Donné une seconde fois, le nom évincerait le "
        "premier sens.",
        en="`eligibility` is always the question whether someone belongs to the target group, "
        "and stands in `eligibility.yaml`; `actor` is the fact of who acts; and a competence may "
        "not be called as a rule is. Given twice, the name would displace its first meaning.",
    ),
    bad=examples.duty("eligibility"),
    good=examples.duty("report"),
    file="escalation.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report names that would displace the entry rule, the fact of who acts, or another rule."""
    named = edition.named_rules
    found: list[tuple[Part, str, str]]
    found = [(one, "id", one.id) for one in named if one.id == "eligibility"]
    if edition.organisation.competences:
        found += [(one, "id", one.id) for one in edition.facts_file.facts if one.id == ACTOR]
    taken = {"eligibility", *(one.id for one in named)}
    for entry in edition.organisation.competences:
        if entry.of in taken:
            found.append((entry, "action" if entry.action else "id", entry.of))
    for part, key, name in found:
        yield Finding("reserved-id", part.place_of(key), {"id": name})
