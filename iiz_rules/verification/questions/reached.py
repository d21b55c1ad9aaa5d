"""What no case reaches: rules that are never met or always, branches that none takes."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Place
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import Condition, Not, walk
from iiz_rules.language.program.rules import Program, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.verification.questions.asking import ProofQuestion, asked, finding, its_own
from iiz_rules.verification.search import CaseSearch
from iiz_rules.verification.space import roots
from iiz_rules.verification.witnessed import WitnessedFinding

ALWAYS = ("eligibility", "exchange", "step", "duty", "payer", "funding", "cost", "delegation")
"""Kinds of rules that are there to divide the cases."""


def never_met(search: CaseSearch, rule: Rule) -> Iterator[WitnessedFinding]:
    """Rules that are no whatever is known, under every reading."""
    if not search.completed(rule.node, Truth.YES, Truth.OPEN):
        yield WitnessedFinding(finding("rule-never-met", rule.at, rule=rule.id))


def always_met(search: CaseSearch, rule: Rule) -> Iterator[WitnessedFinding]:
    """Rules that are yes whatever is known, under every reading."""
    if not search.completed(rule.node, Truth.NO, Truth.OPEN):
        yield WitnessedFinding(finding("rule-always-met", rule.at, rule=rule.id))


def dividing(program: Program) -> Iterator[Rule]:
    """The rules that are there to divide the cases."""
    return (rule for rule in asked(program) if rule.kind in ALWAYS)


def never_taken(search: CaseSearch, branch: Condition) -> Iterator[WitnessedFinding]:
    """Cases of a `by_case`, and alternatives of an `any`, that no case meets."""
    if not search.completed(branch, Truth.YES, Truth.OPEN):
        yield WitnessedFinding(finding("branch-never-taken", branch.at))


def branches(program: Program) -> Iterator[Condition]:
    """All that is such a branch, as it is written, each once."""
    seen: set[tuple[Place, type[Condition]]] = set()
    for node in (inner for root in roots(program) for inner in walk(root)):
        for branch in _branches(node):
            fixed = isinstance(branch, (conditions.Constant, conditions.Silent))
            if not fixed and (branch.at, type(branch)) not in seen and branch.at.line:
                seen.add((branch.at, type(branch)))
                yield branch


def _branches(node: Condition) -> tuple[Condition, ...]:
    match node:
        case conditions.Any(parts=parts):
            return parts
        case conditions.ByCase(when=when):
            return when, Not(when, at=when.at)
    return ()


NEVER_MET = ProofQuestion("never-met", asked, never_met, its_own)
ALWAYS_MET = ProofQuestion("always-met", dividing, always_met, its_own)
NEVER_TAKEN = ProofQuestion("never-taken", branches, never_taken, lambda _, branch: [branch])
