"""The open parts of a case: what is known, and which parts of conditions still count.

Most conditions hang on nothing that is known of a case. These are as they are in the `blank` one,
of which nothing is known: what was found out there holds for all cases of a day.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Self

from iiz_rules.engine.asking.grounds import Grounds
from iiz_rules.engine.compiled.circuit import parts
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.values import Between, settled


class KnownTruths(dict[int, bool | None]):
    """The truth of each condition of a case, worked out once."""

    def __init__(self, truth: Callable[[int], bool | None]) -> None:
        super().__init__()
        self.truth = truth

    def __missing__(self, number: int) -> bool | None:
        self[number] = truth = self.truth(number)
        return truth


class OpenCase:
    """What is known of one case, and the open parts of its conditions."""

    def __init__(
        self,
        grounds: Grounds,
        situation: Situation,
        truth: Callable[[int], bool | None],
        readings: Mapping[str, Sequence[str]] | None = None,
        blank: Self | None = None,
    ) -> None:
        self.grounds, self.situation, self.blank = grounds, situation, blank
        self.conditions = grounds.circuit.conditions
        self.options = grounds.options(situation)
        self.readings = readings or {}
        """the options of those readings that are tried as well"""
        self._truths = KnownTruths(truth)
        self.base = self._truths.__getitem__
        """the truth of a condition; None while it is open"""
        self._parts: dict[int, tuple[int, ...]] = {}
        self._facts: dict[int, tuple[str, ...]] = {}
        self._own: dict[int, int] = {}
        self._leaves: dict[int, tuple[int, ...]] = {}
        facts = situation.facts
        self.bounds = {name: one for name, one in facts.items() if isinstance(one, Between)}
        told = facts.keys() - blank.situation.facts.keys() if blank else ()
        self._told = sum(map(grounds.alone, told))

    def untouched(self, *numbers: int) -> Self | None:
        """The blank case, if nothing known of this one matters for these conditions."""
        blank = self.blank
        if blank is not None:
            for number in numbers:
                if self.grounds.touched_by(number) & self._told:
                    return None
        return blank

    def parts(self, number: int) -> tuple[int, ...]:
        """The open parts of an open condition that still count, each once."""
        inner = self._parts.get(number)
        if inner is None:
            counting, truths = dict.fromkeys(self._counting(number)), self._truths
            inner = self._parts[number] = tuple([one for one in counting if truths[one] is None])
        return inner

    def _counting(self, number: int) -> Sequence[int]:
        condition = self.conditions[number]
        if condition[0] == "choice" and not self.reading(number):
            return (dict(condition[2])[self.options[condition[1]]],)
        if condition[0] == "by_case" and self.base(condition[1]) is not None:
            return (condition[2] if self.base(condition[1]) else condition[3],)
        return parts(condition)

    def reading(self, number: int) -> str:
        """The reading that a condition chooses by, if all its options are tried."""
        if not self.readings:
            return ""
        condition = self.conditions[number]
        return condition[1] if condition[0] == "choice" and condition[1] in self.readings else ""

    def facts(self, number: int) -> tuple[str, ...]:
        """The unknown facts that a condition reads itself."""
        names = self._facts.get(number)
        if names is None:
            known, read = self.situation.facts, self.grounds.read(number)
            names = tuple([name for name in read if settled(known.get(name)) is None])
            self._facts[number] = names
        return names

    def leaves(self, number: int) -> tuple[int, ...]:
        """The open conditions inside an open one that have no open parts, as they are read."""
        leaves = self._leaves.get(number)
        if leaves is None:
            blank = self.untouched(number)
            leaves = blank.leaves(number) if blank else self._leaves_inside(number)
            self._leaves[number] = leaves
        return leaves

    def _leaves_inside(self, number: int) -> tuple[int, ...]:
        inside = map(self.leaves, self.parts(number))
        return tuple(dict.fromkeys(chain.from_iterable(inside))) or (number,)

    def unknown(self, leaves: Iterable[int]) -> dict[str, None]:
        """The facts that keep conditions open, as they are read."""
        return dict.fromkeys(chain.from_iterable(map(self.facts, leaves)))

    def own(self, number: int) -> int:
        """The facts, ties and readings that an open condition depends on, as bits."""
        bits = self._own.get(number)
        if bits is None:
            blank = self.untouched(number)
            bits = self._own[number] = blank.own(number) if blank else self._own_bits(number)
        return bits

    def _own_bits(self, number: int) -> int:
        reading = self.reading(number)
        bits = 0
        for name in (reading,) if reading else self.facts(number):
            bits |= self.grounds.bit(name)
        for part in self.parts(number):
            bits |= self.own(part)
        return bits

    def likeness(self, *numbers: int) -> tuple[object, ...]:
        """Everything on which the outcome of conditions depends, as a cache key."""
        hangs, known = self.grounds.hangs_on(numbers), self.situation.facts
        return (
            *numbers,
            self.grounds.day(self.situation.on, moves=hangs.moves),
            hangs.truths(self._truths),
            tuple([known.get(name) for name in hangs.beside]),
            tuple([self.bounds.get(name) for name in hangs.amounts]) if self.bounds else (),
            tuple([self.options[name] for name in hangs.readings]),
        )

    def acting(self, rule: str) -> tuple[int, ...]:
        """The numbers of a rule's condition, and of those that determine who acts."""
        planned = self.grounds.circuit.rules[rule]
        return planned.node, *(number for number in planned.holders if number is not None)

    def number(self, rule: str) -> int:
        """The number of a rule's condition."""
        return self.grounds.circuit.rules[rule].node
