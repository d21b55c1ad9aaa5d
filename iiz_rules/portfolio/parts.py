"""The waterfall in columns: each payer's part in Rappen, for all rows at once.

The columns of a payer are `at least` and `at most`; where no row has an open verdict both are one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import gcd

import polars as pl

from iiz_rules.engine.deadlines import chosen
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.program.money import Coverage, Waterfall
from iiz_rules.language.program.rules import Program
from iiz_rules.portfolio.columns import Columns, named

FINEST = 10_000
MOST = 10**14
"""The largest cost in Rappen that a share can be taken of in whole numbers of 64 bits."""


def verdict(rule: str) -> str:
    """Name the column with the verdict of a payer or a route."""
    return f"verdict:{rule}"


def least(rule: str) -> str:
    """Name the column with what a payer pays at least."""
    return f"least:{rule}"


def most(rule: str) -> str:
    """Name the column with what a payer pays at most."""
    return f"most:{rule}"


LEFT_LEAST, LEFT_MOST = "left:least", "left:most"


@dataclass(frozen=True)
class Rounded:
    """A share of whole numbers, rounded as declared."""

    share: int
    of: int
    rounding: str

    def __call__(self, amount: pl.Expr) -> pl.Expr:
        """Give the share of an amount in Rappen."""
        if self.share == self.of:
            return amount
        if self.rounding == "half-up":
            return (amount * (2 * self.share) + self.of) // (2 * self.of)
        return (amount * self.share + (self.of - 1 if self.rounding == "up" else 0)) // self.of


def with_verdicts(frame: pl.DataFrame, columns: Columns, waterfall: Waterfall) -> pl.DataFrame:
    """Add the verdicts of payers and routes."""
    rules = dict.fromkeys(one.rule for one in waterfall.payers)
    rules |= dict.fromkeys(route for one in waterfall.payers for route in one.routes)
    found = (columns.rule(rule).alias(verdict(rule)) for rule in rules)
    return frame.lazy().with_columns(found).collect()


def with_parts(
    frame: pl.DataFrame, program: Program, situation: Situation, waterfall: Waterfall
) -> pl.DataFrame:
    """Add what each payer pays, and what remains, to rows that have their verdicts."""
    rounding = str(chosen(program, situation, waterfall.rounding))
    whole = pl.col(named(waterfall.amount))
    found = frame.lazy().with_columns(whole.alias(LEFT_LEAST), whole.alias(LEFT_MOST))
    bounded = False
    for payer in waterfall.payers:
        covers = chosen(program, situation, payer.covers)
        assert isinstance(covers, Coverage)
        bounded = bounded or frame[verdict(payer.rule)].null_count() > 0
        step = _bounded if bounded else _settled
        paid = partial(_paid, covers, whole=whole, rounding=rounding)
        found = step(found, payer.rule, paid)
    return found.collect()


Paid = Callable[[pl.Expr], pl.Expr]
"""What a payer pays of what is left."""


def _settled(found: pl.LazyFrame, rule: str, paid: Paid) -> pl.LazyFrame:
    """Add the part of a payer where no row is open: one amount, not two."""
    part = pl.col(least(rule))
    left = pl.col(LEFT_LEAST) - part
    return found.with_columns(
        _where(pl.col(verdict(rule)), paid(pl.col(LEFT_LEAST))).alias(least(rule))
    ).with_columns(part.alias(most(rule)), left.alias(LEFT_LEAST), left.alias(LEFT_MOST))


def _bounded(found: pl.LazyFrame, rule: str, paid: Paid) -> pl.LazyFrame:
    """Add the part of a payer at least and at most; who may pay lowers what is left at least."""
    truth = pl.col(verdict(rule))
    pays, may = truth.fill_null(False), truth.fill_null(True)
    low, high = pl.col(LEFT_LEAST), pl.col(LEFT_MOST)
    return found.with_columns(
        _where(pays, paid(low)).alias(least(rule)),
        _where(may, paid(high)).alias(most(rule)),
        (low - _where(may, paid(low))).alias(LEFT_LEAST),
        (high - _where(pays, paid(high))).alias(LEFT_MOST),
    )


def _where(truth: pl.Expr, amount: pl.Expr) -> pl.Expr:
    return pl.when(truth).then(amount).otherwise(pl.lit(0, pl.Int64))


def _paid(covers: Coverage, left: pl.Expr, whole: pl.Expr, rounding: str) -> pl.Expr:
    """Give what a payer pays of what is left, in whole Rappen."""
    over = gcd(int(covers.share * FINEST), FINEST)
    share = Rounded(int(covers.share * FINEST) // over, FINEST // over, rounding)
    part = share(whole if covers.whole else left)
    limits = [part] if covers.cap is None else [part, pl.lit(int(covers.cap * 100), pl.Int64)]
    if covers.whole:
        limits.append(left)
    return limits[0] if len(limits) == 1 else pl.min_horizontal(limits)
