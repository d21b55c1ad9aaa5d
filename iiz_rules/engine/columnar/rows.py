"""One row of a frame as a case: to be explained, or to say what is wrong with it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from iiz_rules.engine.columnar.slots import Assigned


def case_of(columns: Assigned, row: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that a row tells; a set that is known in part is not known."""
    case: dict[str, Any] = {}
    sets: dict[str, dict[str, Any]] = {}
    for slot, name in columns.items():
        value = row[name]
        if slot.part == "member":
            sets.setdefault(slot.fact, {})[slot.code] = value
        elif value is not None:
            rappen = slot.part == "rappen"
            case[slot.fact] = Decimal(value).scaleb(-2) if rappen else _plain(value)
    for fact, members in sets.items():
        if None not in members.values():
            case[fact] = [code for code, member in members.items() if member]
    return case


def _plain(value: Any) -> Any:
    """A moment at midnight is the day, and a floating-point number that is whole is the number."""
    if isinstance(value, datetime) and value.time() == time() and value.tzinfo is None:
        return date(value.year, value.month, value.day)
    if isinstance(value, float) and value.is_integer() and abs(value) <= 2**53:
        return int(value)
    return value
