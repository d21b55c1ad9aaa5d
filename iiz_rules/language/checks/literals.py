"""Checks every literal in a condition, by the rules that hold for values of cases.

A value beyond the fact's declared limits is refused as well: no case could ever have it, so the
comparison would always answer the same.
"""

from collections.abc import Iterator
from typing import Any

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.checks.comparisons import NamedComparison, comparisons
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.conditions import Count, OfGroup, OtherFact, Within
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.events import EVENT_DATE, DayLater
from iiz_rules.language.values import Domain, Problem, Value, read_value


def check(edition: Edition) -> Iterator[Finding]:
    """Report values of a wrong type, out of range, not in the list, or given twice."""
    for comparison in comparisons(edition):
        read: list[Any] = []
        for value, place in _values(edition, comparison):
            if isinstance(value, Problem) and isinstance(_list(comparison), OfGroup):
                words = {"group": _list(comparison).group, "member": value.words["got"]}
                yield Finding("group-beside-list", place, words)
            elif isinstance(value, Problem):
                yield Finding(value.code, place, value.words)
            elif value in read and comparison.name != "between":
                yield Finding("duplicate-member", place, {"got": value})
            else:
                read.append(value)
        if comparison.name == "between" and len(read) == 2 and read[0] > read[1]:
            place = comparison.condition.place_of("between")
            yield Finding("empty-range", place, {"low": read[0], "high": read[1]})
    yield from _event_values(edition)


def _event_values(edition: Edition) -> Iterator[Finding]:
    """Report impossible values that events set, or that hold at first."""
    file = edition.events
    set_by: list[tuple[Part, str, dict[str, Any]]] = [(file, "initially", file.initially)]
    set_by += [
        (event, key, getattr(event, key)) for event in file.events for key in ("sets", "adds")
    ]
    for part, key, facts in set_by:
        for fact, raw in facts.items():
            if fact not in edition.facts or _of_its_own(edition, fact, raw, key):
                continue
            domain = edition.domain(fact)
            if not isinstance(raw, DayLater):
                read = read_value(raw, domain)
                if isinstance(read, Problem):
                    yield Finding(read.code, part.place_of(key, fact), read.words)
            elif domain.type != "date" or domain.until_question:
                yield Finding("no-later-day", part.place_of(key, fact), {"fact": fact})


def _of_its_own(edition: Edition, fact: str, raw: Any, key: str) -> bool:
    """Whether it is no value: the day of the event; or what another check is about."""
    date_of_event = key == "sets" and raw == EVENT_DATE and edition.dates(fact)
    return date_of_event or (key == "adds" and edition.facts[fact].type != "codes")


def _values(
    edition: Edition, comparison: NamedComparison
) -> Iterator[tuple[Value | Problem, Place]]:
    """The values compared with, as read, and where each stands."""
    domain = edition.domain(comparison.compared)
    if domain.type in ("code", "codes"):
        if not domain.codes:
            return  # the list is not declared, which has its own finding
        domain = Domain("code", domain.codes)
    for raw, place in _written(edition, comparison):
        yield read_value(raw, domain), place


def _list(comparison: NamedComparison) -> Any:
    """What is compared with; of a count the members that count, if only some do."""
    operand = comparison.operand
    return (operand.of or ()) if isinstance(operand, Count) else operand


def _written(edition: Edition, comparison: NamedComparison) -> Iterator[tuple[Any, Place]]:
    """The literals as written: one, several, or none where a fact or a time is meant."""
    condition, path, operand = comparison.condition, [comparison.name], _list(comparison)
    if isinstance(comparison.operand, Count):
        path = [*path, "of"]
    if isinstance(operand, OfGroup):
        yield from ((member, operand.place_of("group")) for member in edition.listed(operand))
        return
    if isinstance(operand, tuple):
        for position, member in enumerate(operand):
            yield member, condition.place_of(*path, position)
    elif not isinstance(operand, (OtherFact, Within)):
        yield operand, condition.place_of(*path)
