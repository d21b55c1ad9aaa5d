"""Paths drawn once and added up again for any part of their measures, without a new draw.

What is drawn for a measure does not depend on what is answered on the others, so these are the
paths of a fresh simulation with the same seed in which the others cost nothing. Amounts are whole
Rappen: sums are the same to the digit in whatever order they are made.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from iiz_rules.portfolio.risk.draws import Floats, Ints
from iiz_rules.portfolio.risk.own import OwnShare, Payments, never_repaid, shares, without
from iiz_rules.portfolio.risk.paths import FundPlan, PathChunk, Paths, chunks, in_order


@dataclass(frozen=True)
class KeptPaths:
    """Many futures, with what each measure moved in them apart."""

    plan: FundPlan
    rows: Ints
    """the row of each measure, in the order of `payments`"""
    payments: Payments
    paid: Floats
    """what is paid for measures that are assumed to come, by path and month"""
    back: Floats
    """what of it is repaid; within the months, after them, and never"""

    def __repr__(self) -> str:
        return f"<KeptPaths: {self.paid.shape[0]} of {self.rows.size} measures>"

    def paths(self, rows: Collection[int]) -> tuple[Paths, Paths]:
        """The futures in which these measures alone are paid.

        Without what is assumed to come beside those of the portfolio, and with it.
        """
        out, back = self._summed(self.payments.picked(self._which(rows)))
        return self._whole(out, back), self._whole(out + self.paid, back + self.back)

    def _whole(self, out: Floats, back: Floats) -> Paths:
        months = self.plan.risk.months
        balance = self.plan.balance + np.cumsum(self.plan.inflow - out + back[:, :months], axis=1)
        later = back[:, months : 2 * months].sum(axis=1)
        never = back[:, 2 * months :].sum(axis=1)
        whole = [np.rint(one).astype(np.int64) for one in (balance, never, later)]
        return Paths(whole[0], whole[1], whole[2], self.plan.balance)

    def own(self, rows: Collection[int]) -> tuple[OwnShare, ...]:
        """What each of these measures has of the risk, where they alone are paid."""
        which = self._which(rows)
        payments, balance = self.payments.picked(which), self.paths(rows)[1].balance
        dry = without(balance.astype(np.float64), payments)
        lost = never_repaid(payments, self.plan.risk.months)
        return shares(self.rows[which], balance, dry, lost)

    def _which(self, rows: Collection[int]) -> Ints:
        return np.flatnonzero(np.isin(self.rows, list(rows)))

    def _summed(self, payments: Payments) -> tuple[Floats, Floats]:
        """What is paid and repaid, by path and month."""
        count, months = self.paid.shape
        out = np.zeros((count, months))
        for month in np.unique(payments.month):
            out[:, month] = payments.amount[:, payments.month == month].sum(axis=1)
        width = 3 * months + 1  # the last one is for what is owed by nobody
        place = payments.later + (np.arange(count) * width)[:, None]
        sums = np.bincount(place.ravel(), payments.amount.ravel(), count * width)
        return out, sums.reshape(count, width)[:, :-1].astype(np.float64)


def keep(plan: FundPlan) -> KeptPaths:
    """Draw all paths of a plan, which names its rows, and keep apart what moved in them."""
    payments, paid, back = zip(*chunks(plan, PathChunk.apart), strict=True)
    amounts, months, later = zip(*((p.amount, p.month, p.later) for p in payments), strict=True)
    whole = Payments(np.concatenate(amounts), months[0], np.concatenate(later))
    return KeptPaths(plan, in_order(plan), whole, np.concatenate(paid), np.concatenate(back))
