"""Findings of proofs, with the case that shows them and what is answered in it."""

from collections.abc import Iterator, Mapping
from dataclasses import field

from iiz_rules.engine.interpreter import Situation, evaluate
from iiz_rules.engine.result import Explanation
from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.program.conditions import Condition, Reference, facts_of, walk
from iiz_rules.language.program.rules import Program, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value
from iiz_rules.verification.witness import Case
from iiz_rules.words.frozen import frozen


@frozen
class RuleOutcome:
    """A rule or a term in a case: its truth, and the place of the condition that decides it."""

    name: str
    truth: Truth
    place: Place


@frozen
class Witness:
    """A case that shows something; `changes` are the facts that differ in a second case."""

    program: Program
    case: Case
    told: tuple[RuleOutcome, ...] = ()
    changes: Mapping[str, Value] = field(default_factory=dict)


@frozen
class WitnessedFinding:
    """What was found out, and the case that shows it, where one does.

    `clauses` are those of the source that are carried out where it was found.
    """

    finding: Finding
    witness: Witness | None = None
    clauses: tuple[str, ...] = ()


def clauses_at(program: Program, place: Place) -> tuple[str, ...]:
    """The clauses that are carried out at a place: those of its criterion, rule, term or reading.

    >>> from iiz_rules.policy import load
    >>> program = load("zurich").program
    >>> clauses_at(program, program.rules["eligibility"].criteria[1].node.at)
    ('ZH-6.2',)
    """
    rules = [*program.rules.values()]
    for rule in rules:
        if rule.at == place:
            return rule.clauses
    for rule in rules:
        for criterion in rule.criteria:
            if criterion.at == place or any(one.at == place for one in walk(criterion.node)):
                return criterion.clauses or rule.clauses
    named = (rule for rule in rules if any(one.at == place for one in _beside(rule)))
    return next((rule.clauses for rule in named), ())


def _beside(rule: Rule) -> Iterator[Condition]:
    """What stands in a rule beside its criteria: who acts, and whether it lies behind the case."""
    nodes = (*(holder.node for holder in rule.holders), rule.done)
    return (inner for node in nodes if node for inner in walk(node))


def told(program: Program, nodes: tuple[Condition, ...], asked: Situation) -> Iterator[RuleOutcome]:
    """The outcomes of the rules and terms that conditions refer to, each once."""
    inside = [inner for node in nodes for inner in walk(node)]
    facts = {name for one in inside for name in facts_of(one)}
    names = (one.name for one in inside if isinstance(one, Reference))
    for name in dict.fromkeys(names):
        definition = program.definitions[name]
        step = evaluate(program, definition.node, asked)
        place = decided_at(step, facts) or definition.at
        yield RuleOutcome(name.partition(":")[2], step.truth, place)


def decided_at(step: Explanation, facts: set[str]) -> Place | None:
    """The place of the condition that makes a step what it is, best one on the facts that count.

    A yes has many: then it is none of them.
    """
    bottom = _bottom(step)
    about = (one for one in bottom if facts & {name for name, _ in one.read})
    first = None if step.truth is Truth.YES else next(iter(bottom), step)
    deciding = next(about, first)
    return deciding.node.at if deciding else None


def _bottom(step: Explanation) -> list[Explanation]:
    return [one for one in step.walk(lambda within: within.bearing) if not one.parts]
