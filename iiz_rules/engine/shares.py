"""Who bears which part of an amount. The parts always add up to the amount, to the Rappen.

`largest-remainder`: every part rounded down, the Rappen left over one each in the declared order
(equal parts have equal remainders). `half-up-rest-to-last`: every part rounded half up, the last
bearer makes up the difference. `exact`: fractions of a Rappen stay.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from iiz_rules import ir, tables
from iiz_rules.engine.deadlines import chosen
from iiz_rules.engine.interpreter import Situation

Amount = Decimal | Fraction
RAPPEN = Decimal("0.01")


def shares(program: ir.Program, rule: str, situation: Situation) -> dict[str, Amount] | None:
    """Give each bearer's part of a cost; None where amount or bearer is not known.

    >>> equal(Decimal("100.01"), ("a", "b", "c", "d"), "largest-remainder")["a"]
    Decimal('25.01')
    """
    split = program.splits[rule]
    amount = situation.facts.get(split.amount)
    bearers = _bearers(chosen(program, situation, split.bearers), situation)
    if not isinstance(amount, Decimal) or not bearers:
        return None
    return equal(amount, bearers, str(chosen(program, situation, split.rounding)))


def _bearers(named: Any, situation: Situation) -> tuple[str, ...]:
    if not isinstance(named, tables.Named):
        return tuple(named)
    known = situation.facts.get(named.fact)
    return () if known is None else (str(known),)


def equal(amount: Decimal, bearers: tuple[str, ...], rounding: str) -> dict[str, Amount]:
    """Split an amount into equal parts."""
    exact = Fraction(amount) / len(bearers)
    if rounding == "exact":
        return dict.fromkeys(bearers, _plain(exact))
    if rounding == "half-up-rest-to-last":
        part = _rounded(exact)
        parts = dict.fromkeys(bearers, part)
        parts[bearers[-1]] = amount - part * (len(bearers) - 1)
        return dict(parts)
    rappen, left = divmod(int(amount * 100), len(bearers))
    return {one: RAPPEN * (rappen + (place < left)) for place, one in enumerate(bearers)}


def _rounded(exact: Fraction) -> Decimal:
    return (Decimal(exact.numerator) / exact.denominator).quantize(RAPPEN, ROUND_HALF_UP)


def _plain(exact: Fraction) -> Amount:
    """Give whole Rappen as an amount; a fraction of a Rappen stays a fraction."""
    rappen = exact * 100
    return RAPPEN * rappen.numerator if rappen.denominator == 1 else exact
