"""A criterion of mode judgement in which nobody judges anything."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import rules
from iiz_rules.language.checks.references import conditions_of, target_of
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.conditions import JudgementCondition
from iiz_rules.language.model.edition import Edition, walk
from iiz_rules.words.text import Text

PAGE = Page(
    code="judgement-mode",
    message=Text(
        de="Kriterium `{criterion}` ist als Beurteilung bezeichnet, enthält aber keine",
        fr="le critère `{criterion}` est dit d'appréciation, mais n'en contient pas",
        en="criterion `{criterion}` is marked as a judgement but contains none",
    ),
    label=Text(
        de="keine Beurteilung in der Bedingung",
        fr="aucune appréciation dans la condition",
        en="no judgement in the condition",
    ),
    help=Text(
        de="`mode: required` schreiben oder in der Bedingung nach `judgement` fragen",
        fr="écrire `mode: required` ou demander un `judgement` dans la condition",
        en="write `mode: required` or ask for a `judgement` in the condition",
    ),
    why=Text(
        de="`mode: judgement` sagt der Leserin, dass hier eine Rolle abwägt. Wird in Wahrheit "
        "nur verglichen, wäre das irreführend.",
        fr="`mode: judgement` annonce qu'un rôle apprécie ici. S'il ne s'agit en réalité que "
        "d'une comparaison, c'est trompeur.",
        en="`mode: judgement` tells the reader that a role weighs something here. If in truth "
        "there is only a comparison, that is misleading.",
    ),
    bad=examples.eligibility(examples.criterion(examples.AGE, mode="judgement")),
    good=examples.eligibility(examples.criterion("{judgement: case.complex}", mode="judgement")),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report criteria of mode judgement without one, also in the terms and rules they name."""
    for rule in rules(edition):
        for one in rule.criteria:
            if one.mode == "judgement" and not _judged(edition, one.when):
                words = {"criterion": one.id}
                yield Finding("judgement-mode", one.place_of("mode"), words)


def _judged(edition: Edition, condition: Part) -> bool:
    """Look for a judgement; a name that is not declared might have stood for one."""
    targets: set[str] = set()
    left = [condition]
    while left:
        for found in walk(left.pop()):
            if isinstance(found, JudgementCondition):
                return True
            target = target_of(found)
            if target and target not in targets:
                targets.add(target)
                inner = conditions_of(edition, target)
                if not inner:
                    return True
                left += inner
    return False
