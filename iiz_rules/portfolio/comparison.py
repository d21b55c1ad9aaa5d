"""Two scenarios on one portfolio: who pays what in each, row by row, and why it changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from iiz_rules.engine.columnar.slots import fact_column
from iiz_rules.engine.columnar.waterfall import part_high, part_low
from iiz_rules.findings.errors import known_language
from iiz_rules.portfolio.portfolio import Portfolio, francs
from iiz_rules.portfolio.reasons import reasons_of
from iiz_rules.portfolio.rows import ROW, BadRow, in_order
from iiz_rules.portfolio.split import LEFT_HIGH, LEFT_LOW
from iiz_rules.tables.writing import save
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.portfolio.risk.statistics import Estimate
    from iiz_rules.portfolio.simulate import Simulation

NOBODY = "nobody"


@dataclass(frozen=True)
class Comparison:
    """The same portfolio under two scenarios."""

    first: "Simulation"
    second: "Simulation"

    @property
    def _portfolios(self) -> tuple[Portfolio, Portfolio]:
        return self.first.portfolio, self.second.portfolio

    @property
    def budgets(self) -> list[tuple[int, "Estimate", "Estimate"]]:
        """The shortage in each scenario by initial balance, in Rappen."""
        if self.first.risk is None or self.second.risk is None:
            return []
        second = dict(self.second.risk.findings.budgets)
        return [
            (balance, before, second[balance])
            for balance, before in self.first.risk.findings.budgets
            if balance in second
        ]

    @property
    def rules(self) -> tuple[str, ...]:
        """The payers of either scenario, in their order."""
        both = (payer.rule for one in self._portfolios for payer in one.waterfall.payers)
        return tuple(dict.fromkeys(both))

    @property
    def bad(self) -> tuple[BadRow, ...]:
        """The rows rejected under either scenario, each once."""
        every = (row for one in self._portfolios for row in one.bad)
        return in_order([*{(row.row, row.column, row.finding.code): row for row in every}.values()])

    def sums(self) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
        """What each payer pays in each scenario, at least and at most, in Rappen."""
        first, second = (one.sums for one in self._portfolios)
        rules = (*self.rules, "left")
        return [(rule, first.get(rule, (0, 0)), second.get(rule, (0, 0))) for rule in rules]

    @cached_property
    def _both(self) -> pl.DataFrame:
        first, second = (_parts(portfolio, self.rules) for portfolio in self._portfolios)
        return first.join(second, on=ROW, suffix=":b").sort(ROW)

    @cached_property
    def changed(self) -> pl.DataFrame:
        """The rows in which a part, or the rest, differs."""
        names = [name for name in self._both.columns if f"{name}:b" in self._both.columns]
        parts = [name for name in names if name not in (ROW, "id", "kind", "why", "cost", "main")]
        differs = (pl.col(name) != pl.col(f"{name}:b") for name in parts)
        return self._both.filter(reduce(or_, differs))

    def moved_parts(self, row: Mapping[str, Any]) -> list[tuple[str, int, int]]:
        """The payers whose part of a changed row differs: the upper bound in each, in Rappen."""
        ends = ((rule, part_high(rule)) for rule in self.rules)
        parts = ((rule, row[column], row[f"{column}:b"]) for rule, column in ends)
        return [(rule, first, second) for rule, first, second in parts if first != second]

    @property
    def flips(self) -> pl.DataFrame:
        """The rows whose main payer differs."""
        return self.changed.filter(pl.col("main") != pl.col("main:b"))

    def parts(self, row: Mapping[str, Any], end: str = "") -> dict[str, tuple[int, int]]:
        """Who pays what of a row of `changed`, in Rappen: in the first, or in the second (`:b`)."""
        columns = {rule: (part_low(rule), part_high(rule)) for rule in self.rules}
        columns["left"] = LEFT_LOW, LEFT_HIGH
        return {
            rule: (row[f"{low}{end}"], row[f"{high}{end}"]) for rule, (low, high) in columns.items()
        }

    def moved(self, row: Mapping[str, Any]) -> int:
        """How many Rappen of a row change hands."""
        first, second = self.parts(row), self.parts(row, ":b")
        return sum(max(second[rule][1] - first[rule][1], 0) for rule in first)

    def to_html(self, language: Language = "de") -> str:
        """One page: the payers side by side, and every measure that changes, with the reason."""
        from iiz_rules.render.html.comparison import comparison_page

        return comparison_page(self, known_language(language))

    def to_pdf(self, language: Language = "de") -> bytes:
        """The same on A4 (extra `pdf`)."""
        from iiz_rules.render.html.page import pdf

        return pdf(self.to_html(language))

    def frame(self, language: Language = "de") -> pl.DataFrame:
        """The rows that change: the parts in both scenarios, in francs, and why."""
        rows = self.changed
        columns = [pl.col(ROW), *([pl.col("id")] if "id" in rows.columns else [])]
        columns += [pl.col("main").alias("payer.a"), pl.col("main:b").alias("payer.b")]
        for rule in self.rules:
            columns += [
                francs(part_low(rule)).alias(f"{rule}.a"),
                francs(f"{part_low(rule)}:b").alias(f"{rule}.b"),
            ]
        changes = rows.select(columns)
        language = known_language(language)
        pairs = rows.select("why", "why:b").iter_rows()
        why = [self.why(before, after, language) for before, after in pairs]
        return changes.with_columns(pl.Series("why", why, dtype=pl.String))

    def save(self, path: str | Path, language: Language = "de") -> None:
        """Write the rows that change to a CSV or Parquet file, whole or not at all."""
        save(self.frame(language), path)

    def why(self, first: int, second: int, language: Language) -> str:
        """The payers whose reason differs, before and after."""
        language = known_language(language)
        before = _reasons(self.first.portfolio, first, language)
        after = _reasons(self.second.portfolio, second, language)
        changes = []
        for rule in self.rules:
            payer, was = before.get(rule, ("", "–"))
            payer, now = after.get(rule, (payer, "–"))
            if was != now:
                changes.append(
                    say("funding.reason.line", language, payer=payer, why=f"{was} → {now}")
                )
        if not changes and self.first.scenario.file.answers != self.second.scenario.file.answers:
            return say("funding.compare.answered", language)
        return "; ".join(changes)


def _reasons(portfolio: Portfolio, number: int, language: Language) -> dict[str, tuple[str, str]]:
    words = reasons_of(portfolio.setting.program, portfolio.waterfall, number, language)
    rules = (payer.rule for payer in portfolio.waterfall.payers)
    return dict(zip(rules, words, strict=True))


def _parts(portfolio: Portfolio, rules: tuple[str, ...]) -> pl.DataFrame:
    """The parts of all payers, zero for one a scenario lacks, and the main payer."""
    names = [column(rule) for rule in rules for column in (part_low, part_high)]
    absent = [name for name in names if name not in portfolio.rows.columns]
    columns = [pl.col(ROW), *([pl.col("id")] if "id" in portfolio.rows.columns else [])]
    kind = portfolio.waterfall.kind
    columns += [pl.col(fact_column(kind)).alias("kind")] if kind else []
    columns += [
        pl.col(LEFT_LOW),
        pl.col(LEFT_HIGH),
        pl.col("why"),
        portfolio.costs[1].alias("cost"),
    ]
    nothing = (pl.lit(0, pl.Int64).alias(name) for name in absent)
    rows = portfolio.rows.with_columns(nothing).select(*columns, *names)
    largest = pl.max_horizontal(part_high(rule) for rule in rules)
    main: pl.Expr = pl.lit(NOBODY)
    for rule in reversed(rules):
        chosen = (pl.col(part_high(rule)) == largest) & (largest > 0)
        main = pl.when(chosen).then(pl.lit(rule)).otherwise(main)
    return rows.with_columns(main.alias("main"))
