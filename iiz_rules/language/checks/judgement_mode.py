"""A criterion of mode judgement in which nobody judges anything."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.places import rules
from iiz_rules.language.checks.references import conditions_of, target_of
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.conditions import JudgementCondition
from iiz_rules.language.model.edition import Edition, walk


def check(edition: Edition) -> Iterator[Finding]:
    """Report criteria of mode judgement without one, also in the terms and rules they name."""
    for rule in rules(edition):
        for criterion in rule.criteria:
            if criterion.mode == "judgement" and not _judged(edition, criterion.when):
                words = {"criterion": criterion.id}
                yield Finding("judgement-mode", criterion.place_of("mode"), words)


def _judged(edition: Edition, condition: Part) -> bool:
    """Look for a judgement; a name that is not declared might have stood for one."""
    targets: set[str] = set()
    left = [condition]
    while left:
        for inside in walk(left.pop()):
            if isinstance(inside, JudgementCondition):
                return True
            target = target_of(inside)
            if target and target not in targets:
                targets.add(target)
                inner = conditions_of(edition, target)
                if not inner:
                    return True
                left += inner
    return False
