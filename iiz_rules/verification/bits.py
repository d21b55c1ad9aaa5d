"""Whole numbers as literals, lowest bit first: comparison and arithmetic."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import islice, zip_longest

from iiz_rules.verification.cnf import FALSE, TRUE, Cnf

Bits = tuple[int, ...]
Share = tuple[Fraction, Fraction]
"""A share, and what is added to it before it is cut to a whole number."""
Part = tuple[Bits, Share, Bits]
"""A number, a share of it, and what that comes to."""


def constant(number: int, width: int | None = None) -> Bits:
    """A constant.

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
        self._cuts: dict[tuple[Bits, Fraction], tuple[Bits, Bits]] = {}
        self._parts: dict[tuple[Bits, Share], Bits] = {}
        self._rests: dict[Bits, dict[Bits, Bits]] = {}

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
        """Whether two numbers are equal."""
        pairs = zip_longest(one, other, fillvalue=FALSE)
        return self.cnf.all_of([self.cnf.same(*pair) for pair in pairs])

    def is_number(self, bits: Bits, number: int) -> int:
        """Whether it equals a constant."""
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
        """The difference, and whether it is negative, in which case it wraps around."""
        width = max(len(one), len(other))
        padded = [(*bits, *[FALSE] * (width - len(bits))) for bits in (one, other)]
        *difference, carry = self.plus(padded[0], tuple(-bit for bit in padded[1]), TRUE)
        return tuple(difference), -carry

    def chosen(self, when: int, then: Bits, otherwise: Bits) -> Bits:
        """One number or the other, by a condition."""
        pairs = zip_longest(then, otherwise, fillvalue=FALSE)
        return tuple(self.cnf.chosen(when, *pair) for pair in pairs)

    def times(self, bits: Bits, factor: int) -> Bits:
        """A multiple of a number."""
        total: Bits = ()
        for place in range(factor.bit_length()):
            if factor >> place & 1:
                total = self.plus(total, (*[FALSE] * place, *bits))
        return total

    def part_of(self, bits: Bits, share: Share) -> Bits:
        """A share of a number, cut to a whole number after less than one was added.

        It is said as well how it lies to the parts that were made before: that follows, but a
        solver hardly finds it.
        """
        if (bits, share) not in self._parts:
            before = [*self._parts.items()]
            part, rest = self._cut(bits, share[0])
            divisor = share[0].denominator
            least = divisor - int(share[1] * divisor)
            more = FALSE if least == divisor else self.between(rest, least, None)
            made = self._parts[bits, share] = self.plus(part, (more,))
            for (other, another), known in before:
                one, two = (bits, share, made), (other, another, known)
                self._no_larger(one, two)
                self._no_larger(two, one)
                if share == another and share[0] <= 1:
                    self._no_farther(one, two)
                    self._no_farther(two, one)
        return self._parts[bits, share]

    def _cut(self, bits: Bits, share: Fraction) -> tuple[Bits, Bits]:
        """A share cut to a whole number, and the rest in parts of its denominator: by hand."""
        if (bits, share) not in self._cuts:
            factor, divisor = share.as_integer_ratio()
            part, rest = list[int](), Bits()
            for bit in reversed(self.times(bits, factor)):
                left = (bit, *rest)
                fits = self.at_most(constant(divisor), left)
                part.append(fits)
                less = self.minus(left, constant(divisor))[0]
                rest = self.chosen(fits, less, left)[: divisor.bit_length()]
            self._cuts[bits, share] = tuple(reversed(part)), rest
        return self._cuts[bits, share]

    def _no_larger(self, one: Part, other: Part) -> None:
        """Say that the smaller share of a number that is no larger makes no larger part."""
        if one[1][0] <= other[1][0] and one[1][1] <= other[1][1]:
            smaller = self.at_most(one[0], other[0])
            self._follows([-smaller, self.at_most(one[2], other[2])], one[2], other[2])

    def _no_farther(self, one: Part, other: Part) -> None:
        """Say that the part of a larger number is no farther away than it from another one's."""
        smaller = self.at_most(one[0], other[0])
        numbers = self.minus(other[0], one[0])[0]
        parts = self.minus(other[2], one[2])[0]
        self._follows([-smaller, self.at_most(parts, numbers)], one[2], other[2])

    def rest(self, bits: Bits, part: Bits) -> Bits:
        """What is left of a number without a part of it: the less, the larger the part is."""
        left = self.minus(bits, part)[0]
        for known, other in self._rests.setdefault(bits, {}).items():
            for more, less in (((part, left), (known, other)), ((known, other), (part, left))):
                larger = self.at_most(less[0], more[0])
                self._follows([-larger, self.at_most(more[1], less[1])], left, other)
        self._rests[bits][part] = left
        return left

    def _follows(self, literals: Iterable[int], *parts: Bits) -> None:
        """Say it where both parts are reckoned with."""
        made = ((bit for bit in part if abs(bit) != TRUE) for part in parts)
        self.cnf.follows(literals, [bit for bits in made for bit in islice(bits, 1)])
