"""A sitting: what a body votes on, and what each of its answers means for the fund.

The futures of the fund are drawn once, as if everything were approved; an answer then only adds
up the measures that are paid.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.model.base import made_at
from iiz_rules.portfolio.agenda import OPEN, ROUTE, Agenda
from iiz_rules.portfolio.rows import ROW
from iiz_rules.portfolio.scenario import Given, Scenario, scenario_of
from iiz_rules.portfolio.simulate import Books, Simulation, planned, split

if TYPE_CHECKING:
    from iiz_rules.answers.funding import Funding
    from iiz_rules.funding.record import Record
    from iiz_rules.funding.register import DecisionRegister
    from iiz_rules.policy import Policy
    from iiz_rules.portfolio.risk.kept import KeptPaths
    from iiz_rules.portfolio.risk.own import OwnShare
    from iiz_rules.portfolio.risk.statistics import BriefFigures

RowNumbers = Collection[int]
"""measures, by their rows in the portfolio"""


@dataclass(frozen=True)
class Prospect:
    """The fund if some measures are paid: commitments and risk. Amounts are in Rappen."""

    measures: int
    committed: int
    """what these measures cost the fund at most"""
    advanced: int
    """how much of it is an advance that somebody is expected to repay"""
    alone: "BriefFigures | None"
    """the risk of the portfolio alone; None if the scenario assumes none"""
    assumed: "BriefFigures | None"
    """the risk with the measures assumed to arrive"""


@dataclass(frozen=True)
class Deliberation:
    """The agenda of a sitting, with the futures of the fund drawn once."""

    simulation: Simulation
    kept: "KeptPaths | None"
    """those futures; None if the scenario assumes no risk"""

    def __repr__(self) -> str:
        return f"<Deliberation on {self.agenda!r}>"

    @property
    def agenda(self) -> Agenda:
        """What is voted on."""
        return self.simulation.agenda

    @cached_property
    def motions(self) -> dict[int, dict[str, Any]]:
        """The measures on the agenda, by their rows."""
        return {row[ROW]: row for row in self.agenda.frame.iter_rows(named=True)}

    @property
    def awaits_others(self) -> bool:
        """Whether further measures are assumed to arrive."""
        return self.kept is not None and self.kept.plan.risk.arrivals is not None

    @cached_property
    def own(self) -> "dict[int, OwnShare]":
        """The share of each measure in the risk, if all are approved and others arrive."""
        if self.kept is None:
            return {}
        return {one.row: one for one in self.kept.own(self.kept.plan.rows)}

    @cached_property
    def after_a_no(self) -> dict[int, tuple[str, ...]]:
        """Who pays each measure after a no."""
        return self.agenda.paying_after_a_no()

    def prospect(self, approved: RowNumbers) -> Prospect:
        """The fund if exactly these measures of the agenda are approved."""
        rows = frozenset(approved)
        approved_motions = [self.motions[row] for row in rows]
        repaid = self.simulation.portfolio.waterfall.repaid_by
        advanced = sum(one["high"] for one in approved_motions if one[ROUTE] in repaid)
        committed = sum(one["high"] for one in approved_motions)
        return Prospect(len(rows), committed, advanced, *self._risk(rows))

    def record(self, row: int, members: Iterable[Any], reasons: str = "", **how: Any) -> "Record":
        """What the body decided on a measure, on the day of the sitting; as `Policy.record`.

        UsageError where it is open what to decide, where the body could not, or where on that day
        another amount is at stake than the agenda says.
        """
        portfolio, motion = self.simulation.portfolio, self.motions[row]
        name = motion.get("id") or str(row)
        if motion[ROUTE] == OPEN:
            raise UsageError([Finding("not-settled", Place(Source("record")), {"route": name})])
        keywords = {"on": portfolio.on, "name": name, **how}
        case = self._case(row)
        record = self.simulation.policy.record(motion[ROUTE], case, members, reasons, **keywords)
        if int(record.amount * 100) != motion["high"]:
            words = {"measure": name, "on": portfolio.on, "amount": record.amount}
            raise UsageError([Finding("agenda-differs", Place(Source("record")), words)])
        return record

    def answer(self, row: int) -> "Funding":
        """What the policy answers about a measure on the day of the sitting, as it is recorded."""
        return self.simulation.policy.funding(self._case(row), on=self.simulation.portfolio.on)

    def _case(self, row: int) -> dict[str, Any]:
        """What is known of a measure, but for days: of those the sitting has one for all."""
        facts = self.simulation.portfolio.setting.program.facts
        return {
            name: value for name, value in self.agenda.case(row).items() if not facts[name].is_date
        }

    def _risk(self, rows: frozenset[int]) -> "tuple[BriefFigures | None, BriefFigures | None]":
        """The risk if only these measures, and those needing no decision, are paid."""
        if self.kept is None:
            return None, None
        from iiz_rules.portfolio.risk.statistics import brief

        paid = rows | (frozenset(self.kept.plan.rows) - frozenset(self.motions))
        alone, assumed = map(brief, self.kept.paths(paid))
        return alone, assumed


def deliberation(
    portfolio: Any,
    policy: "Policy",
    scenario: Given = None,
    *,
    on: date,
    ledger: Any = None,
    register: "DecisionRegister | None" = None,
) -> Deliberation:
    """Prepare a sitting over a portfolio; the arguments are those of `simulate`.

    What the scenario says of answers is passed over: they are given in the sitting.
    """
    books = Books(ledger, register)
    simulation = split(portfolio, policy, _unanswered(scenario_of(scenario)), on, books=books)
    prepared = planned(simulation.portfolio)
    if prepared is None:
        return Deliberation(simulation, None)
    from iiz_rules.portfolio.risk.kept import keep

    return Deliberation(simulation, keep(prepared[1]))


def _unanswered(scenario: Scenario) -> Scenario:
    """The scenario without answers."""
    file = scenario.file
    if file.answers is None:
        return scenario
    plain = made_at(file.model_copy(update={"answers": None}), file)
    return replace(scenario, file=plain)
