"""What a portfolio means for the fund: amounts, months, advances, and what open facts change.

For a row with open facts every combination of their values is split by the same waterfall, with
its probability. What is still open then counts with the most the fund may pay, and is reported.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import prod
from typing import Any

import polars as pl

from iiz_rules.engine.asking.candidates import reachable
from iiz_rules.engine.columnar.slots import fact_column
from iiz_rules.engine.columnar.waterfall import part_high, part_low
from iiz_rules.language.model.scenario import Fund, value_of
from iiz_rules.language.program.conditions import facts_of
from iiz_rules.language.program.rules import Program
from iiz_rules.portfolio.portfolio import AT_ONCE, Portfolio
from iiz_rules.portfolio.rows import ON, ROW, told_again
from iiz_rules.portfolio.split import Splitting, verdict

MOST_COMBINATIONS = 256
AMOUNT, ADVANCE, PAYER, MONTH, CHANCE = "amount", "advance", "payer", "month", "chance"


@dataclass(frozen=True)
class Exposure:
    """The fund's part of a portfolio: a line for each measure or possible outcome of one."""

    settled: pl.DataFrame
    open: pl.DataFrame
    """grouped by row; the chances of a row add up to one"""
    alike: pl.DataFrame
    """what new measures are modelled on: the settled ones, approved or not"""
    prudent: int
    """rows counted with the most the fund may pay, for lack of an assumption"""
    beyond: int
    """rows after the simulated period, which are left out"""

    @property
    def last(self) -> int:
        """The last month in which the fund may pay a measure, counted from 0."""
        both = pl.concat([lines.select(MONTH, AMOUNT) for lines in (self.settled, self.open)])
        month = both.filter(pl.col(AMOUNT) > 0)[MONTH].max()
        return month if isinstance(month, int) else 0


def exposure(portfolio: Portfolio, fund: Fund, start: date, months: int) -> Exposure:
    """What the fund pays, when, and who is expected to repay."""
    rows = _dated(portfolio.rows, start)
    beyond = rows.filter(pl.col(MONTH) >= months).height
    rows = rows.filter(pl.col(MONTH) < months)
    rules = [payer.rule for payer in portfolio.waterfall.payers if payer.actor == fund.payer]
    certain = pl.all_horizontal(
        pl.lit(True), *(pl.col(part_low(rule)) == pl.col(part_high(rule)) for rule in rules)
    )
    settled = _lines(portfolio, fund, rows.filter(certain), rules)
    turned = [
        _lines(portfolio, fund, outcomes, rules)
        for outcomes in _turned(portfolio, rows.filter(~certain))
    ]
    none = settled.clear().with_columns(pl.lit(1.0).alias(CHANCE))
    opened = pl.concat(turned) if turned else none
    prudent = opened.filter(pl.col("unsure"))[ROW].n_unique()
    keys = [ROW, MONTH, AMOUNT, ADVANCE, PAYER]
    settled = settled.filter(pl.col(AMOUNT) > 0)
    drawn, opened = _approved(portfolio, settled, opened)
    merged = opened.group_by(keys).agg(pl.col(CHANCE).sum()).sort(keys)
    return Exposure(drawn, merged, settled, prudent, beyond)


