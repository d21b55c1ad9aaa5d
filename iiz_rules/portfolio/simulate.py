"""A portfolio under a scenario: who pays each measure, and what the fund risks in many futures."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iiz_rules.answers.readings import InForce, readings, taking_part
from iiz_rules.findings.errors import SIMULATE, known_language, needed
from iiz_rules.portfolio.scenario import Given, Scenario, beginning_with, scenario_of, under
from iiz_rules.words.text import Language, brief

if TYPE_CHECKING:
    import polars as pl

    from iiz_rules.answers.funding import Funding
    from iiz_rules.funding.ledger import Ledger
    from iiz_rules.funding.register import DecisionRegister
    from iiz_rules.policy import Policy
    from iiz_rules.portfolio.agenda import Agenda, Effect
    from iiz_rules.portfolio.comparison import Comparison
    from iiz_rules.portfolio.exposure import Exposure
    from iiz_rules.portfolio.portfolio import Portfolio
    from iiz_rules.portfolio.risk.own import OwnShare
    from iiz_rules.portfolio.risk.paths import FundPlan
    from iiz_rules.portfolio.risk.sensitivity import Swing
    from iiz_rules.portfolio.risk.statistics import RiskFigures

Progress = Callable[[str, int, int], None]
"""is told what is being done, how much is done, and how much there is"""


@dataclass(frozen=True)
class Books:
    """What was decided and paid before: a table, a register, or both."""

    table: Any = None
    register: "DecisionRegister | None" = None

    def on(self, day: date, balance: Decimal) -> "tuple[Ledger | None, tuple[str, ...]]":
        """The fund's book at the end of a day, and what was refused by then.

        Of a register without a table of payments the fund has the `balance` that is assumed.
        """
        if self.register is not None:
            assumed = [{"day": date.min, "entry": "inflow", "amount": balance}]
            payments = assumed if self.table is None else self.table
            return self.register.ledger(payments).upto(day), self.register.refused(day)
        if self.table is None:
            return None, ()
        from iiz_rules.funding.books import read_ledger

        return read_ledger(self.table).upto(day), ()


@dataclass(frozen=True)
class FundRisk:
    """The risk of the fund: its part of the portfolio, many futures, and what drives them."""

    exposure: "Exposure"
    findings: "RiskFigures"
    alone: "RiskFigures"
    """the figures without measures only assumed to arrive; the same as `findings` if none are"""
    bars: tuple["Swing", ...]
    """what becomes of the mean lowest balance, `findings.lowest`, with one number at its limits"""
    own: tuple["OwnShare", ...] = ()
    """what each measure has of the risk by itself, the one that moves it most in first place"""

    @property
    def assumed(self) -> bool:
        """Whether further measures are assumed to arrive."""
        return self.alone is not self.findings

    def __repr__(self) -> str:
        return f"<FundRisk with {len(self.bars)} numbers tried at their limits>"


@dataclass(frozen=True)
class Simulation:
    """A portfolio under a scenario. `risk` is None where the scenario says nothing of it."""

    portfolio: "Portfolio"
    risk: FundRisk | None
    ledger: "Ledger | None" = None
    """the fund's book on the day, if given"""
    decided: tuple[str, ...] = ()
    """measures already in the book, which are not counted again"""
    refused: tuple[str, ...] = ()
    """measures refused according to the register, which stay refused"""
    asked: "Portfolio | None" = None
    """the portfolio as if all were approved, if the scenario has other answers"""
    paid: bool = True
    """whether the book knows what was paid; else its balance is assumed"""

    @property
    def scenario(self) -> Scenario:
        """What was assumed."""
        return self.portfolio.setting.scenario

    @property
    def policy(self) -> "Policy":
        """The policy under the scenario: `funding(case)` explains a single row."""
        return self.portfolio.setting.policy

    @property
    def readings(self) -> tuple[InForce, ...]:
        """The interpretations on which payers, routes and the deciding bodies rest."""
        return readings(self.policy.program, self.policy.options)

    @cached_property
    def agenda(self) -> "Agenda":
        """What is voted on: the measures that are paid by decision alone."""
        from iiz_rules.portfolio.agenda import Agenda

        fund = self.scenario.file.fund
        return Agenda(self.asked or self.portfolio, fund.prefer if fund else ())

    @cached_property
    def effects(self) -> "tuple[Effect, ...]":
        """What the other options of each interpretation change of what is voted on."""
        return self.agenda.effects(self.readings)

    def taking_part(self, route: str) -> tuple[InForce, ...]:
        """The interpretations on which it rests who takes part in a kind of decision."""
        return taking_part(self.policy.program, self.policy.options, route)

    def frame(self, language: Language = "de") -> "pl.DataFrame":
        """A row for each measure: parts in francs, verdict, reasons, and how it is decided."""
        decided = self.agenda.frame.select("row", decision="route", repaid_by="repaid_by")
        frame = self.portfolio.frame(known_language(language))
        return frame.join(decided, on="row", how="left", maintain_order="left")

    def funding(self, measure: str) -> "Funding":
        """Who pays one measure and who decides on it, as of its case; `measure` is its id.

        Where the table has no ids it is the number of the row. UsageError where there is none.
        """
        return self.agenda.funding(self.agenda.row_of(measure))

    def totals(self, by: str) -> "pl.DataFrame":
        """The sums by `region`, `institution` or `month`."""
        return self.portfolio.totals(by)

    def save(self, path: str | Path, language: Language = "de") -> None:
        """Write the rows to a CSV or Parquet file, whole or not at all."""
        from iiz_rules.tables.writing import save

        save(self.frame(language), path)

    def to_html(self, language: Language = "de") -> str:
        """The report for a commission, as a self-contained page."""
        from iiz_rules.render.html.report import report

        return report(self, known_language(language))

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from iiz_rules.render.html.notebook import simulation_html

        return simulation_html(self)

    def __repr__(self) -> str:
        canton, name = self.policy.program.canton, self.scenario.name
        return brief(f"<Simulation {canton} under {name}: {self.portfolio.total} measures>")

    def to_pdf(self, language: Language = "de") -> bytes:
        """The report as PDF (extra `pdf`)."""
        from iiz_rules.render.html.page import pdf

        return pdf(self.to_html(language))


