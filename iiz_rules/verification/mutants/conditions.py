"""The small faults that a condition may have: a limit, a code, a sign, a part that lacks.

Each is what somebody could have written in this very line. A condition that was made of something
else than a line of its own (whoever may act, for one) is no condition here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import Condition
from iiz_rules.language.program.rules import Program
from iiz_rules.words.frozen import frozen

SIGNS: Mapping[str, str] = {"<=": "<", "<": "<=", ">=": ">", ">": ">=", "==": "<="}
"""what each sign is mistaken for"""
SIDES = {"last": "next", "next": "last"}
PERIODS = {"month": "quarter", "quarter": "year", "year": "quarter"}


@frozen
class ConditionFault:
    """A fault of a condition: its kind, the replacement, the words of its description."""

    kind: str
    node: Condition
    words: Mapping[str, Any]


def condition_faults(program: Program, node: Condition) -> Iterator[ConditionFault]:
    """The faults of a condition itself, not of what is inside it."""
    match node:
        case conditions.OneOf():
            yield from _listed(program, node)
        case conditions.Range():
            yield from _limits(node)
        case conditions.Members() | conditions.Joined():
            yield from _members(program, node)
        case conditions.Within():
            yield from _within(node)
        case conditions.Compare(sign=sign, plus=plus):
            yield _fault("sign", node, sign=SIGNS[sign])
            if plus:
                yield _fault("stretch", node, plus=longer(plus))
        case conditions.Judgement():
            yield ConditionFault("negated", conditions.Not(node, at=node.at), {"fact": node.fact})
        case conditions.All(parts=parts) if _is_written(node, parts):
            yield ConditionFault("any-for-all", conditions.Any(parts, at=node.at), {})
            yield from _dropped(node, parts)
        case conditions.Any(parts=parts) if _is_written(node, parts):
            yield ConditionFault("all-for-any", conditions.All(parts, at=node.at), {})
            yield from _dropped(node, parts)
        case conditions.AtLeast(n=n, parts=parts) if len(parts) > 1:
            yield from (_fault("number", node, n=m) for m in (n - 1, n + 1) if m <= len(parts))
        case conditions.Not(part=part):
            yield ConditionFault("negated", part, {})
        case conditions.ByCase(when=when, then=then, otherwise=otherwise):
            crossed = conditions.ByCase(when, otherwise, then, at=node.at)
            yield ConditionFault("crossed", crossed, {})
        case conditions.Constant(value=value):
            yield ConditionFault("negated", conditions.Constant(not value, at=node.at), {})
        case conditions.Silent():
            yield ConditionFault("silence", conditions.Constant(True, at=node.at), {})


def _is_written(node: Condition, parts: Sequence[Condition]) -> bool:
    """Whether several conditions are written; what one line was made into has one place alone."""
    return len(parts) > 1 and any(part.at != node.at for part in parts)


def _fault(kind: str, node: Condition, **changed: Any) -> ConditionFault:
    """A fault that changes one operand; both are told."""
    ((name, value),) = changed.items()
    words = {"before": getattr(node, name), "after": value}
    fact = getattr(node, "fact", "")
    return ConditionFault(kind, replace(node, **changed), {**words, "fact": fact})


def _listed(program: Program, node: conditions.OneOf) -> Iterator[ConditionFault]:
    values = node.values
    if _is_group(program, values):
        return
    if len(values) > 1:
        for value in values:
            rest = tuple(other for other in values if other != value)
            words = {"fact": node.fact, "before": value}
            yield ConditionFault("value-lacks", replace(node, values=rest), words)
        return
    other = another(program, node.fact, values[0])
    if other is not None:
        words = {"fact": node.fact, "before": values[0], "after": other}
        yield ConditionFault("value", replace(node, values=(other,)), words)


def _is_group(program: Program, values: Sequence[Any]) -> bool:
    """Whether values are the members of a group: they are written once, and not in this line."""
    groups = (one.members for one in program.people.values() if one.members)
    return any({*values} == {*members} for members in groups)


def another(program: Program, fact: str, value: Any) -> Any:
    """The value that one is mistaken for: the other one, or the next code in the list."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, Decimal, date)):
        return moved(value, 1)
    codes = [*program.facts[fact].codes]
    others = [*codes[codes.index(value) + 1 :], *codes[: codes.index(value)]] if codes else []
    return next(iter(others), None)


def _limits(node: conditions.Range) -> Iterator[ConditionFault]:
    for name in ("low", "high"):
        limit = getattr(node, name)
        for step in (-1, 1) if limit is not None else ():
            beyond = moved(limit, step)
            other = replace(node, **{name: beyond})
            low: Any = other.low
            if beyond is not None and (low is None or other.high is None or low <= other.high):
                words = {"fact": node.fact, "before": limit, "after": beyond}
                yield ConditionFault("limit", other, words)


def moved(value: Any, step: int) -> Any:
    """The next value: a number, a franc, a day; None if there is none."""
    try:
        return value + (timedelta(step) if isinstance(value, date) else step)
    except OverflowError:
        return None


def _members(
    program: Program, node: conditions.Members | conditions.Joined
) -> Iterator[ConditionFault]:
    fact = node.fact if isinstance(node, conditions.Members) else node.facts[0]
    codes = node.codes or ()
    for code in codes if len(codes) > 1 and not _is_group(program, codes) else ():
        rest = tuple(other for other in codes if other != code)
        fewer = replace(node, codes=rest, low=min(node.low, len(rest)))
        yield ConditionFault("value-lacks", fewer, {"fact": fact, "before": code})
    for low in (node.low - 1, node.low + 1) if node.low else ():
        if (node.high is None or low <= node.high) and (not codes or low <= len(codes)):
            words = {"before": node.low, "after": low}
            yield ConditionFault("number", replace(node, low=low), words)
    if node.high is not None and node.high < len(codes or (0,) * (node.high + 1)):
        words = {"before": node.high, "after": node.high + 1}
        yield ConditionFault("number", replace(node, high=node.high + 1), words)


def _within(node: conditions.Within) -> Iterator[ConditionFault]:
    if node.side == "same":
        yield _fault("period", node, stretch=PERIODS[node.stretch])
        return
    yield _fault("stretch", node, stretch=longer(node.stretch))
    yield _fault("side", node, side=SIDES[node.side])


def longer(stretch: str) -> str:
    """A stretch of time, longer by one of its units.

    >>> longer("P6M"), longer("-P9D")
    ('P7M', '-P10D')
    """
    start, unit = stretch[:-1], stretch[-1]
    digits = start.lstrip("-P")
    return f"{start[: len(start) - len(digits)]}{int(digits) + 1}{unit}"


def _dropped(
    node: conditions.All | conditions.Any, parts: Sequence[Condition]
) -> Iterator[ConditionFault]:
    for part in parts:
        rest = tuple(other for other in parts if other is not part)
        left = rest[0] if len(rest) == 1 else replace(node, parts=rest)
        yield ConditionFault("part-lacks", left, {"part": part})
