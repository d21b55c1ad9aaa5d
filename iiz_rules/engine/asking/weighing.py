"""How telling the facts of a case are: which of their values decide, and what stays open after.

Every value of every fact is tried while nothing more is learned of the others, values that the
conditions cannot tell apart together: each kind of them is one world (`many`), so that all rules
that are asked are found out in one walk.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from iiz_rules.engine.asking.candidates import candidates, reachable
from iiz_rules.engine.asking.grounds import keep
from iiz_rules.engine.asking.many import Many
from iiz_rules.engine.asking.tried import Test
from iiz_rules.engine.interpreter import Situation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from iiz_rules.engine.asking.grounds import Grounds, Known
    from iiz_rules.engine.asking.inquiry import CaseInquiry
    from iiz_rules.engine.asking.many import Pair
    from iiz_rules.engine.asking.tried import State
    from iiz_rules.language.program.conditions import Condition
    from iiz_rules.language.values import Value

MOST_TRIED = 5_000
"""values of the facts of a rule; of more only every so many is tried"""
MOST_KEPT = 4_096
"""facts of which it is kept what their values are worth"""
LAYOUTS = 64
"""kept, for cases of which other amounts and days are known"""
Thinned = tuple[tuple[str, int], ...]
"""the rules of which only every so many value is tried"""
Weights = tuple[tuple[int, int], ...]
"""worlds, each with how many values of a fact it stands for"""


class Kinds(NamedTuple):
    """The kinds of values of a fact that conditions can tell apart."""

    truths: tuple[State, ...]
    """what each makes of the conditions that read it"""
    times: Mapping[str, Sequence[tuple[int, int]]]
    """of each rule the kinds, each with how many of the values that it tells apart are of it"""


class LearnedWorlds(NamedTuple):
    """The worlds in which one fact is learned: a world for each kind of its values."""

    every: int
    given: Mapping[int, Pair]
    """what they make of conditions on facts"""
    learned: Mapping[str, int]
    """for each fact the worlds in which it is"""
    weights: Mapping[str, Mapping[str, Weights]]
    """for a fact, and a rule that reads it"""


class Scales:
    """What the values of facts are worth to some rules that are asked together."""

    def __init__(self, grounds: Grounds, rules: Sequence[str]) -> None:
        self.grounds = grounds
        inside = {rule: grounds.leaves(grounds.circuit.rules[rule].node) for rule in rules}
        self.leaves: dict[str, dict[int, None]] = {}
        self.rules: dict[str, dict[str, None]] = {}
        """for each fact the conditions and the rules that read it"""
        self.compared: dict[str, None] = {}
        for rule, leaf in ((rule, leaf) for rule, leaves in inside.items() for leaf in leaves):
            read = grounds.read(leaf)
            self.compared.update(dict.fromkeys(read if len(read) > 1 else ()))
            for name in read:
                self.leaves.setdefault(name, {})[leaf] = None
                self.rules.setdefault(name, {})[rule] = None
        self.nodes = lru_cache(None)(self._nodes)
        self.values = lru_cache(MOST_KEPT)(self._values)
        self.kinds = lru_cache(MOST_KEPT)(self._kinds)
        self.layout = lru_cache(LAYOUTS)(self._layout)

    def _nodes(self, rule: str) -> tuple[Condition, ...]:
        program = self.grounds.program
        return tuple(reachable(program, program.rules[rule].node))

    def _values(self, rule: str, fact: str, known: Known, on: date) -> tuple[Value, ...]:
        """The values of a fact that the conditions of a rule can tell apart."""
        situation = Situation(dict(known), on)
        return candidates(self.grounds.program, self.nodes(rule), fact, situation, alone=True)

    def _kinds(self, fact: str, known: Known, on: date, thinned: Thinned) -> Kinds:
        facts = dict(known)
        nodes = self.grounds.tests(tuple(self.leaves[fact])).values()
        tests = [Test(node, Situation(facts, on)) for node in nodes]
        places: dict[State, int] = {}
        kinds: dict[Value, int] = {}

        def kind(value: Value) -> int:
            """The place among the kinds; rules tell many of the same values apart."""
            if value not in kinds:
                case = {**facts, fact: value}
                truths = tuple([test(case) for test in tests])
                kinds[value] = places.setdefault(truths, len(places))
            return kinds[value]

        times: dict[str, list[tuple[int, int]]] = {}
        for rule in self.rules[fact]:
            values = self.values(rule, fact, known, on)[:: dict(thinned).get(rule, 1)]
            times[rule] = [*Counter(map(kind, values)).items()]
        return Kinds(tuple(places), times)

    def _layout(self, known: Known, on: date) -> LearnedWorlds:
        beside = {
            fact: known if fact in self.compared else tuple(one for one in known if one[0] == fact)
            for fact in self.leaves
        }
        thinned = self._thinned(beside, on)
        given: dict[int, Pair] = {}
        learned: dict[str, int] = {}
        weights: dict[str, dict[str, Weights]] = {}
        first = 0
        for fact, leaves in self.leaves.items():
            kinds = self.kinds(fact, beside[fact], on, thinned)
            for place, leaf in enumerate(leaves):
                yes, no = given.get(leaf, (0, 0))
                for world, truths in enumerate(kinds.truths, first):
                    yes |= (truths[place] is True) << world
                    no |= (truths[place] is False) << world
                given[leaf] = yes, no
            learned[fact] = (1 << len(kinds.truths)) - 1 << first
            weights[fact] = {
                rule: _weights((first + kind, often) for kind, often in times)
                for rule, times in kinds.times.items()
            }
            first += len(kinds.truths)
        return LearnedWorlds((1 << first) - 1, given, learned, weights)

    def _thinned(self, beside: Mapping[str, Known], on: date) -> Thinned:
        """The rules that tell too many values apart, with the distance of those to be tried."""
        counted: Counter[str] = Counter()
        for fact, rules in self.rules.items():
            for rule in rules:
                counted[rule] += len(self.values(rule, fact, beside[fact], on))
        return tuple((rule, -(-n // MOST_TRIED)) for rule, n in counted.items() if n > MOST_TRIED)


def _weights(times: Iterable[tuple[int, int]]) -> Weights:
    """Worlds that stand for equally many values, together."""
    worlds: dict[int, int] = {}
    for world, often in times:
        worlds[often] = worlds.get(often, 0) | 1 << world
    return tuple((at, often) for often, at in worlds.items())


class Weighing:
    """One case with every fact that is not known learned by itself."""

    def __init__(self, inquiry: CaseInquiry, rules: tuple[str, ...]) -> None:
        grounds, situation, kept = inquiry.grounds, inquiry.situation, inquiry.grounds.scales
        scales = kept.get(rules)
        if scales is None:
            scales = Scales(grounds, rules)
            keep(kept, rules, scales)
        placed = dict.fromkeys((*scales.compared, *inquiry.bounds))
        known = grounds.known(situation, [name for name in placed if name in scales.leaves])
        self.inquiry, self.layout = inquiry, scales.layout(known, situation.on)
        every, given = self.layout.every, self.layout.given
        self.many = Many(inquiry.conditions, every, given, inquiry.base, inquiry.options)
        self._unknown: dict[int, dict[str, int]] = {}

    def powers(self, rule: str, facts: Iterable[str]) -> Iterator[tuple[float, float]]:
        """For each fact the share of values that decide, and how many facts stay open after it."""
        number = self.inquiry.number(rule)
        yes, no = self.many.truth(number)
        decided, unknown = yes | no, [*self.unknown(number).values()]
        for fact in facts:
            weights = self.layout.weights[fact][rule]
            whole = sum(at.bit_count() * often for at, often in weights)
            decides = sum((decided & at).bit_count() * often for at, often in weights)
            left = sum(
                often * sum([(still & at).bit_count() for still in unknown])
                for at, often in weights
            )
            yield decides / whole, left / whole

    def unknown(self, number: int) -> dict[str, int]:
        """The facts that keep a condition open, each with its worlds."""
        unknown = self._unknown.get(number)
        if unknown is None:
            yes, no = self.many.truth(number)
            still = self.many.every & ~(yes | no)
            unknown = self._unknown[number] = self._inside(number, still) if still else {}
        return unknown

    def _inside(self, number: int, still: int) -> dict[str, int]:
        names, learned = self.inquiry.facts(number), self.layout.learned
        unknown = {name: still & ~learned.get(name, 0) for name in names}
        for part, worlds in self.many.inside(number, still):
            for name, at in self.unknown(part).items():
                if at & worlds:
                    unknown[name] = unknown.get(name, 0) | at & worlds
        return unknown