def simulate(
    portfolio: Any,
    policy: "Policy",
    scenario: Given = None,
    *,
    on: date | None = None,
    ledger: Any = None,
    register: "DecisionRegister | None" = None,
    progress: Progress | None = None,
) -> Simulation:
    """Split a portfolio among the payers, and draw what the fund risks.

    `portfolio` is a path (CSV, XLSX, Parquet), a Polars or pandas data frame, or a list of
    mappings; its columns are facts. `scenario` is what is assumed: a file, or its content. With
    the fund's `ledger` (what `read_ledger` takes) it begins with what is free there on the day, and
    does not count again what was decided there. So it does with a `register` of decisions; then
    `ledger` is the table of payments, and what was refused is not put to the vote again.
    """
    needed(SIMULATE, "simulate")
    given = scenario_of(scenario)
    return _simulated(portfolio, policy, given, on, progress, books=Books(ledger, register))


def compare(
    portfolio: Any,
    policy: "Policy",
    first: Given,
    second: Given,
    *,
    on: date | None = None,
    second_on: date | None = None,
    other: "Policy | None" = None,
) -> "Comparison":
    """Split a portfolio under two scenarios, and show what changes for whom and why.

    With an `other` policy the second scenario is that one's: what a change of the rules moves. With
    `second_on` it is of another day.
    """
    needed(SIMULATE, "simulate")
    from iiz_rules.portfolio.comparison import Comparison
    from iiz_rules.tables.table import read_table

    table = read_table(portfolio)
    scenarios = [scenario_of(first), scenario_of(second)]
    policies = (policy, policy if other is None else other)
    asked = zip(policies, scenarios, (on, second_on or on), strict=True)
    return Comparison(
        *(_simulated(table, one, given, day, limits=False) for one, given, day in asked)
    )


