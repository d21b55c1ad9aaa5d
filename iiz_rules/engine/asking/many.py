"""Evaluating numbered conditions in many worlds at once.

A world is one bit of whole numbers: of a pair of them the first has the bits of the worlds in which
a condition is yes, the second of those in which it is no; in the rest it is open. Kleene's logic of
such pairs is `&` and `|`, so that a thousand worlds cost about as much as one. What comes out is
what the interpreter answers in each.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from iiz_rules.engine.compiled.circuit import Gate, parts

Pair = tuple[int, int]
"""the worlds in which something is yes, and those in which it is no"""
Options = Mapping[str, Sequence[tuple[str, int]]]
"""the options of the readings tried, each with its worlds"""


class Many:
    """The truths of conditions in `every` world.

    `settled` says which conditions are decided whatever is tried, so that nothing inside them is
    looked at; `given` are the truths of others that are tried.
    """

    def __init__(
        self,
        conditions: Sequence[Gate],
        every: int,
        given: Mapping[int, Pair],
        settled: Callable[[int], bool | None],
        options: Mapping[str, str],
        tried: Options | None = None,
    ) -> None:
        self.conditions, self.every, self.given = conditions, every, given
        self.settled, self.options, self.tried = settled, options, tried or {}
        self.found: dict[int, Pair] = {}

    def truth(self, number: int) -> Pair:
        """The worlds in which a condition is yes, and those in which it is no."""
        pair = self.found.get(number)
        if pair is None:
            settled = self.settled(number)
            if settled is None:
                pair = self.given.get(number) or self._truth(self.conditions[number])
            else:
                pair = (self.every, 0) if settled else (0, self.every)
            self.found[number] = pair
        return pair

    def _truth(self, condition: Gate) -> Pair:
        every, truth = self.every, self.truth
        match condition:
            case ("all", inner):
                return _all(map(truth, inner), every)
            case ("any", inner):
                no, yes = _all((truth(one)[::-1] for one in inner), every)
                return yes, no
            case ("not", inner):
                yes, no = truth(inner)
                return no, yes
            case ("choice", reading, options):
                return self._chosen(reading, dict(options))
            case ("by_case", when, then, otherwise):
                (is_so, is_not), ones, others = truth(when), truth(then), truth(otherwise)
                yes, no = (
                    is_so & one | is_not & other | one & other
                    for one, other in zip(ones, others, strict=True)
                )
                return yes, no
            case ("at_least", n, inner):
                pairs = [truth(one) for one in inner]
                possible = enough(n, [every & ~no for _, no in pairs], every)
                return enough(n, [yes for yes, _ in pairs], every), every & ~possible
            case ("constant", value):
                return (every, 0) if value else (0, every)
        return 0, 0  # a condition on facts of which nothing is tried, or a silence

    def _chosen(self, reading: str, by_option: dict[str, int]) -> Pair:
        """The option in force; for a reading that is tried, each option in its worlds."""
        if reading not in self.tried:
            return self.truth(by_option[self.options[reading]])
        yes = no = 0
        for option, worlds in self.tried[reading]:
            surely, surely_not = self.truth(by_option[option])
            yes, no = yes | surely & worlds, no | surely_not & worlds
        return yes, no

    def inside(self, number: int, worlds: int) -> Iterable[tuple[int, int]]:
        """The parts of a condition, each with the worlds in which it counts."""
        condition = self.conditions[number]
        if condition[0] == "choice":
            _, reading, options = condition
            usual = [(self.options[reading], worlds)]
            inner = dict(options)
            return [(inner[name], worlds & at) for name, at in self.tried.get(reading, usual)]
        if condition[0] == "by_case":
            _, when, then, otherwise = condition
            yes, no = self.truth(when)
            return (when, worlds), (then, worlds & ~no), (otherwise, worlds & ~yes)
        return [(one, worlds) for one in parts(condition)]


def _all(pairs: Iterable[Pair], every: int) -> Pair:
    """Conjoin: yes where all are, no where one is."""
    yes, no = every, 0
    for one, other in pairs:
        yes, no = yes & one, no | other
    return yes, no


def enough(n: int, parts: Sequence[int], every: int) -> int:
    """The worlds that are in at least `n` of the parts.

    >>> f"{enough(2, [0b0011, 0b0110, 0b1010], 0b1111):04b}"
    '0010'
    """
    counted = [every, *[0] * min(n, len(parts) + 1)]
    for part in parts:
        for number in range(len(counted) - 1, 0, -1):
            counted[number] |= counted[number - 1] & part
    return counted[-1]
