"""Who bears which part of an amount. The parts always add up to the amount, to the Rappen.

`largest-remainder`: every part rounded down, the Rappen left over one each to the largest
remainders, among equal ones in the declared order. `half-up-rest-to-last`: every part rounded half
up, the last bearer makes up the difference. `exact`: fractions of a Rappen stay.

Of an amount between two every part lies between two. The bounds are those of the exact parts, with
room for what is rounded.
"""

from collections.abc import Callable, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

from iiz_rules.engine.deadlines import chosen
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.program.money import NamedBearer
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Between, Value

Amount = Decimal | Fraction
RAPPEN = Decimal("0.01")


def shares(program: Program, rule: str, situation: Situation) -> dict[str, Amount] | None:
    """Each bearer's part of a cost; None if amount or bearer is not known."""
    amount, bearers = _cost(program, rule, situation)
    if not isinstance(amount, Decimal) or not bearers:
        return None
    return divided(amount, bearers, _rounding(program, rule, situation))


def bearers(program: Program, rule: str, situation: Situation) -> dict[str, Fraction]:
    """Which share of a cost each bears, also of an amount not known; nothing while it is open who.

    It is that of the exact parts, before they are rounded.
    """
    _, weights = _cost(program, rule, situation)
    return {who: Fraction(weight, sum(weights.values())) for who, weight in weights.items()}


def bounded(program: Program, rule: str, situation: Situation) -> dict[str, Between[Decimal]]:
    """The bounds of each bearer's part of a cost known only by bounds; else empty."""
    amount, bearers = _cost(program, rule, situation)
    if not isinstance(amount, Between) or not bearers:
        return {}
    whole, *_, last = sum(bearers.values()), *bearers
    to_last = _rounding(program, rule, situation) == "half-up-rest-to-last"
    room = dict.fromkeys(bearers, RAPPEN * 0)
    room[last] = RAPPEN * (len(bearers) - 1) * to_last
    return {
        bearer: Between(
            _whole_rappen(amount.low, Fraction(weight, whole), floor) - room[bearer],
            _whole_rappen(amount.high, Fraction(weight, whole), ceil) + room[bearer],
        )
        for bearer, weight in bearers.items()
    }


def _whole_rappen(amount: Decimal | int, share: Fraction, to: Callable[[Fraction], int]) -> Decimal:
    return RAPPEN * to(Fraction(amount) * share * 100)


def _cost(
    program: Program, rule: str, situation: Situation
) -> tuple[Value | None, Mapping[str, int]]:
    """The amount of a cost, and who bears it."""
    split = program.splits[rule]
    bearers = _bearers(chosen(program, situation, split.bearers), situation)
    return situation.facts.get(split.amount), bearers


def _rounding(program: Program, rule: str, situation: Situation) -> str:
    return str(chosen(program, situation, program.splits[rule].rounding))


def _bearers(named: Any, situation: Situation) -> Mapping[str, int]:
    if not isinstance(named, NamedBearer):
        return dict(named)
    known = situation.facts.get(named.fact)
    return {} if known is None else {str(known): 1}


def divided(amount: Decimal, weights: Mapping[str, int], rounding: str) -> dict[str, Amount]:
    """Divide an amount after the bearers' weights.

    >>> divided(Decimal("100.01"), {"a": 50, "b": 30, "c": 20}, "largest-remainder")
    {'a': Decimal('50.01'), 'b': Decimal('30.00'), 'c': Decimal('20.00')}
    >>> divided(Decimal("-0.01"), {"a": 1, "b": 1}, "largest-remainder")
    {'a': Decimal('-0.01'), 'b': Decimal('0.00')}
    """
    if amount < 0:  # a reversal is the mirror of its bill
        mirrored = divided(-amount, weights, rounding)
        return {bearer: -part for bearer, part in mirrored.items()}
    whole = sum(weights.values())
    exact = {bearer: Fraction(amount) * weight / whole for bearer, weight in weights.items()}
    if rounding == "exact":
        return {bearer: _plain(part) for bearer, part in exact.items()}
    if rounding == "half-up-rest-to-last":
        return dict(_rest_to_last(amount, exact))
    return dict(_by_remainder(amount, exact))


def _by_remainder(amount: Decimal, exact: Mapping[str, Fraction]) -> dict[str, Decimal]:
    rappen = {bearer: floor(part * 100) for bearer, part in exact.items()}
    left = int(amount * 100) - sum(rappen.values())
    largest = sorted(exact, key=lambda bearer: rappen[bearer] - exact[bearer] * 100)[:left]
    return {bearer: RAPPEN * (count + (bearer in largest)) for bearer, count in rappen.items()}


def _rest_to_last(amount: Decimal, exact: Mapping[str, Fraction]) -> dict[str, Decimal]:
    """Round half up; the last makes up the difference, as long as that is no credit for him."""
    *others, last = exact
    rounded = {bearer: _rounded(exact[bearer], ROUND_HALF_UP) for bearer in others}
    if amount < sum(rounded.values()):
        rounded = {bearer: _rounded(exact[bearer], ROUND_DOWN) for bearer in others}
    return {**rounded, last: amount - sum(rounded.values())}


def _rounded(exact: Fraction, rounding: str) -> Decimal:
    return (Decimal(exact.numerator) / exact.denominator).quantize(RAPPEN, rounding)


def _plain(exact: Fraction) -> Amount:
    """Whole Rappen as an amount; a fraction of a Rappen stays a fraction."""
    rappen = exact * 100
    return RAPPEN * rappen.numerator if rappen.denominator == 1 else exact
