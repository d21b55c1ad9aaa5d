"""Every measure of a portfolio split among the payers, by the column engine."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from iiz_rules.engine.columnar.slots import fact_column
from iiz_rules.engine.columnar.waterfall import part_high, part_low
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import walk
from iiz_rules.language.program.money import Waterfall
from iiz_rules.portfolio.reasons import WHY, reason, why
from iiz_rules.portfolio.rows import ON, ROW, BadRow, costs, in_order, read_rows
from iiz_rules.portfolio.scenario import Setting
from iiz_rules.portfolio.split import LEFT_HIGH, LEFT_LOW, Splitting
from iiz_rules.tables.table import read_table
from iiz_rules.words.text import Language

Progress = Callable[[int, int], None]
AT_ONCE = 250_000
"""rows split at a time; progress is reported in between"""


@dataclass(frozen=True)
class Portfolio:
    """A portfolio under a scenario: a row for each measure, with parts, verdicts and reasons."""

    setting: Setting
    rows: pl.DataFrame
    """amounts are whole Rappen"""
    bad: tuple[BadRow, ...]
    ignored: tuple[str, ...]
    total: int
    """rows of the table, including rejected ones"""
    on: date

    def __repr__(self) -> str:
        return f"<Portfolio of {self.total} measures on {self.on}, {len(self.bad)} left out>"

    def without(self, measures: Collection[str]) -> "tuple[Portfolio, tuple[str, ...]]":
        """The portfolio without these measures, by id, and those among them that it had."""
        if not measures or "id" not in self.rows.columns:
            return self, ()
        named = pl.col("id").is_in(list(measures)).fill_null(False)
        left = self.rows.filter(~named)
        known = tuple(self.rows.filter(named)["id"])
        return replace(self, rows=left, total=self.total - len(known)), known

    def with_rows(self, rows: pl.DataFrame) -> "Portfolio":
        """The same portfolio with other rows."""
        return replace(self, rows=rows)

    @property
    def waterfall(self) -> Waterfall:
        """The payers in order."""
        assert self.setting.program.waterfall is not None
        return self.setting.program.waterfall

    @property
    def cost(self) -> str:
        """The column with the cost; null where only bounds are known."""
        return fact_column(self.waterfall.amount)

    @cached_property
    def costs(self) -> tuple[pl.Expr, pl.Expr]:
        """What each row costs at least and at most, in Rappen."""
        return costs(self.rows, self.waterfall.amount)

    def frame(self, language: Language = "de") -> pl.DataFrame:
        """The result as a frame: francs, verdicts, and reasons in words."""
        known = [name for name in ("id", "region", "institution") if name in self.rows.columns]
        columns = [pl.col(ROW), *map(pl.col, known), pl.col(ON).alias("date")]
        least, most = self.costs
        columns.append(francs_of(least).alias("cost"))
        if not self.rows.select((least == most).all()).item():
            columns.append(francs_of(most).alias("cost.at_most"))
        for payer in self.waterfall.payers:
            low, high = part_low(payer.rule), part_high(payer.rule)
            columns.append(francs(low).alias(payer.rule))
            if not self.rows[low].equals(self.rows[high]):
                columns.append(francs(high).alias(f"{payer.rule}.at_most"))
        columns += [francs(LEFT_LOW).alias("left"), francs(LEFT_HIGH).alias("left.at_most")]
        columns += [VERDICT.alias("verdict"), self._reasons(language)]
        return self.rows.select(columns)

    def _reasons(self, language: Language) -> pl.Expr:
        numbers = self.rows[WHY].unique().to_list()
        words = [reason(self.setting.program, self.waterfall, why, language) for why in numbers]
        return pl.col(WHY).replace_strict(numbers, words, return_dtype=pl.String).alias("reasons")

    @cached_property
    def sums(self) -> dict[str, tuple[int, int]]:
        """The total of each payer and of what nobody pays, at least and at most, in Rappen."""
        rules = [payer.rule for payer in self.waterfall.payers]
        parts = {rule: (self._sum(part_low(rule)), self._sum(part_high(rule))) for rule in rules}
        return parts | {"left": (self._sum(LEFT_LOW), self._sum(LEFT_HIGH))}

    def _sum(self, column: str) -> int:
        return int(self.rows[column].sum())

    def totals(self, by: str) -> pl.DataFrame:
        """Rows, costs and parts by `region`, `institution` or `month`, in francs.

        A part is what is surely paid; `open` is the rest of the cost, so that each row adds up.
        """
        key = pl.col(ON).dt.strftime("%m.%Y") if by == "month" else pl.col(by)
        if by != "month" and by not in self.rows.columns:
            return pl.DataFrame()
        rules = [payer.rule for payer in self.waterfall.payers]
        sums = [francs_of(pl.col(part_low(rule)).sum()).alias(rule) for rule in rules]
        sure = sum((pl.col(part_low(rule)) for rule in rules), pl.col(LEFT_LOW))
        return (
            self.rows.group_by(key.alias(by))
            .agg(
                pl.col(ON).min().alias("first"),
                pl.len().alias("rows"),
                francs_of(self.costs[1].sum()).alias("cost"),
                *sums,
                francs_of(pl.col(LEFT_LOW).sum()).alias("left"),
                francs_of((self.costs[1] - sure).sum()).alias("open"),
            )
            .sort(pl.col("first") if by == "month" else by, nulls_last=True)
            .drop("first")
        )

    @property
    def unlisted(self) -> tuple[str, ...]:
        """The measures that no catalogue lists, if there are any: perhaps misspelt."""
        program, kind = self.setting.program, self.waterfall.kind
        if kind is None or not program.catalogues:
            return ()
        terms = (term for name, term in program.definitions.items() if name.startswith(LISTED_IN))
        nodes = (node for term in terms for node in walk(term.node))
        listings = (node for node in nodes if isinstance(node, conditions.OneOf))
        listed = {value for node in listings for value in node.values}
        return tuple(sorted(set(self.rows[fact_column(kind)].drop_nulls().unique()) - listed))


LISTED_IN = "term:listed-in."
VERDICT = (
    pl.when(pl.col(LEFT_HIGH) == 0)
    .then(pl.lit("paid"))
    .when(pl.col(LEFT_LOW) > 0)
    .then(pl.lit("uncovered"))
    .otherwise(pl.lit("open"))
)
"""paid whatever is open; surely not in full; or open"""


def francs_of(rappen: pl.Expr) -> pl.Expr:
    """An amount in Rappen as francs, exact."""
    return rappen.cast(pl.Decimal(18, 2)) / pl.lit(100, pl.Decimal(18, 2))


def francs(column: str) -> pl.Expr:
    """A column in Rappen as francs."""
    return francs_of(pl.col(column))


def evaluate(setting: Setting, given: Any, on: date, progress: Progress | None = None) -> Portfolio:
    """Split every measure of a portfolio among the payers.

    Raises UsageError where the table as a whole cannot be used; rows that cannot are listed.
    """
    table = read_table(given)
    program = setting.program
    if program.waterfall is None:
        raise UsageError([Finding("no-payers", Place(Source(program.canton)))])
    read = read_rows(setting, table, on)
    splitting = Splitting(program, setting.policy.options, read.frame, read.told, on)
    answered, bad = [], list(read.bad)
    for start in range(0, max(read.frame.height, 1), AT_ONCE):
        rows, refused = splitting.checked(read.frame[start : start + AT_ONCE])
        answered.append(why(rows, program, program.waterfall))
        for row in refused.iter_rows(named=True):  # what is wrong is said as of a case
            bad += read.refused(row, read.read(program, row).findings)
        if progress:
            progress(min(start + AT_ONCE, read.frame.height), read.frame.height)
    rows = pl.concat(answered)
    return Portfolio(setting, rows, in_order(bad), read.ignored, read.table.total, on)
