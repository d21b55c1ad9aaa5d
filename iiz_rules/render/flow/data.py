"""The old place; goes when the command line asks where it lies now."""

import json

from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.form import flow_data

__all__ = ["flow_data", "flow_json"]


def flow_json(flow: Flow) -> str:
    """Write a case in motion as JSON."""
    return json.dumps(flow_data(flow), ensure_ascii=False, indent=2)
