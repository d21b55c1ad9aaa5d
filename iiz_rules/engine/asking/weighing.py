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
"""values tried of the facts of a rule; if there are more, only every n-th is"""
MOST_KEPT = 4_096
"""facts for which the weights of values are kept"""
LAYOUTS = 64
"""kept, for cases of which other amounts and days are known"""
Thinned = tuple[tuple[str, int], ...]
"""the rules for which only every n-th value is tried, with n"""
Beside = tuple["Known", "date"]
"""what is known of facts, and the day on which it is looked at"""
Weights = tuple[tuple[int, int], ...]
"""worlds, each with how many values of a fact it stands for"""


class Kinds(NamedTuple):
    """The kinds of values of a fact that conditions can tell apart, a world for each of them."""

    size: int
    given: tuple[tuple[int, Pair], ...]
    """what they make of the conditions that read it"""
    weights: Mapping[str, Weights]
    """for each rule how many of the values that it tells apart are of which kind"""


class LearnedWorlds(NamedTuple):
    """The worlds in which one fact is learned: a world for each kind of its values."""

    every: int
    given: Mapping[int, Pair]
    """what they make of conditions on facts"""
    learned: Mapping[str, int]
    """for each fact the worlds in which it is learned"""
    first: Mapping[str, int]
    """for each fact the first of these worlds"""
    kinds: Mapping[str, Kinds]


