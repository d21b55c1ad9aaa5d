"""Rules that no case meets, though each of their criteria can be met; steps that no case completes.

As in `reach` all values that conditions tell apart are tried, and where that takes too many steps
nothing is claimed.
"""

from collections.abc import Iterator
from itertools import combinations

from iiz_rules.engine.asking.reach import MOST_IN_ALL, MOST_STEPS, Search
from iiz_rules.findings.finding import Finding
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import TERM, Program, Rule
from iiz_rules.language.truth import Truth


def impossible(program: Program) -> Iterator[Finding]:
    """Warn of criteria that contradict each other, and of steps that are never done."""
    left = MOST_IN_ALL
    for rule in (one for one in program.rules.values() if one.kind != TERM):
        if len(rule.criteria) > 1:
            never, steps = _never(program, rule.node, left)
            left -= steps
            if never:
                yield _contradicting(program, rule)
        if rule.done is not None:
            never, steps = _never(program, rule.done, left)
            left -= steps
            if never:
                yield Finding("never-done", rule.done.at, {"step": rule.id}, "warning")


def _never(program: Program, node: conditions.Condition, left: int) -> tuple[bool, int]:
    """Whether it is proved that a condition is never met and not always open; what that took."""
    search = Search(program, node, min(left, MOST_STEPS))
    truths: set[Truth] = set()
    for truth in search.found():
        truths.add(truth)
        if truth is Truth.YES:
            return False, search.steps
    return search.exhaustive and truths == {Truth.NO}, search.steps


def _contradicting(program: Program, rule: Rule) -> Finding:
    """Name the two that contradict each other; all, where it takes more of them."""
    needed = [one for one in rule.criteria if one.mode != "indicative"]
    pairs = [*combinations(needed, 2)]
    both = (pair for pair in pairs if _excluded(program, pair[0].node, pair[1].node))
    named = next(both, rule.criteria)
    words = {"criteria": ", ".join(f"`{one.id}`" for one in named), "rule": rule.id}
    return Finding("criteria-contradict", named[-1].node.at, words, "warning")


def _excluded(program: Program, one: conditions.Condition, other: conditions.Condition) -> bool:
    return _never(program, conditions.All((one, other)), MOST_STEPS)[0]
