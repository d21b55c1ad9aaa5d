"""Two invented cantons: the harbour (payers, catalogues, a fund), the quay (every kind of fact)."""

from pathlib import Path
from typing import Any

import iiz_rules as iiz
from iiz_rules.policy import Policy

HARBOUR = Path(__file__).parent / "harbour"
QUAY = Path(__file__).parent / "quay"
DAY = "2024-03-01"
MEMBERS: list[dict[str, Any]] = [
    {"of": "guild", "has": ["sworn"], "present": True, "vote": "for"},
    {"of": "town", "present": True, "vote": "for"},
    {"of": "club", "present": True, "vote": "against"},
]


def harbour(on: str = DAY, **readings: str) -> Policy:
    """The canton on a day, some places read otherwise: `harbour(A_XX_01="capped")`."""
    return iiz.load(HARBOUR, on, {name.replace("_", "-"): one for name, one in readings.items()})


def quay(on: str = DAY, **readings: str) -> Policy:
    """The canton of the quay, whose payers ask for facts of every kind."""
    return iiz.load(QUAY, on, {name.replace("_", "-"): one for name, one in readings.items()})
