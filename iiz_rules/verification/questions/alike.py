"""Answers that stay open although all that can still be learned decides them alike."""

from collections.abc import Iterator, Sequence
from copy import copy

from iiz_rules.engine.asking.worlds import binding
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import Condition
from iiz_rules.language.program.rules import OF_ORGANISATION, Program, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.verification.bits import Bits
from iiz_rules.verification.cnf import FALSE, TRUE
from iiz_rules.verification.encoding import Encoder, read_off
from iiz_rules.verification.questions.asking import (
    ProofQuestion,
    asked,
    facts_read,
    finding,
    its_own,
    shown,
)
from iiz_rules.verification.search import USUAL, CaseSearch, confirmed, of_rule, of_truth
from iiz_rules.verification.variables import DayVariable, Flags, Model, Variable, told
from iiz_rules.verification.witness import Case, smallest
from iiz_rules.verification.witnessed import WitnessedFinding

Leaf = tuple[int, Condition]
MOST_TRIED = 20
"""cases that are looked at before it is said that nothing was proved"""


def open_in_vain(search: CaseSearch, rule: Rule) -> Iterator[WitnessedFinding]:
    """Rules that are open in a case of which no completion says yes, or none says no."""
    for truth in (Truth.YES, Truth.NO) if mixed(search, rule.node) else ():
        try:
            case = OpenCases(search, rule.node, truth).excluding()
        except TimeoutError:
            yield WitnessedFinding(finding("question-open", rule.at, rule=rule.id))
            return
        if case:
            yield shown(
                search, finding("open-in-vain", rule.at, rule=rule.id), case, of_rule(rule.id)
            )
            return


class OpenCases:
    """The cases in which a condition is open, and what their completions come to.

    A fact that is read once, and hangs together with no other, leaves it open only where both
    answers are possible. So only values of the others are tried: each time a completion comes to
    `truth`, its values of those facts leave open cases alone that they contradict, or in which
    they do not lead there; until there are none, or one of which no completion comes to it.
    """

    def __init__(self, search: CaseSearch, node: Condition, truth: Truth) -> None:
        self.search, self.node = search, node
        self.tied = tied(search, node)
        self.mixed = mixed(search, node)
        pair = search.encoder.pair(node)
        self.open = [*of_truth(pair, Truth.OPEN)]
        self.others = [of_truth(pair, truth), of_truth(pair, Truth.OPEN)]
        self.side = 1 if truth is Truth.YES else 0
        """where in a pair it says that a condition comes to the other one"""

    def excluding(self) -> Case | None:
        """An open case that no completion decides so; TimeoutError where there are too many."""
        for readings in (USUAL, None):
            for _ in range(MOST_TRIED):
                model = self.search.prover.model(*self.open, *self.search.under(readings))
                if model is None:
                    break
                case = read_off(self.search.encoder, model)
                completion = self.completion(case)
                if completion is None:
                    return smallest(self.search.program, confirmed(case, self.vain), self.vain)
                self.open.append(self.excluded_by(completion))
            else:
                raise TimeoutError
        return None

    def completion(self, case: Case) -> Model | None:
        """A completion of a case that is not decided the one way that is left."""
        completed = (self.search.complete, *self.search.encoder.telling(case))
        models = (self.search.prover.model(*completed, *literals) for literals in self.others)
        return next((model for model in models if model), None)

    def vain(self, case: Case) -> bool:
        """Whether a case is open, and has no such completion."""
        is_open = self.search.judge.truth(case, self.node) is Truth.OPEN
        return is_open and self.completion(case) is None

    def excluded_by(self, completion: Model) -> int:
        """The literal that the values of a completion contradict a case, or do not lead there."""
        first, space = self.search.encoder, self.search.space
        facts, known, others = {**first.facts}, {**first.known}, list[int]()
        for name in sorted(self.mixed):  # a set has another order in each process
            is_known, own = first.known[name], first.facts[name]
            value = fixed(own, completion)
            known[name] = TRUE if told(is_known, completion) else is_known
            if name in self.tied:
                differs = -space.gates.equal(own.bits, value.bits)
                others.append(space.cnf.all_of([is_known, differs]))
            else:
                value = with_bits(value, space.gates.chosen(is_known, own.bits, value.bits))
            if first.program.facts[name].domain.until_question:
                until = space.gates.at_most(value.bits, space.on.bits)
                others.append(space.cnf.all_of([known[name], -until]))
            facts[name] = value
        second = Encoder(self.search.program, space, facts, known)
        return space.cnf.any_of([*others, second.pair(self.node)[self.side]])


