"""What all questions share: their subjects, and how a result is reported."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from iiz_rules.engine.asking.candidates import reachable
from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import Condition
from iiz_rules.language.program.rules import GROUP, OF_ORGANISATION, TERM, TRIGGER, Program, Rule
from iiz_rules.verification.search import CaseSearch
from iiz_rules.verification.witness import Case
from iiz_rules.verification.witnessed import Witness, WitnessedFinding, told
from iiz_rules.words.frozen import frozen


@frozen
class ProofQuestion:
    """A question that is asked of each of some subjects, such as rules.

    `hangs_on` are the conditions that an answer hangs on, and whatever else it does: where none of
    it has changed, the answer has not.
    """

    name: str
    subjects: Callable[[Program], Iterable[Any]]
    ask: Callable[[CaseSearch, Any], Iterator[WitnessedFinding]]
    hangs_on: Callable[[Program, Any], Iterable[object]]


def asked(program: Program) -> Iterator[Rule]:
    """The rules that are asked as such: no terms, triggers or groups."""
    aside = (TERM, TRIGGER, GROUP)
    return (rule for rule in program.rules.values() if rule.kind not in aside)


def of_cases(program: Program) -> Iterator[Rule]:
    """Those that are about a case, and not about who there is and who may do what."""
    return (rule for rule in asked(program) if rule.kind not in OF_ORGANISATION)


def its_own(_: Program, rule: Rule) -> Iterator[object]:
    """What the answer of a rule, and who acts in it, depends on."""
    yield rule.node
    yield from rule.holders


def finding(code: str, place: Place, **words: object) -> Finding:
    """The finding of a question, a warning because it may be meant."""
    return Finding(code, place, words, "warning")


def shown(search: CaseSearch, finding: Finding, case: Case, *nodes: Condition) -> WitnessedFinding:
    """A finding with the case that shows it, and what some conditions come to in it."""
    situation = search.judge.situation(case)
    assert situation is not None  # the case was confirmed
    answers = tuple(told(search.program, nodes, situation))
    return WitnessedFinding(finding, Witness(search.program, case, answers))


def facts_read(program: Program, *nodes: Condition) -> tuple[str, ...]:
    """The facts that conditions read, directly or through others."""
    inside = (inner for node in nodes for inner in reachable(program, node))
    return tuple(dict.fromkeys(name for one in inside for name in conditions.facts_of(one)))
