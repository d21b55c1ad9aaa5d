"""A plan as plain values and back: numbers, texts, and tuples of them, as an entry holds them."""

from __future__ import annotations

from iiz_rules.engine.compiled.plan import Plan, PlannedFact, PlannedRule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from iiz_rules.engine.compiled.plan import Condition

FACT = ("id", "type", "low", "high", "since", "at", "is_date")
RULE = ("id", "kind", "node", "criteria", "holders", "done")


def pack(plan: Plan) -> dict[str, Any]:
    """Take a plan apart."""
    facts = plan.facts
    return {
        "canton": plan.canton,
        "edition": plan.edition,
        "digest": plan.digest,
        "valid": (_iso(plan.valid_from), _iso(plan.valid_to)),
        "facts": tuple((sorted(fact.codes), *_parts(fact, FACT)) for fact in facts),
        "readings": dict(plan.readings),
        "conditions": tuple(_written(one) for one in plan.conditions),
        "rules": tuple(_parts(rule, RULE) for rule in plan.rules.values()),
        "questions": plan.questions,
    }


def unpack(parts: dict[str, Any]) -> Plan:
    """Put a plan together again."""
    facts = tuple(_fact(*one) for one in parts["facts"])
    first, last = (_day(one) for one in parts["valid"])
    return Plan(
        canton=parts["canton"],
        edition=parts["edition"],
        digest=parts["digest"],
        valid_from=first,
        valid_to=last,
        facts=facts,
        readings=parts["readings"],
        conditions=tuple(_condition(one, facts) for one in parts["conditions"]),
        rules={one[0]: PlannedRule(*one) for one in parts["rules"]},
        questions=parts["questions"],
    )


def _parts(whole: object, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(whole, name) for name in names)


def _fact(codes: list[str], id: str, type: str, *others: Any) -> PlannedFact:
    return PlannedFact(id, type, frozenset(codes), *others)


def _written(condition: Condition) -> Condition:
    """Write dates and amounts as text, which their fact's type turns back."""
    match condition:
        case ("one_of", fact, values):
            return "one_of", fact, tuple(map(_text, values))
        case ("range", fact, low, high):
            return "range", fact, _text(low), _text(high)
    return condition


def _condition(parts: Condition, facts: tuple[PlannedFact, ...]) -> Condition:
    match parts:
        case ("one_of", fact, values):
            return "one_of", fact, tuple(_value(one, facts[fact].type) for one in values)
        case ("range", fact, low, high):
            return "range", fact, *(_value(one, facts[fact].type) for one in (low, high))
    return parts


def _text(value: Any) -> Any:
    return value if value is None or isinstance(value, (bool, int)) else str(value)


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
