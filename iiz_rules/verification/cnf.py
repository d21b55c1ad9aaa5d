"""Literals and gates: formulas as whole numbers, each gate made once.

A literal is a number, its negation the negative one. What is known without solving is folded, and
equal gates are one literal: so most of what two editions have in common is decided at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from typing import Literal, NamedTuple

TRUE, FALSE = 1, -1


class Gate(NamedTuple):
    """All of its parts, two of three, one of two alone, or what the first chooses of two others."""

    kind: Literal["all", "two", "one", "chosen"]
    parts: tuple[int, ...]

    def clauses(self, gate: int) -> Iterator[tuple[int, ...]]:
        """What makes a literal the gate."""
        match self:
            case Gate("all", parts):
                yield from ((-gate, part) for part in parts)
                yield (gate, *(-part for part in parts))
            case Gate("two", (one, other, third)):
                for left, right in ((one, other), (one, third), (other, third)):
                    yield (-gate, left, right)
                    yield (gate, -left, -right)
            case Gate("one", (one, other)):
                yield from ((-gate, one, other), (-gate, -one, -other))
                yield from ((gate, -one, other), (gate, one, -other))
            case _:
                when, then, otherwise = self.parts
                yield from ((-gate, -when, then), (-gate, when, otherwise))
                yield from ((gate, -when, -then), (gate, when, -otherwise))


class Demand(NamedTuple):
    """Literals one of which always holds; relevant if one made after `since` is."""

    literals: tuple[int, ...]
    since: int
    binding: bool = True
    """if False, it only makes its literals relevant together"""


class Lemma(NamedTuple):
    """Literals of which one holds as it is, which a solver hardly finds out by itself.

    It is told where all that it is `about` plays a part.
    """

    literals: tuple[int, ...]
    about: frozenset[int]


class Cnf:
    """Gates by their literals, and what is demanded of the literals that are none.

    `TRUE` is the first literal.
    """

    def __init__(self) -> None:
        self.gates: dict[int, Gate] = {}
        self.demands: list[Demand] = []
        self.lemmas: list[Lemma] = []
        self.last = self._since = TRUE
        self._made: dict[Gate, int] = {}

    def variable(self) -> int:
        """A free literal."""
        self.last += 1
        return self.last

    def share(self) -> None:
        """Let what was made so far be shared by all: nothing plays a part for its sake alone."""
        self._since = self.last

    @contextmanager
    def beside(self) -> Iterator[None]:
        """What is demanded within restricts what is made within, and nothing that was there.

        For what was there all that is made can always be as it has to be.
        """
        before, self._since = self._since, self.last
        yield
        self._since = before

    def require(self, *literals: int) -> None:
        """Require one of the literals to hold."""
        if TRUE not in literals:
            left = tuple(one for one in literals if one != FALSE)
            self.demands.append(Demand(left, self._since))

    def follows(self, literals: Iterable[int], about: Iterable[int]) -> None:
        """Add a consequence of the gates: one of the literals holds."""
        open_literals = tuple(one for one in literals if one != FALSE)
        if TRUE not in open_literals:
            self.lemmas.append(Lemma(open_literals, frozenset(abs(one) for one in about)))

    def bind(self, literals: Iterable[int]) -> None:
        """Let literals play a part together: one is not read without the others."""
        left = tuple(one for one in literals if abs(one) != TRUE)
        self.demands.append(Demand(left, self._since, binding=False))

    def implies(self, literal: int, *others: int) -> None:
        """Require the others to hold if a literal does."""
        for other in others:
            self.require(-literal, other)

    def all_of(self, literals: Iterable[int]) -> int:
        """The literal for the conjunction.

        >>> cnf = Cnf()
        >>> a, b = cnf.variable(), cnf.variable()
        >>> cnf.all_of([a, b]) == cnf.all_of([b, TRUE, a]), cnf.all_of([a, -a])
        (True, -1)
        """
        parts = set(literals)
        parts.discard(TRUE)
        if FALSE in parts or any(-part in parts for part in parts):
            return FALSE
        if len(parts) < 2:
            return parts.pop() if parts else TRUE
        return self._gate(Gate("all", tuple(sorted(parts))))

    def _gate(self, gate: Gate) -> int:
        literal = self._made.get(gate)
        if literal is None:
            literal = self._made[gate] = self.variable()
            self.gates[literal] = gate
        return literal

    def any_of(self, literals: Iterable[int]) -> int:
        """The literal for the disjunction."""
        return -self.all_of([-one for one in literals])

    def two_of(self, one: int, other: int, third: int) -> int:
        """The literal that holds where two of three hold.

        >>> cnf = Cnf()
        >>> a = cnf.variable()
        >>> cnf.two_of(a, TRUE, FALSE) == a, cnf.two_of(a, -a, TRUE)
        (True, 1)
        """
        for known, left in ((one, other), (other, one)):
            if abs(known) == TRUE:
                return self.any_of((left, third)) if known == TRUE else self.all_of((left, third))
        parts = sorted((one, other, third), key=abs)
        if len({*map(abs, parts)}) < 3 or abs(third) == TRUE:
            return self.any_of([self.all_of(pair) for pair in combinations(parts, 2)])
        sign = 1 if parts[0] > 0 else -1
        return sign * self._gate(Gate("two", tuple(sign * part for part in parts)))

    def same(self, one: int, other: int) -> int:
        """The literal that holds where two are alike.

        >>> cnf = Cnf()
        >>> a, b = cnf.variable(), cnf.variable()
        >>> cnf.same(a, b) == -cnf.same(-b, a), cnf.same(a, FALSE) == -a, cnf.same(a, -a)
        (True, True, -1)
        """
        one, other = sorted((one, other), key=abs)
        sign = 1 if (one > 0) == (other > 0) else -1
        one, other = abs(one), abs(other)
        if one in (TRUE, other):
            return sign * (other if one == TRUE else TRUE)
        return -sign * self._gate(Gate("one", (one, other)))

    def chosen(self, when: int, then: int, otherwise: int) -> int:
        """The literal of what counts.

        >>> cnf = Cnf()
        >>> a, b = cnf.variable(), cnf.variable()
        >>> cnf.chosen(TRUE, a, b) == a, cnf.chosen(a, b, b) == b, cnf.chosen(a, TRUE, FALSE) == a
        (True, True, True)
        """
        if when < 0:
            return self.chosen(-when, otherwise, then)
        if when == TRUE or then == otherwise:
            return then
        if then == -otherwise:
            return self.same(when, then)
        if {abs(then), abs(otherwise)} & {TRUE, when}:
            return self.any_of([self.all_of([when, then]), self.all_of([-when, otherwise])])
        return self._gate(Gate("chosen", (when, then, otherwise)))

    def at_least(self, n: int, literals: Sequence[int]) -> int:
        """The literal that holds where so many of some hold.

        >>> Cnf().at_least(2, [TRUE, FALSE, TRUE]), Cnf().at_least(0, [])
        (1, 1)
        """
        if n > len(literals):
            return FALSE
        reached = [TRUE, *[FALSE] * n]
        for literal in literals:
            for number in range(n, 0, -1):
                once = self.all_of([reached[number - 1], literal])
                reached[number] = self.any_of([reached[number], once])
        return reached[n]

    def one_of(self, literals: Sequence[int]) -> None:
        """Require exactly one of the literals to hold."""
        self.require(*literals)
        self.require(-self.at_least(2, literals))