def fixed(variable: Variable, model: Model) -> Variable:
    """A fact that is what it is in a model."""
    return with_bits(variable, tuple(TRUE if told(bit, model) else FALSE for bit in variable.bits))


def with_bits(variable: Variable, bits: Bits) -> Variable:
    """A fact of the same kind with another value."""
    same = copy(variable)
    same.bits = bits
    if isinstance(same, DayVariable):
        same.day = same.day._replace(bits=bits)
    if isinstance(same, Flags):
        same.flags = dict(zip(same.flags, bits, strict=True))
    return same


def mixed(search: CaseSearch, node: Condition) -> set[str]:
    """The facts that a condition asks for twice, or that hang together, so that answers exclude.

    Where one value gives all that is asked of a fact the answers that speak for the condition, and
    another all that speak against it, it leaves it open only where both can be.
    """
    asking: dict[str, list[Leaf]] = {}
    for leaf in _leaves(search.program, node, 1):
        for name in conditions.facts_of(leaf[1]):
            asking.setdefault(name, []).append(leaf)
    today = {fact.id for fact in search.program.facts.values() if fact.is_date}
    together = tied(search, node)
    return {
        name
        for name, leaves in asking.items()
        if name in together or (name not in today and not _alike(search, leaves))
    }


def tied(search: CaseSearch, node: Condition) -> set[str]:
    """The facts of a condition that hang together with one another."""
    ties = binding(search.judge.world, facts_read(search.program, node)).ties
    return {name for tie in ties if len(tie.facts) > 1 for name in tie.facts}


def _alike(search: CaseSearch, leaves: Sequence[Leaf]) -> bool:
    """Whether one value speaks for a yes in all that is asked of a fact, and another for a no."""
    compared = any(isinstance(leaf, conditions.Compare) for _, leaf in leaves)
    if (compared and len(leaves) > 1) or not all(sign for sign, _ in leaves):
        return False
    pairs = [search.encoder.pair(leaf)[::sign] for sign, leaf in leaves]
    return all(search.prover.possible(*side) for side in zip(*pairs, strict=True))


def _leaves(program: Program, node: Condition, sign: int) -> Iterator[Leaf]:
    """What a condition asks of facts: whether a yes speaks for it, 1, against it, -1, or both."""
    match node:
        case conditions.Reference(name=name):
            yield from _leaves(program, program.definitions[name].node, sign)
        case conditions.ByCase(when=when, then=then, otherwise=otherwise):
            yield from _leaves(program, when, 0)
            for part in (then, otherwise):
                yield from _leaves(program, part, sign)
        case conditions.Leaf() | conditions.Compare():
            yield sign, node
        case _:
            turned = -sign if isinstance(node, conditions.Not) else sign
            for part in conditions.parts(node):
                yield from _leaves(program, part, turned)


def _of_one(program: Program) -> Iterator[Rule]:
    """The rules about a case and about who may do what in it; what is counted of bodies is not."""
    counted = OF_ORGANISATION - {"competence"}
    return (rule for rule in asked(program) if rule.kind not in counted)


OPEN_IN_VAIN = ProofQuestion("open-in-vain", _of_one, open_in_vain, its_own)
