"""iiz-rules: declare a canton's model of interinstitutional cooperation, ask it, get reasons.

    import iiz_rules as iiz

    zurich = iiz.load("zurich", on="2024-03-05")
    decision = zurich.eligibility({"person": {"residence": {"canton": "SG"}}})
    decision.verdict, decision.missing, decision.explain("de")

Names are imported when they are first used, so that `import iiz_rules` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from iiz_rules.answers.composition import Composition, Counts
    from iiz_rules.answers.criterion import CriterionResult
    from iiz_rules.answers.decision import Decision
    from iiz_rules.answers.form import (
        AssessmentData,
        CompositionData,
        DecisionData,
        FundingData,
        OverviewData,
        WayData,
    )
    from iiz_rules.answers.frame import FrameAnswers
    from iiz_rules.answers.funding import Competent, Funding, PayerPart
    from iiz_rules.answers.interpretations import InterpretationsData
    from iiz_rules.answers.minimum import MinimumData
    from iiz_rules.answers.overview import Overview
    from iiz_rules.answers.side_by_side import SideBySide, SideBySideData, side_by_side
    from iiz_rules.answers.way import Way
    from iiz_rules.case.history import Origin
    from iiz_rules.case.model import FactGroup
    from iiz_rules.case.roster import Roster
    from iiz_rules.engine.asking.flips import Flip
    from iiz_rules.engine.result import Explanation, Missing, Pending, Used
    from iiz_rules.engine.waterfall import Bounds
    from iiz_rules.escalation.flow import Flow
    from iiz_rules.escalation.form import (
        ChangeData,
        FlowData,
        MoveData,
        ObligationData,
        OwedListData,
        PossibleEventData,
    )
    from iiz_rules.escalation.moves import Move, Obligation
    from iiz_rules.escalation.possible import PossibleEvent
    from iiz_rules.escalation.state import Change, Owed, State
    from iiz_rules.escalation.store.chain import Verified
    from iiz_rules.escalation.store.life import OwedRow
    from iiz_rules.escalation.store.queries import ListedCase
    from iiz_rules.escalation.store.records import CaseRecord
    from iiz_rules.escalation.store.store import Store
    from iiz_rules.findings.errors import (
        CaseError,
        ConflictError,
        IizError,
        LoadError,
        NotFoundError,
        ReceiptError,
        StoreError,
        UsageError,
    )
    from iiz_rules.findings.finding import Finding, Place
    from iiz_rules.findings.form import FindingData, Form, ProblemData
    from iiz_rules.funding.books import read_ledger
    from iiz_rules.funding.ledger import Ledger, Standing
    from iiz_rules.funding.minutes import Minutes, MinutesData, Postponed, minutes
    from iiz_rules.funding.record import Record, RecordData
    from iiz_rules.funding.register import DecisionRegister, Entered
    from iiz_rules.language.folders import known_cantons
    from iiz_rules.language.program.organisation import Competence
    from iiz_rules.language.truth import Truth
    from iiz_rules.policy import Policy, load
    from iiz_rules.portfolio.bill import Bill
    from iiz_rules.portfolio.bills import Billing, bill
    from iiz_rules.portfolio.comparison import Comparison
    from iiz_rules.portfolio.risk.statistics import Estimate
    from iiz_rules.portfolio.rows import BadRow
    from iiz_rules.portfolio.scenario import Scenario, read_scenario
    from iiz_rules.portfolio.simulate import FundRisk, Simulation, compare, simulate
    from iiz_rules.receipts.form import LoggedDecisionData, ReceiptData, ReplayData
    from iiz_rules.receipts.log import DecisionLog, LoggedDecision
    from iiz_rules.receipts.receipt import Receipt, read_receipt
    from iiz_rules.receipts.replay import FirstDifference, Replay
    from iiz_rules.receipts.telemetry import count_decision, note_in_span, span_attributes
    from iiz_rules.schemas import read_answer, schema_of
    from iiz_rules.tables.cases import CaseRows
    from iiz_rules.testing.trace.form import TraceData
    from iiz_rules.verification.difference.changes import AnswerChange
    from iiz_rules.verification.difference.proved import Difference
    from iiz_rules.verification.impact.cases import TriedCases
    from iiz_rules.verification.impact.effects import CaseEffect, CaseImpact
    from iiz_rules.verification.impact.impact import Impact
    from iiz_rules.words.text import Language, Text

__version__ = "0.1.0"
__all__ = [
    "AnswerChange",
    "AssessmentData",
    "BadRow",
    "Bill",
    "Billing",
    "Bounds",
    "CaseEffect",
    "CaseError",
    "CaseImpact",
    "CaseRecord",
    "CaseRows",
    "Change",
    "ChangeData",
    "Comparison",
    "Competence",
    "Competent",
    "Composition",
    "CompositionData",
    "ConflictError",
    "Counts",
    "CriterionResult",
    "Decision",
    "DecisionData",
    "DecisionLog",
    "DecisionRegister",
    "Difference",
    "Entered",
    "Estimate",
    "Explanation",
    "FactGroup",
    "Finding",
    "FindingData",
    "FirstDifference",
    "Flip",
    "Flow",
    "FlowData",
    "Form",
    "FrameAnswers",
    "FundRisk",
    "Funding",
    "FundingData",
    "IizError",
    "Impact",
    "InterpretationsData",
    "Language",
    "Ledger",
    "ListedCase",
    "LoadError",
    "LoggedDecision",
    "LoggedDecisionData",
    "MinimumData",
    "Minutes",
    "MinutesData",
    "Missing",
    "Move",
    "MoveData",
    "NotFoundError",
    "Obligation",
    "ObligationData",
    "Origin",
    "Overview",
    "OverviewData",
    "Owed",
    "OwedListData",
    "OwedRow",
    "PayerPart",
    "Pending",
    "Place",
    "Policy",
    "PossibleEvent",
    "PossibleEventData",
    "Postponed",
    "ProblemData",
    "Receipt",
    "ReceiptData",
    "ReceiptError",
    "Record",
    "RecordData",
    "Replay",
    "ReplayData",
    "Roster",
    "Scenario",
    "SideBySide",
    "SideBySideData",
    "Simulation",
    "Standing",
    "State",
    "Store",
    "StoreError",
    "Text",
    "TraceData",
    "TriedCases",
    "Truth",
    "UsageError",
    "Used",
    "Verified",
    "Way",
    "WayData",
    "bill",
    "compare",
    "count_decision",
    "known_cantons",
    "load",
    "minutes",
    "note_in_span",
    "read_answer",
    "read_ledger",
    "read_receipt",
    "read_scenario",
    "schema_of",
    "side_by_side",
    "simulate",
    "span_attributes",
]
_HOMES = {
    "answers.composition": ("Composition", "Counts"),
    "answers.criterion": ("CriterionResult",),
    "answers.decision": ("Decision",),
    "answers.form": (
        "AssessmentData",
        "CompositionData",
        "DecisionData",
        "FundingData",
        "OverviewData",
        "WayData",
    ),
    "answers.frame": ("FrameAnswers",),
    "answers.funding": ("Competent", "Funding", "PayerPart"),
    "answers.interpretations": ("InterpretationsData",),
    "answers.minimum": ("MinimumData",),
    "answers.overview": ("Overview",),
    "answers.side_by_side": ("SideBySide", "SideBySideData", "side_by_side"),
    "answers.way": ("Way",),
    "case.history": ("Origin",),
    "case.model": ("FactGroup",),
    "case.roster": ("Roster",),
    "engine.asking.flips": ("Flip",),
    "engine.result": ("Explanation", "Missing", "Pending", "Used"),
    "engine.waterfall": ("Bounds",),
    "escalation.flow": ("Flow",),
    "escalation.form": (
        "ChangeData",
        "FlowData",
        "MoveData",
        "ObligationData",
        "OwedListData",
        "PossibleEventData",
    ),
    "escalation.moves": ("Move", "Obligation"),
    "escalation.possible": ("PossibleEvent",),
    "escalation.state": ("Change", "Owed", "State"),
    "escalation.store.chain": ("Verified",),
    "escalation.store.life": ("OwedRow",),
    "escalation.store.queries": ("ListedCase",),
    "escalation.store.records": ("CaseRecord",),
    "escalation.store.store": ("Store",),
    "findings.errors": (
        "CaseError",
        "ConflictError",
        "IizError",
        "LoadError",
        "NotFoundError",
        "ReceiptError",
        "StoreError",
        "UsageError",
    ),
    "findings.finding": ("Finding", "Place"),
    "findings.form": ("FindingData", "Form", "ProblemData"),
    "funding.books": ("read_ledger",),
    "funding.ledger": ("Ledger", "Standing"),
    "funding.minutes": ("Minutes", "MinutesData", "Postponed", "minutes"),
    "funding.record": ("Record", "RecordData"),
    "funding.register": ("DecisionRegister", "Entered"),
    "language.folders": ("known_cantons",),
    "language.program.organisation": ("Competence",),
    "language.truth": ("Truth",),
    "policy": ("Policy", "load"),
    "portfolio.bill": ("Bill",),
    "portfolio.bills": ("Billing", "bill"),
    "portfolio.comparison": ("Comparison",),
    "portfolio.risk.statistics": ("Estimate",),
    "portfolio.rows": ("BadRow",),
    "portfolio.scenario": ("Scenario", "read_scenario"),
    "portfolio.simulate": ("FundRisk", "Simulation", "compare", "simulate"),
    "receipts.form": ("LoggedDecisionData", "ReceiptData", "ReplayData"),
    "receipts.log": ("DecisionLog", "LoggedDecision"),
    "receipts.receipt": ("Receipt", "read_receipt"),
    "receipts.replay": ("FirstDifference", "Replay"),
    "receipts.telemetry": ("count_decision", "note_in_span", "span_attributes"),
    "schemas": ("read_answer", "schema_of"),
    "tables.cases": ("CaseRows",),
    "testing.trace.form": ("TraceData",),
    "verification.difference.changes": ("AnswerChange",),
    "verification.difference.proved": ("Difference",),
    "verification.impact.cases": ("TriedCases",),
    "verification.impact.effects": ("CaseEffect", "CaseImpact"),
    "verification.impact.impact": ("Impact",),
    "words.text": ("Language", "Text"),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Name everything public."""
    return [*__all__, "__version__"]
