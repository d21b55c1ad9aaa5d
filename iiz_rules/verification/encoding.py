"""Conditions as literals: of each the pair of those that it is surely yes, and surely no.

It knows the kinds of nodes and nothing else, and refuses one that it does not know: what is not
encoded is not proved. What it makes is what the interpreter answers, in every case of a space.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from iiz_rules.engine.leaves import stretches
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value
from iiz_rules.verification.bits import number_of
from iiz_rules.verification.cnf import FALSE, TRUE
from iiz_rules.verification.days import as_day, known
from iiz_rules.verification.space import Space
from iiz_rules.verification.variables import DayVariable, Flags, Model, Variable, compared, told
from iiz_rules.verification.witness import Case

Pair = tuple[int, int]
"""the literal that something is surely yes, and the one that it is surely no"""


class UnknownNodeError(TypeError):
    """A kind of condition without an encoding."""


class Encoder:
    """The conditions of one program, over the facts of a space.

    `facts`, `known` and `options` may take the place of those of the space, for a second case or
    another program beside the first.
    """

    def __init__(
        self,
        program: Program,
        space: Space,
        facts: Mapping[str, Variable] | None = None,
        known: Mapping[str, int] | None = None,
        options: Mapping[str, Mapping[str, int]] | None = None,
    ) -> None:
        self.program, self.space, self.gates = program, space, space.gates
        self.facts = space.variables if facts is None else facts
        self.known = space.known if known is None else known
        self.options = space.options if options is None else options
        self.cnf = space.cnf
        self._made: dict[int, tuple[conditions.Condition, Pair]] = {}
        self._defined: dict[str, Pair] = {}

    @cached_property
    def facts_known(self) -> dict[int, str]:
        """The facts of the program by the literals that they are known."""
        return {one: name for name, one in self.known.items() if name in self.program.facts}

    def pair(self, node: conditions.Condition) -> Pair:
        """The pair of a condition."""
        made = self._made.get(id(node))
        if made is None:
            made = self._made[id(node)] = node, self._pair(node)
        return made[1]

    def rule(self, name: str) -> Pair:
        """The pair of a rule."""
        return self.defined(f"rule:{name}")

    def defined(self, name: str) -> Pair:
        """The pair of a definition."""
        if name not in self._defined:
            self._defined[name] = self.pair(self.program.definitions[name].node)
        return self._defined[name]

    def under(self, readings: Mapping[str, str]) -> list[int]:
        """The literals of the options in force, the defaults unless chosen."""
        chosen = self.program.interpretations.items()
        return [self.options[name][one.in_force(readings)] for name, one in chosen]

    def telling(self, case: Case) -> Iterator[int]:
        """The literals of a case: its day, its options and its values."""
        yield self.gates.equal(self.space.on.bits, known(case.on).bits)
        for name, value in case.facts.items():
            yield from self.said(name, value)
        yield from self.under(case.options)

    def said(self, name: str, value: Value) -> Iterator[int]:
        """The literals that a fact has a value, and is known."""
        variable = self.facts[name]
        yield self.known[name]
        if isinstance(variable, Flags):
            members = value if isinstance(value, frozenset) else frozenset()
            flags = variable.flags.items()
            yield from (flag if code in members else -flag for code, flag in flags)
        else:
            yield variable.between(value, value)

    def _pair(self, node: conditions.Condition) -> Pair:
        match node:
            case conditions.Leaf() | conditions.Compare() if self._hidden(node):
                return FALSE, FALSE
            case conditions.Leaf():
                return self._asked((node.fact,), self._holds(node))
            case conditions.Compare(fact=fact, other=other):
                return self._asked((fact, other), self._compared(node))
            case conditions.All() | conditions.Any() | conditions.AtLeast():
                return self._counted(node)
            case conditions.Not(part=part):
                return self.pair(part)[::-1]
            case conditions.ByCase():
                return self._by_case(node)
            case conditions.Choice():
                return self._chosen(node)
            case conditions.Reference(name=name):
                return self.defined(name)
            case conditions.Joined():
                return self.pair(conditions.spelled(node))
            case conditions.Constant(value=value):
                return (TRUE, FALSE) if value else (FALSE, TRUE)
            case conditions.Silent():
                return FALSE, FALSE
        raise UnknownNodeError(type(node).__name__)

    def _hidden(self, node: conditions.Condition) -> bool:
        """Whether it reads a fact that no case gives."""
        return any(self.known.get(fact) == FALSE for fact in conditions.facts_of(node))

    def _asked(self, facts: tuple[str, ...], holds: int) -> Pair:
        """A condition on facts: open while one is not known."""
        known = [self.known[fact] for fact in facts]
        return self.cnf.all_of([*known, holds]), self.cnf.all_of([*known, -holds])

    def _holds(self, node: conditions.Leaf) -> int:
        """Whether the value of a fact meets a condition."""
        variable = self.facts[node.fact]
        if isinstance(variable, Flags):
            assert isinstance(node, conditions.Members)  # nothing else is asked of a set
            return self._among(node, variable)
        match node:
            case conditions.Within(side=side, stretch=stretch):
                assert isinstance(variable, DayVariable)
                return self.gates.within(variable.day, self.space.on, side, stretch)
            case conditions.Judgement():
                return variable.between(True, True)
        if node.moves:
            raise UnknownNodeError(node.kind)
        ends = stretches(node.kind, node.operands, None)  # type: ignore[arg-type] # needs no day
        return self.cnf.any_of([variable.between(low, high) for low, high in ends])

    def _among(self, node: conditions.Members, members: Flags) -> int:
        flags = members.flags
        literals = [
            flags.get(code, FALSE) for code in (flags if node.codes is None else sorted(node.codes))
        ]
        enough = self.cnf.at_least(node.low, literals)
        too_many = FALSE if node.high is None else self.cnf.at_least(node.high + 1, literals)
        return self.cnf.all_of([enough, -too_many])

    def _compared(self, node: conditions.Compare) -> int:
        one, other = self.facts[node.fact], self.facts[node.other]
        bits = other.bits
        if node.plus is not None:
            assert isinstance(other, DayVariable)
            bits = self.gates.shifted(other.day, node.plus).bits
        return compared(self.gates, node.sign, one, bits)

    def _counted(self, node: conditions.All | conditions.Any | conditions.AtLeast) -> Pair:
        cnf, pairs = self.cnf, [self.pair(part) for part in node.parts]
        yes, no = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        match node:
            case conditions.All():
                return cnf.all_of(yes), cnf.any_of(no)
            case conditions.Any():
                return cnf.any_of(yes), cnf.all_of(no)
        return cnf.at_least(node.n, yes), -cnf.at_least(node.n, [-one for one in no])

    def _by_case(self, node: conditions.ByCase) -> Pair:
        """The branch that applies or, while that is open, what both branches agree on."""
        (when, unless), then, otherwise = map(self.pair, conditions.parts(node))
        both = self.cnf.all_of
        yes, no = (
            self.cnf.any_of([both([when, one]), both([unless, other]), both([one, other])])
            for one, other in zip(then, otherwise, strict=True)
        )
        return yes, no

    def _chosen(self, node: conditions.Choice) -> Pair:
        chosen, both = self.options[node.interpretation], self.cnf.all_of
        read = [(chosen[option], part) for option, part in node.options]
        pairs = [(option, self.pair(part)) for option, part in read if option != FALSE]
        yes, no = (
            self.cnf.any_of([both([option, pair[side]]) for option, pair in pairs])
            for side in (0, 1)
        )
        return yes, no


def read_off(encoder: Encoder, model: Model) -> Case:
    """The case of a model, without the facts that follow from others."""
    program, space = encoder.program, encoder.space
    on = as_day(number_of(space.on.bits, model))
    known = {encoder.facts_known[literal] for literal in model & encoder.facts_known.keys()}
    follows = {
        fact.id
        for fact in program.computed
        if fact.is_date or fact.told_by in known or (fact.years_since and _ends(fact) <= known)
    }
    shown = [name for name in program.facts if name in known and name not in follows]
    values = {name: encoder.facts[name].value(model) for name in shown}
    options = {name: _option(encoder.options[name], model) for name in program.interpretations}
    defaults = {name: one.default for name, one in program.interpretations.items()}
    return Case(values, on, {name: one for name, one in options.items() if one != defaults[name]})


def _option(options: Mapping[str, int], model: Model) -> str:
    return next(option for option, literal in options.items() if told(literal, model))


def _ends(fact: Fact) -> set[str]:
    """The days that an age is counted between, but for that of the question."""
    return {name for name in (fact.years_since, fact.years_at) if name}


def truth(pair: Pair, model: Model) -> Truth:
    """The truth of a pair in a model."""
    yes, no = (told(literal, model) for literal in pair)
    return Truth.YES if yes else Truth.NO if no else Truth.OPEN
