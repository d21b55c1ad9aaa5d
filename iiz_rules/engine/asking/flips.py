"""The smallest changes of a case that turn an answer: one fact, else two, as near as can be.

A fact that is not known counts as changed where it becomes known. Each value that conditions can
tell apart is tried, the nearest first, and every turn is the definition's answer.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations, product
from typing import Any

from iiz_rules.engine.asking.candidates import candidates, reachable
from iiz_rules.engine.asking.worlds import following, possible, world_of
from iiz_rules.engine.interpreter import Situation, answer, derive
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value
from iiz_rules.words.frozen import frozen

MOST = 4_000
"""changes that are tried"""
NEAREST = 6
"""values of a fact that are tried together with those of another one"""


@frozen
class Flip:
    """Values of facts with which a rule answers otherwise, and what it answers then."""

    changes: Mapping[str, Value]
    verdict: Truth


def flips(program: Program, rule: str, situation: Situation) -> tuple[Flip, ...]:
    """The smallest changes with which a rule is decided otherwise, of one kind each once.

    Where a change of one fact does, no two are looked at.
    """
    search = _Flipping(program, rule, situation)
    return search.single() or search.double()


class _Flipping:
    def __init__(self, program: Program, rule: str, situation: Situation) -> None:
        self.program, self.rule, self.situation = program, rule, situation
        self.world, self.tried = world_of(program), 0
        computed = (one for one in program.computed if one.is_date or self._told(one.counted_from))
        follows = {one.id for one in (*computed, *program.communes)}  # a place is turned itself
        self.given = {k: v for k, v in situation.facts.items() if k not in follows}
        now = answer(program, rule, situation)
        self.verdict = now.verdict
        self.nodes = [*reachable(program, program.rules[rule].node)]
        read = dict.fromkeys(fact for step in now.step.walk() for fact, _ in step.read)
        own = [program.facts[name] for name in self._sources(read)]
        self.facts = [one.id for one in own if one.given and not one.is_date]

    def _told(self, sources: tuple[str, ...]) -> bool:
        return bool(sources) and all(name in self.situation.facts for name in sources)

    def _sources(self, read: Iterable[str]) -> dict[str, None]:
        """The facts that were read, and instead of those that follow from others these others."""
        facts = [self.program.facts[name] for name in read]
        told = ((one.counted_from, one.id) for one in facts)
        named = [sources if self._told(sources) else (own,) for sources, own in told]
        return dict.fromkeys(name for own in named for name in own)

    def single(self) -> tuple[Flip, ...]:
        """Of each fact the nearest values that turn the answer, one for each answer."""
        flips = list[Flip]()
        for fact in self.facts:
            turned = dict[Truth, Flip]()
            tried = (self._flip({fact: value}) for value in self._values(fact))
            for flip in (one for one in tried if one):
                turned.setdefault(flip.verdict, flip)
            flips += turned.values()
        return tuple(flips)

    def double(self) -> tuple[Flip, ...]:
        """Of each two facts the nearest values that turn the answer."""
        flips = list[Flip]()
        for pair in combinations(self.facts, 2):
            values = product(*(self._values(fact)[:NEAREST] for fact in pair))
            turned = (self._flip(dict(zip(pair, both, strict=True))) for both in values)
            flips += [flip for flip in turned if flip][:1]
        return tuple(flips)

    def _flip(self, changes: dict[str, Value]) -> Flip | None:
        """What is answered with a change; None where that is as before, or open, or cannot be."""
        self.tried += 1
        if self.tried > MOST:
            return None
        on = self.situation.on
        facts = following(self.world, {**self.given, **changes}, on)
        if not possible(self.world, facts, on):
            return None
        asked = derive(self.program, Situation(facts, on, self.situation.options))
        verdict = answer(self.program, self.rule, asked).verdict
        return Flip(changes, verdict) if verdict.decided and verdict is not self.verdict else None

    def _values(self, fact: str) -> list[Value]:
        """The values of a fact that can be told apart, without the one it has, nearest first."""
        now = self.given.get(fact)
        others = {name: value for name, value in self.given.items() if name != fact}
        situation = Situation(others, self.situation.on, self.situation.options)
        values = [*candidates(self.program, self.nodes, fact, situation)]
        if isinstance(now, frozenset):
            codes = sorted(self.program.facts[fact].domain.codes)
            values = [now ^ {code} for code in codes]
        return sorted((one for one in values if one != now), key=lambda one: _far(now, one))


def _far(now: Any, value: Any) -> float:
    """How far a value is from the one it is now; what has no distance is near."""
    if isinstance(now, date):
        return float(abs((value - now).days))
    plain = isinstance(now, (int, Decimal)) and not isinstance(now, bool)
    return abs(float(value) - float(now)) if plain else 0
