"""iiz-rules: declare a canton's model of interinstitutional cooperation, ask it, get reasons.

    import iiz_rules as iiz

    zurich = iiz.load("zurich", on="2024-03-05")
    decision = zurich.eligibility({"person": {"residence": {"canton": "SG"}}})
    decision.verdict, decision.missing, decision.explain("de")

Names are imported when they are first used, so that `import iiz_rules` costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from iiz_rules.api import load
    from iiz_rules.decision import CriterionResult, Decision
    from iiz_rules.diagnostics import Finding, Place
    from iiz_rules.errors import CaseError, IizError, LoadError, StoreError, UsageError
    from iiz_rules.escalation.flow import Flow
    from iiz_rules.funding.answer import Funding
    from iiz_rules.funding.ledger import Ledger, read_ledger
    from iiz_rules.funding.record import Record
    from iiz_rules.funding.scenario import Scenario, read_scenario
    from iiz_rules.funding.simulate import Billing, Simulation, bill, compare, simulate
    from iiz_rules.overview import Overview
    from iiz_rules.policy import Policy
    from iiz_rules.result import Missing, Pending, Used
    from iiz_rules.source.editions import known_cantons
    from iiz_rules.truth import Truth
    from iiz_rules.views import Composition, Way

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
    "load": "api",
    "Policy": "policy",
    "Decision": "decision",
    "CriterionResult": "decision",
    "Composition": "views",
    "Overview": "overview",
    "Way": "views",
    "Funding": "funding.answer",
    "Ledger": "funding.ledger",
    "read_ledger": "funding.ledger",
    "Record": "funding.record",
    "Scenario": "funding.scenario",
    "Billing": "funding.simulate",
    "Simulation": "funding.simulate",
    "bill": "funding.simulate",
    "compare": "funding.simulate",
    "read_scenario": "funding.scenario",
    "simulate": "funding.simulate",
    "Finding": "diagnostics",
    "Place": "diagnostics",
    "CaseError": "errors",
    "IizError": "errors",
    "LoadError": "errors",
    "StoreError": "errors",
    "UsageError": "errors",
    "Flow": "escalation.flow",
    "Missing": "result",
    "Pending": "result",
    "Used": "result",
    "known_cantons": "source.editions",
    "Truth": "truth",
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
