"""A circuit as plain values and back: numbers, texts, tuples of them, as an entry holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iiz_rules.engine.compiled.circuit import Circuit, CircuitFact, CircuitRule

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from iiz_rules.engine.compiled.circuit import Gate


def pack(circuit: Circuit) -> dict[str, Any]:
    """Take a circuit apart."""
    return circuit._asdict() | {
        "valid_from": _text(circuit.valid_from),
        "valid_to": _text(circuit.valid_to),
        "facts": tuple(map(_parts, circuit.facts)),
        "conditions": tuple(map(_written, circuit.conditions)),
        "rules": tuple(map(tuple, circuit.rules.values())),
    }


def unpack(parts: dict[str, Any]) -> Circuit:
    """Put a circuit together again."""
    facts = tuple(map(_fact, parts["facts"]))
    rules = (CircuitRule(*rule) for rule in parts["rules"])
    whole = parts | {
        "valid_from": _day(parts["valid_from"]),
        "valid_to": _day(parts["valid_to"]),
        "facts": facts,
        "conditions": tuple(_condition(condition, facts) for condition in parts["conditions"]),
        "rules": {rule.id: rule for rule in rules},
    }
    return Circuit(**whole)


def _parts(fact: CircuitFact) -> tuple[Any, ...]:
    """Take a fact apart; sorted, so that equal facts are equal bytes."""
    return tuple(sorted(part) if isinstance(part, frozenset) else part for part in fact)


def _fact(parts: tuple[Any, ...]) -> CircuitFact:
    fact = CircuitFact(*parts)
    return fact._replace(codes=frozenset(fact.codes))


def _written(condition: Gate) -> Gate:
    """Write dates and amounts as text, which their fact's type turns back."""
    match condition:
        case ("one_of", fact, values):
            return "one_of", fact, tuple(map(_text, values))
        case ("range", fact, low, high):
            return "range", fact, _text(low), _text(high)
    return condition


def _condition(parts: Gate, facts: tuple[CircuitFact, ...]) -> Gate:
    match parts:
        case ("one_of", fact, values):
            return "one_of", fact, tuple(_value(value, facts[fact].type) for value in values)
        case ("range", fact, low, high):
            return "range", fact, *(_value(limit, facts[fact].type) for limit in (low, high))
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


def _day(written: str | None) -> date | None:
    from datetime import date

    return None if written is None else date.fromisoformat(written)
