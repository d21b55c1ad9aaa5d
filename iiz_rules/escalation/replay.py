"""Replaying the history of a case under the edition that its records name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from iiz_rules.case.facts import read_facts
from iiz_rules.escalation.course import Course
from iiz_rules.escalation.moves import Move
from iiz_rules.escalation.state import Change, Owed, State
from iiz_rules.escalation.store.records import CaseRecord
from iiz_rules.escalation.timeline import Moved, Timeline
from iiz_rules.findings.errors import StoreError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Value


def replayed(timeline: Timeline, records: Sequence[CaseRecord]) -> Iterator[tuple[Move, Course]]:
    """The moves of a case under its edition; what was before this one stands in a record.

    Beside each stands what is known of the case by then.
    """
    program = timeline.program
    first, *events = records[taken_up(records) :]
    state, changes = begun(timeline, first)
    course = Course(program, state)
    yield Move(program, state, fired=changes, record=first), course
    for record in events:
        state, passed = timeline.passed(state, record.learned_day)
        facts = read_back(program, record)
        happened = course.happened(timeline, state, record.event, facts, record.day)
        course.keep(happened)
        state, triggers, changes = happened.state, happened.triggers, happened.changes
        yield Move(program, state, passed, changes, triggers, record), course


def taken_up(records: Sequence[CaseRecord]) -> int:
    """The place of the record with which the current edition took over the case."""
    return next(n for n in range(len(records) - 1, -1, -1) if records[n].kind != "event")


def options_of(records: Sequence[CaseRecord]) -> dict[str, str]:
    """The options of a case: those chosen when its edition took over."""
    options: dict[str, str] = records[taken_up(records)].content["readings"]
    return options


def begun(timeline: Timeline, record: CaseRecord) -> Moved:
    """Open a case again, or take it over again, as recorded."""
    if record.kind == "opened":
        return timeline.opened(record.day)
    facts, content = read_back(timeline.program, record), record.content
    was_begun, closed, owing = content["begun"], content["closed"], content["owing"]
    missed = _missed(content.get("missed", []))  # records of older versions name none
    return timeline.taken_over(record.day, facts, was_begun, closed, owing, missed)


@dataclass(frozen=True)
class Handover:
    """A case taken over by another edition: the old state, the facts kept, the new state."""

    before: State
    facts: Mapping[str, Value]
    """those that the other edition has as well"""
    owing: Sequence[str]
    missed: Sequence[Owed]
    after: State
    changes: tuple[Change, ...]


def handed_over(old: Timeline, new: Timeline, state: State, day: date) -> Handover:
    """What a case in this state becomes under another edition; nothing is recorded."""
    before, _ = old.passed(state, day)
    known = {name: value for name, value in before.facts.items() if name in new.program.facts}
    owing = sorted(before.owed)
    missed = [owed for owed in before.all_owed if owed.late(day)]
    after, changes = new.taken_over(day, known, before.begun, before.closed, owing, missed)
    return Handover(before, known, owing, missed, after, changes)


def plain_missed(missed: Iterable[Owed]) -> list[list[str]]:
    """What was missed, as recorded; the next edition says who owes it."""
    return [[owed.duty, owed.since.isoformat(), str(owed.due)] for owed in missed]


def _missed(plain: Iterable[list[str]]) -> list[Owed]:
    return [
        Owed(duty, date.fromisoformat(since), due=date.fromisoformat(due))
        for duty, since, due in plain
    ]


def read_back(program: Program, record: CaseRecord) -> dict[str, Value]:
    """Read the facts of a record; StoreError where they do not fit the edition."""
    facts = record.content.get("facts", {})
    known = read_facts(program, facts, record.day, record.case)
    findings = known.findings
    if record.kind == "event" and record.event not in program.events:
        findings = [Finding("unknown-event", Place(Source(record.case)), {"event": record.event})]
    if findings:
        words = {"store": record.case, "why": findings[0].code}
        raise StoreError([Finding("not-a-store", Place(Source(record.case)), words), *findings])
    return {fact: value for fact, value in known.facts.items() if fact in facts}
