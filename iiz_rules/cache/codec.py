"""A program as bytes and back, with the warnings from loading.

They are pickles, which C reads four times as fast as Python reads plain parts, and of the kind
that executes nothing: no class is known when they are read but those that a program is made of,
and none is called but to hold its fields. What an object worked out for itself is left behind.
"""

import io
import pickle
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from iiz_rules.findings import finding
from iiz_rules.findings.finding import Finding, Source
from iiz_rules.language import values
from iiz_rules.language.program import (
    claims,
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
    claims,
    clauses,
    conditions,
    interpretations,
    organisation,
    money,
    events,
    rules,
)
CLASSES: frozenset[type[Any]] = frozenset(
    kind
    for module in MODULES
    for kind in vars(module).values()
    if is_dataclass(kind) and isinstance(kind, type) and kind.__module__ == module.__name__
)
VALUES: frozenset[type[Any]] = frozenset({date, Decimal})
KNOWN = {(found.__module__, found.__qualname__): found for found in CLASSES | VALUES}
Whole = tuple[Program, tuple[Finding, ...]]


def pack(program: Program, findings: tuple[Finding, ...], home: str = "") -> bytes:
    """Write a program and its warnings; TypeError if it holds anything a program cannot.

    What was read in the folder of this name is written so that it can be read under another.
    """
    written = io.BytesIO()
    writer = _Writer(written, f"{home}/")
    writer.dump((program, findings))
    writer.dump(tuple(writer.sources))
    return written.getvalue()


def unpack(written: bytes, home: str = "") -> Whole:
    """Read a program and its warnings, as if read from the folder of this name."""
    reader = _Reader(io.BytesIO(written))
    whole: Whole = reader.load()
    for source in reader.load():
        vars(source)["name"] = f"{home}/{source.name}"
    return whole


class _Writer(pickle.Pickler):
    """Writes what a program is made of, and nothing else."""

    def __init__(self, written: io.BytesIO, home: str) -> None:
        super().__init__(written, protocol=pickle.HIGHEST_PROTOCOL)
        self.home = home
        self.sources: list[Source] = []
        """those that were read in the folder, which are called by their names in it"""

    def reducer_override(self, value: Any) -> Any:
        """Say how an object is made again; plain values never come here."""
        kind = type(value)
        if kind in CLASSES:
            make, whose, *_ = value.__reduce_ex__(pickle.HIGHEST_PROTOCOL)
            fields = _given(value)
            if kind is Source and value.name.startswith(self.home):
                self.sources.append(value)
                fields["name"] = value.name.removeprefix(self.home)
            return make, whose, fields
        if kind in VALUES or (kind is type and value in CLASSES | VALUES):
            return NotImplemented
        raise TypeError(kind.__name__)


class _Reader(pickle.Unpickler):
    """Reads what a program is made of, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """Find a class by its name; UnpicklingError for one that no program is made of."""
        try:
            return KNOWN[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name}") from None


def _given(value: Any) -> dict[str, Any]:
    """The fields of an object that differ from their defaults.

    A third of all fields have it, and most of the time of reading goes into fields.
    """
    fields = {}
    for name, default in _defaults(value.__class__):
        part = getattr(value, name)
        if type(part) is not type(default) or part != default:
            fields[name] = part
    return fields


@cache
def _defaults(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    """The default of each field of a class; a marker that equals nothing where it has none."""
    return tuple((field.name, getattr(kind, field.name, MISSING)) for field in fields(kind))
