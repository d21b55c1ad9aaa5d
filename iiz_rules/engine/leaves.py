"""The conditions on one fact: what each asks of a value, and where its truth can change.

Each kind is told here once, by its operands (the fields of its class behind `fact`), for whoever
needs it: the interpreter and the generated code put the test to a value; who tries out values or
days takes those at which the truth can change. Nothing is imported that only some of them need.
"""

from __future__ import annotations

from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from typing import Any

    from iiz_rules.language.program.conditions import Leaf

    Predicate = Callable[[Any], bool]
    Stretch = tuple[Any, Any]


def predicate(kind: str, operands: tuple[Any, ...], on: date) -> Predicate:
    """What a condition asks of a value that is known, on a day.

    >>> from datetime import date
    >>> asks = predicate("members", (("a", "b"), 1, 1), date(2024, 3, 5))
    >>> asks(frozenset("a")), asks(frozenset("ab")), asks(frozenset("c"))
    (True, False, False)
    """
    return _PREDICATES[kind](on, *operands)


def stretches(kind: str, operands: tuple[Any, ...], on: date) -> tuple[Stretch, ...]:
    """The stretches of values, ends included, in which the answer is yes.

    None is no end. Conditions on sets and judgements have none.

    >>> from datetime import date
    >>> stretches("one_of", ((16, 18),), date.min), stretches("range", (16, None), date.min)
    (((16, 16), (18, 18)), ((16, None),))
    """
    return _STRETCHES[kind](on, *operands)


def holds(kind: str, operands: tuple[Any, ...], on: date) -> Callable[[Any], bool | None]:
    """The truth of a condition for a known value; None if bounds of an amount leave it open.

    Between two neighbouring limits all amounts behave alike, so one of each stretch is tried.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from iiz_rules.language.values import Between
    >>> fee = Between(Decimal(2500), Decimal(5000))
    >>> [holds("range", (Decimal(n), None), date.min)(fee) for n in (2500, 3000, 6000)]
    [True, None, False]
    """
    test = predicate(kind, operands, on)

    def told(value: Any) -> bool | None:
        if not hasattr(value, "low"):
            return test(value)
        edges = (edge for edge in changes(kind, operands, on) if value.low < edge <= value.high)
        answers = {bool(test(one)) for one in (value.low, *edges)}
        return answers.pop() if len(answers) == 1 else None

    return told


def compared(sign: str, left: Any, right: Any) -> bool | None:
    """How two known values compare; None where an amount between two leaves that open.

    >>> from iiz_rules.language.values import Between
    >>> compared("<", 2, Between(3, 5)), compared("<=", 4, Between(3, 5)), compared("==", 4, 4)
    (True, None, True)
    """
    if not (hasattr(left, "low") or hasattr(right, "low")):
        return bool(SIGNS[sign](left, right))
    ends = [(one.low, one.high) if hasattr(one, "low") else (one, one) for one in (left, right)]
    comparisons = {bool(SIGNS[sign](one, other)) for one in ends[0] for other in ends[1]}
    if len(comparisons) > 1:
        return None
    (low, high), (least, most) = ends
    if sign == "==" and comparisons != {True} and low <= most and least <= high:
        return None
    return comparisons.pop()


def changes(kind: str, operands: tuple[Any, ...], on: date) -> Iterator[Any]:
    """The values at which the truth of a condition can change."""
    for low, high in stretches(kind, operands, on):
        if low is not None:
            yield low
        after = None if high is None else neighbour(high)
        if after is not None:
            yield after


def limits(leaf: Leaf, on: date) -> Iterator[Any]:
    """The ends of a condition's stretches."""
    for ends in stretches(leaf.kind, leaf.operands, on):
        yield from (end for end in ends if end is not None)


def merged(stretched: tuple[Stretch, ...]) -> list[Stretch]:
    """Stretches in order, those that follow on one another as one.

    >>> from decimal import Decimal
    >>> merged(((Decimal("1.01"), Decimal("1.01")), (Decimal("1.00"), Decimal("1.00"))))
    [(Decimal('1.00'), Decimal('1.01'))]
    >>> merged(((20, None), (None, 5), (6, 9))), merged(((5, None), (None, 3), (4, 4)))
    ([(None, 9), (20, None)], [(None, None)])
    """
    if len(stretched) < 2:
        return list(stretched)
    joined: list[Stretch] = []
    for low, high in sorted(stretched, key=_beginning):
        if joined and _reaches(joined[-1][1], low):
            first, last = joined[-1]
            joined[-1] = first, None if last is None or high is None else max(last, high)
        else:
            joined.append((low, high))
    return joined


def _beginning(stretch: Stretch) -> tuple[bool, Any]:
    return stretch[0] is not None, stretch[0] or 0


def _reaches(high: Any, low: Any) -> bool:
    """Whether a stretch with this end goes on in one with this beginning."""
    after = None if high is None else neighbour(high)
    return after is None or low is None or low <= after


def neighbour(value: Any, steps: int = 1) -> Any:
    """The number, amount or date so many steps further; None beyond the calendar."""
    if isinstance(value, int):
        return value + steps
    try:
        if hasattr(value, "toordinal"):
            return value.fromordinal(value.toordinal() + steps)
        return value + steps * type(value)("0.01")
    except (OverflowError, ValueError):
        return None


def _range(_: date, low: Any, high: Any) -> Predicate:
    return lambda value: (low is None or low <= value) and (high is None or value <= high)


def _within(on: date, side: str, stretch: str) -> Predicate:
    first, last = _window(on, side, stretch)
    return lambda day: first <= day <= last


def _members(_: date, codes: tuple[str, ...] | None, low: int, high: int | None) -> Predicate:
    def test(value: frozenset[str]) -> bool:
        count = len(value if codes is None else value.intersection(codes))
        return low <= count and (high is None or count <= high)

    return test


def _window(on: date, side: str, stretch: str) -> Stretch:
    from iiz_rules.language.dates import window

    return window(on, side, stretch)


SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "==": eq,
    "<=": le,
    ">=": ge,
    "<": lt,
    ">": gt,
}
_PREDICATES: dict[str, Callable[..., Predicate]] = {
    "one_of": lambda _, values: values.__contains__,
    "range": _range,
    "within": _within,
    "members": _members,
    "judgement": lambda *_: lambda value: value is True,
}
_STRETCHES: dict[str, Callable[..., tuple[Stretch, ...]]] = {
    "one_of": lambda _, values: tuple((value, value) for value in values),
    "range": lambda _, low, high: ((low, high),),
    "within": lambda on, side, stretch: (_window(on, side, stretch),),
    "members": lambda *_: (),
    "judgement": lambda *_: (),
}
KINDS = frozenset(_PREDICATES)
"""the kinds of conditions on one fact"""
