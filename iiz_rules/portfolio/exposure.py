"""What a portfolio means for the fund: amounts, months, advances, and what open facts change.

Of a row with open facts every combination of their values is worked out by the same waterfall, with
its probability. What stays open after that counts with the most the fund may pay, and is named.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import product
from operator import and_
from typing import Any

import polars as pl

from iiz_rules.engine.asking.candidates import reachable
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.model.scenario import Fund, value_of
from iiz_rules.language.program import conditions
from iiz_rules.portfolio.columns import ON, Columns, named
from iiz_rules.portfolio.parts import least, most, verdict, with_parts, with_verdicts
from iiz_rules.portfolio.portfolio import Portfolio
from iiz_rules.tables.sheets import ROW

MOST_COMBINATIONS = 256
AMOUNT, ADVANCE, PAYER, MONTH, CHANCE = "amount", "advance", "payer", "month", "chance"


@dataclass(frozen=True)
class Exposure:
    """The fund's part of a portfolio, a line for each measure, or for each way it may turn out."""

    settled: pl.DataFrame
    open: pl.DataFrame
    """grouped by row; the chances of a row add up to one"""
    prudent: int
    """how many rows count with the most the fund may pay, for want of an assumption"""
    beyond: int
    """how many rows lie after the time simulated, and are left out"""


def exposure(portfolio: Portfolio, fund: Fund, start: date, months: int) -> Exposure:
    """Give what the fund pays, when, and who is expected to repay."""
    rows = _dated(portfolio.rows, start)
    beyond = rows.filter(pl.col(MONTH) >= months).height
    rows = rows.filter(pl.col(MONTH) < months)
    rules = [one.rule for one in portfolio.waterfall.payers if one.actor == fund.payer]
    certain = reduce(and_, (pl.col(least(one)) == pl.col(most(one)) for one in rules), pl.lit(True))
    settled = _lines(portfolio, fund, rows.filter(certain), rules)
    turned = [
        _lines(portfolio, fund, frame, rules) for frame in _turned(portfolio, rows.filter(~certain))
    ]
    opened = (
        pl.concat(turned) if turned else settled.clear().with_columns(pl.lit(1.0).alias(CHANCE))
    )
    prudent = opened.filter(pl.col("unsure"))[ROW].n_unique()
    settled = settled.filter(pl.col(AMOUNT) > 0)
    return Exposure(settled, _merged(opened), prudent, beyond)


def _dated(rows: pl.DataFrame, start: date) -> pl.DataFrame:
    """Count months from the start; what lies before it is paid in the first month."""
    on = pl.col(ON)
    month = (on.dt.year() - start.year) * 12 + on.dt.month().cast(pl.Int32) - start.month
    return rows.with_columns(month.clip(lower_bound=0).cast(pl.Int64).alias(MONTH))


def _lines(portfolio: Portfolio, fund: Fund, rows: pl.DataFrame, rules: list[str]) -> pl.DataFrame:
    """Give the fund's amount of each row, and whether the route taken is an advance."""
    amount = sum((pl.col(most(one)) for one in rules), pl.lit(0, pl.Int64))
    sure = sum((pl.col(least(one)) for one in rules), pl.lit(0, pl.Int64))
    advance, payer = _route(portfolio, fund, rules)
    chance = [pl.col(CHANCE)] if CHANCE in rows.columns else []
    return rows.select(
        ROW,
        MONTH,
        *chance,
        amount.alias(AMOUNT),
        advance.alias(ADVANCE),
        payer.alias(PAYER),
        (amount > sure).alias("unsure"),
    )


