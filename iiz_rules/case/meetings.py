"""The days on which a body met → how often it met in the period of the question."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from iiz_rules.findings.errors import CaseError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.dates import parse_date, span
from iiz_rules.language.program.organisation import Body
from iiz_rules.language.values import Value

Days = list[date]


def read_days(days: Iterable[tuple[Any, Place]]) -> tuple[Days, list[Finding]]:
    """Read the days of meetings, with findings for an invalid or repeated one."""
    read: Days = []
    findings: list[Finding] = []
    for raw, place in days:
        day = raw if type(raw) is date else parse_date(str(raw))
        if day is None:
            findings.append(Finding("impossible-date", place, {"got": raw}))
        elif day in read:
            findings.append(Finding("duplicate-member", place, {"got": day}))
        else:
            read.append(day)
    return read, findings


def count_meetings(body: Body, days: Days, on: date) -> dict[str, Value]:
    """Count the meetings held up to a day, in the period of that day.

    How many they are in all is known on its last day: later ones may still be held before.
    """
    if body.meets is None:
        return {}
    first, last = span(on, body.meets)
    held = sum(first <= day <= on for day in days)
    facts: dict[str, Value] = {f"{body.id}.meetings_held": held}
    return facts | {f"{body.id}.meetings_in_all": held} if on == last else facts


def facts_of_meetings(body: Body, days: Iterable[Any], on: date) -> dict[str, Value]:
    """Count the meetings of a body; CaseError for an invalid day."""
    places = ((day, Place(Source(f"meetings[{n}]"))) for n, day in enumerate(days))
    read, findings = read_days(places)
    if findings:
        raise CaseError(findings)
    return count_meetings(body, read, on)
