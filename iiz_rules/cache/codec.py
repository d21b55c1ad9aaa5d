"""A program as plain values and back, with the warnings found on loading.

Every object of it stands once in a list, after those that it is made of, and is referred to by its
number: so texts and places that many share are shared again. Only the classes that a program is
made of are made from it, and nothing in it is executed.
"""

import marshal
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import Any

from iiz_rules.cache.entries import FORM
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
_set = object.__setattr__


def pack(program: Program, findings: tuple[Finding, ...]) -> bytes:
    """Write a program and the warnings about it; TypeError where it holds what none holds."""
    packing = _Packing()
    root = packing.value((program, findings))
    return marshal.dumps((packing.objects, root), FORM)


def unpack(written: bytes) -> Whole:
    """Read a program and the warnings about it."""
    packed, root = marshal.loads(written)
    objects: list[Any] = []
    for name, parts in packed:
        made = object.__new__(CLASSES[name])
        for field, part in zip(_fields(name), parts, strict=True):
            _set(made, field, _read(part, objects) if type(part) is list else part)
        objects.append(made)
    whole: Whole = _read(root, objects)
    return whole


@cache
def _fields(name: str) -> tuple[str, ...]:
    return tuple(field.name for field in fields(CLASSES[name]))


class _Packing:
    """Collects the objects of a program."""

    def __init__(self) -> None:
        self.objects: list[tuple[str, tuple[Any, ...]]] = []
        self.numbers: dict[int, int] = {}

    def value(self, value: Any) -> Any:
        """Write a value: as it is where it is plain, else as a list of its kind and its parts."""
        if value is None or isinstance(value, (bool, int, str)):
            return value
        if type(value) in NAMES:
            return [OBJECT, self.object(value)]
        for kind, (known, taken_apart, _) in enumerate(_KINDS):
            if isinstance(value, known):
                parts = list(map(self.value, taken_apart(value)))
                plain = kind == TUPLE and all(type(part) is not list for part in parts)
                return tuple(parts) if plain else [kind, *parts]
        raise TypeError(type(value).__name__)

    def object(self, value: Any) -> int:
        """The number of an object."""
        if id(value) not in self.numbers:
            name = NAMES[type(value)]
            parts = tuple(self.value(getattr(value, field)) for field in _fields(name))
            self.objects.append((name, parts))
            self.numbers[id(value)] = len(self.objects) - 1
        return self.numbers[id(value)]


def _read(written: list[Any], objects: list[Any]) -> Any:
    """Read what is written as a list: its kind, and its parts."""
    if written[0] == OBJECT:
        return objects[written[1]]
    kind, *parts = written
    read = [_read(part, objects) if type(part) is list else part for part in parts]
    return _KINDS[kind][2](read)


_KINDS: tuple[tuple[type[Any], Callable[[Any], Iterable[Any]], Callable[[list[Any]], Any]], ...] = (
    (tuple, iter, tuple),
    (
        Mapping,
        lambda mapping: chain.from_iterable(mapping.items()),
        lambda parts: dict(zip(parts[::2], parts[1::2], strict=True)),
    ),
    (frozenset, sorted, frozenset),
    (Decimal, lambda amount: [str(amount)], lambda parts: Decimal(parts[0])),
    (date, lambda day: [day.isoformat()], lambda parts: date.fromisoformat(parts[0])),
)
"""What is written as a list of its kind and its parts: how it is taken apart and put together."""
TUPLE = 0
OBJECT = len(_KINDS)