class Scales:
    """How telling the values of facts are to rules asked together."""

    def __init__(self, grounds: Grounds, rules: Sequence[str]) -> None:
        self.grounds = grounds
        inside = {rule: grounds.leaves(grounds.circuit.rules[rule].node) for rule in rules}
        self.leaves: dict[str, dict[int, None]] = {}
        self.rules: dict[str, dict[str, None]] = {}
        """for each fact the conditions and the rules that read it"""
        compared: dict[str, set[str]] = {}
        for rule, leaf in ((rule, leaf) for rule, leaves in inside.items() for leaf in leaves):
            read = grounds.read(leaf)
            for name in read:
                self.leaves.setdefault(name, {})[leaf] = None
                self.rules.setdefault(name, {})[rule] = None
            if len(read) > 1:
                together = set(read).union(*(compared.get(name, ()) for name in read))
                compared.update(dict.fromkeys(together, together))
        self.compared = {name: frozenset(together) for name, together in compared.items()}
        """the facts that are compared with others, each with all that hang together so"""
        self.nodes = lru_cache(None)(self._nodes)
        self.values = lru_cache(MOST_KEPT)(self._values)
        self.kinds = lru_cache(MOST_KEPT)(self._kinds)
        self.layout = lru_cache(LAYOUTS)(self._layout)

    def known(self, inquiry: CaseInquiry) -> Known:
        """What is known of a case that plays a part in the values of others, or bounds them."""
        placed = dict.fromkeys((*self.compared, *inquiry.bounds))
        names = [name for name in placed if name in self.leaves]
        return inquiry.grounds.known(inquiry.situation, names)

    def _nodes(self, rule: str) -> tuple[Condition, ...]:
        program = self.grounds.program
        return tuple(reachable(program, program.rules[rule].node))

    def _values(self, rule: str, fact: str, known: Known, on: date) -> tuple[Value, ...]:
        """The values of a fact that the conditions of a rule can tell apart."""
        situation = Situation(dict(known), on)
        return candidates(self.grounds.program, self.nodes(rule), fact, situation, alone=True)

    def _kinds(self, fact: str, known: Known, on: date, thinned: Thinned) -> Kinds:
        facts, leaves = dict(known), tuple(self.leaves[fact])
        nodes = self.grounds.tests(leaves).values()
        tests = [Test(node, on) for node in nodes]
        places: dict[State, int] = {}
        kinds: dict[Value, int] = {}

        def kind(value: Value) -> int:
            """The place among the kinds; rules tell many of the same values apart."""
            if value not in kinds:
                case = {**facts, fact: value}
                truths = tuple([test(case) for test in tests])
                kinds[value] = places.setdefault(truths, len(places))
            return kinds[value]

        weights: dict[str, Weights] = {}
        for rule in self.rules[fact]:
            values = self.values(rule, fact, known, on)[:: dict(thinned).get(rule, 1)]
            weights[rule] = _weights(Counter(map(kind, values)).items())
        pairs = [
            (_worlds(truths, True), _worlds(truths, False)) for truths in zip(*places, strict=True)
        ]
        return Kinds(len(places), tuple(zip(leaves, pairs, strict=True)), weights)

    def _layout(self, known: Known, on: date) -> LearnedWorlds:
        beside = {fact: self._beside(fact, known, on) for fact in self.leaves}
        thinned = self._thinned(beside)
        truths: dict[int, Pair] = {}
        learned: dict[str, int] = {}
        first: dict[str, int] = {}
        kinds: dict[str, Kinds] = {}
        width = 0
        for fact in self.leaves:
            own = kinds[fact] = self.kinds(fact, *beside[fact], thinned)
            for leaf, (met, refused) in own.given:
                yes, no = truths.get(leaf, (0, 0))
                truths[leaf] = yes | met << width, no | refused << width
            learned[fact], first[fact] = (1 << own.size) - 1 << width, width
            width += own.size
        return LearnedWorlds((1 << width) - 1, truths, learned, first, kinds)

    def _beside(self, fact: str, known: Known, on: date) -> Beside:
        """What plays a part in the values of a fact: what is known beside it, and the day."""
        together = self.compared.get(fact, (fact,))
        moves = self.grounds.moves(together)
        placed = tuple([one for one in known if one[0] in together])
        return placed, self.grounds.day(on, moves=moves)

    def _thinned(self, beside: Mapping[str, Beside]) -> Thinned:
        """The rules that tell too many values apart, with the distance of those to be tried."""
        counted: Counter[str] = Counter()
        for fact, rules in self.rules.items():
            for rule in rules:
                counted[rule] += len(self.values(rule, fact, *beside[fact]))
        return tuple((rule, -(-n // MOST_TRIED)) for rule, n in counted.items() if n > MOST_TRIED)


def _worlds(truths: Sequence[bool | None], asked: bool) -> int:
    """The worlds in which a condition is answered so."""
    return sum([(truth is asked) << world for world, truth in enumerate(truths)])


def _weights(times: Iterable[tuple[int, int]]) -> Weights:
    """Worlds that stand for equally many values, together."""
    worlds: dict[int, int] = {}
    for world, often in times:
        worlds[often] = worlds.get(often, 0) | 1 << world
    return tuple((at, often) for often, at in worlds.items())


def weighing_of(
    inquiry: CaseInquiry, rules: tuple[str, ...], beside: Known | None = None
) -> Weighing:
    """How telling facts are to rules that are asked together.

    It is found out in the worlds of this case, or in those `beside` what is known of another one.
    """
    key = rules, beside
    weighing = inquiry.weighings.get(key)
    if weighing is None:
        scales = _scales(inquiry.grounds, rules)
        known = scales.known(inquiry) if beside is None else beside
        blank = weighing_of(inquiry.blank, rules, known) if inquiry.blank else None
        weighing = Weighing(inquiry, scales.layout(known, inquiry.situation.on), blank)
        keep(inquiry.weighings, key, weighing, LAYOUTS)
    return weighing


def _scales(grounds: Grounds, rules: tuple[str, ...]) -> Scales:
    scales: Scales | None = grounds.scales.get(rules)
    if scales is None:
        scales = Scales(grounds, rules)
        keep(grounds.scales, rules, scales)
    return scales


class Weighing:
    """One case with every fact that is not known learned by itself."""

    def __init__(self, inquiry: CaseInquiry, layout: LearnedWorlds, blank: Weighing | None) -> None:
        self.inquiry, self.layout, self.blank = inquiry, layout, blank
        self.many: Weighed = Weighed(inquiry, layout, blank.many if blank else None)
        self._unknown: dict[int, dict[str, int]] = {}

    def powers(self, rule: str, facts: Iterable[str]) -> Iterator[tuple[float, float]]:
        """For each fact the share of deciding values, and how many facts stay open after it."""
        number = self.inquiry.number(rule)
        yes, no = self.many.truth(number)
        decided, unknown = yes | no, [*self.unknown(number).values()]
        for fact in facts:
            first = self.layout.first[fact]
            weights = self.layout.kinds[fact].weights[rule]
            deciding, open_still = decided >> first, [still >> first for still in unknown]
            whole = sum([at.bit_count() * often for at, often in weights])
            decides = sum([(deciding & at).bit_count() * often for at, often in weights])
            left = 0
            for at, often in weights:
                left += often * sum([(still & at).bit_count() for still in open_still])
            yield decides / whole, left / whole

    def unknown(self, number: int) -> dict[str, int]:
        """The facts that keep a condition open, each with its worlds."""
        unknown = self._unknown.get(number)
        if unknown is None:
            if self.blank and self.inquiry.untouched(number):
                unknown = self.blank.unknown(number)
            else:
                yes, no = self.many.truth(number)
                still = self.many.every & ~(yes | no)
                unknown = self._inside(number, still) if still else {}
            self._unknown[number] = unknown
        return unknown

    def _inside(self, number: int, still: int) -> dict[str, int]:
        names, learned = self.inquiry.facts(number), self.layout.learned
        unknown = {name: still & ~learned.get(name, 0) for name in names}
        for part, worlds in self.many.inside(number, still):
            for name, at in self.unknown(part).items():
                if at & worlds:
                    unknown[name] = unknown.get(name, 0) | at & worlds
        return unknown


class Weighed(Many):
    """The truths of conditions in these worlds, most of them those of the blank case."""

    def __init__(self, inquiry: CaseInquiry, layout: LearnedWorlds, blank: Many | None) -> None:
        every, truths = layout.every, layout.given
        super().__init__(inquiry.conditions, every, truths, inquiry.base, inquiry.options)
        self.inquiry, self.blank = inquiry, blank

    def truth(self, number: int) -> Pair:
        """In which worlds a condition is yes, and in which no."""
        pair = self.found.get(number)
        if pair is None:
            if self.blank is None or not self.inquiry.untouched(number):
                return super().truth(number)
            pair = self.found[number] = self.blank.truth(number)
        return pair
