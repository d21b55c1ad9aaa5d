"""Whether an event can have happened so: everything that is refused is refused here, with why.

Nothing is changed before all of it has been looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from iiz_rules.case.facts import read_facts
from iiz_rules.escalation.consequences import may
from iiz_rules.escalation.state import State
from iiz_rules.escalation.store.records import Record, body_of, plain_facts
from iiz_rules.findings.errors import CaseError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.program.events import Event
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Domain, Problem, Value, near, read_value, shown


@dataclass(frozen=True)
class Given:
    """An event as it is handed over."""

    case: str
    event: str
    facts: Any
    by: str | None

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


def known_event(program: Program, given: Given) -> Event:
    """Give the event as the edition declares it; UsageError where it does not."""
    if given.event not in program.events:
        words = {"near": near(given.event, program.events), "known": ", ".join(program.events)}
        raise UsageError([given.finding("unknown-event", **words | {"event": shown(given.event)})])
    return program.events[given.event]


def admit(
    program: Program, state: State, records: tuple[Record, ...], given: Given
) -> dict[str, Value]:
    """Give the facts that come with an event on the day of the state, or refuse it."""
    one = known_event(program, given)
    findings = [*_in_turn(program, one, state, given), *_entitled(program, one, state, given)]
    if findings:
        raise UsageError(findings)
    values = _facts(program, one, given, state.on)
    content = body_of(facts=plain_facts(values))
    same = (given.event, state.on.isoformat(), given.by or "", content)
    if any((r.event, r.on, r.actor, r.body) == same for r in records):
        raise UsageError([given.finding("repeated-event", on=state.on.isoformat())])
    return values


def _in_turn(program: Program, one: Event, state: State, given: Given) -> Iterator[Finding]:
    """Refuse what is not the first event, or comes after the last."""
    opening = [event.id for event in program.events.values() if event.opens]
    if not state.begun and opening and not one.opens:
        yield given.finding("not-begun", known=", ".join(opening))
    if state.closed and not (one.after_closing or one.opens):
        yield given.finding("case-closed")


def _entitled(program: Program, one: Event, state: State, given: Given) -> Iterator[Finding]:
    """Refuse somebody who may surely not do what the event is about."""
    if given.by is None:
        return
    if given.by not in program.actors:
        words = {"actor": shown(given.by), "near": near(given.by, program.actors)}
        yield given.finding("unknown-actor", **words)
    elif one.action and may(program, given.by, one.action, state.situation) is Truth.NO:
        yield given.finding("not-entitled", actor=given.by, action=one.action)


def _facts(program: Program, one: Event, given: Given, on: date) -> dict[str, Value]:
    """Read what comes with the event, and compare with what may come and has to."""
    told = read_facts(program, given.facts, on, given.case)
    findings = told.findings
    values = {
        fact: value for fact, value in told.facts.items() if not _follows(program.facts[fact])
    }
    known = ", ".join(sorted(one.payload)) or "–"
    for fact in values:
        if fact not in one.payload:
            words = {"fact": fact, "known": known, "near": near(fact, one.payload)}
            findings.append(given.finding("fact-not-of-event", **words))
    if not findings:
        missing = [fact for fact in one.needs if fact not in values]
        findings += [given.finding("fact-of-event-missing", fact=fact) for fact in missing]
    if findings:
        raise CaseError(findings)
    return values


def _follows(fact: Fact) -> bool:
    """Whether a fact is computed; an event cannot bring it, see the checks."""
    return fact.is_date or fact.years_since is not None
