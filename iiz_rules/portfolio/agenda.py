"""The measures of a portfolio to vote on: those that are paid by decision alone.

A no to all is the same waterfall without the payers that pay by decision; the effect of another
option, the same rows split under it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import polars as pl

from iiz_rules.answers.funding import Funding
from iiz_rules.answers.readings import InForce, dividing
from iiz_rules.engine.askable import wrong_argument
from iiz_rules.engine.columnar.slots import case_of, fact_column
from iiz_rules.engine.columnar.waterfall import part_high, part_low
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.program.money import Payer, Waterfall
from iiz_rules.language.program.rules import Program
from iiz_rules.portfolio.portfolio import Portfolio
from iiz_rules.portfolio.rows import ON, ROW, costs, told_again
from iiz_rules.portfolio.split import LEFT_HIGH, LEFT_LOW, Splitting, verdict
from iiz_rules.words.text import Text

OPEN = "open"
"""in place of a route: it is open by which decision a measure is paid, or whether at all"""
ROUTE, REPAID_BY, LOW, HIGH = "route", "repaid_by", "low", "high"
ENDS = part_low, part_high
GIVE = ("verdict", "parts", "left")
Ends = tuple[int, int]
"""an amount in Rappen, at least and at most"""


@dataclass(frozen=True)
class Ballot:
    """The measures of one kind of decision: how many, and what a yes to them commits."""

    route: str
    rows: int
    low: int
    high: int


@dataclass(frozen=True)
class Effect:
    """What another option of an interpretation would change of what is paid by decision."""

    reading: InForce
    option: str
    change: Ends
    """how much more would be voted on, at least and at most"""
    rows: pl.DataFrame
    """the rows that change, and by how much: `row`, `low` and `high`"""

    def __repr__(self) -> str:
        return f"<Effect of {self.reading.reading.id}={self.option}: {self.rows.height} rows>"


@dataclass(frozen=True)
class Agenda:
    """The measures of a portfolio that somebody has to decide on."""

    portfolio: Portfolio
    prefer: tuple[str, ...] = ()
    """which of several open routes is taken first"""

    def __repr__(self) -> str:
        return f"<Agenda of {self.frame.height} measures>"

    @property
    def payers(self) -> list[Payer]:
        """The payers that pay by decision."""
        return [payer for payer in self.portfolio.waterfall.payers if payer.routes]

    @property
    def routes(self) -> tuple[str, ...]:
        """The kinds of decision, in the order in which they are taken."""
        listed = (route for payer in self.payers for route in payer.routes)
        return tuple(dict.fromkeys((*self.prefer, *listed)))

    @property
    def names(self) -> Mapping[str, Text]:
        """What catalogues call the kinds of measures, by code."""
        kind = self.portfolio.waterfall.kind
        return self.portfolio.setting.program.facts[kind].names if kind else {}

    @cached_property
    def frame(self) -> pl.DataFrame:
        """A row for each measure to be decided: by which route, who repays, at least, at most."""
        rows = self._asked(self.portfolio.rows).filter(pl.col(HIGH) > 0)
        waterfall = self.portfolio.waterfall
        repaid_by: pl.Expr = pl.lit("")
        for route, fact in waterfall.repaid_by.items():
            who = pl.col(fact_column(fact)).cast(pl.String).fill_null("")
            repaid_by = pl.when(pl.col(ROUTE) == route).then(who).otherwise(repaid_by)
        repaid = repaid_by.alias(REPAID_BY)
        return rows.select(*self._named(rows), ROUTE, repaid, LOW, HIGH).sort(ROW)

    def _asked(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Add to split rows the amount paid by decision, and the route."""
        rules = [payer.rule for payer in self.payers]
        low = sum((pl.col(part_low(rule)) for rule in rules), pl.lit(0, pl.Int64))
        high = sum((pl.col(part_high(rule)) for rule in rules), pl.lit(0, pl.Int64))
        route: pl.Expr = pl.lit(OPEN)
        for name in reversed(self.routes):
            may = pl.col(verdict(name)).fill_null(False)
            route = pl.when(may).then(pl.lit(name)).otherwise(route)
        route = pl.when(low == high).then(route).otherwise(pl.lit(OPEN))
        return rows.with_columns(low.alias(LOW), high.alias(HIGH), route.alias(ROUTE))

    @cached_property
    def opened(self) -> pl.DataFrame:
        """A row for each measure whose payer is open, with the open amount."""
        rows = self._asked(self.portfolio.rows)
        rules = [payer.rule for payer in self.portfolio.waterfall.payers]
        sure = sum((pl.col(part_low(rule)) for rule in rules), pl.col(LEFT_LOW))
        most = costs(rows, self.portfolio.waterfall.amount)[1]
        rows = rows.with_columns((most - sure).alias("opened")).filter(pl.col("opened") > 0)
        return rows.select(*self._named(rows), LOW, HIGH, "opened").sort(ROW)

    def _named(self, rows: pl.DataFrame) -> list[pl.Expr]:
        """The columns that identify a measure: row, case, region, institution, kind and date."""
        names = (name for name in ("id", "region", "institution") if name in rows.columns)
        kind = self.portfolio.waterfall.kind
        kinds = [pl.col(fact_column(kind)).alias("kind")] if kind else []
        return [pl.col(ROW), *map(pl.col, names), *kinds, pl.col(ON).alias("date")]

    @cached_property
    def ballots(self) -> tuple[Ballot, ...]:
        """The ballots by kind of decision, the open ones last."""
        sums = self.frame.group_by(ROUTE).agg(
            pl.len().alias("rows"), pl.col(LOW).sum(), pl.col(HIGH).sum()
        )
        by_route = {row[ROUTE]: Ballot(**row) for row in sums.iter_rows(named=True)}
        return tuple(by_route[name] for name in (*self.routes, OPEN) if name in by_route)

    @property
    def all(self) -> Ballot:
        """What a yes to everything commits."""
        low, high = (sum(getattr(one, end) for one in self.ballots) for end in (LOW, HIGH))
        return Ballot("", self.frame.height, low, high)

    @property
    def advanced(self) -> int:
        """How much of it is surely an advance that somebody is expected to repay."""
        repaid = self.portfolio.waterfall.repaid_by
        return sum(ballot.high for ballot in self.ballots if ballot.route in repaid)

    @cached_property
    def answered(self) -> dict[str, tuple[Ends, Ends]]:
        """What each payer pays after a yes to all, and after a no; `left` is paid by nobody."""
        rows = self._rows(self.frame[ROW])
        rules = [payer.rule for payer in self.portfolio.waterfall.payers]
        columns = {rule: (part_low(rule), part_high(rule)) for rule in rules}
        columns["left"] = LEFT_LOW, LEFT_HIGH
        refused = self.after_a_no(rows)
        both = {
            name: (_summed(rows, ends), _summed(refused, ends)) for name, ends in columns.items()
        }
        return {name: sums for name, sums in both.items() if any(map(any, sums))}

    def after_a_no(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows after a no: split among the payers that need no decision."""
        program = self.portfolio.setting.program
        others = tuple(payer for payer in self.portfolio.waterfall.payers if not payer.routes)
        nothing = (
            pl.lit(0, pl.Int64).alias(end(payer.rule)) for payer in self.payers for end in ENDS
        )
        if others:
            return self._split(_with(program, others), rows).with_columns(*nothing)
        low, high = costs(rows, self.portfolio.waterfall.amount)
        return rows.with_columns(low.alias(LEFT_LOW), high.alias(LEFT_HIGH), *nothing)

    def _rows(self, numbers: pl.Series) -> pl.DataFrame:
        return self.portfolio.rows.filter(pl.col(ROW).is_in(numbers.implode()))

    def _split(
        self, program: Program, rows: pl.DataFrame, options: Mapping[str, str] | None = None
    ) -> pl.DataFrame:
        """Split rows again by another program, or under other options."""
        setting = self.portfolio.setting
        columns = told_again(program, rows)
        cells = rows.select(ROW, ON, *columns.values())
        chosen = setting.policy.options if options is None else options
        splitting = Splitting(program, chosen, cells, columns, self.portfolio.on, give=GIVE)
        return splitting.sound(cells).sort(ROW)

    def effects(self, readings: tuple[InForce, ...]) -> tuple[Effect, ...]:
        """What the other options of each interpretation change, one at a time.

        An interpretation that matters only for the deciding bodies changes no amount.
        """
        named, nothing = dividing(self.portfolio.setting.program), self.frame.select(ROW, LOW, HIGH)
        return tuple(
            self._effect(reading, option)
            if reading.reading.id in named
            else Effect(reading, option, (0, 0), nothing.clear())
            for reading in readings
            for option in reading.reading.options
            if option != reading.option
        )

    def _effect(self, reading: InForce, option: str) -> Effect:
        setting, rows = self.portfolio.setting, self.portfolio.rows.sort(ROW)
        options = {**setting.policy.options, reading.reading.id: option}
        other = self._asked(self._split(setting.program, rows, options))
        both = (
            self._asked(rows)
            .select(ROW, LOW, HIGH, ROUTE)
            .join(other.select(ROW, LOW, HIGH, ROUTE), on=ROW, suffix=":b")
        )
        same = [pl.col(name) == pl.col(f"{name}:b") for name in (LOW, HIGH, ROUTE)]
        more = [(pl.col(f"{name}:b") - pl.col(name)).alias(name) for name in (LOW, HIGH)]
        changed = both.filter(~pl.all_horizontal(same)).select(ROW, *more)
        change = int(changed[LOW].sum()), int(changed[HIGH].sum())
        return Effect(reading, option, change, changed)

    def row_of(self, measure: str) -> int:
        """The row of a measure, by its id or, if it has none, by its number.

        Raises UsageError where no measure has this name, or several have it.
        """
        rows = self.portfolio.rows
        number = pl.col(ROW).cast(pl.String)
        named = pl.coalesce("id", number) if "id" in rows.columns else number
        names = rows.select(named.alias("name"))["name"].to_list()
        if measure not in names:
            raise wrong_argument("row", measure, names)
        called = [row for row, name in zip(rows[ROW], names, strict=True) if name == measure]
        if len(called) > 1:
            words = {"measure": shown(measure), "rows": ", ".join(map(str, called))}
            raise UsageError([Finding("measure-twice", Place(Source("row")), words)])
        return int(called[0])

    def told(self, row: int) -> dict[str, Any]:
        """The values of a split row, by column."""
        return self._rows(pl.Series([row])).row(0, named=True)

    def case(self, row: int) -> dict[str, Any]:
        """The case of one measure: everything in its row, and what is assumed."""
        written = self.told(row)
        told = told_again(self.portfolio.setting.program, self.portfolio.rows)
        known = {slot: name for slot, name in told.items() if written[name] is not None}
        return case_of(known, written)

    def funding(self, row: int) -> Funding:
        """Who pays one measure, answered as for its case, with what is missing."""
        return self.portfolio.setting.policy.funding(self.case(row), on=self.told(row)[ON])

    def paying_after_a_no(self) -> dict[int, tuple[str, ...]]:
        """The rules of those who pay each measure after a no; empty if nobody does."""
        rules = [payer.rule for payer in self.portfolio.waterfall.payers if not payer.routes]
        refused = self.after_a_no(self._rows(self.frame[ROW]))
        return {
            row[ROW]: tuple(rule for rule in rules if row[part_high(rule)])
            for row in refused.iter_rows(named=True)
        }


def _summed(rows: pl.DataFrame, ends: tuple[str, str]) -> Ends:
    low, high = (int(rows[end].sum()) for end in ends)
    return low, high


def _with(program: Program, payers: tuple[Payer, ...]) -> Program:
    """The program with only these payers."""
    waterfall = program.waterfall
    assert isinstance(waterfall, Waterfall)
    return replace(program, waterfall=replace(waterfall, payers=payers))