def _simulated(
    given: Any,
    policy: "Policy",
    scenario: Scenario,
    on: date | None,
    progress: Progress | None = None,
    limits: bool = True,
    books: "Books | None" = None,
) -> Simulation:
    """Split a portfolio and draw its futures, with `limits` also what drives them."""
    undrawn = split(given, policy, scenario, on, progress, books)
    return replace(undrawn, risk=_risk(undrawn.portfolio, progress, limits))


def split(
    given: Any,
    policy: "Policy",
    scenario: Scenario,
    on: date | None,
    progress: Progress | None = None,
    books: "Books | None" = None,
) -> Simulation:
    """Split a portfolio, and draw nothing."""
    from iiz_rules.portfolio.portfolio import evaluate

    day = on or scenario.on or policy.on or date.max  # without any, `under` refuses
    fund, books = scenario.file.fund, books or Books()
    book, no = books.on(day, fund.balance if fund else Decimal(0))
    if book is not None:
        scenario = beginning_with(scenario, book)
    setting = under(policy, scenario, on)
    portfolio = evaluate(setting, given, setting.on, _telling(progress, "rows"))
    portfolio, decided = portfolio.without(book.standings if book else ())
    portfolio, refused = portfolio.without(no)
    whole, portfolio = portfolio, _answered(portfolio)
    paid = books.table is not None
    return Simulation(portfolio, None, book, decided, refused, whole, paid)


def _answered(portfolio: "Portfolio") -> "Portfolio":
    """The portfolio after what the body answers under its scenario."""
    file = portfolio.setting.scenario.file
    if file.answers is None:
        return portfolio
    from iiz_rules.portfolio.agenda import Agenda
    from iiz_rules.portfolio.answers import answered

    return answered(Agenda(portfolio, file.fund.prefer if file.fund else ()), file.answers)


def planned(portfolio: "Portfolio") -> "tuple[Exposure, FundPlan] | None":
    """What the futures of the fund are drawn from; None if the scenario assumes no risk."""
    file, on = portfolio.setting.scenario.file, portfolio.setting.on
    if file.fund is None or file.risk is None:
        return None
    from iiz_rules.portfolio.exposure import exposure
    from iiz_rules.portfolio.risk.plan import plan

    exposed = exposure(portfolio, file.fund, on, file.risk.months)
    settled, opened = (one.to_dict(as_series=False) for one in (exposed.settled, exposed.open))
    alike = exposed.alike.to_dict(as_series=False)
    approval = file.answers.probability if file.answers else 1.0
    start_from = plan(file.fund, file.risk, on, settled, opened, alike, approval)
    rows = (*settled["row"], *sorted(set(opened["row"])))
    return exposed, replace(start_from, rows=rows)


def _risk(portfolio: "Portfolio", progress: Progress | None, limits: bool) -> FundRisk | None:
    """Draw the futures of the fund; None if the scenario assumes no risk."""
    prepared = planned(portfolio)
    if prepared is None:
        return None
    from iiz_rules.portfolio.risk.paths import simulate as draw
    from iiz_rules.portfolio.risk.sensitivity import tornado
    from iiz_rules.portfolio.risk.statistics import findings

    exposed, with_rows = prepared
    plain, file = replace(with_rows, rows=()), portfolio.setting.scenario.file
    drawn = draw(with_rows if limits else plain, _telling(progress, "paths"))
    figures = alone = findings(drawn)
    if plain.risk.arrivals:
        none = plain.risk.model_copy(update={"arrivals": None})
        alone = findings(draw(replace(plain, risk=none)))
    telling = _telling(progress, "limits")
    bars = tornado(plain, file, figures.lowest.value, telling) if limits else ()
    return FundRisk(exposed, figures, alone, bars, drawn.own)


def _telling(progress: Progress | None, what: str) -> Callable[[int, int], None] | None:
    return partial(progress, what) if progress else None
