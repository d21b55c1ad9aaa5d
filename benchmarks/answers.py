"""What the verdicts of the measured canton say in the words of the rules written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from iiz_rules.language.truth import Truth

STEPS = ("internal", "bilateral", "coordinated")
RUNGS = ("regional", "cantonal", "commission")
PAYERS = ("iv", "alv", "sozialhilfe", "fund")
THRESHOLDS = tuple(f"r{number:02d}" for number in range(1, 36))


def answers(verdicts: Mapping[str, Truth]) -> dict[str, Any]:
    """The forty answers of a whole case."""
    yes = {rule for rule, verdict in verdicts.items() if verdict is Truth.YES}
    level = max((number for number, step in enumerate(STEPS, 1) if step in yes), default=0)
    return {
        "eligible": "eligibility" in yes,
        "level": level,
        "youth": "youth" in yes,
        "dispute": next((rung for rung in RUNGS if f"dispute-{rung}" in yes), "none"),
        "payer": next((payer for payer in PAYERS if f"pay-{payer}" in yes), "none"),
        **{rule: rule in yes for rule in THRESHOLDS},
    }
