"""A program → its circuit. Conditions that are equal get one number, and are tested once."""

from iiz_rules.engine.compiled.circuit import Circuit, CircuitFact, CircuitRule, Gate, parts
from iiz_rules.engine.interpreter import too_long
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import STEPS, Fact, Program, Rule


def circuit_of(program: Program) -> Circuit:
    """Number the conditions of a program; UsageError beyond what any edition may have."""
    return Numbering(program).circuit()


class Numbering:
    """Numbers the conditions of a program, each after those it is made of.

    The generated functions run through their conditions once, without a loop or a call of their
    own. So the number of conditions bounds what an evaluation can take, and is bounded here as the
    interpreter bounds its steps.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.facts = {name: number for number, name in enumerate(program.facts)}
        self.conditions: list[Gate] = []
        self.numbers: dict[Gate, int] = {}
        self.known: dict[int, tuple[conditions.Condition, int]] = {}
        self.defined: dict[str, int] = {}
        self.steps = 0

    def circuit(self) -> Circuit:
        """The circuit of the whole program."""
        program = self.program
        rules = {name: self._rule(rule) for name, rule in program.rules.items()}
        return Circuit(
            canton=program.canton,
            edition=program.edition,
            digest=program.digest,
            valid_from=program.valid_from,
            valid_to=program.valid_to,
            facts=tuple(map(_fact, program.facts.values())),
            interpretations={
                name: (interpretation.default, tuple(interpretation.options))
                for name, interpretation in program.interpretations.items()
            },
            conditions=tuple(self.conditions),
            rules=rules,
            questions=program.questions,
        )

    def _rule(self, rule: Rule) -> CircuitRule:
        node = self.definition(f"rule:{rule.id}", rule.node)
        holders = tuple(self.number(one.node) if one.node else None for one in rule.holders)
        done = self.number(rule.done) if rule.done else None
        return CircuitRule(rule.id, rule.kind, node, self._criteria(rule, node), holders, done)

    def _criteria(self, rule: Rule, node: int) -> tuple[int, ...]:
        """The numbers of a rule's criteria, in their order, out of its condition."""
        needed = list(parts(self.conditions[node]))
        speaks = list(self._signs(needed.pop())) if rule.speaks else []
        return tuple(
            (speaks if criterion.mode == "indicative" else needed).pop(0)
            for criterion in rule.criteria
        )

    def _signs(self, node: int) -> tuple[int, ...]:
        """The indicative criteria, whatever reading says how many are enough."""
        condition = self.conditions[node]
        inner = parts(condition)
        return parts(self.conditions[inner[0]]) if condition[0] == "choice" else inner

    def definition(self, name: str, node: conditions.Condition) -> int:
        """The number of a term or a rule."""
        if name not in self.defined:
            self.defined[name] = self.number(node)
        return self.defined[name]

    def number(self, node: conditions.Condition) -> int:
        """The number of a node; equal conditions have the same, whatever they are called.

        A node is a step wherever it is named, but what it is made of is gone through only once.
        """
        self.steps += 1
        if self.steps > STEPS:
            raise too_long(self.program)
        if id(node) not in self.known:
            self.known[id(node)] = node, self._made(node)  # kept, so that no other gets its place
        return self.known[id(node)][1]

    def _made(self, node: conditions.Condition) -> int:
        if isinstance(node, conditions.Reference):
            return self.definition(node.name, self.program.definitions[node.name].node)
        if isinstance(node, conditions.Joined):
            return self.number(conditions.spelled(node))
        condition = self._condition(node)
        if condition not in self.numbers:
            self.numbers[condition] = len(self.conditions)
            self.conditions.append(condition)
        return self.numbers[condition]

    def _condition(self, node: conditions.Condition) -> Gate:
        match node:
            case conditions.All(parts=inner):
                return ("all", self._parts(inner))
            case conditions.Any(parts=inner):
                return ("any", self._parts(inner))
            case conditions.AtLeast(n=n, parts=inner):
                return ("at_least", n, self._parts(inner))
            case conditions.Not(part=part):
                return ("not", self.number(part))
            case conditions.ByCase():
                return ("by_case", *self._parts(conditions.parts(node)))
            case conditions.Choice(interpretation=reading, options=options):
                return ("choice", reading, tuple((one, self.number(n)) for one, n in options))
            case conditions.Constant(value=value):
                return ("constant", value)
            case conditions.Silent():
                return ("silent",)
            case conditions.Leaf(fact=fact):
                return (node.kind, self.facts[fact], *node.operands)
            case conditions.Compare(fact=fact, sign=sign, other=other, plus=plus):
                return ("compare", self.facts[fact], sign, self.facts[other], plus)
        raise TypeError(type(node).__name__)

    def _parts(self, nodes: tuple[conditions.Condition, ...]) -> tuple[int, ...]:
        return tuple(self.number(node) for node in nodes)


def _fact(fact: Fact) -> CircuitFact:
    domain = fact.domain
    what = (domain.type, domain.codes, domain.at_least, domain.at_most)
    follows = (fact.years_since or fact.told_by or fact.commune, fact.years_at, fact.is_date)
    return CircuitFact(fact.id, *what, *follows, domain.until_question)
