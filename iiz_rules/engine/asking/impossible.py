"""Rules that no case meets although each criterion can be met; steps that no case completes.

As in `reach` all values that conditions tell apart are tried, and where that takes too many steps
nothing is claimed.
"""

from collections.abc import Iterator
from itertools import combinations

from iiz_rules.engine.asking.reach import Proof
from iiz_rules.findings.finding import Finding
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import TERM, Program, Rule
from iiz_rules.language.truth import Truth


def impossible(program: Program, proof: Proof | None = None) -> Iterator[Finding]:
    """Warn of criteria that contradict each other, and of steps that are never done."""
    proof = proof or Proof(program)
    for rule in (one for one in program.rules.values() if one.kind != TERM):
        if len(rule.criteria) > 1 and _never(proof, rule.node):
            yield _contradicting(proof, rule)
        if rule.done is not None and _never(proof, rule.done):
            yield Finding("never-done", rule.done.at, {"step": rule.id}, "warning")


def _never(proof: Proof, node: conditions.Condition) -> bool:
    """Whether it is proved that a condition is never met and not always open."""
    truths, exhaustive = proof.truths(node)
    return exhaustive and truths == {Truth.NO}


def _contradicting(proof: Proof, rule: Rule) -> Finding:
    """A finding that names the two contradicting criteria, or all if it takes more."""
    needed = [one for one in rule.criteria if one.mode != "indicative"]
    pairs = [*combinations(needed, 2)]
    both = (pair for pair in pairs if _never(proof, conditions.All((pair[0].node, pair[1].node))))
    named = next(both, rule.criteria)
    words = {"criteria": ", ".join(f"`{one.id}`" for one in named), "rule": rule.id}
    return Finding("criteria-contradict", named[-1].node.at, words, "warning")