def _approved(
    portfolio: Portfolio, settled: pl.DataFrame, opened: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """If approval is random, what is paid by decision may be refused, which costs nothing."""
    answers = portfolio.setting.scenario.file.answers
    if answers is None or answers.probability >= 1:
        return settled, opened
    chance = answers.probability
    by_decision = [payer.rule for payer in portfolio.waterfall.payers if payer.routes]
    paid = pl.any_horizontal(pl.lit(False), *(pl.col(part_high(rule)) > 0 for rule in by_decision))
    rows = portfolio.rows.filter(paid)[ROW].implode()
    decided = pl.col(ROW).is_in(rows)
    yes = pl.concat(
        [settled.filter(decided).with_columns(pl.lit(1.0).alias(CHANCE)), opened.filter(decided)],
        how="diagonal",
    )
    no = yes.with_columns(
        pl.lit(0, pl.Int64).alias(AMOUNT), pl.lit(False).alias(ADVANCE), pl.lit("").alias(PAYER)
    )
    drawn = [
        yes.with_columns(pl.col(CHANCE) * chance),
        no.with_columns(pl.col(CHANCE) * (1 - chance)),
    ]
    rest = opened.filter(~decided)
    return settled.filter(~decided), pl.concat([*drawn, rest], how="diagonal")


def _dated(rows: pl.DataFrame, start: date) -> pl.DataFrame:
    """Count months from the start; what lies before it is paid in the first month."""
    on = pl.col(ON)
    month = (on.dt.year() - start.year) * 12 + on.dt.month().cast(pl.Int32) - start.month
    return rows.with_columns(month.clip(lower_bound=0).cast(pl.Int64).alias(MONTH))


def _lines(portfolio: Portfolio, fund: Fund, rows: pl.DataFrame, rules: list[str]) -> pl.DataFrame:
    """The fund's amount of each row, and whether the route taken is an advance."""
    amount = sum((pl.col(part_high(rule)) for rule in rules), pl.lit(0, pl.Int64))
    sure = sum((pl.col(part_low(rule)) for rule in rules), pl.lit(0, pl.Int64))
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
    """Whether the first route that is surely open is an advance, and who repays it."""
    payers = [payer for payer in portfolio.waterfall.payers if payer.rule in rules]
    routes = dict.fromkeys((*fund.prefer, *(route for payer in payers for route in payer.routes)))
    repaid_by = portfolio.waterfall.repaid_by
    advance: pl.Expr = pl.lit(False)
    payer: pl.Expr = pl.lit("")
    for route in reversed([name for name in routes if verdict(name) in portfolio.rows.columns]):
        may = pl.col(verdict(route)).fill_null(False)
        fact = repaid_by.get(route)
        who = pl.col(fact_column(fact)).cast(pl.String).fill_null("") if fact else pl.lit("")
        advance = pl.when(may).then(pl.lit(fact is not None)).otherwise(advance)
        payer = pl.when(may).then(who).otherwise(payer)
    return advance, payer


def _turned(portfolio: Portfolio, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Split the rows once for each outcome of their open facts."""
    if rows.is_empty():
        return
    setting = portfolio.setting
    columns = told_again(setting.program, rows)
    rows = rows.select(ROW, ON, MONTH, *columns.values())
    asked = (setting.program, setting.policy.options, rows, columns, portfolio.on)
    splitting = Splitting(*asked, give=("verdict", "parts"))
    yield from map(splitting.sound, _batches(_alternatives(portfolio, rows)))


def _alternatives(portfolio: Portfolio, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Rows with the same open facts, once for each outcome with its chance, in batches."""
    facts = [fact_column(fact) for fact in _read(portfolio.setting.program)]
    gaps = pl.concat_str(pl.col(fact).is_null().cast(pl.Int8).cast(pl.String) for fact in facts)
    for _, group in rows.group_by(gaps, maintain_order=True):
        open_ = [fact.removeprefix("fact:") for fact in facts if group[fact].null_count()]
        outcomes = _outcomes(portfolio, open_, rows.schema)
        alike = group.drop(outcomes.columns, strict=False)
        for some in alike.iter_slices(max(1, AT_ONCE // outcomes.height)):
            yield some.join(outcomes, how="cross").select(*rows.columns, CHANCE)


def _batches(frames: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Join small frames: a question costs the same for few rows as for many."""
    waiting: list[pl.DataFrame] = []
    for frame in frames:
        waiting.append(frame)
        if sum(each.height for each in waiting) >= AT_ONCE:
            yield pl.concat(waiting)
            waiting = []
    if waiting:
        yield pl.concat(waiting)


def _outcomes(portfolio: Portfolio, open_: list[str], schema: pl.Schema) -> pl.DataFrame:
    """The possible outcomes of facts with their chances; one if nothing is assumed."""
    likely = {fact: odds for fact in open_ if (odds := _odds(portfolio, fact))}
    while prod(map(len, likely.values())) > MOST_COMBINATIONS:
        likely.popitem()
    ways = list(product(*(odds.items() for odds in likely.values())))
    values = {
        fact_column(fact): pl.Series(
            [way[place][0] for way in ways], dtype=schema[fact_column(fact)]
        )
        for place, fact in enumerate(likely)
    }
    chances = [prod((chance for _, chance in way), start=1.0) for way in ways]
    return pl.DataFrame({**values, CHANCE: chances})


def _read(program: Program) -> list[str]:
    """The facts that payers and routes read."""
    assert program.waterfall is not None
    rules = [program.rules[payer.rule] for payer in program.waterfall.payers]
    nodes = (node for rule in rules for node in reachable(program, rule.node))
    facts = {fact for node in nodes for fact in facts_of(node)}
    return [fact for fact in program.facts if fact in facts]


def _odds(portfolio: Portfolio, fact: str) -> dict[Any, float]:
    """The probability of each value of an open fact; empty if nothing is assumed."""
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
