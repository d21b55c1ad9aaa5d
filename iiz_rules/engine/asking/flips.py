"""The smallest changes of a case that turn an answer: of one fact, or else of two.

Learning an unknown fact counts as a change. Each value that conditions can tell apart is tried, the
nearest first, and every turn is confirmed by the interpreter.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations, islice, product
from typing import Any

from iiz_rules.engine.asking.candidates import candidates, reachable
from iiz_rules.engine.asking.worlds import following, possible, world_of
from iiz_rules.engine.interpreter import Situation, answer, derive
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value
from iiz_rules.words.frozen import frozen

MOST = 4_000
"""changes tried, at most"""
NEAREST = 6
"""values of a fact tried together with those of another one before all others"""


@frozen
class Flip:
    """Values of facts with which a rule answers otherwise, and what it answers then."""

    changes: Mapping[str, Value]
    verdict: Truth


def flips(program: Program, rule: str, situation: Situation) -> tuple[Flip, ...]:
    """The smallest changes that decide a rule differently.

    Changes of two facts are only tried if no single one suffices.
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
        """The facts read, with derived ones replaced by what they follow from."""
        facts = [self.program.facts[name] for name in read]
        told = ((one.counted_from, one.id) for one in facts)
        named = [sources if self._told(sources) else (own,) for sources, own in told]
        return dict.fromkeys(name for own in named for name in own)

    def single(self) -> tuple[Flip, ...]:
        """For each fact the nearest value that turns the answer, one for each verdict."""
        flips = list[Flip]()
        for fact in self.facts:
            turned = dict[Truth, Flip]()
            tried = (self._flip({fact: value}) for value in self._values(fact))
            for flip in (one for one in tried if one):
                turned.setdefault(flip.verdict, flip)
            flips += turned.values()
        return tuple(flips)

    def double(self) -> tuple[Flip, ...]:
        """For each pair of facts the nearest values that turn the answer.

        The nearest of every pair come before any farther ones, as only so many are tried.
        """
        turned = dict[tuple[str, str], Flip]()
        for farthest in (NEAREST, None):
            for pair in combinations(self.facts, 2):
                if pair not in turned and (flip := self._of_pair(pair, farthest)):
                    turned[pair] = flip
        return tuple(turned[pair] for pair in combinations(self.facts, 2) if pair in turned)

    def _of_pair(self, pair: tuple[str, str], farthest: int | None) -> Flip | None:
        """The first turn with values of two facts, or with so many of the nearest of each."""
        left = max(MOST - self.tried, 0)
        every = islice(product(*(self._values(fact)[:farthest] for fact in pair)), left)
        tried = (self._flip(dict(zip(pair, both, strict=True))) for both in every)
        return next((flip for flip in tried if flip), None)

    def _flip(self, changes: dict[str, Value]) -> Flip | None:
        """The flip of a change; None if the verdict stays or is open, or the case is impossible."""
        self.tried += 1
        if self.tried > MOST:
            return None
        on = self.situation.on
        facts = following(self.world, {**self.given, **changes}, on)
        if not possible(self.world, facts, on):
            return None
        derived = derive(self.program, Situation(facts, on, self.situation.options))
        verdict = answer(self.program, self.rule, derived).verdict
        return Flip(changes, verdict) if verdict.decided and verdict is not self.verdict else None

    def _values(self, fact: str) -> list[Value]:
        """The distinguishable other values of a fact, the nearest first."""
        now = self.given.get(fact)
        others = {name: value for name, value in self.given.items() if name != fact}
        situation = Situation(others, self.situation.on, self.situation.options)
        values = [*candidates(self.program, self.nodes, fact, situation)]
        if isinstance(now, frozenset):
            codes = sorted(self.program.facts[fact].domain.codes)
            values = [now ^ {code} for code in codes]
        return sorted((one for one in values if one != now), key=lambda one: _far(now, one))


def _far(now: Any, value: Any) -> float:
    """The distance of a value from the present one; 0 if there is no such measure."""
    if isinstance(now, date):
        return float(abs((value - now).days))
    plain = isinstance(now, (int, Decimal)) and not isinstance(now, bool)
    return abs(float(value) - float(now)) if plain else 0
