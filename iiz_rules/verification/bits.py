"""Whole numbers as literals, the lowest bit first: compared, added, taken away, multiplied."""

from collections.abc import Sequence
from itertools import zip_longest

from iiz_rules.verification.cnf import FALSE, TRUE, Cnf

Bits = tuple[int, ...]


def constant(number: int, width: int | None = None) -> Bits:
    """A number that is known.

    >>> constant(6), constant(1, 3)
    ((-1, 1, 1), (1, -1, -1))
    """
    size = number.bit_length() if width is None else width
    return tuple(TRUE if number >> place & 1 else FALSE for place in range(size))


def number_of(bits: Sequence[int], holds: Sequence[int] | set[int]) -> int:
    """The number that bits stand for where some literals hold."""
    return sum(1 << place for place, bit in enumerate(bits) if bit == TRUE or bit in holds)


class Arithmetic:
    """Gates over numbers."""

    def __init__(self, cnf: Cnf) -> None:
        self.cnf = cnf

    def variable(self, width: int) -> Bits:
        """A number of so many bits that may be any."""
        return tuple(self.cnf.variable() for _ in range(width))

    def at_most(self, one: Bits, other: Bits) -> int:
        """Whether one number is at most another."""
        holds = TRUE
        for left, right in zip_longest(one, other, fillvalue=FALSE):
            holds = self.cnf.two_of(-left, right, holds)
        return holds

    def equal(self, one: Bits, other: Bits) -> int:
        """Whether two numbers are alike."""
        pairs = zip_longest(one, other, fillvalue=FALSE)
        return self.cnf.all_of([self.cnf.same(*pair) for pair in pairs])

    def is_number(self, bits: Bits, number: int) -> int:
        """Whether it is a number that is known."""
        if number < 0 or number >> len(bits):
            return FALSE
        return self.cnf.all_of([bit if number >> at & 1 else -bit for at, bit in enumerate(bits)])

    def between(self, bits: Bits, low: int | None, high: int | None) -> int:
        """Whether it lies between two numbers, both included; None is no limit."""
        if low is not None and low == high:
            return self.is_number(bits, low)
        least = TRUE if low is None or low <= 0 else self.at_most(constant(low), bits)
        if high is None:
            return least
        return self.cnf.all_of([least, self.at_most(bits, constant(high))]) if high >= 0 else FALSE

    def plus(self, one: Bits, other: Bits, carry: int = FALSE) -> Bits:
        """The sum, a bit longer than the longer of the two."""
        cnf, total = self.cnf, list[int]()
        for left, right in zip_longest(one, other, fillvalue=FALSE):
            apart = -cnf.same(left, right)
            total.append(-cnf.same(apart, carry))
            carry = cnf.two_of(left, right, carry)
        return (*total, carry)

    def minus(self, one: Bits, other: Bits) -> tuple[Bits, int]:
        """The difference, and whether it is less than nothing: then it is so much too large."""
        width = max(len(one), len(other))
        padded = [(*bits, *[FALSE] * (width - len(bits))) for bits in (one, other)]
        *difference, carry = self.plus(padded[0], tuple(-bit for bit in padded[1]), TRUE)
        return tuple(difference), -carry

    def chosen(self, when: int, then: Bits, otherwise: Bits) -> Bits:
        """The number that counts."""
        pairs = zip_longest(then, otherwise, fillvalue=FALSE)
        return tuple(self.cnf.chosen(when, *pair) for pair in pairs)

    def times(self, bits: Bits, factor: int) -> Bits:
        """So many times a number."""
        total: Bits = ()
        for place in range(factor.bit_length()):
            if factor >> place & 1:
                total = self.plus(total, (*[FALSE] * place, *bits))
        return total
