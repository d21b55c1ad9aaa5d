"""Statistics of many futures: fan of balances, shortage, loss, each with its standard error.

Amounts are whole Rappen. A standard error says how far a number drawn anew with another seed would
typically lie from this one.
"""

from dataclasses import dataclass

import numpy as np

from iiz_rules.portfolio.risk.draws import Ints
from iiz_rules.portfolio.risk.paths import Paths

FAN = (0.05, 0.25, 0.5, 0.75, 0.95)
LEVELS = (0.95, 0.99)


@dataclass(frozen=True)
class Estimate:
    """A number and its standard error."""

    value: float
    error: float


@dataclass(frozen=True)
class Tail:
    """The loss that is exceeded in few paths only, and the mean loss of those."""

    level: float
    at_risk: Estimate
    """value at risk"""
    beyond: Estimate
    """conditional value at risk: the mean of the worst paths"""


@dataclass(frozen=True)
class RiskFigures:
    """What a simulation found."""

    paths: int
    fan: dict[float, list[int]]
    """the balance at the end of each month, by the share of paths below it"""
    mean: list[int]
    shortage: Estimate
    """the probability that the fund runs dry"""
    first: list[float]
    """the probability that it first runs dry in each month"""
    lowest: Estimate
    """the mean of the lowest balance"""
    lost: Estimate
    """the mean of what is never repaid"""
    outstanding: Estimate
    """the mean of what is repaid only after the time simulated"""
    tails: tuple[Tail, ...]
    needed: int
    """paths needed for the shortage to be within a percentage point, two times out of three"""
    budgets: list[tuple[int, Estimate]]
    """the probability of shortage for other balances at the beginning"""


@dataclass(frozen=True)
class BriefFigures:
    """The figures that matter most: shortage, lowest balance, loss."""

    shortage: Estimate
    lowest: Estimate
    lost: Estimate


def brief(paths: Paths) -> BriefFigures:
    """Sum up paths in three numbers, the same as in `findings`."""
    lowest = paths.balance.min(axis=1)
    return BriefFigures(_share(lowest < 0), _mean(lowest), _mean(paths.lost))


def findings(paths: Paths) -> RiskFigures:
    """Sum up paths."""
    lowest = paths.balance.min(axis=1)
    dry = lowest < 0
    shortage = _share(dry)
    return RiskFigures(
        paths=lowest.size,
        fan={one: _quantiles(paths.balance, one) for one in FAN},
        mean=np.rint(paths.balance.mean(axis=0)).astype(np.int64).tolist(),
        shortage=shortage,
        first=_first(paths.balance),
        lowest=_mean(lowest),
        lost=_mean(paths.lost),
        outstanding=_mean(paths.outstanding),
        tails=tuple(_tail(paths.lost, level) for level in LEVELS),
        needed=int(np.ceil(shortage.value * (1 - shortage.value) / 0.01**2)) or 1,
        budgets=_budgets(paths.start, lowest),
    )


def _quantiles(balance: Ints, share: float) -> list[int]:
    quantiles = np.quantile(balance, share, axis=0, method="inverted_cdf")
    return [int(one) for one in quantiles]


def _share(hits: np.ndarray) -> Estimate:
    share = float(hits.mean())
    return Estimate(share, (share * (1 - share) / hits.size) ** 0.5)


def _mean(values: Ints) -> Estimate:
    error = float(values.std(ddof=1)) / values.size**0.5 if values.size > 1 else 0.0
    return Estimate(float(values.mean()), error)


def _first(balance: Ints) -> list[float]:
    short = balance < 0
    first = short.argmax(axis=1)[short.any(axis=1)]
    counts = np.bincount(first, minlength=balance.shape[1])
    return [float(one) / balance.shape[0] for one in counts]


def _tail(lost: Ints, level: float) -> Tail:
    """Value at risk and the mean beyond, with the usual large-sample standard errors."""
    ordered = np.sort(lost)
    n = ordered.size
    place = min(int(np.ceil(level * n)) - 1, n - 1)
    worst = ordered[place:]
    spread = (n * level * (1 - level)) ** 0.5
    low = ordered[max(int(place - spread), 0)]
    high = ordered[min(int(place + spread) + 1, n - 1)]
    at_risk = float(ordered[place])
    mean = float(worst.mean())
    variance = float(worst.var()) + level * (mean - at_risk) ** 2
    error = (variance / (n * (1 - level))) ** 0.5
    return Tail(level, Estimate(at_risk, float(high - low) / 2), Estimate(mean, error))


def _budgets(start: int, lowest: Ints) -> list[tuple[int, Estimate]]:
    """The shortage for other balances at the beginning: they only shift every path."""
    need = start - lowest
    low, high = (max(float(np.quantile(need, share)), 0.0) for share in (0.005, 0.995))
    step = _round_step((high - low) / 6)
    first = int(low // step) * step
    budgets = {*range(first, int(high) + 2 * step, step), start}
    return [(budget, _share(need > budget)) for budget in sorted(budgets)]


def _round_step(size: float) -> int:
    """A round number of about this size: 1, 2 or 5 times a power of ten."""
    unit = 10 ** int(np.floor(np.log10(max(size, 100))))
    return int(next(factor * unit for factor in (1, 2, 5, 10) if factor * unit >= size))
