"""A program as JSON and back, with the warnings found on loading.

Every object of it stands once in a list, after those that it is made of, and is referred to by its
number: so texts and places that many share are shared again. Only the classes that a program is
made of are made from it, and nothing in it is executed.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from iiz_rules.findings import finding
from iiz_rules.findings.finding import Finding
from iiz_rules.language import values
from iiz_rules.language.program import (
    clauses,
    conditions,
    events,
    interpretations,
    money,
    organisation,
    rules,
)
from iiz_rules.language.program.rules import Program
from iiz_rules.words import text

MODULES = (
    text,
    finding,
    values,
    clauses,
    conditions,
    interpretations,
    organisation,
    money,
    events,
    rules,
)
CLASSES: dict[str, type[Any]] = {
    name: found
    for module in MODULES
    for name, found in vars(module).items()
    if is_dataclass(found) and isinstance(found, type) and found.__module__ == module.__name__
}
NAMES = {found: name for name, found in CLASSES.items()}
Whole = tuple[Program, tuple[Finding, ...]]


def pack(program: Program, findings: tuple[Finding, ...]) -> bytes:
    """Write a program and the warnings about it; TypeError where it holds what none holds."""
    packing = _Packing()
    root = packing.value((program, findings))
    return json.dumps([packing.objects, root], separators=(",", ":")).encode("ascii")


def unpack(text: bytes) -> Whole:
    """Read a program and the warnings about it."""
    written, root = json.loads(text)
    objects: list[Any] = []
    for name, *parts in written:
        known = CLASSES[name]
        given = zip(_fields(known), parts, strict=True)
        objects.append(known(**{field: _read(part, objects) for field, part in given}))
    whole: Whole = _read(root, objects)
    return whole


def _fields(known: type[Any]) -> tuple[str, ...]:
    if known not in _FIELDS:
        _FIELDS[known] = tuple(one.name for one in fields(known))
    return _FIELDS[known]


_FIELDS: dict[type[Any], tuple[str, ...]] = {}


class _Packing:
    """Collects the objects of a program."""

    def __init__(self) -> None:
        self.objects: list[list[Any]] = []
        self.numbers: dict[int, int] = {}

    def value(self, value: Any) -> Any:
        """Write a value: as it is, or as a list of its kind and what is in it."""
        if value is None or isinstance(value, (bool, int, str)):
            return value
        for kind, (known, taken_apart) in enumerate(_TAKEN_APART):
            if isinstance(value, known):
                return [kind, *map(self.value, taken_apart(value))]
        return [OBJECT, self.object(value)]

    def object(self, value: Any) -> int:
        """Give the number of an object."""
        if id(value) not in self.numbers:
            name = NAMES[type(value)] if type(value) in NAMES else _none(value)
            parts = [self.value(getattr(value, field)) for field in _fields(type(value))]
            self.objects.append([name, *parts])
            self.numbers[id(value)] = len(self.objects) - 1
        return self.numbers[id(value)]


def _none(value: Any) -> str:
    raise TypeError(type(value).__name__)


def _read(written: Any, objects: list[Any]) -> Any:
    if not isinstance(written, list):
        return written
    kind, *inside = written
    if kind == OBJECT:
        return objects[inside[0]]
    return _PUT_TOGETHER[kind]([_read(one, objects) for one in inside])


def _entries(mapping: Mapping[Any, Any]) -> Iterator[Any]:
    for key, value in mapping.items():
        yield from (key, value)


def _mapping(entries: list[Any]) -> dict[Any, Any]:
    return dict(zip(entries[::2], entries[1::2], strict=True))


_TAKEN_APART: tuple[tuple[type[Any], Callable[[Any], Any]], ...] = (
    (tuple, iter),
    (Mapping, _entries),
    (frozenset, sorted),
    (Decimal, lambda value: [str(value)]),
    (date, lambda value: [value.isoformat()]),
)
_PUT_TOGETHER: tuple[Callable[[list[Any]], Any], ...] = (
    tuple,
    _mapping,
    frozenset,
    lambda inside: Decimal(inside[0]),
    lambda inside: date.fromisoformat(inside[0]),
)
OBJECT = len(_TAKEN_APART)
