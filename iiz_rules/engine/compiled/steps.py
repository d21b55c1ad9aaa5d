"""The reasons of an answer, put together from a trace when somebody asks for them.

They are the steps of the interpreter, and nothing is evaluated for them: every truth was found
when the verdict was.
"""

from itertools import compress

from iiz_rules.engine.compiled.circuit import Gate, facts_of, parts
from iiz_rules.engine.compiled.evaluation import CompiledEvaluation
from iiz_rules.engine.interpreter import joined
from iiz_rules.engine.result import Answer, Explanation
from iiz_rules.language.program import conditions
from iiz_rules.language.values import Value


def answer(trace: CompiledEvaluation, rule: str) -> Answer:
    """The answer to a rule, as the interpreter does."""
    planned, declared = trace.day.engine.circuit.rules[rule], trace.program.rules[rule]
    pair = _SideBySide(trace, rule)
    holders = zip(declared.holders, planned.holders, strict=True)
    return Answer(
        declared,
        pair.definition(f"rule:{rule}", declared.node, planned.node),
        tuple(pair.maybe(holder.node, number) for holder, number in holders),
        pair.maybe(declared.done, planned.done),
    )


def criterion(trace: CompiledEvaluation, rule: str, position: int) -> Explanation:
    """The step of one criterion alone."""
    number = trace.day.engine.circuit.rules[rule].criteria[position]
    return _SideBySide(trace, rule).step(trace.program.rules[rule].criteria[position].node, number)


class _SideBySide:
    """Walks a condition of the program and the same one of the circuit side by side."""

    def __init__(self, trace: CompiledEvaluation, rule: str) -> None:
        self.trace, self.rule = trace, rule
        self.defined = trace.defined
        criteria = trace.program.rules[rule].criteria
        self.criteria = {id(one.node): position for position, one in enumerate(criteria)}
        self.conditions = trace.day.engine.circuit.conditions

    def maybe(self, node: conditions.Condition | None, number: int | None) -> Explanation | None:
        return None if node is None or number is None else self.step(node, number)

    def definition(self, name: str, node: conditions.Condition, number: int) -> Explanation:
        """What several conditions refer to: one step in all of them."""
        if name not in self.defined:
            reads = self.trace.day.functions.reads(number)
            step = self.trace.kept((name, "definition"), reads, lambda: self.made(node, number))
            self.defined[name] = step
        return self.defined[name]

    def step(self, node: conditions.Condition, number: int) -> Explanation:
        """One condition; a criterion that has read the same before is the same."""
        position = self.criteria.get(id(node))
        if position is None:
            return self.made(node, number)
        return self.trace.alike(self.rule, position, "step", lambda: self.made(node, number))

    def made(self, node: conditions.Condition, number: int) -> Explanation:
        condition = self.conditions[number]
        if isinstance(node, conditions.Reference):
            meant = self.trace.program.definitions[node.name].node
            inner = self.definition(node.name, meant, number)
            return Explanation(node, inner.truth, (inner,))
        if isinstance(node, conditions.Choice):
            return self.choice(node, condition)
        if isinstance(node, conditions.Joined):
            spelled = self.step(conditions.spelled(node), number)
            return joined(node, spelled, self.trace.situation.facts.get)
        if isinstance(node, conditions.ByCase):
            return self.by_case(node, number)
        truth = self.trace.truth(number)
        inside = parts(condition)
        if not inside:
            return Explanation(node, truth, (), self.read(condition))
        pairs = zip(conditions.parts(node), inside, strict=True)
        return Explanation(node, truth, tuple(self.step(part, one) for part, one in pairs))

    def by_case(self, node: conditions.ByCase, number: int) -> Explanation:
        """The branches that counted, as the interpreter goes into them."""
        pairs = zip(conditions.parts(node), parts(self.conditions[number]), strict=True)
        when = self.step(*next(pairs))
        counting = compress(pairs, node.counting(when.truth))
        branches = (self.step(part, inner) for part, inner in counting)
        return Explanation(node, self.trace.truth(number), (when, *branches))

    def choice(self, node: conditions.Choice, condition: Gate) -> Explanation:
        chosen = self.trace.day.options[node.interpretation]
        inner = self.step(dict(node.options)[chosen], dict(condition[2])[chosen])
        return Explanation(node, inner.truth, (inner,), option=chosen)

    def read(self, condition: Gate) -> tuple[tuple[str, Value | None], ...]:
        """The facts that a condition at the bottom reads, with their values."""
        facts = self.trace.day.engine.circuit.facts
        return tuple((facts[fact].id, self.trace.value(fact)) for fact in facts_of(condition))
