"""A case → the facts of a situation. Nested or dotted keys, a mapping or a document; never coerced.

`null` and a key left out both mean "not known". Everything that cannot be right is a finding: an
unknown fact, a value of the wrong type, a fact given twice. Facts that follow from others (the age
from the date of birth) are computed here, once, so that every engine sees the same values.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from iiz_rules import ir
from iiz_rules.dates import completed_years
from iiz_rules.diagnostics import Finding, Place, Source, Text
from iiz_rules.node import Node
from iiz_rules.values import Domain, Problem, Value, near, read_value, shown

DEEPEST = 32
MOST_ENTRIES = 10_000
DATE = Text(de="Stichtag", fr="date déterminante", en="date of the question")


@dataclass(frozen=True)
class Entry:
    """One key of a case: its dotted path, what stands there, and where."""

    path: str
    raw: Any
    place: Place
    key_place: Place
    depth: int


def read_facts(
    program: ir.Program, case: Any, on: date, name: str = "case"
) -> tuple[dict[str, Value], list[Finding]]:
    """Read the facts of a case; findings are empty where all is well."""
    facts: dict[str, Value] = {}
    places: dict[str, Place] = {}
    findings: list[Finding] = []
    for entry in _entries(program, case, Source(name), findings):
        if entry.path in places:
            words = {"fact": entry.path, "other": str(places[entry.path])}
            findings.append(Finding("conflicting-facts", entry.place, words))
            continue
        places[entry.path] = entry.place
        value = read_value(_raw(entry.raw), program.facts[entry.path].domain)
        if isinstance(value, Problem):
            findings.append(Finding(value.code, entry.place, value.words))
        else:
            facts[entry.path] = value
    findings += _compute(program, facts, places, on)
    return facts, findings


def _raw(raw: Any) -> Any:
    return raw.plain() if isinstance(raw, Node) else raw


def _entries(
    program: ir.Program, case: Any, source: Source, findings: list[Finding]
) -> Iterator[Entry]:
    """Give the facts of a case with their values, going through groups without recursion."""
    whole = _place(case, source, "")
    stack = [Entry("", case, whole, whole, 0)]
    seen = 0
    while stack:
        group = stack.pop()
        inner = _items(group, source)
        if inner is None:
            words = {"fact": group.path, "got": shown(_raw(group.raw))}
            findings.append(Finding("group-not-value", group.place, words))
            continue
        seen += len(inner)
        if seen > MOST_ENTRIES or group.depth > DEEPEST:
            findings.append(Finding("case-too-large", group.place, {"most": MOST_ENTRIES}))
            return
        for entry in inner:
            if entry.path not in program.facts and entry.path not in program.groups:
                findings.append(_unknown(program, entry))
            elif _raw(entry.raw) is None:
                continue
            elif entry.path in program.facts:
                yield entry
            else:
                stack.append(entry)


def _unknown(program: ir.Program, entry: Entry) -> Finding:
    words = {"fact": shown(entry.path), "near": near(entry.path, [*program.facts, *program.groups])}
    return Finding("unknown-fact", entry.key_place, words)


def _items(group: Entry, source: Source) -> list[Entry] | None:
    """Give what is inside a group; None where it is not a group at all."""
    raw = group.raw
    if isinstance(raw, Node):
        if not isinstance(raw.value, dict):
            return None
        found: list[tuple[Any, Any]] = list(raw.value.items())
    elif isinstance(raw, Mapping):
        found = list(raw.items())
    elif is_dataclass(raw) and not isinstance(raw, type):
        found = [(field.name, getattr(raw, field.name)) for field in fields(raw)]
    elif hasattr(type(raw), "model_fields"):
        found = list(raw)
    else:
        return None
    return [_entry(group, key, value, source) for key, value in found]


def _entry(group: Entry, key: Any, value: Any, source: Source) -> Entry:
    name = key if isinstance(key, str) else shown(key)
    path = f"{group.path}.{name}" if group.path else name
    place = _place(value, source, path)
    key_place = place
    if isinstance(group.raw, Node) and group.raw.line:
        key_place = group.raw.key_place(name)
    return Entry(path, value, place, key_place, group.depth + 1)


def _place(raw: Any, source: Source, path: str) -> Place:
    if isinstance(raw, Node) and raw.line:
        return raw.place
    origin = raw.source if isinstance(raw, Node) else source
    return Place(origin, pointer="/" + shown(path).replace(".", "/") if path else "")


def _compute(
    program: ir.Program, facts: dict[str, Value], places: dict[str, Place], on: date
) -> Iterator[Finding]:
    """Add the facts that follow from others or from the date; a contradiction is a finding."""
    for fact in program.facts.values():
        computed, place = _computed(fact, facts, places, on)
        if computed is None:
            continue
        if isinstance(computed, Problem):
            yield Finding(computed.code, place, computed.words)
        elif facts.setdefault(fact.id, computed) != computed:
            words = {"fact": fact.id, "other": fact.years_since or DATE}
            yield Finding("conflicting-facts", places[fact.id], words)


def _computed(
    fact: ir.Fact, facts: dict[str, Value], places: dict[str, Place], on: date
) -> tuple[Value | Problem | None, Place]:
    if fact.is_date:
        return on, ir.NOWHERE
    since = facts.get(fact.years_since or "")
    at = facts.get(fact.years_at) if fact.years_at else on
    if not isinstance(since, date) or not isinstance(at, date):
        return None, ir.NOWHERE
    floor = 0 if fact.domain.at_least is None else fact.domain.at_least
    domain = Domain("int", at_least=floor, at_most=fact.domain.at_most)
    return read_value(completed_years(since, at), domain), places[fact.years_since or ""]
