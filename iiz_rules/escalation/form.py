"""A case in motion as data that is ready for JSON."""

from typing import Any

from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.moves import Move
from iiz_rules.escalation.state import Change


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
        "moves": [_move(move) for move in flow.history],
        "obligations": [obligation.to_dict() for obligation in flow.obligations],
        "next": dict(flow.state.position),
    }


def _move(move: Move) -> dict[str, Any]:
    record = move.record
    return {
        "on": move.on.isoformat(),
        "event": move.event,
        "by": (record.actor or None) if record else None,
        "facts": record.content.get("facts", {}) if record else {},
        "passed": [change_data(change) for change in move.passed],
        "fired": [change_data(change) for change in move.fired],
    }


def change_data(change: Change) -> dict[str, Any]:
    """What was told of one rule on one day."""
    return {
        "on": change.on.isoformat(),
        "kind": change.kind,
        "rule": change.rule,
        "actor": change.actor,
        "of": change.of,
        "due": change.due.isoformat() if change.due else None,
        "to": list(change.to),
        "action": change.action,
        "clauses": list(change.clauses),
    }
