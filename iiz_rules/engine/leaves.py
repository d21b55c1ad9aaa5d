"""The conditions on one fact: what each asks of a value, and where its truth can change.

Each kind is told here once, by its operands (the fields of its class behind `fact`), for whoever
needs it: the interpreter and the generated code put the test to a value; who tries out values or
days takes those at which the truth can change. Nothing is imported that only some of them need.
"""

from __future__ import annotations

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


def limits(leaf: Leaf, on: date) -> Iterator[Any]:
    """The ends of a condition's stretches."""
    for ends in stretches(leaf.kind, leaf.operands, on):
        yield from (end for end in ends if end is not None)


def neighbour(value: Any, steps: int = 1) -> Any:
    """The number, amount or date so many steps on; None beyond the end of the calendar."""
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