def _route(portfolio: Portfolio, fund: Fund, rules: list[str]) -> tuple[pl.Expr, pl.Expr]:
    """Take the first open route; where none is surely open, the one that is no advance."""
    payers = [one for one in portfolio.waterfall.payers if one.rule in rules]
    routes = dict.fromkeys((*fund.prefer, *(route for one in payers for route in one.routes)))
    repaid_by = portfolio.waterfall.repaid_by
    advance: pl.Expr = pl.lit(False)
    payer: pl.Expr = pl.lit("")
    for route in reversed([one for one in routes if verdict(one) in portfolio.rows.columns]):
        may = pl.col(verdict(route)).fill_null(False)
        fact = repaid_by.get(route)
        who = pl.col(named(fact)).cast(pl.String).fill_null("") if fact else pl.lit("")
        advance = pl.when(may).then(pl.lit(fact is not None)).otherwise(advance)
        payer = pl.when(may).then(who).otherwise(payer)
    return advance, payer


def _turned(portfolio: Portfolio, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Give the rows once for each way in which their open facts may turn out."""
    facts = [named(one) for one in _read(portfolio)]
    gaps = pl.concat_str(pl.col(one).is_null().cast(pl.Int8).cast(pl.String) for one in facts)
    for _, group in rows.with_columns(gaps.alias("gaps")).group_by("gaps", maintain_order=True):
        open_ = [one.removeprefix("fact:") for one in facts if group[one].null_count()]
        likely = {name: odds for name in open_ if (odds := _odds(portfolio, name))}
        while _count(likely) > MOST_COMBINATIONS:
            likely.popitem()
        for values in product(*(odds.items() for odds in likely.values())):
            yield _evaluated(portfolio, group, dict(zip(likely, values, strict=True)))


def _count(likely: Mapping[str, Mapping[Any, float]]) -> int:
    return reduce(lambda found, odds: found * len(odds), likely.values(), 1)


def _read(portfolio: Portfolio) -> list[str]:
    """Name the facts that payers and routes read."""
    program = portfolio.setting.program
    rules = [program.rules[one.rule] for one in portfolio.waterfall.payers]
    nodes = (node for rule in rules for node in reachable(program, rule.node))
    facts = {name for node in nodes for name in _facts(node)}
    return [name for name in program.facts if name in facts]


def _facts(node: conditions.Condition) -> Iterator[str]:
    for key in ("fact", "other"):
        name = getattr(node, key, None)
        if name:
            yield name


def _odds(portfolio: Portfolio, fact: str) -> dict[Any, float]:
    """Give how likely each value of an open fact is; nothing where nothing is assumed."""
    risk = portfolio.setting.scenario.file.risk
    assumed = (risk.open if risk else None) or {}
    kind = portfolio.setting.program.facts[fact].domain.type
    odds = assumed.get(fact, assumed.get("default") if kind in ("bool", "judgement") else None)
    if odds is None:
        return {}
    if isinstance(odds, Mapping):
        return {code: float(str(share)) for code, share in odds.items()}
    yes = min(value_of(float(str(odds))), 1.0)
    return {True: yes, False: 1 - yes}


def _evaluated(
    portfolio: Portfolio, rows: pl.DataFrame, turned: Mapping[str, tuple[Any, float]]
) -> pl.DataFrame:
    """Work out rows whose open facts have turned out in one way, with its probability."""
    chance = reduce(lambda found, one: found * one[1], turned.values(), 1.0)
    given = [
        pl.lit(value, rows.schema[named(fact)]).alias(named(fact))
        for fact, (value, _) in turned.items()
    ]
    setting = portfolio.setting
    columns = Columns(setting.program, setting.policy.options, tuple(rows[ON].unique().sort()))
    frame = with_verdicts(
        rows.with_columns(*given, pl.lit(chance).alias(CHANCE)), columns, portfolio.waterfall
    )
    situation = Situation({}, portfolio.on, setting.policy.options)
    return with_parts(frame, setting.program, situation, portfolio.waterfall)


def _merged(opened: pl.DataFrame) -> pl.DataFrame:
    """Put outcomes of a row together that are the same."""
    keys = [ROW, MONTH, AMOUNT, ADVANCE, PAYER]
    return opened.group_by(keys).agg(pl.col(CHANCE).sum()).sort(keys)
