"""What is tried of a case together: a fact with all its telling values, or several that are tied.

A `Tried` says in which states something can be, and what each makes of the conditions that hang on
it: of a fact that it is not known, and each kind of value; of a part of a rule that it is open, yes
or no. A step leads from one state to another by learning one thing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from math import prod
from typing import NamedTuple

from iiz_rules.engine.asking.candidates import candidates, complete
from iiz_rules.engine.asking.worlds import Only, World, following, possible
from iiz_rules.engine.compiled.circuit import Gate
from iiz_rules.engine.interpreter import Situation, compares
from iiz_rules.engine.leaves import holds
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Value, settled

MOST_CASES = 2_000
"""combinations of values of tied facts; if there are more, not all are tried"""
State = tuple[bool | None, ...]
Values = Mapping[str, Value]
Leaf = conditions.Leaf | conditions.Compare
Leaves = Mapping[int, Leaf]
Picked = tuple[Value | None, ...]


class Division(NamedTuple):
    """Parts of a rule that share no fact with anything else; `need` of them must be yes."""

    need: int
    parts: tuple[int, ...]


Learned = str | tuple[Division, bool]
"""a fact by its name, or a group with its truth"""


class Tried(NamedTuple):
    """The states of something, and what each makes of some conditions."""

    numbers: tuple[int, ...]
    states: tuple[State, ...]
    """the truths of the conditions in each state; the first is while nothing is learned"""
    steps: Mapping[Learned, Sequence[tuple[int, int]]]
    """for everything that can be learned, from which state it leads to which"""
    final: tuple[bool, ...]
    """whether nothing more can be learned, for each state"""


KINDS: dict[str, type[conditions.Leaf]] = {kind.kind: kind for kind in conditions.LEAVES}


def asked(condition: Gate, names: Sequence[str]) -> Leaf:
    """A numbered condition on facts as one of the program."""
    kind, fact, *operands = condition
    if kind == "compare":
        sign, other, plus = operands
        return conditions.Compare(names[fact], sign, names[other], plus)
    return KINDS[kind](names[fact], *operands)


def tried(
    program: Program, world: World, situation: Situation, facts: Sequence[str], leaves: Leaves
) -> Tried | None:
    """All possible states of some facts; None if too many to try."""
    nodes = tuple(leaves.values())
    if not all(complete(program, nodes, fact) for fact in facts):
        return None
    values: dict[str, Sequence[Value]] = {}
    for fact in facts:
        values[fact] = candidates(program, nodes, fact, situation)
        if prod(len(own) + 1 for own in values.values()) > MOST_CASES:
            return None
    tests = [Test(node, situation.on) for node in nodes]
    states: dict[tuple[State, frozenset[str]], int] = {}
    state_of: dict[Picked, int] = {}
    final: list[bool] = []
    for picked, case in _cases(tied(world, facts), situation, values):
        known = frozenset(fact for fact in facts if settled(case.get(fact)) is not None)
        state = tuple(test(case) for test in tests), known
        state_of[picked] = states.setdefault(state, len(states))
        if len(states) > len(final):
            final.append(all(one in known or _cannot_be(world, one, case) for one in facts))
    if len(state_of) == 1 and not final[0]:  # each value that was tried contradicts what is known
        return None
    steps: dict[Learned, tuple[tuple[int, int], ...]] = {
        fact: (*_steps(place, state_of),) for place, fact in enumerate(facts)
    }
    return Tried(tuple(leaves), tuple(truths for truths, _ in states), steps, tuple(final))


def tied(world: World, facts: Sequence[str]) -> World:
    """A world with only the ties of some facts."""
    return World(world.first, world.last, world.of(facts))


class Test:
    """A condition on facts as a test of what is known."""

    def __init__(self, node: Leaf, on: date) -> None:
        self.node = node
        self.holds = None
        if isinstance(node, conditions.Leaf):
            self.holds = holds(node.kind, node.operands, on)

    def __call__(self, case: Values) -> bool | None:
        """The truth; None while a fact is not known."""
        value = case.get(self.node.fact)
        if value is None or self.holds is not None:
            return None if value is None or self.holds is None else self.holds(value)
        assert isinstance(self.node, conditions.Compare)
        other = case.get(self.node.other)
        return None if other is None else compares(self.node, value, other)


def _cases(
    world: World, situation: Situation, values: Mapping[str, Sequence[Value]]
) -> Iterator[tuple[Picked, Values]]:
    """All that can be learned of some facts, first nothing, each with what is known then."""
    known = situation.facts
    for picked in product(*((None, *own) for own in values.values())):
        learned = zip(values, picked, strict=True)
        case: Values = {**known, **{fact: one for fact, one in learned if one is not None}}
        if world.ties:
            case = following(world, case, situation.on)
        if not world.ties or possible(world, case, situation.on):
            yield picked, case


def _steps(place: int, state_of: Mapping[Picked, int]) -> Iterator[tuple[int, int]]:
    """From which state a fact that is learned leads to which."""
    seen: set[tuple[int, int]] = set()
    for picked, after in state_of.items():
        before = state_of.get((*picked[:place], None, *picked[place + 1 :]))
        if picked[place] is not None and before is not None and (before, after) not in seen:
            seen.add((before, after))
            yield before, after


def _cannot_be(world: World, fact: str, case: Values) -> bool:
    """Whether an unknown fact can have no value."""
    hosts = (tie.where for tie in world.of([fact]) if isinstance(tie, Only) and tie.fact == fact)
    return any(case.get(host) in (False, 0) for host in hosts)
