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
    from iiz_rules.answers.frame import FrameAnswers
    from iiz_rules.answers.funding import Competent, Funding, PayerPart
    from iiz_rules.answers.overview import Overview
    from iiz_rules.answers.side_by_side import SideBySide, side_by_side
    from iiz_rules.answers.way import Way
    from iiz_rules.case.roster import Roster
    from iiz_rules.engine.result import Explanation, Missing, Pending, Used
    from iiz_rules.engine.waterfall import Bounds
    from iiz_rules.escalation.flow import Flow
    from iiz_rules.escalation.moves import Move, Obligation
    from iiz_rules.escalation.state import Change, State
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
    from iiz_rules.funding.books import read_ledger
    from iiz_rules.funding.ledger import Ledger
    from iiz_rules.funding.minutes import Minutes, Postponed, minutes
    from iiz_rules.funding.record import Record
    from iiz_rules.funding.register import DecisionRegister, Entered
    from iiz_rules.language.folders import known_cantons
    from iiz_rules.language.program.organisation import Competence
    from iiz_rules.language.truth import Truth
    from iiz_rules.policy import Policy, load
    from iiz_rules.portfolio.bills import Billing, bill
    from iiz_rules.portfolio.comparison import Comparison
    from iiz_rules.portfolio.scenario import Scenario, read_scenario
    from iiz_rules.portfolio.simulate import Simulation, compare, simulate
    from iiz_rules.receipts.log import DecisionLog, LoggedDecision
    from iiz_rules.receipts.receipt import Receipt, read_receipt
    from iiz_rules.receipts.replay import FirstDifference, Replay
    from iiz_rules.receipts.telemetry import note_in_span, span_attributes
    from iiz_rules.schemas import read_answer, schema_of
    from iiz_rules.verification.difference.changes import AnswerChange
    from iiz_rules.verification.difference.proved import Difference
    from iiz_rules.verification.impact.cases import TriedCases
    from iiz_rules.verification.impact.effects import CaseEffect, CaseImpact
    from iiz_rules.verification.impact.impact import Impact
    from iiz_rules.words.text import Language, Text

__version__ = "0.1.0"
__all__ = [
    "AnswerChange",
    "Billing",
    "Bounds",
    "CaseEffect",
    "CaseError",
    "CaseImpact",
    "CaseRecord",
    "Change",
    "Comparison",
    "Competence",
    "Competent",
    "Composition",
    "ConflictError",
    "Counts",
    "CriterionResult",
    "Decision",
    "DecisionLog",
    "DecisionRegister",
    "Difference",
    "Entered",
    "Explanation",
    "Finding",
    "FirstDifference",
    "Flow",
    "FrameAnswers",
    "Funding",
    "IizError",
    "Impact",
    "Language",
    "Ledger",
    "LoadError",
    "LoggedDecision",
    "Minutes",
    "Missing",
    "Move",
    "NotFoundError",
    "Obligation",
    "Overview",
    "PayerPart",
    "Pending",
    "Place",
    "Policy",
    "Postponed",
    "Receipt",
    "ReceiptError",
    "Record",
    "Replay",
    "Roster",
    "Scenario",
    "SideBySide",
    "Simulation",
    "State",
    "Store",
    "StoreError",
    "Text",
    "TriedCases",
    "Truth",
    "UsageError",
    "Used",
    "Way",
    "bill",
    "compare",
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
    "answers.frame": ("FrameAnswers",),
    "answers.funding": ("Competent", "Funding", "PayerPart"),
    "answers.overview": ("Overview",),
    "answers.side_by_side": ("SideBySide", "side_by_side"),
    "answers.way": ("Way",),
    "case.roster": ("Roster",),
    "engine.result": ("Explanation", "Missing", "Pending", "Used"),
    "engine.waterfall": ("Bounds",),
    "escalation.flow": ("Flow",),
    "escalation.moves": ("Move", "Obligation"),
    "escalation.state": ("Change", "State"),
    "escalation.store.records": ("CaseRecord",),
    "escalation.store.store": ("Store",),
    "findings.errors": (
        *("CaseError", "ConflictError", "IizError", "LoadError", "NotFoundError"),
        *("ReceiptError", "StoreError", "UsageError"),
    ),
    "findings.finding": ("Finding", "Place"),
    "funding.books": ("read_ledger",),
    "funding.ledger": ("Ledger",),
    "funding.minutes": ("Minutes", "Postponed", "minutes"),
    "funding.record": ("Record",),
    "funding.register": ("Entered", "DecisionRegister"),
    "language.folders": ("known_cantons",),
    "language.program.organisation": ("Competence",),
    "language.truth": ("Truth",),
    "policy": ("Policy", "load"),
    "portfolio.bills": ("Billing", "bill"),
    "portfolio.comparison": ("Comparison",),
    "portfolio.scenario": ("Scenario", "read_scenario"),
    "portfolio.simulate": ("Simulation", "compare", "simulate"),
    "receipts.log": ("DecisionLog", "LoggedDecision"),
    "receipts.receipt": ("Receipt", "read_receipt"),
    "receipts.replay": ("FirstDifference", "Replay"),
    "receipts.telemetry": ("note_in_span", "span_attributes"),
    "schemas": ("read_answer", "schema_of"),
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
