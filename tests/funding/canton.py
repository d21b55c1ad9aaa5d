"""The canton of the harbour, all invented: three payers, two catalogues, a fund in last place."""

from pathlib import Path
from typing import Any

import iiz_rules as iiz
from iiz_rules.policy import Policy

HARBOUR = Path(__file__).parent / "harbour"
DAY = "2024-03-01"
MEMBERS: list[dict[str, Any]] = [
    {"of": "guild", "has": ["sworn"], "present": True, "vote": "for"},
    {"of": "town", "present": True, "vote": "for"},
    {"of": "club", "present": True, "vote": "against"},
]


def harbour(on: str = DAY, **readings: str) -> Policy:
    """The canton on a day, some places read otherwise: `harbour(A_XX_01="capped")`."""
    return iiz.load(HARBOUR, on, {name.replace("_", "-"): one for name, one in readings.items()})
