"""Literals and gates: formulas as whole numbers, each gate made once, with its clauses.

A literal is a number, its negation the negative one. What is known without solving is folded, and
equal gates are one literal: so most of what two editions have in common is decided at once.
"""

from collections.abc import Iterable, Sequence

TRUE, FALSE = 1, -1


class Cnf:
    """Gates as a conjunctive normal form: the clauses that hold them together.

    `TRUE` is the first literal.
    """

    def __init__(self) -> None:
        self.clauses: list[list[int]] = [[TRUE]]
        self.last = TRUE
        self._gates: dict[tuple[int, ...], int] = {}

    def variable(self) -> int:
        """A literal that may be either."""
        self.last += 1
        return self.last

    def require(self, *literals: int) -> None:
        """Let one of the literals hold, always."""
        if TRUE not in literals:
            self.clauses.append([one for one in literals if one != FALSE])

    def implies(self, literal: int, *others: int) -> None:
        """Let all others hold where a literal does."""
        for other in others:
            self.require(-literal, other)

    def all_of(self, literals: Iterable[int]) -> int:
        """The literal that holds where all of some hold.

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
        key = tuple(sorted(parts))
        gate = self._gates.get(key)
        if gate is None:
            gate = self._gates[key] = self.variable()
            self.clauses += [[-gate, part] for part in key]
            self.clauses.append([gate, *(-part for part in key)])
        return gate

    def any_of(self, literals: Iterable[int]) -> int:
        """The literal that holds where one of some holds."""
        return -self.all_of([-one for one in literals])

    def same(self, one: int, other: int) -> int:
        """The literal that holds where two are alike."""
        return self.all_of([self.any_of([-one, other]), self.any_of([one, -other])])

    def chosen(self, when: int, then: int, otherwise: int) -> int:
        """The literal of what counts."""
        if then == otherwise:
            return then
        return self.any_of([self.all_of([when, then]), self.all_of([-when, otherwise])])

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
        """Let exactly one of the literals hold, always."""
        self.require(*literals)
        self.require(-self.at_least(2, literals))
