"""A message of a register as a case: what eCH-0011, 0044, 0046 and 0010 say of a person.

The message comes as mappings by the names of its elements, as whatever reads XML gives them; a fact
says under `ech` in which of them it stands. Nothing is guessed: an element that no fact names is
passed over, one that is not there leaves its fact unknown.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from iiz_rules.findings.errors import CaseError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.program.rules import Fact, Program

Steps = tuple[str, ...]


def case_of(program: Program, message: Mapping[str, Any]) -> dict[str, Any]:
    """The facts in a message; CaseError if two of its elements contradict each other.

    So it is where it is no message, such as the nothing that a reader of XML gave.
    """
    unchecked: object = message  # what a caller without a type checker gave
    if not isinstance(unchecked, Mapping):
        words = {"got": shown(unchecked)}
        raise CaseError([Finding("group-not-value", Place(Source("message")), words)])
    said = list(_elements(message))
    case: dict[str, Any] = {}
    findings: list[Finding] = []
    for fact in program.facts.values():
        steps = tuple((fact.ech or "").split("."))
        values = [value for path, value in said if fact.ech and path[-len(steps) :] == steps]
        known = [_as(fact, value) for value in values]
        if any(one != known[0] for one in known):
            place = Place(Source("message"))
            findings.append(Finding("ech-twice", place, {"fact": fact.id, "ech": fact.ech}))
        elif known:
            case[fact.id] = known[0]
    if findings:
        raise CaseError(findings)
    return case


def _elements(message: Any) -> Iterator[tuple[Steps, Any]]:
    """Every value of a message, by the names of the elements around it."""
    ahead: list[tuple[Steps, Any]] = [((), message)]
    while ahead:
        path, inside = ahead.pop()
        if isinstance(inside, Mapping):
            ahead += [((*path, _plain(str(name))), value) for name, value in inside.items()]
        elif isinstance(inside, (list, tuple)):
            ahead += [(path, value) for value in inside]
        elif inside is not None:
            yield path, inside


def _plain(name: str) -> str:
    """The name of an element without its namespace.

    >>> _plain("eCH-0044:vn"), _plain("{http://www.ech.ch/xmlns/eCH-0044/4}vn")
    ('vn', 'vn')
    """
    return name.rpartition("}")[2].rpartition(":")[2]


def _as(fact: Fact, value: Any) -> Any:
    """A value as in a case: XML has only text, and an AHV number may come as a number."""
    kind = fact.domain.type
    if kind == "ahv" and type(value) is int:
        return str(value)
    if kind == "int" and isinstance(value, str) and value.isascii() and value.isdecimal():
        return int(value)
    if kind in ("bool", "judgement") and value in ("true", "false"):
        return value == "true"
    return value
