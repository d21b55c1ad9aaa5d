"""Who bears which part of an amount. The parts always add up to the amount, to the Rappen.

`largest-remainder`: every part rounded down, the Rappen left over one each to the largest
remainders, among equal ones in the declared order. `half-up-rest-to-last`: every part rounded half
up, the last bearer makes up the difference. `exact`: fractions of a Rappen stay.
"""

from collections.abc import Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor
from typing import Any

from iiz_rules.engine.deadlines import chosen
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.program.money import Named
from iiz_rules.language.program.rules import Program

Amount = Decimal | Fraction
RAPPEN = Decimal("0.01")


def shares(program: Program, rule: str, situation: Situation) -> dict[str, Amount] | None:
    """Each bearer's part of a cost; None where amount or bearer is not known."""
    split = program.splits[rule]
    amount = situation.facts.get(split.amount)
    bearers = _bearers(chosen(program, situation, split.bearers), situation)
    if not isinstance(amount, Decimal) or not bearers:
        return None
    return divided(amount, bearers, str(chosen(program, situation, split.rounding)))


def _bearers(named: Any, situation: Situation) -> Mapping[str, int]:
    if not isinstance(named, Named):
        return dict(named)
    known = situation.facts.get(named.fact)
    return {} if known is None else {str(known): 1}


def divided(amount: Decimal, weights: Mapping[str, int], rounding: str) -> dict[str, Amount]:
    """Divide an amount after the bearers' weights.

    >>> divided(Decimal("100.01"), {"a": 50, "b": 30, "c": 20}, "largest-remainder")
    {'a': Decimal('50.01'), 'b': Decimal('30.00'), 'c': Decimal('20.00')}
    """
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
    if (amount - sum(rounded.values())) * amount < 0:
        rounded = {bearer: _rounded(exact[bearer], ROUND_DOWN) for bearer in others}
    return {**rounded, last: amount - sum(rounded.values())}


def _rounded(exact: Fraction, rounding: str) -> Decimal:
    return (Decimal(exact.numerator) / exact.denominator).quantize(RAPPEN, rounding)


def _plain(exact: Fraction) -> Amount:
    """Whole Rappen as an amount; a fraction of a Rappen stays a fraction."""
    rappen = exact * 100
    return RAPPEN * rappen.numerator if rappen.denominator == 1 else exact
