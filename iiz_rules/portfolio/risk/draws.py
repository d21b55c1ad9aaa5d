"""Chance by its inverse: from even random numbers to months, factors and amounts.

When an advance is repaid is drawn from a table of 65536 equally likely cells. Where the border
between two months runs through a cell, the place in the cell is drawn as well: the result is the
inverse of the distribution, exactly, at the cost of a look-up.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from iiz_rules.language.model.scenario import Distribution, Repayment, value_of

CELLS = 65_536
UNCLEAR = 65_535
"""Marks a cell that a border runs through."""
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def cumulative(spread: Distribution, at: Floats) -> Floats:
    """The probability that a drawn number is at most each of some numbers."""
    mean, sd = value_of(spread.mean), value_of(spread.sd)
    if spread.distribution == "exponential" and mean:
        return np.asarray(-np.expm1(-np.maximum(at, 0) / mean))
    if spread.distribution == "fixed" or not sd or not mean:
        return np.asarray(at >= mean, dtype=np.float64)
    if spread.distribution == "gamma":
        shape, scale = (mean / sd) ** 2, sd**2 / mean
        return np.asarray(special.gammainc(shape, np.maximum(at, 0) / scale))
    location, width = _logarithmic(mean, sd)
    with np.errstate(divide="ignore"):
        return np.asarray(special.ndtr((np.log(np.maximum(at, 0)) - location) / width))


def factors(spread: Distribution, chance: np.random.Generator, shape: tuple[int, int]) -> Floats:
    """Draw factors."""
    mean, sd = value_of(spread.mean), value_of(spread.sd)
    match spread.distribution:
        case "lognormal" if sd:
            location, width = _logarithmic(mean, sd)
            return np.exp(location + width * chance.standard_normal(shape))
        case "gamma" if sd:
            return chance.gamma((mean / sd) ** 2, sd**2 / mean, shape)
        case "exponential":
            return chance.exponential(mean, shape)
    return np.full(shape, mean)


def _logarithmic(mean: float, sd: float) -> tuple[float, float]:
    variance = float(np.log1p((sd / mean) ** 2))
    return float(np.log(mean)) - variance / 2, variance**0.5


@dataclass(frozen=True)
class Repaid:
    """When advances of one kind are repaid: months 0, 1 … `months` (later), or `never`."""

    borders: Floats
    """the probability of being repaid by the end of each month, and in the end"""
    table: NDArray[np.uint16]
    months: int
    never: int

    def draw(self, chance: np.random.Generator, shape: tuple[int, int]) -> NDArray[np.uint16]:
        """Draw a month for each advance in each path."""
        cell = chance.integers(0, CELLS, shape, dtype=np.uint16)
        months = self.table[cell]
        unclear = np.flatnonzero(months == UNCLEAR)
        if unclear.size:
            exact = (cell.ravel()[unclear] + chance.random(unclear.size)) / CELLS
            months.ravel()[unclear] = self._month(exact)
        return months

    def _month(self, exact: Floats) -> NDArray[np.uint16]:
        month = np.searchsorted(self.borders, exact, side="right")
        return np.where(month > self.months, self.never, month).astype(np.uint16)


def repaid(how: Repayment | None, months: int, never: int) -> Repaid:
    """When advances are repaid; without a statement they never are."""
    probability = min(value_of(how.probability), 1.0) if how else 0.0
    ends = np.arange(months, dtype=np.float64)
    by_then = cumulative(how.after, ends + 0.5) if how else np.zeros(months)
    borders = np.append(by_then * probability, probability)
    empty = Repaid(borders, np.zeros(0, np.uint16), months, never)
    lower = empty._month(np.arange(CELLS) / CELLS)
    upper = empty._month(np.nextafter((np.arange(CELLS) + 1) / CELLS, 0))
    table = np.where(lower == upper, lower, UNCLEAR).astype(np.uint16)
    return Repaid(borders, table, months, never)
