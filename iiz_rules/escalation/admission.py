"""Whether an event can have happened so: everything that is refused is refused here, with why.

Nothing is changed before all of it has been looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from iiz_rules.case.facts import read_facts
from iiz_rules.escalation.state import State
from iiz_rules.escalation.store.records import CaseRecord, body_of, plain_facts
from iiz_rules.escalation.timeline import may
from iiz_rules.findings.errors import CaseError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import near, shown
from iiz_rules.language.program.events import Event
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Domain, Problem, Value, read_value


@dataclass(frozen=True)
class Occurrence:
    """An event as it is said to have happened: in which case, with which facts, by whom."""

    case: str
    event: str
    facts: Any
    by: str | None

    def __repr__(self) -> str:
        """Name the event; what comes with it stays unsaid."""
        return f"<Occurrence {self.event} in {self.case}>"

    def finding(self, code: str, **words: object) -> Finding:
        """Make a finding about it."""
        return Finding(code, Place(Source(self.case)), {"event": self.event, **words})


def day_of(case: str, on: str | date) -> date:
    """Read a day; CaseError where it is none."""
    day = read_value(on, Domain("date"))
    if isinstance(day, Problem):
        raise CaseError([Finding(day.code, Place(Source(case)), day.words)])
    assert isinstance(day, date)  # what a reader of dates gives
    return day


def admit_day(case: str, opened: date, now: date, day: date, event: str = "") -> None:
    """Refuse a day before the case, or before what has been recorded or passed already."""
    place = Place(Source(case))
    if day < opened:
        words = {"event": event, "on": day.isoformat(), "opened": opened.isoformat()}
        raise UsageError([Finding("before-case", place, words)])
    if day < now:
        words = {"event": event, "on": day.isoformat(), "last": now.isoformat()}
        raise UsageError([Finding("out-of-order", place, words)])


def known_event(program: Program, occurrence: Occurrence) -> Event:
    """The event as the edition declares it; UsageError where it does not."""
    if occurrence.event not in program.events:
        words = {"near": near(occurrence.event, program.events), "known": ", ".join(program.events)}
        raise UsageError(
            [occurrence.finding("unknown-event", **words | {"event": shown(occurrence.event)})]
        )
    return program.events[occurrence.event]


def admit(
    program: Program, state: State, records: tuple[CaseRecord, ...], occurrence: Occurrence
) -> dict[str, Value]:
    """The facts that come with an event on the day of the state, or refuse it."""
    event = known_event(program, occurrence)
    findings = [
        *_in_turn(program, event, state, occurrence),
        *_entitled(program, event, state, occurrence),
    ]
    if findings:
        raise UsageError(findings)
    values = _facts(program, event, occurrence, state.on)
    content = body_of(facts=plain_facts(values))
    same = (occurrence.event, state.on.isoformat(), occurrence.by or "", content)
    if any((past.event, past.on, past.actor, past.body) == same for past in records):
        raise UsageError([occurrence.finding("repeated-event", on=state.on.isoformat())])
    return values


def _in_turn(
    program: Program, event: Event, state: State, occurrence: Occurrence
) -> Iterator[Finding]:
    """Refuse what is not the first event, or comes after the last."""
    opening = [first.id for first in program.events.values() if first.opens]
    if not state.begun and opening and not event.opens:
        yield occurrence.finding("not-begun", known=", ".join(opening))
    if state.closed and not (event.after_closing or event.opens):
        yield occurrence.finding("case-closed")


def _entitled(
    program: Program, event: Event, state: State, occurrence: Occurrence
) -> Iterator[Finding]:
    """Refuse somebody who may surely not do what the event is about."""
    if occurrence.by is None:
        return
    if occurrence.by not in program.actors:
        words = {"actor": shown(occurrence.by), "near": near(occurrence.by, program.actors)}
        yield occurrence.finding("unknown-actor", **words)
    elif event.action and may(program, occurrence.by, event.action, state.situation) is Truth.NO:
        yield occurrence.finding("not-entitled", actor=occurrence.by, action=event.action)


def _facts(program: Program, event: Event, occurrence: Occurrence, on: date) -> dict[str, Value]:
    """Read what comes with the event, and compare with what may come and has to."""
    known = read_facts(program, occurrence.facts, on, occurrence.case)
    findings = known.findings
    computed = {fact.id for fact in program.computed}  # no event can bring them, see the checks
    values = {fact: value for fact, value in known.facts.items() if fact not in computed}
    payload = ", ".join(sorted(event.payload)) or "–"
    for fact in values:
        if fact not in event.payload:
            words = {"fact": fact, "known": payload, "near": near(fact, event.payload)}
            findings.append(occurrence.finding("fact-not-of-event", **words))
    if not findings:
        missing = [fact for fact in event.needs if fact not in values]
        findings += [occurrence.finding("fact-of-event-missing", fact=fact) for fact in missing]
    if findings:
        raise CaseError(findings)
    return values
