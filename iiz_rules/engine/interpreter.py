"""THE definition of what a program means. Every other engine is tested against this one.

One pass gives the verdict and its explanation: each condition becomes an `Explanation` with its
truth, the values read and the explanations inside it. No clock, no files, no network: the answer
depends on the program, the facts, the date and the chosen options alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date
from itertools import compress

from iiz_rules.engine.leaves import compared, holds
from iiz_rules.engine.result import Answer, Explanation
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.dates import shift
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import STEPS, Program, Rule
from iiz_rules.language.truth import Truth, agreed, all_of, any_of, at_least, known
from iiz_rules.language.values import Value
from iiz_rules.words.frozen import frozen


@frozen
class Situation:
    """What a question is about: the known facts, the date, the chosen options."""

    facts: Mapping[str, Value]
    on: date
    options: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        """The essentials in one line, without values of the case, as logs may have it."""
        return f"<Situation on {self.on}: {len(self.facts)} facts known>"

    def knowing(self, fact: str, value: Value) -> "Situation":
        """The same situation with one more fact known."""
        return Situation({**self.facts, fact: value}, self.on, self.options)


def answer(program: Program, rule: str, situation: Situation) -> Answer:
    """Answer one rule of a program."""
    return answers(program, [rule], situation)[0]


def answers(program: Program, rules: Iterable[str], situation: Situation) -> tuple[Answer, ...]:
    """Answer several rules in one evaluation: what they share is evaluated once."""
    one_pass = _Pass(program, situation)
    return tuple(one_pass.answer(program.rules[rule]) for rule in rules)


def evaluate(program: Program, node: conditions.Condition, situation: Situation) -> Explanation:
    """Evaluate a single node, with the definitions of a program."""
    return _Pass(program, situation).step(node)


class _Pass:
    """One pass over some rules; each definition is evaluated once in it."""

    def __init__(self, program: Program, situation: Situation) -> None:
        self.program = program
        self.situation = situation
        self.defined: dict[str, Explanation] = {}
        self.steps = 0

    def step(self, node: conditions.Condition) -> Explanation:
        """Evaluate one node; UsageError beyond the number of steps that an edition may have."""
        self.steps += 1
        if self.steps > STEPS:
            raise too_long(self.program)
        match node:
            case conditions.Leaf():
                return self.leaf(node)
            case conditions.All():
                return self.joined(node, all_of)
            case conditions.Any():
                return self.joined(node, any_of)
            case conditions.Reference(name=name):
                inner = self.definition(name, self.program.definitions[name].node)
                return Explanation(node, inner.truth, (inner,))
            case conditions.Not(part=part):
                inner = self.step(part)
                return Explanation(node, ~inner.truth, (inner,))
            case conditions.Choice():
                return self.choice(node)
            case conditions.Compare():
                return self.compare(node)
            case conditions.Joined():
                return joined(node, self.step(conditions.spelled(node)), self.situation.facts.get)
            case conditions.ByCase():
                return self.by_case(node)
            case conditions.AtLeast(n=n):
                return self.joined(node, lambda truths: at_least(n, truths))
            case conditions.Constant(value=value):
                return Explanation(node, known(value))
            case conditions.Silent():
                return Explanation(node, Truth.OPEN)
        raise TypeError(type(node).__name__)

    def answer(self, rule: Rule) -> Answer:
        """Answer a rule: the verdict, who acts, whether a step is done."""
        verdict = self.definition(f"rule:{rule.id}", rule.node)
        holders = tuple(self.step(one.node) if one.node else None for one in rule.holders)
        done = self.step(rule.done) if rule.done else None
        return Answer(rule, verdict, holders, done)

    def joined(
        self,
        node: conditions.All | conditions.Any | conditions.AtLeast,
        join: Callable[[list[Truth]], Truth],
    ) -> Explanation:
        steps = tuple(self.step(part) for part in node.parts)
        return Explanation(node, join([step.truth for step in steps]), steps)

    def by_case(self, node: conditions.ByCase) -> Explanation:
        """Evaluate the branches that count: one, or both while it is open which."""
        when = self.step(node.when)
        branches = compress((node.then, node.otherwise), node.counting(when.truth))
        steps = tuple(self.step(branch) for branch in branches)
        return Explanation(node, agreed(step.truth for step in steps), (when, *steps))

    def definition(self, name: str, node: conditions.Condition) -> Explanation:
        """Evaluate a term or a rule, the first time it is asked for."""
        if name not in self.defined:
            self.defined[name] = self.step(node)
        return self.defined[name]

    def choice(self, node: conditions.Choice) -> Explanation:
        interpretation = self.program.interpretations[node.interpretation]
        option = interpretation.in_force(self.situation.options)
        inner = self.step(dict(node.options)[option])
        return Explanation(node, inner.truth, (inner,), option=option)

    def leaf(self, node: conditions.Leaf) -> Explanation:
        """Read one fact: open when it is not known, tested when it is."""
        value = self.situation.facts.get(node.fact)
        if value is None:
            return Explanation(node, Truth.OPEN, read=((node.fact, None),))
        met = holds(node.kind, node.operands, self.situation.on)(value)
        return Explanation(node, _known(met), read=((node.fact, value),))

    def compare(self, node: conditions.Compare) -> Explanation:
        left, right = (self.situation.facts.get(name) for name in (node.fact, node.other))
        read = ((node.fact, left), (node.other, right))
        if left is None or right is None:
            return Explanation(node, Truth.OPEN, read=read)
        return Explanation(node, _known(compares(node, left, right)), read=read)


def compares(node: conditions.Compare, value: Value, other: Value) -> bool | None:
    """Whether a value compares so with another one, or with a day so much later.

    None where an amount between two leaves that open.

    >>> half_a_year = conditions.Compare("ended", "<=", "begun", "P6M")
    >>> compares(half_a_year, date(2024, 8, 31), date(2024, 2, 29))
    False
    """
    if node.plus is not None and isinstance(other, date):
        other = shift(other, node.plus)
    return compared(node.sign, value, other)


def joined(
    node: conditions.Joined, spelled: Explanation, value: Callable[[str], Value | None]
) -> Explanation:
    """Evaluate a condition on several sets, with those that are known and those that are not."""
    named = (*node.facts, *([node.other] if node.other else ()))
    read = ((fact, value(fact)) for fact in named)
    unknown = spelled.unknown
    bearing = tuple(one for one in read if one[1] is not None or one[0] in unknown)
    return Explanation(node, spelled.truth, (), bearing)


def _known(met: bool | None) -> Truth:
    return Truth.OPEN if met is None else known(met)


def too_long(program: Program) -> UsageError:
    """The error about a program that takes more steps than an edition may."""
    words = {"edition": program.edition, "most": STEPS}
    return UsageError([Finding("too-many-steps", Place(Source(program.canton)), words)])


def derive(program: Program, situation: Situation) -> Situation:
    """Add the derived facts; open ones stay unknown, and given ones take precedence."""
    for fact, node in program.derived.items():
        if fact not in situation.facts:
            truth = evaluate(program, node, situation).truth
            if truth.decided:
                situation = situation.knowing(fact, truth is Truth.YES)
    return situation
