"""Who bears which part of a cost, as columns of whole Rappen: the same parts as of a single case.

All in whole numbers: an amount is so many times the sum of the weights, and a rest below it, so
that nothing gets larger than the amount itself. Where a cost is divided exactly, a part that is no
whole number of Rappen is null.
"""

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from iiz_rules.engine.columnar.formulas import Folding
from iiz_rules.engine.columnar.inputs import Inputs
from iiz_rules.engine.columnar.outputs import Output
from iiz_rules.engine.deadlines import chosen
from iiz_rules.language.program.money import Named
from iiz_rules.language.program.rules import Rule

if TYPE_CHECKING:
    import narwhals as nw


def parts(folding: Folding, inputs: Inputs, rule: Rule) -> Iterator[Output]:
    """Give the part of each bearer; null where the cost is not of this kind, or not known."""
    split = folding.program.splits.get(rule.id)
    if split is None or not inputs.given(split.amount):
        return
    bearers: Any = chosen(folding.program, folding.situation, split.bearers)
    rounding = chosen(folding.program, folding.situation, split.rounding)
    amount = inputs.rappen(split.amount)
    if isinstance(bearers, Named):
        found = _named(inputs, bearers.fact, amount)
    else:
        found = _DIVIDE[str(rounding)](amount, dict(bearers))
    owed = folding.certain("possible", folding.rule(rule))
    for bearer, part in found.items():
        yield Output(f"{rule.id}:part:{bearer}", (owed,), _where(part))


def _where(part: "nw.Expr") -> Any:
    import narwhals as nw

    return lambda owed: nw.when(owed).then(part)


def _named(inputs: Inputs, fact: str, amount: "nw.Expr") -> dict[str, "nw.Expr"]:
    """All to the one that a fact names; the others bear nothing, and have no part at all."""
    import narwhals as nw

    if not inputs.given(fact):
        return {}
    named = inputs.value(fact).expr.cast(nw.String)
    codes = sorted(inputs.program.facts[fact].domain.codes)
    return {code: nw.when(named == code).then(amount) for code in codes}


def _divided(amount: "nw.Expr", whole: int) -> tuple["nw.Expr", "nw.Expr"]:
    """Give how many times the sum of the weights is in an amount, and the rest, never negative."""
    rest = ((amount % whole) + whole) % whole
    return (amount - rest) // whole, rest


def _by_remainder(amount: "nw.Expr", weights: Mapping[str, int]) -> dict[str, "nw.Expr"]:
    """What is left over goes to the largest remainders; of equal ones to the first."""
    import narwhals as nw

    whole = sum(weights.values())
    times, rest = _divided(amount, whole)
    over = {one: (rest * weight) % whole for one, weight in weights.items()}
    down = {one: (rest * weight - over[one]) // whole for one, weight in weights.items()}
    left = rest - reduce(add, down.values())
    found, before = {}, list[str]()
    for one, weight in weights.items():
        ahead = [
            (over[other] >= over[one] if other in before else over[other] > over[one])
            for other in weights
            if other != one
        ]
        rank = reduce(add, [larger.cast(nw.Int64) for larger in ahead], nw.lit(0))
        found[one] = times * weight + down[one] + (rank < left).cast(nw.Int64)
        before.append(one)
    return found


def _exactly(amount: "nw.Expr", weights: Mapping[str, int]) -> dict[str, "nw.Expr"]:
    import narwhals as nw

    whole = sum(weights.values())
    times, rest = _divided(amount, whole)
    return {
        one: nw.when((rest * weight) % whole == 0).then(times * weight + (rest * weight) // whole)
        for one, weight in weights.items()
    }


def _rest_to_last(amount: "nw.Expr", weights: Mapping[str, int]) -> dict[str, "nw.Expr"]:
    """Round half up; the last makes up the difference, as long as that is no credit for him."""
    import narwhals as nw

    whole, [*others, last] = sum(weights.values()), weights
    sign = nw.when(amount < 0).then(nw.lit(-1)).otherwise(nw.lit(1))
    size = amount * sign
    times, rest = _divided(size, whole)
    twice = {one: 2 * weights[one] for one in others}
    up = {one: times * weights[one] + (rest * twice[one] + whole) // (2 * whole) for one in others}
    down = {one: times * weights[one] + (rest * weights[one]) // whole for one in others}
    credit = size - reduce(add, up.values(), nw.lit(0)) < 0
    found = {one: nw.when(credit).then(down[one]).otherwise(up[one]) for one in others}
    found[last] = size - reduce(add, found.values(), nw.lit(0))
    return {one: part * sign for one, part in found.items()}


_DIVIDE = {
    "largest-remainder": _by_remainder,
    "half-up-rest-to-last": _rest_to_last,
    "exact": _exactly,
}
