"""From nothing to the first decision, by this engine or by a peer."""

from __future__ import annotations

import sys

CASE = {
    "person": {"canton": "ZH", "age": 40, "employable": True},
    "registrations": ["awa"],
    "problems": ["health", "debt", "work"],
    "lead": "awa",
    "coordination_needed": True,
    "months_unemployed": 14,
    "bilateral_tried": True,
    "bilateral_failed": False,
    "dispute_open": False,
    "mandate_until": 20_100,
    "measure": {"cost": 2_000, "catalogues": [], "proposed_by": "office"},
    "fund_balance": 30_000,
    "region": "zuerich",
}


def main() -> None:
    """Decide one case."""
    if sys.argv[1:]:
        from importlib import import_module

        print(import_module(f"benchmarks.peers.{sys.argv[1]}").make()(CASE)["eligible"])
    else:
        import iiz_rules as iiz

        policy = iiz.load("benchmarks/policy", on="2024-10-01")
        print(policy.decide(CASE).verdicts["eligibility"])
