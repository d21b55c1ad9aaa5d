"""The share of each measure in the risk: the same paths without its payments.

Without a measure the balance of a path is higher by what it cost, from its month until it is
repaid, and the same before and after. So the lowest balance of each path is told by the least of
three stretches, and no path is drawn again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from iiz_rules.portfolio.risk.draws import Floats, Ints


@dataclass(frozen=True)
class Payments:
    """What some measures moved in each path: a column for each measure."""

    amount: Floats
    """what was paid; one row where all paths pay the same"""
    month: Ints
    """the month of each measure"""
    later: Ints
    """when it was repaid, in each path; as many as all months and more where it was not"""

    @classmethod
    def joined(cls, parts: "Sequence[Payments]", paths: int) -> "Payments":
        """The payments of several kinds of measures side by side, each in every path."""
        amounts = [np.broadcast_to(one.amount, (paths, one.month.size)) for one in parts]
        return cls(
            np.concatenate([np.zeros((paths, 0)), *amounts], axis=1),
            np.concatenate([np.zeros(0, np.int64), *(one.month for one in parts)]),
            np.concatenate([np.zeros((paths, 0), np.int64), *(one.later for one in parts)], axis=1),
        )

    def picked(self, which: Ints) -> "Payments":
        """The payments of some of the measures."""
        return Payments(self.amount[:, which], self.month[which], self.later[:, which])


@dataclass(frozen=True)
class OwnShare:
    """What would fall away without one measure."""

    row: int
    lost: float
    """of the expected loss, in Rappen"""
    shortage: float
    """of the probability that the fund does not suffice"""


def without(balance: Floats, payments: Payments) -> Ints:
    """In how many paths the fund does not suffice without each of the measures."""
    months = balance.shape[1]
    before = np.minimum.accumulate(balance, axis=1)
    after = np.minimum.accumulate(balance[:, ::-1], axis=1)[:, ::-1]
    nothing = np.full((balance.shape[0], 1), np.inf)
    before, after = np.hstack([nothing, before]), np.hstack([after, nothing])
    dry = np.zeros(payments.month.size, dtype=np.int64)
    for month in np.unique(payments.month):
        which = np.flatnonzero(payments.month == month)
        least = np.hstack([nothing, np.minimum.accumulate(balance[:, month:], axis=1)])
        back = np.minimum(payments.later[:, which], months)
        out = np.take_along_axis(least, back - month, axis=1) + payments.amount[:, which]
        lowest = np.minimum(out, np.take_along_axis(after, back, axis=1))
        dry[which] = (np.minimum(lowest, before[:, [month]]) < 0).sum(axis=0)
    return dry


def never_repaid(payments: Payments, months: int) -> Floats:
    """What was never repaid of each measure, in all paths together."""
    lost = (payments.later >= 2 * months) & (payments.later < 3 * months)
    return np.asarray((payments.amount * lost).sum(axis=0), dtype=np.float64)


def shares(rows: Ints, balance: Ints, dry: Ints, lost: Floats) -> tuple[OwnShare, ...]:
    """The share of each measure in the risk, the largest first."""
    paths = balance.shape[0]
    whole = int((balance.min(axis=1) < 0).sum())
    own = (
        OwnShare(int(row), float(gone) / paths, (whole - int(left)) / paths)
        for row, left, gone in zip(rows, dry, lost, strict=True)
    )
    return tuple(sorted(own, key=lambda one: (-one.shortage, -one.lost, one.row)))
