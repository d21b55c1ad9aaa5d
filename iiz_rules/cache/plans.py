"""A plan as JSON and back."""

from __future__ import annotations

import json

from iiz_rules.engine.compiled.plan import Plan, PlannedFact, PlannedRule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from iiz_rules.engine.compiled.plan import Condition

FACT = ("id", "type", "low", "high", "since", "at", "is_date")

RULE = ("id", "kind", "node", "criteria", "holders", "done")


def pack(plan: Plan) -> bytes:
    """Write a plan."""
    data = {
        "canton": plan.canton,
        "edition": plan.edition,
        "digest": plan.digest,
        "valid": [_iso(plan.valid_from), _iso(plan.valid_to)],
        "facts": [
            [[getattr(fact, name) for name in FACT], sorted(fact.codes)] for fact in plan.facts
        ],
        "readings": [[name, *known] for name, known in plan.readings.items()],
        "conditions": plan.conditions,
        "rules": [[getattr(rule, name) for name in RULE] for rule in plan.rules.values()],
        "questions": plan.questions,
    }
    return json.dumps(data, default=str, separators=(",", ":")).encode("ascii")


def unpack(text: bytes) -> Plan:
    """Read a plan."""
    data = json.loads(text)
    facts = tuple(_fact(*one) for one in data["facts"])
    first, last = (_day(one) for one in data["valid"])
    return Plan(
        canton=data["canton"],
        edition=data["edition"],
        digest=data["digest"],
        valid_from=first,
        valid_to=last,
        facts=facts,
        readings={name: (default, tuple(known)) for name, default, known in data["readings"]},
        conditions=tuple(_condition(one, facts) for one in data["conditions"]),
        rules={one[0]: _rule(one) for one in data["rules"]},
        questions=tuple(data["questions"]),
    )


def _fact(parts: list[Any], codes: list[str]) -> PlannedFact:
    named = dict(zip(FACT, parts, strict=True))
    return PlannedFact(codes=frozenset(codes), **named)


def _rule(parts: list[Any]) -> PlannedRule:
    named = dict(zip(RULE, parts, strict=True))
    criteria, holders = tuple(named.pop("criteria")), tuple(named.pop("holders"))
    return PlannedRule(criteria=criteria, holders=holders, **named)


def _condition(parts: list[Any], facts: tuple[PlannedFact, ...]) -> Condition:
    """Give lists back as tuples, and dates and amounts as what their fact says they are."""
    match parts:
        case ["one_of", fact, values]:
            return "one_of", fact, tuple(_value(one, facts[fact].type) for one in values)
        case ["range", fact, low, high]:
            return "range", fact, *(_value(one, facts[fact].type) for one in (low, high))
        case ["choice", reading, options]:
            return "choice", reading, tuple((name, number) for name, number in options)
    return tuple(tuple(one) if isinstance(one, list) else one for one in parts)


def _value(written: Any, type: str) -> Any:
    if written is None or type not in ("chf", "date"):
        return written
    if type == "date":
        return _day(written)
    from decimal import Decimal

    return Decimal(written)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(written: str | None) -> date | None:
    from datetime import date

    return None if written is None else date.fromisoformat(written)
