"""Futures of the fund, month by month: a matrix with a path in each row.

Paths are drawn in chunks with random numbers of their own, so that the result is the same to the
digit however many processors work on it, and a chunk bounds the memory. Amounts are whole Rappen.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from math import ceil
from typing import TypeVar

import numpy as np

from iiz_rules.language.model.scenario import Risk, value_of
from iiz_rules.portfolio.risk.draws import Floats, Ints, Repaid, factors, repaid
from iiz_rules.portfolio.risk.own import OwnShare, Payments, never_repaid, shares, without

AT_ONCE = 1_000_000
"""draws of a chunk, at most"""
Progress = Callable[[int, int], None]
Drawn = TypeVar("Drawn")


@dataclass(frozen=True)
class Items:
    """What the fund pays: amount, month, whether an advance, and who is expected to repay it."""

    amount: Floats
    month: Ints
    advance: np.ndarray
    payer: np.ndarray

    @property
    def size(self) -> int:
        """How many there are."""
        return int(self.amount.size)

    def picked(self, which: Ints) -> "Items":
        """Some of them, in the order of the numbers that say which."""
        return Items(self.amount[which], self.month[which], self.advance[which], self.payer[which])


@dataclass(frozen=True)
class Alternatives:
    """Measures of which it is open what the fund pays: the possible outcomes of each, in a row.

    `chance` is cumulative along the outcomes; `items` are all of them, one measure after the other.
    """

    chance: Floats
    items: Items

    @property
    def size(self) -> int:
        """How many measures there are."""
        return int(self.chance.shape[0])


@dataclass(frozen=True)
class FundPlan:
    """What a simulation starts from."""

    risk: Risk
    balance: int
    inflow: Ints
    """what comes in at the beginning of each month"""
    items: Items
    open: Alternatives | None = None
    pool: Items | None = None
    """what new measures are modelled on; `items` if None"""
    approval: float = 1.0
    """how likely a new measure is approved"""
    rows: tuple[int, ...] = ()
    """the rows of items and alternatives, if the share of each in the risk is asked for"""


@dataclass(frozen=True)
class Paths:
    """Many futures: the balance at the end of each month, what was never repaid, what is out."""

    balance: Ints
    lost: Ints
    outstanding: Ints
    start: int
    own: tuple[OwnShare, ...] = ()
    """the share of each measure in the risk, if asked for"""


@dataclass(frozen=True)
class PathChunk:
    """One chunk of paths being drawn."""

    plan: FundPlan
    paths: int
    chance: np.random.Generator
    kinds: dict[str, Repaid]
    moved: list[Payments] = field(default_factory=list)
    """the payments of each measure, if its share in the risk is asked for"""

    @property
    def months(self) -> int:
        """How many months are looked at."""
        return self.plan.risk.months

    @property
    def width(self) -> int:
        """Months within the horizon, months after it, and never: a third each."""
        return 3 * self.months

    def draw(self) -> tuple[Ints, Ints, Ints, Ints, Floats]:
        """Draw, and add everything up."""
        out, back = self._settled(self.plan.items)
        for more in filter(None, (self._open(), self._arriving())):
            out, back = out + more[0], back + more[1]
        flow = self.plan.inflow - out + back[:, : self.months]
        balance = self.plan.balance + np.cumsum(flow, axis=1)
        later = back[:, self.months : 2 * self.months].sum(axis=1)
        never = back[:, 2 * self.months :].sum(axis=1)
        dry = [without(balance, one) for one in self.moved]
        lost = [never_repaid(one, self.months) for one in self.moved]
        own = np.concatenate([*dry, _NONE]), np.concatenate([*lost, np.zeros(0)])
        return _whole(balance), _whole(never), _whole(later), *own

    def apart(self) -> tuple[Payments, Floats, Floats]:
        """Draw the same, keeping the payments of each measure and of new ones apart."""
        self._settled(self.plan.items)
        self._open()
        nothing = np.zeros((self.paths, self.months)), np.zeros((self.paths, self.width))
        more = self._arriving()
        return Payments.joined(self.moved, self.paths), *(nothing if more is None else more)

    def _settled(self, items: Items) -> tuple[Floats, Floats]:
        """Pay what is settled: all paths alike, but for overruns and repayments."""
        ordered = items.picked(np.argsort(items.payer, kind="stable"))
        overrun = self.plan.risk.overrun
        if overrun is None:
            out = np.bincount(ordered.month, ordered.amount, self.months).astype(np.float64)
            amounts = ordered.amount[None, :]
        else:
            drawn = factors(overrun, self.chance, (self.paths, ordered.size))
            amounts = np.rint(drawn * ordered.amount)
            out = self._summed(ordered.month, amounts, self.months)
        back = np.zeros((self.paths, self.width))
        later = self._never(ordered.size)
        for kind, which in self._kinds(ordered):
            when = kind.draw(self.chance, (self.paths, which.size)) + ordered.month[which]
            back += self._summed(when, amounts[:, which], self.width)
            if self.plan.rows:
                later[:, which] = when
        if self.plan.rows:
            self.moved.append(Payments(amounts, ordered.month, later))
        return out, back

    def _never(self, size: int) -> Ints:
        """Nothing repaid yet; empty unless single measures are asked for."""
        shape = (self.paths, size) if self.plan.rows else (0, 0)
        return np.full(shape, self.width, dtype=np.int64)

    def _kinds(self, items: Items) -> Iterator[tuple[Repaid, Ints]]:
        """The advances of each payer, and when that one repays."""
        for payer in np.unique(items.payer[items.advance]):
            which = np.flatnonzero(items.advance & (items.payer == payer))
            yield self.kinds.get(str(payer), self.kinds[""]), which

    def _summed(self, when: Ints, amounts: Floats, width: int) -> Floats:
        """Add up amounts by path and month."""
        place = when + (np.arange(self.paths) * width)[:, None]
        weights = np.broadcast_to(amounts, place.shape)
        sums = np.bincount(place.ravel(), weights=weights.ravel(), minlength=self.paths * width)
        return np.asarray(sums, dtype=np.float64).reshape(self.paths, width)

    def _open(self) -> tuple[Floats, Floats] | None:
        """Let open facts turn out one way or the other, then pay."""
        open_items = self.plan.open
        if open_items is None:
            return None
        drawn = self.chance.random((self.paths, open_items.size))
        which = np.zeros(drawn.shape, dtype=np.int64)
        for border in open_items.chance.T[:-1]:
            which += drawn >= border
        which += np.arange(open_items.size) * open_items.chance.shape[1]
        path = np.repeat(np.arange(self.paths), open_items.size)
        return self._picked(open_items.items, which.ravel(), path, told=open_items.size)

    def _arriving(self) -> tuple[Floats, Floats] | None:
        """Let new measures arrive, each like one of the portfolio."""
        arrivals = self.plan.risk.arrivals
        pool = self.plan.items if self.plan.pool is None else self.plan.pool
        if arrivals is None or not pool.size:
            return None
        per_month = value_of(arrivals.per_month) * self.plan.approval
        count = self.chance.poisson(per_month, (self.paths, self.months))
        cell = np.repeat(np.arange(count.size), count.ravel())
        which = self.chance.integers(0, pool.size, cell.size)
        return self._picked(pool, which, cell // self.months, cell % self.months)

    def _picked(
        self, items: Items, which: Ints, path: Ints, month: Ints | None = None, told: int = 0
    ) -> tuple[Floats, Floats]:
        """Pay some of the items, each in its path; `told` is their number per path, if fixed."""
        when = items.month[which] if month is None else month
        amount = items.amount[which]
        if self.plan.risk.overrun is not None:
            drawn = factors(self.plan.risk.overrun, self.chance, (1, which.size))[0]
            amount = np.rint(amount * drawn)
        out = np.zeros(self.paths * self.months)
        out += np.bincount(path * self.months + when, amount, out.size)
        back = np.zeros(self.paths * self.width)
        repaid_in = self._never(told).ravel()
        for payer in np.unique(items.payer[items.advance]):
            kind = self.kinds.get(str(payer), self.kinds[""])
            ours = np.flatnonzero(items.advance[which] & (items.payer[which] == payer))
            later = kind.draw(self.chance, (1, ours.size))[0] + when[ours]
            back += np.bincount(path[ours] * self.width + later, amount[ours], back.size)
            if repaid_in.size:
                repaid_in[ours] = later
        if repaid_in.size:
            shaped = when.reshape(-1, told)[0], repaid_in.reshape(-1, told)
            self.moved.append(Payments(amount.reshape(-1, told), *shaped))
        shape = (self.paths, self.months), (self.paths, self.width)
        return out.reshape(shape[0]), back.reshape(shape[1])


def simulate(plan: FundPlan, progress: Progress | None = None) -> Paths:
    """Draw all paths of a plan."""
    *columns, dry, gone = zip(*chunks(plan, PathChunk.draw, progress), strict=True)
    balance, lost, outstanding = (np.concatenate(column) for column in columns)
    own = _own(plan, balance, np.sum(dry, axis=0), np.sum(gone, axis=0))
    return Paths(balance, lost, outstanding, plan.balance, own)


def chunks(
    plan: FundPlan, draw: Callable[[PathChunk], Drawn], progress: Progress | None = None
) -> list[Drawn]:
    """Draw the paths of a plan chunk by chunk."""
    risk = plan.risk
    kinds = {"": repaid(risk.repayment, risk.months, 2 * risk.months)}
    for payer, how in (risk.by_payer or {}).items():
        kinds[payer] = repaid(how, risk.months, 2 * risk.months)
    drawn = plan.items.size + (plan.open.size if plan.open else 0)
    at_once = max(1, min(risk.paths, AT_ONCE // max(drawn, risk.months)))
    count = ceil(risk.paths / at_once)
    seeds = np.random.SeedSequence(risk.seed).spawn(count)

    def chunk(number: int) -> Drawn:
        size = min(at_once, risk.paths - number * at_once)
        chance = np.random.Generator(np.random.SFC64(seeds[number]))
        return draw(PathChunk(plan, size, chance, kinds))

    drawn_chunks = []
    with ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        for done, drawn_chunk in enumerate(workers.map(chunk, range(count)), 1):
            drawn_chunks.append(drawn_chunk)
            if progress:
                progress(min(done * at_once, risk.paths), risk.paths)
    return drawn_chunks


def in_order(plan: FundPlan) -> Ints:
    """The rows of a plan in the order in which their payments stand."""
    order = np.argsort(plan.items.payer, kind="stable")
    return np.asarray(
        [*np.asarray(plan.rows[: order.size])[order], *plan.rows[order.size :]], dtype=np.int64
    )


def _own(plan: FundPlan, balance: Ints, dry: Ints, lost: Floats) -> tuple[OwnShare, ...]:
    """The share of each measure in the risk, the largest first."""
    return shares(in_order(plan), balance, dry, lost) if plan.rows else ()


_NONE = np.zeros(0, dtype=np.int64)


def _whole(amounts: Floats) -> Ints:
    return np.rint(amounts).astype(np.int64)
