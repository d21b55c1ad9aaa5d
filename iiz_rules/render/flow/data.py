"""A timeline and what is owed as JSON-ready data."""

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from iiz_rules.escalation.flow import Flow
    from iiz_rules.escalation.results import Step, Told


def flow_json(flow: "Flow") -> str:
    """Write a case in motion as JSON."""
    return json.dumps(flow_data(flow), ensure_ascii=False, indent=2)


def flow_data(flow: "Flow") -> dict[str, Any]:
    """Give every move of a case, and what is owed at the end."""
    return {
        "format": 1,
        "case": flow.case,
        "canton": flow.program.canton,
        "edition": flow.program.edition,
        "digest": flow.program.digest,
        "on": flow.on.isoformat(),
        "closed": flow.state.closed,
        "moves": [_move(one) for one in flow.history],
        "obligations": [one.to_dict() for one in flow.obligations],
        "next": dict(flow.state.position),
    }


def _move(step: "Step") -> dict[str, Any]:
    record = step.record
    return {
        "on": step.on.isoformat(),
        "event": step.event,
        "by": (record.actor or None) if record else None,
        "facts": record.content.get("facts", {}) if record else {},
        "passed": [told_data(one) for one in step.passed],
        "fired": [told_data(one) for one in step.fired],
    }


def told_data(one: "Told") -> dict[str, Any]:
    """Give one thing told."""
    return {
        "on": one.on.isoformat(),
        "kind": one.kind,
        "rule": one.rule,
        "actor": one.actor,
        "of": one.entry.of,
        "due": one.due.isoformat() if one.due else None,
        "to": list(one.entry.to),
        "action": one.entry.action,
        "clauses": list(one.clauses),
    }
