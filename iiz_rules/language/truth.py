"""Three-valued truth: yes, no, open.

The whole project stands on this one table (Kleene's strong logic): what is not known is *open*,
never false. A conjunction with one `no` is `no` whatever else is open; a disjunction with one
`yes` is `yes`. Learning more can turn *open* into a decision, and can never revoke one.
"""

from collections.abc import Iterable
from enum import StrEnum


class Truth(StrEnum):
    """A verdict. `bool(truth)` raises, because *open* is neither true nor false.

    It is its own word as well, so that JSON takes it: `verdict == "yes"`, `json.dumps(verdicts)`.

    >>> Truth.YES & Truth.OPEN, Truth.NO & Truth.OPEN, ~Truth.OPEN
    (<Truth.OPEN: 'open'>, <Truth.NO: 'no'>, <Truth.OPEN: 'open'>)
    """

    YES = "yes"
    NO = "no"
    OPEN = "open"

    def __bool__(self) -> bool:
        """Refuse: three values do not fit into two."""
        raise TypeError("a verdict is yes, no or open: compare it, as in `verdict is Truth.YES`")

    def __invert__(self) -> "Truth":
        """Negate: *open* stays open."""
        return _NEGATION[self]

    def __and__(self, other: "Truth") -> "Truth":
        return all_of((self, other))

    def __or__(self, other: "Truth") -> "Truth":
        return any_of((self, other))

    @property
    def decided(self) -> bool:
        """Whether this is yes or no rather than *open*."""
        return self is not Truth.OPEN


_NEGATION = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.OPEN: Truth.OPEN}


def known(value: bool) -> Truth:
    """Turn a two-valued answer into a decided truth.

    >>> known(3 > 2)
    <Truth.YES: 'yes'>
    """
    return Truth.YES if value else Truth.NO


def at_least(n: int, truths: Iterable[Truth]) -> Truth:
    """Say whether at least `n` of the truths are yes; open while that can still go both ways.

    >>> at_least(2, [Truth.YES, Truth.OPEN, Truth.NO])
    <Truth.OPEN: 'open'>
    """
    sure = possible = 0
    for truth in truths:
        sure += truth is Truth.YES
        possible += truth is not Truth.NO
    return Truth.YES if sure >= n else Truth.OPEN if possible >= n else Truth.NO


def agreed(truths: Iterable[Truth]) -> Truth:
    """What all of the truths agree on; open if they differ.

    >>> agreed([Truth.NO, Truth.NO]), agreed([Truth.NO, Truth.YES])
    (<Truth.NO: 'no'>, <Truth.OPEN: 'open'>)
    """
    seen = set(truths)
    return seen.pop() if len(seen) == 1 else Truth.OPEN


def all_of(truths: Iterable[Truth]) -> Truth:
    """Conjoin: `no` as soon as one is no. Nothing to meet is met.

    >>> all_of([])
    <Truth.YES: 'yes'>
    """
    seen = set(truths)
    return Truth.NO if Truth.NO in seen else Truth.OPEN if Truth.OPEN in seen else Truth.YES


def any_of(truths: Iterable[Truth]) -> Truth:
    """Disjoin: `yes` as soon as one is yes. Nothing to choose from is `no`.

    >>> any_of([Truth.OPEN, Truth.YES])
    <Truth.YES: 'yes'>
    """
    seen = set(truths)
    return Truth.YES if Truth.YES in seen else Truth.OPEN if Truth.OPEN in seen else Truth.NO
