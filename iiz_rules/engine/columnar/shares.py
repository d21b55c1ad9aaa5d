"""Who bears which part of a cost, as columns of whole Rappen: the same parts as of a single case.

All in whole numbers: an amount is so many times the sum of the weights, and a rest below it, so
that nothing gets larger than the amount itself. Where a cost is divided exactly, a part that is no
whole number of Rappen is null. Where columns tell bounds of the amount, each part has its own
beside it, those of `engine.shares`; they are the part itself where that is known.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from operator import add

import narwhals as nw

from iiz_rules.engine.columnar.formulas import Folding
from iiz_rules.engine.columnar.inputs import Inputs
from iiz_rules.engine.columnar.layers import Layered
from iiz_rules.engine.columnar.outputs import Output, Style, where_possible
from iiz_rules.language.program.money import Bearers, NamedBearer, Split
from iiz_rules.language.program.rules import Rule

Divide = Callable[[nw.Expr, Mapping[str, int]], dict[str, nw.Expr]]
"""What makes of an amount the part of each bearer, after their weights."""


def parts(folding: Folding, rule: Rule, _: Style) -> Iterator[Output]:
    """The part of each bearer; null where the cost is not of this kind, or not known."""
    split, inputs = folding.program.splits.get(rule.id), folding.inputs
    if split is None or not inputs.given(split.amount):
        return
    portions = _portions(folding, split)
    if inputs.bounded(split.amount):
        portions |= _with_bounds(folding, split, portions)
    for name, part in portions.items():
        yield where_possible(folding, rule, f"{rule.id}:part:{name}", part)


def _with_bounds(
    folding: Folding, split: Split, portions: Mapping[str, nw.Expr]
) -> Iterator[tuple[str, nw.Expr]]:
    """The parts, each as a column that its bounds are read from, and the bounds."""

    def kept(amount: nw.Expr) -> nw.Expr:
        return folding.inputs.layers.keep(Layered(amount)).expr

    parts = {bearer: kept(part) for bearer, part in portions.items()}
    yield from parts.items()
    ends = zip(("low", "high"), map(kept, folding.inputs.ends(split.amount)), strict=True)
    for end, amount in ends:
        for bearer, bound in _bounds(folding, split, amount, up=end == "high").items():
            yield f"{bearer}:{end}", nw.coalesce(parts[bearer], bound)


def _portions(folding: Folding, split: Split) -> dict[str, nw.Expr]:
    """The part of each bearer of an amount that is known."""
    amount, bearers = folding.inputs.rappen(split.amount), folding.chosen(split.bearers)
    if isinstance(bearers, NamedBearer):
        return _named(folding.inputs, bearers.fact, amount)
    return DIVIDE[folding.chosen(split.rounding)](amount, dict(bearers))


def _bounds(folding: Folding, split: Split, amount: nw.Expr, *, up: bool) -> dict[str, nw.Expr]:
    """What each bears at least of the smallest amount, or at most (`up`) of the largest."""
    bearers: Bearers = folding.chosen(split.bearers)
    if isinstance(bearers, NamedBearer):
        return _named(folding.inputs, bearers.fact, amount)
    whole, *_, last = sum(bearers.values()), *bearers
    times, rest = _divided(amount, whole)
    to_last = folding.chosen(split.rounding) == "half-up-rest-to-last"
    room = (len(bearers) - 1) * to_last * (1 if up else -1)
    bounds = {
        bearer: times * weight + (rest * weight + (whole - 1) * up) // whole
        for bearer, weight in bearers.items()
    }
    return {**bounds, last: bounds[last] + room}


def _named(inputs: Inputs, fact: str, amount: nw.Expr) -> dict[str, nw.Expr]:
    """All to the one that a fact names; the others bear nothing, and have no part at all."""
    if not inputs.given(fact):
        return {}
    named = inputs.value(fact).expr.cast(nw.String)
    codes = sorted(inputs.program.facts[fact].domain.codes)
    return {code: nw.when(named == code).then(amount) for code in codes}


def _divided(amount: nw.Expr, whole: int) -> tuple[nw.Expr, nw.Expr]:
    """How many times the sum of the weights is in an amount, and the rest, never negative."""
    rest = ((amount % whole) + whole) % whole
    return (amount - rest) // whole, rest


def _mirrored(divide: Divide) -> Divide:
    """Divide the size of an amount: a reversal is the mirror of its bill."""

    def divided(amount: nw.Expr, weights: Mapping[str, int]) -> dict[str, nw.Expr]:
        sign = nw.when(amount < 0).then(nw.lit(-1)).otherwise(nw.lit(1))
        return {bearer: part * sign for bearer, part in divide(amount * sign, weights).items()}

    return divided


def _by_remainder(amount: nw.Expr, weights: Mapping[str, int]) -> dict[str, nw.Expr]:
    """What is left over goes to the largest remainders; of equal ones to the first."""
    whole = sum(weights.values())
    times, rest = _divided(amount, whole)
    over = {bearer: (rest * weight) % whole for bearer, weight in weights.items()}
    down = {bearer: (rest * weight - over[bearer]) // whole for bearer, weight in weights.items()}
    left = rest - reduce(add, down.values())
    portions: dict[str, nw.Expr] = {}
    for bearer, weight in weights.items():
        ahead = [
            (over[other] >= over[bearer] if other in portions else over[other] > over[bearer])
            for other in weights
            if other != bearer
        ]
        rank = reduce(add, [larger.cast(nw.Int64) for larger in ahead], nw.lit(0))
        portions[bearer] = times * weight + down[bearer] + (rank < left).cast(nw.Int64)
    return portions


def _exactly(amount: nw.Expr, weights: Mapping[str, int]) -> dict[str, nw.Expr]:
    whole = sum(weights.values())
    times, rest = _divided(amount, whole)
    return {
        bearer: nw.when(rest * weight % whole == 0).then(times * weight + rest * weight // whole)
        for bearer, weight in weights.items()
    }


def _rest_to_last(amount: nw.Expr, weights: Mapping[str, int]) -> dict[str, nw.Expr]:
    """Round half up; the last makes up the difference, as long as that is no credit for him."""
    whole, [*others, last] = sum(weights.values()), weights
    times, rest = _divided(amount, whole)
    down, up = dict[str, nw.Expr](), dict[str, nw.Expr]()
    for bearer in others:
        weight = weights[bearer]
        down[bearer] = times * weight + rest * weight // whole
        up[bearer] = times * weight + (rest * (2 * weight) + whole) // (2 * whole)
    credit = amount - reduce(add, up.values(), nw.lit(0)) < 0
    portions = {one: nw.when(credit).then(down[one]).otherwise(up[one]) for one in others}
    portions[last] = amount - reduce(add, portions.values(), nw.lit(0))
    return portions


DIVIDE = {
    "largest-remainder": _mirrored(_by_remainder),
    "half-up-rest-to-last": _mirrored(_rest_to_last),
    "exact": _exactly,
}
