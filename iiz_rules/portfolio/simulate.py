"""A portfolio under a scenario: who pays each measure, and what the fund risks in many futures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iiz_rules.findings.errors import SIMULATE, UsageError, known_language, needed
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.portfolio.readings import InForce, readings
from iiz_rules.portfolio.scenario import Scenario, read_scenario, scenario_of, under
from iiz_rules.words.text import Language, brief

if TYPE_CHECKING:
    import polars as pl

    from iiz_rules.policy import Policy
    from iiz_rules.portfolio.bills import Bills
    from iiz_rules.portfolio.comparison import Comparison
    from iiz_rules.portfolio.exposure import Exposure
    from iiz_rules.portfolio.portfolio import Portfolio
    from iiz_rules.portfolio.risk.paths import FundPlan
    from iiz_rules.portfolio.risk.sensitivity import Swing
    from iiz_rules.portfolio.risk.statistics import RiskFigures

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True)
class FundRisk:
    """What the fund risks: its part of the portfolio, many futures, and what they hang on."""

    exposure: "Exposure"
    findings: "RiskFigures"
    bars: tuple["Swing", ...]
    """what becomes of the mean lowest balance, `findings.lowest`, with one number at its limits"""

    def __repr__(self) -> str:
        """The essentials in one line."""
        return f"<FundRisk with {len(self.bars)} numbers tried at their limits>"


@dataclass(frozen=True)
class Simulation:
    """A portfolio under a scenario. `risk` is None where the scenario says nothing of it."""

    portfolio: "Portfolio"
    risk: FundRisk | None

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

    def frame(self, language: Language = "de") -> "pl.DataFrame":
        """A row for each measure: the parts in francs, the verdict, the reasons."""
        return self.portfolio.frame(known_language(language))

    def totals(self, by: str) -> "pl.DataFrame":
        """The sums by `region`, `institution` or `month`."""
        return self.portfolio.totals(by)

    def save(self, path: str | Path, language: Language = "de") -> None:
        """Write the rows to a CSV or Parquet file, whole or not at all."""
        from iiz_rules.tables.writing import save

        save(self.frame(language), path)

    def to_html(self, language: Language = "de") -> str:
        """The report for a commission: one page that stands by itself."""
        from iiz_rules.render.html.report import report

        return report(self, known_language(language))

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from iiz_rules.render.html.notebook import simulation_html

        return simulation_html(self)

    def __repr__(self) -> str:
        """The essentials in one line."""
        canton, name = self.policy.program.canton, self.scenario.name
        return brief(f"<Simulation {canton} under {name}: {self.portfolio.total} measures>")

    def to_pdf(self, language: Language = "de") -> bytes:
        """The report as PDF (extra `pdf`)."""
        from iiz_rules.render.html.page import pdf

        return pdf(self.to_html(language))


@dataclass(frozen=True)
class Billing:
    """A list of outlays split among those who bear them, in a canton that says who bears what."""

    found: "Bills"

    @property
    def bills(self) -> dict[str, Fraction]:
        """What each bears in all, exact."""
        return self.found.bills

    def frame(self, language: Language = "de") -> "pl.DataFrame":
        """A row for each outlay, with the parts."""
        return self.found.frame(known_language(language))

    def save(self, path: str | Path, language: Language = "de") -> None:
        """Write the rows to a CSV or Parquet file, whole or not at all."""
        from iiz_rules.tables.writing import save

        save(self.frame(language), path)

    def to_html(self, language: Language = "de") -> str:
        """The bills as a page that stands by itself."""
        from iiz_rules.render.html.bills import billing_page

        return billing_page(self.found, known_language(language))

    def __repr__(self) -> str:
        """The essentials in one line."""
        return f"<Billing: {len(self.bills)} bear {sum(self.bills.values())} francs in all>"

    def to_pdf(self, language: Language = "de") -> bytes:
        """The bills as PDF (extra `pdf`)."""
        from iiz_rules.render.html.page import pdf

        return pdf(self.to_html(language))


def bill(
    outlays: Any,
    policy: "Policy",
    scenario: Scenario | str | Path | Mapping[str, Any] | None = None,
    *,
    on: date | None = None,
) -> Billing:
    """Split a list of outlays among those who bear them; takes what `simulate` takes."""
    needed(SIMULATE, "simulate")
    from iiz_rules.portfolio.bills import bills

    assumed = _scenario(scenario)
    day = _day(assumed, policy, on)
    return Billing(bills(under(policy.at(day), assumed), outlays, day))


def simulate(
    portfolio: Any,
    policy: "Policy",
    scenario: Scenario | str | Path | Mapping[str, Any] | None = None,
    *,
    on: date | None = None,
    progress: Progress | None = None,
) -> Simulation:
    """Split a portfolio among the payers, and draw what the fund risks.

    `portfolio` is a path (CSV, XLSX, Parquet), a Polars or pandas data frame, or a list of
    mappings; its columns are facts. `scenario` is what is assumed: a file, or its content.
    """
    needed(SIMULATE, "simulate")
    from iiz_rules.portfolio.portfolio import evaluate

    assumed = _scenario(scenario)
    day = _day(assumed, policy, on)
    setting = under(policy.at(day), assumed)
    portfolio_split = evaluate(setting, portfolio, day, _telling(progress, "rows"))
    return Simulation(portfolio_split, _risk(portfolio_split, day, progress))


def compare(
    portfolio: Any,
    policy: "Policy",
    first: Scenario | str | Path | Mapping[str, Any],
    second: Scenario | str | Path | Mapping[str, Any],
    *,
    on: date | None = None,
) -> "Comparison":
    """Split a portfolio under two scenarios, and show what changes for whom and why."""
    needed(SIMULATE, "simulate")
    from iiz_rules.portfolio.comparison import Comparison
    from iiz_rules.portfolio.portfolio import evaluate
    from iiz_rules.tables.table import read_table

    table = read_table(portfolio)
    outcomes = []
    for scenario in (_scenario(first), _scenario(second)):
        day = _day(scenario, policy, on)
        split = evaluate(under(policy.at(day), scenario), table, day)
        drawn = _drawn(split, day, None)
        outcomes.append((split, drawn[-1] if drawn else None))
    (a, risk_of_a), (b, risk_of_b) = outcomes
    return Comparison(a, b, risk_of_a, risk_of_b)


def _day(scenario: Scenario, policy: "Policy", on: date | None) -> date:
    day = on or scenario.on or policy.on
    if day is None:
        raise UsageError([Finding("no-date", Place(Source(policy.program.canton)))])
    return day


def _telling(progress: Progress | None, what: str) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, of: progress(what, done, of)


def _scenario(scenario: Any) -> Scenario:
    if scenario is None:
        return Scenario()
    if isinstance(scenario, Scenario):
        return scenario
    if isinstance(scenario, Mapping):
        return scenario_of(scenario)
    return read_scenario(scenario)


def _lists(frame: "pl.DataFrame") -> dict[str, list[Any]]:
    return frame.to_dict(as_series=False)


def _risk(portfolio: "Portfolio", start: date, progress: Progress | None) -> FundRisk | None:
    drawn = _drawn(portfolio, start, progress)
    if drawn is None:
        return None
    from iiz_rules.portfolio.risk.sensitivity import tornado

    exposed, start_from, figures = drawn
    file, telling = portfolio.setting.scenario.file, _telling(progress, "limits")
    return FundRisk(exposed, figures, tornado(start_from, file, figures.lowest.value, telling))


def _drawn(
    portfolio: "Portfolio", start: date, progress: Progress | None
) -> tuple["Exposure", "FundPlan", "RiskFigures"] | None:
    """Draw the futures of a fund; None where the scenario says nothing of it."""
    file = portfolio.setting.scenario.file
    if file.fund is None or file.risk is None:
        return None
    from iiz_rules.portfolio.exposure import exposure
    from iiz_rules.portfolio.risk.paths import simulate as draw
    from iiz_rules.portfolio.risk.plan import plan
    from iiz_rules.portfolio.risk.statistics import findings

    exposed = exposure(portfolio, file.fund, start, file.risk.months)
    settled, opened = _lists(exposed.settled), _lists(exposed.open)
    start_from = plan(file.fund, file.risk, start, settled, opened)
    return exposed, start_from, findings(draw(start_from, _telling(progress, "paths")))
