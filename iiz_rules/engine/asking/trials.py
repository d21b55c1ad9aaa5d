"""A condition tried in many situations in one walk through it.

Each situation is one bit of whole numbers: of a pair of them the first has the bits of those in
which the condition is yes, the second of those in which it is no; in the rest it is open. Kleene's
logic of such pairs is `&` and `|`, so that a thousand situations cost about as much as one. What
comes out is what the interpreter answers in each.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import product
from math import prod
from operator import or_

from iiz_rules.engine.interpreter import Situation, compares
from iiz_rules.engine.leaves import holds
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Value, settled

Pair = tuple[int, int]
"""The trials in which something is yes, and those in which it is no."""
Known = list[tuple[Value, int]]
"""Values, each with the trials that have it."""
Tried = Mapping[str, Sequence[tuple[Value | None, int]]]
"""Of each fact the values that are tried, each with its trials; first that it is not known.

Then it is None, or an amount between two where the situation says so much.
"""


def combinations(values: Mapping[str, Sequence[Value | None]]) -> tuple[Tried, int]:
    """Try every combination of values: which trials have which value, and how many there are."""
    count = prod(map(len, values.values()))
    tried: dict[str, list[tuple[Value | None, int]]] = {}
    apart = 1
    for fact, own in values.items():
        again = apart * len(own)
        first = ((1 << apart) - 1) * (((1 << count) - 1) // ((1 << again) - 1))
        tried[fact] = [(value, first << (apart * number)) for number, value in enumerate(own)]
        apart = again
    return tried, count


def one_by_one(values: Mapping[str, Sequence[Value | None]]) -> tuple[Tried, int]:
    """Try every value of every fact, while nothing more is learned of the others."""
    tried: dict[str, list[tuple[Value | None, int]]] = {}
    count = 0
    for fact, own in values.items():
        tried[fact] = [(value, 1 << number) for number, value in enumerate(own, count)]
        count += len(own)
    return tried, count


class Trials:
    """Situations in which some facts are tried out and all else is as in one of them."""

    def __init__(self, program: Program, situation: Situation, tried: Tried, count: int) -> None:
        self.program = program
        self.situation = situation
        self.tried = tried
        self.every = (1 << count) - 1
        self.truths: dict[int, tuple[conditions.Condition, Pair]] = {}
        """by the identity of the node, which is kept beside so that no other gets it"""

    def known(self, fact: str) -> Known:
        """The values of a fact, each with the trials that have it; in the others it is unknown."""
        tried = self.tried.get(fact, ())
        left = self.every & ~sum(trials for _, trials in tried)
        known = [*tried, (self.situation.facts.get(fact), left)] if left else tried
        return [(value, trials) for value, trials in known if value is not None]

    def truth(self, node: conditions.Condition) -> Pair:
        """In which trials a condition is yes, and in which no."""
        kept = self.truths.get(id(node))
        if kept is None:
            kept = self.truths[id(node)] = node, self._truth(node)
        return kept[1]

    def _truth(self, node: conditions.Condition) -> Pair:
        match node:
            case conditions.Leaf(fact=fact):
                asks = holds(node.kind, node.operands, self.situation.on)
                return _pair((asks(value), trials) for value, trials in self.known(fact))
            case conditions.All(parts=parts):
                return _all(map(self.truth, parts), self.every)
            case conditions.Any(parts=parts):
                no, yes = _all((self.truth(part)[::-1] for part in parts), self.every)
                return yes, no
            case conditions.Not(part=part):
                yes, no = self.truth(part)
                return no, yes
            case conditions.AtLeast(n=n, parts=parts):
                truths = [self.truth(part) for part in parts]
                possible = _enough(n, [self.every & ~no for _, no in truths], self.every)
                return _enough(n, [yes for yes, _ in truths], self.every), self.every & ~possible
            case conditions.ByCase():
                (when, unless), then, otherwise = map(self.truth, conditions.parts(node))
                yes, no = (
                    when & one | unless & other | one & other
                    for one, other in zip(then, otherwise, strict=True)
                )
                return yes, no
            case conditions.Compare(fact=fact, other=other):
                pairs = product(*_together(self.known(fact), self.known(other)))
                return _pair(
                    (compares(node, left, right), a & b) for (left, a), (right, b) in pairs
                )
            case conditions.Constant(value=value):
                return _pair([(value, self.every)])
            case conditions.Silent():
                return 0, 0
        return self.truth(self.meant(node))

    def meant(self, node: conditions.Condition) -> conditions.Condition:
        """The condition that stands behind one that only leads to it."""
        if isinstance(node, conditions.Reference):
            return self.program.definitions[node.name].node
        if isinstance(node, conditions.Choice):
            interpretation = self.program.interpretations[node.interpretation]
            return dict(node.options)[interpretation.in_force(self.situation.options)]
        assert isinstance(node, conditions.Joined)
        return conditions.spelled(node)

    def unknown(self, node: conditions.Condition) -> dict[str, int]:
        """The facts that keep a condition open because they are not known, each with its trials."""
        facts: dict[str, int] = {}
        walked: dict[int, int] = {}
        ahead = [(node, self.every)]
        while ahead:
            step, trials = ahead.pop()
            before = walked.get(id(step), 0)
            yes, no = self.truth(step)
            trials &= ~(yes | no | before)
            if not trials:
                continue
            walked[id(step)] = before | trials
            ahead += self._inside(step, trials)
            if isinstance(step, (conditions.Leaf, conditions.Compare)):
                for fact in conditions.facts_of(step):
                    known = sum(
                        having for value, having in self.known(fact) if settled(value) is not None
                    )
                    facts[fact] = facts.get(fact, 0) | trials & ~known
        return facts

    def _inside(
        self, node: conditions.Condition, trials: int
    ) -> Iterator[tuple[conditions.Condition, int]]:
        """What a condition is made of, each with the trials in which it counts."""
        match node:
            case conditions.Reference() | conditions.Choice() | conditions.Joined():
                yield self.meant(node), trials
            case conditions.ByCase(when=when, then=then, otherwise=otherwise):
                yes, no = self.truth(when)
                yield from ((when, trials), (then, trials & ~no), (otherwise, trials & ~yes))
            case _:
                yield from ((part, trials) for part in conditions.parts(node))


def matters(tried: Sequence[tuple[Value | None, int]], truth: Pair) -> bool:
    """Whether something else comes of a value of a fact than while it is not known.

    Of all combinations those that differ in this fact alone are as many bits apart as the trials
    of "not known", which are tried first, are from those of the value.
    """
    (_, unknown), *values = tried
    apart = [trials.bit_length() - unknown.bit_length() for _, trials in values]
    return any(((whole >> bits) ^ whole) & unknown for bits in apart for whole in truth)


def _together(one: Known, other: Known) -> tuple[Known, Known]:
    """Of two facts the values of the trials in which both are known; mostly there are none."""
    both = reduce(or_, (trials for _, trials in one), 0)
    both &= reduce(or_, (trials for _, trials in other), 0)
    left, right = ([(value, at) for value, at in known if at & both] for known in (one, other))
    return left, right


def _pair(answers: Iterable[tuple[bool | None, int]]) -> Pair:
    """Gather the trials in which an answer is yes, and those in which it is no."""
    yes = no = 0
    for answer, trials in answers:
        if answer:
            yes |= trials
        elif answer is not None:
            no |= trials
    return yes, no


def _all(pairs: Iterable[Pair], every: int) -> Pair:
    """Conjoin: yes where all are, no where one is."""
    yes, no = every, 0
    for one, other in pairs:
        yes, no = yes & one, no | other
    return yes, no


def _enough(n: int, parts: Sequence[int], every: int) -> int:
    """The trials that are in at least `n` of the parts."""
    counted = [every, *[0] * min(n, len(parts) + 1)]
    for part in parts:
        for number in range(len(counted) - 1, 0, -1):
            counted[number] |= counted[number - 1] & part
    return counted[-1]
