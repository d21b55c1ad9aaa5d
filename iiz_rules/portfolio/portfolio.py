"""Every measure of a portfolio split among the payers, in columns, as each case is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from iiz_rules.engine.interpreter import Situation
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import walk
from iiz_rules.language.program.money import Waterfall
from iiz_rules.language.program.rules import Program
from iiz_rules.portfolio.columns import ON, Columns, named
from iiz_rules.portfolio.parts import LEFT_LEAST, LEFT_MOST, least, most, with_parts, with_verdicts
from iiz_rules.portfolio.reading import BadRow, read_rows
from iiz_rules.portfolio.reasons import WHY, reason, with_reasons
from iiz_rules.portfolio.scenario import Setting
from iiz_rules.tables.sheets import ROW, Sheet, read_sheet
from iiz_rules.words.text import Language

Progress = Callable[[int, int], None]
AT_ONCE = 250_000
"""How many rows are worked on at a time; progress is told between them."""


@dataclass(frozen=True)
class Portfolio:
    """A portfolio under a scenario: a row for each measure, with parts, verdicts and reasons."""

    setting: Setting
    rows: pl.DataFrame
    """amounts are whole Rappen"""
    bad: tuple[BadRow, ...]
    ignored: tuple[str, ...]
    total: int
    """how many rows the table has, those left out included"""
    on: date

    @property
    def waterfall(self) -> Waterfall:
        """The payers in order."""
        assert self.setting.program.waterfall is not None
        return self.setting.program.waterfall

    @property
    def cost(self) -> str:
        """The column with the cost."""
        return named(self.waterfall.amount)

    def frame(self, language: Language = "de") -> pl.DataFrame:
        """Give the result as a frame of its own: francs, verdicts, and why in words."""
        payers = self.waterfall.payers
        shown = [name for name in ("id", "region", "institution") if name in self.rows.columns]
        columns = [pl.col(ROW), *map(pl.col, shown), pl.col(ON).alias("date")]
        columns.append(francs(self.cost).alias("cost"))
        for one in payers:
            columns.append(francs(least(one.rule)).alias(one.rule))
            if not self.rows[least(one.rule)].equals(self.rows[most(one.rule)]):
                columns.append(francs(most(one.rule)).alias(f"{one.rule}.at_most"))
        columns += [francs(LEFT_LEAST).alias("left"), francs(LEFT_MOST).alias("left.at_most")]
        columns += [VERDICT.alias("verdict"), self._reasons(language)]
        return self.rows.select(columns)

    def _reasons(self, language: Language) -> pl.Expr:
        numbers = self.rows[WHY].unique().to_list()
        words = [reason(self.setting.program, self.waterfall, one, language) for one in numbers]
        return pl.col(WHY).replace_strict(numbers, words, return_dtype=pl.String).alias("reasons")

    @cached_property
    def sums(self) -> dict[str, tuple[int, int]]:
        """What each payer pays in all, at least and at most, in Rappen; and what nobody pays."""
        rules = [one.rule for one in self.waterfall.payers]
        found = {rule: (self._sum(least(rule)), self._sum(most(rule))) for rule in rules}
        return found | {"left": (self._sum(LEFT_LEAST), self._sum(LEFT_MOST))}

    def _sum(self, column: str) -> int:
        return int(self.rows[column].sum())

    def totals(self, by: str) -> pl.DataFrame:
        """Give rows, costs and parts by `region`, `institution` or `month`, in francs."""
        key = pl.col(ON).dt.strftime("%m.%Y") if by == "month" else pl.col(by)
        if by != "month" and by not in self.rows.columns:
            return pl.DataFrame()
        rules = [one.rule for one in self.waterfall.payers]
        sums = [pl.col(least(rule)).sum() for rule in rules]
        named_sums = [francs_of(one).alias(rule) for one, rule in zip(sums, rules, strict=True)]
        open_ = sum((pl.col(most(rule)) - pl.col(least(rule)) for rule in rules), pl.lit(0))
        return (
            self.rows.group_by(key.alias(by))
            .agg(
                pl.col(ON).min().alias("first"),
                pl.len().alias("rows"),
                francs_of(pl.col(self.cost).sum()).alias("cost"),
                *named_sums,
                francs_of(pl.col(LEFT_LEAST).sum()).alias("left"),
                (open_ > 0).sum().alias("open"),
            )
            .sort(pl.col("first") if by == "month" else by, nulls_last=True)
            .drop("first")
        )

    @property
    def unlisted(self) -> tuple[str, ...]:
        """The measures that no catalogue lists, where there are catalogues: perhaps misspelt."""
        program = self.setting.program
        kind = self.waterfall.kind
        if kind is None or not program.catalogues:
            return ()
        listed = {value for node in _listing(program) for value in node.values}
        return tuple(sorted(set(self.rows[named(kind)].drop_nulls().unique()) - listed))


def _listing(program: Program) -> list[conditions.OneOf]:
    found = (one for name, one in program.definitions.items() if name.startswith("term:listed-in."))
    nodes = (node for one in found for node in walk(one.node))
    return [node for node in nodes if isinstance(node, conditions.OneOf)]


VERDICT = (
    pl.when(pl.col(LEFT_MOST) == 0)
    .then(pl.lit("paid"))
    .when(pl.col(LEFT_LEAST) > 0)
    .then(pl.lit("uncovered"))
    .otherwise(pl.lit("open"))
)
"""Paid whatever is still open; surely not wholly; or open."""


def francs_of(rappen: pl.Expr) -> pl.Expr:
    """Give an amount in Rappen as francs, exact."""
    return rappen.cast(pl.Decimal(18, 2)) / pl.lit(100, pl.Decimal(18, 2))


def francs(column: str) -> pl.Expr:
    """Give a column in Rappen as francs."""
    return francs_of(pl.col(column))


def evaluate(setting: Setting, given: Any, on: date, progress: Progress | None = None) -> Portfolio:
    """Split every measure of a portfolio among the payers.

    Raises UsageError where the table as a whole cannot be used; rows that cannot are listed.
    """
    sheet = given if isinstance(given, Sheet) else read_sheet(given)
    waterfall = setting.program.waterfall
    if waterfall is None:
        raise UsageError([Finding("no-payers", Place(Source(setting.program.canton)))])
    read = read_rows(setting, sheet, on)
    columns = Columns(setting.program, setting.policy.options, read.days)
    situation = Situation({}, on, setting.policy.options)
    done = []
    for start in range(0, max(read.frame.height, 1), AT_ONCE):
        part = with_verdicts(read.frame[start : start + AT_ONCE], columns, waterfall)
        part = with_parts(part, setting.program, situation, waterfall)
        done.append(with_reasons(part, columns, waterfall))
        if progress:
            progress(min(start + AT_ONCE, read.frame.height), read.frame.height)
    total = sheet.frame.height + len(sheet.broken)
    return Portfolio(setting, pl.concat(done), read.bad, read.ignored, total, on)
