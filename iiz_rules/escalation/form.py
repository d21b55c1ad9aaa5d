"""A case in motion as data that is ready for JSON."""

from typing import Any

from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.results import Step, Told


def flow_data(flow: Flow) -> dict[str, Any]:
    """Every move of a case, and what is owed at the end."""
    return {
        "format": 1,
        "case": flow.case,
        "canton": flow.program.canton,
        "edition": flow.program.edition,
        "digest": flow.program.digest,
        "on": flow.on.isoformat(),
        "closed": flow.state.closed,
        "moves": [_move(step) for step in flow.history],
        "obligations": [obligation.to_dict() for obligation in flow.obligations],
        "next": dict(flow.state.position),
    }


def _move(step: Step) -> dict[str, Any]:
    record = step.record
    return {
        "on": step.on.isoformat(),
        "event": step.event,
        "by": (record.actor or None) if record else None,
        "facts": record.content.get("facts", {}) if record else {},
        "passed": [told_data(told) for told in step.passed],
        "fired": [told_data(told) for told in step.fired],
    }


def told_data(told: Told) -> dict[str, Any]:
    """What was told of one rule on one day."""
    entry = told.entry
    return {
        "on": told.on.isoformat(),
        "kind": told.kind,
        "rule": told.rule,
        "actor": told.actor,
        "of": entry.of,
        "due": told.due.isoformat() if told.due else None,
        "to": list(entry.to),
        "action": entry.action,
        "clauses": list(told.clauses),
    }
