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

    from iiz_rules.answers.composition import Composition
    from iiz_rules.answers.decision import CriterionResult, Decision
    from iiz_rules.answers.funding import Funding
    from iiz_rules.answers.overview import Overview
    from iiz_rules.answers.way import Way
    from iiz_rules.engine.result import Missing, Pending, Used
    from iiz_rules.escalation.flow import Flow
    from iiz_rules.findings.errors import CaseError, IizError, LoadError, StoreError, UsageError
    from iiz_rules.findings.finding import Finding, Place
    from iiz_rules.funding.books import read_ledger
    from iiz_rules.funding.ledger import Ledger
    from iiz_rules.funding.record import Record
    from iiz_rules.language.folders import known_cantons
    from iiz_rules.language.truth import Truth
    from iiz_rules.policy import Policy, load
    from iiz_rules.portfolio.bills import Billing, bill
    from iiz_rules.portfolio.scenario import Scenario, read_scenario
    from iiz_rules.portfolio.simulate import Simulation, compare, simulate

__version__ = "0.1.0"
__all__ = [
    "Billing",
    "CaseError",
    "Composition",
    "CriterionResult",
    "Decision",
    "Finding",
    "Flow",
    "Funding",
    "IizError",
    "Ledger",
    "LoadError",
    "Missing",
    "Overview",
    "Pending",
    "Place",
    "Policy",
    "Record",
    "Scenario",
    "Simulation",
    "StoreError",
    "Truth",
    "UsageError",
    "Used",
    "Way",
    "bill",
    "compare",
    "known_cantons",
    "load",
    "read_ledger",
    "read_scenario",
    "simulate",
]
_HOME = {
    "load": "policy",
    "Policy": "policy",
    "Decision": "answers.decision",
    "CriterionResult": "answers.decision",
    "Composition": "answers.composition",
    "Overview": "answers.overview",
    "Way": "answers.way",
    "Funding": "answers.funding",
    "Ledger": "funding.ledger",
    "read_ledger": "funding.books",
    "Record": "funding.record",
    "Scenario": "portfolio.scenario",
    "Billing": "portfolio.bills",
    "Simulation": "portfolio.simulate",
    "bill": "portfolio.bills",
    "compare": "portfolio.simulate",
    "read_scenario": "portfolio.scenario",
    "simulate": "portfolio.simulate",
    "Finding": "findings.finding",
    "Place": "findings.finding",
    "CaseError": "findings.errors",
    "IizError": "findings.errors",
    "LoadError": "findings.errors",
    "StoreError": "findings.errors",
    "UsageError": "findings.errors",
    "Flow": "escalation.flow",
    "Missing": "engine.result",
    "Pending": "engine.result",
    "Used": "engine.result",
    "known_cantons": "language.folders",
    "Truth": "language.truth",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    from importlib import import_module

    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    """Name everything public."""
    return [*__all__, "__version__"]
