"""Whether an event can have happened as told: everything refused is refused here, with a reason.

Nothing is changed before everything has been checked.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from iiz_rules.case.facts import CaseFacts, derive, read_facts
from iiz_rules.engine.interpreter import Situation, answer
from iiz_rules.escalation.state import State
from iiz_rules.escalation.store.records import CaseRecord, plain_facts
from iiz_rules.escalation.timeline import Facts, Timeline
from iiz_rules.findings.errors import CaseError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import near, shown, unknown_name
from iiz_rules.language.ahv import names_ahv_number
from iiz_rules.language.program import conditions
from iiz_rules.language.program.events import Event
from iiz_rules.language.program.rules import ACTOR, Program
from iiz_rules.language.text.node import Node
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Domain, Problem, Value, read_value
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

DATE = Domain("date")
MOST_NAMED = 3
"""facts named, at most, that an action depends on"""

LONGEST = 200
"""characters of a case's name, at most"""


@dataclass(frozen=True)
class Note:
    """What is noted with an event: the user who recorded it, and an outside reference.

    The `key` recognises a repeated request, and tells two equal events of a day apart.
    """

    user: str = ""
    reference: str = ""
    key: str = ""


NOTHING = Note()


@dataclass(frozen=True)
class Occurrence:
    """An event as told: in which case, with which facts, by whom."""

    case: str
    event: str
    facts: Any
    by: str | None = None
    note: Note = Note()

    def __repr__(self) -> str:
        return f"<Occurrence {self.event} in {self.case}>"

    def finding(self, code: str, **words: object) -> Finding:
        """Make a finding about it."""
        return Finding(code, Place(Source(self.case)), {"event": self.event, **words})


def is_name(name: object) -> bool:
    r"""Whether this can be a name: not empty, too long, invisible or spelt ambiguously.

    >>> is_name("D-17"), is_name(""), is_name("D-17 "), is_name("D\n17"), is_name(17)
    (True, False, False, False, False)
    """
    if not isinstance(name, str):  # a caller without a type checker
        return False
    seen = name.isprintable() and name == name.strip()
    return 0 < len(name) <= LONGEST and seen and unicodedata.normalize("NFC", name) == name


def admit_name(case: str) -> None:
    """Refuse what cannot be the name of a case, such as an AHV number."""
    if not is_name(case):
        words = {"case": shown(case), "most": LONGEST}
        raise UsageError([Finding("bad-case-name", Place(Source("case")), words)])
    if names_ahv_number(case):
        raise UsageError([Finding("case-name-ahv", Place(Source("case")))])


def day_of(case: str, on: str | date) -> date:
    """Read a day; CaseError if it is not a date."""
    day = read_value(on, DATE)
    if isinstance(day, Problem):
        raise CaseError([Finding(day.code, Place(Source(case)), day.words)])
    assert isinstance(day, date)  # what a reader of dates gives
    return day


def admit_day(
    case: str, opened: date, now: date, day: date, event: str = "", learned: date | None = None
) -> None:
    """Refuse a day before the case began, or before what is already recorded or past.

    What happened earlier may be learned later, but not the other way round.
    """
    if day < opened:
        code, words = "before-case", {"on": day, "opened": opened}
    elif (learned or day) < now:
        code, words = "out-of-order", {"on": learned or day, "last": now}
    elif learned and learned < day:
        code, words = "learned-before", {"on": day, "learned": learned}
    else:
        return
    said = {"event": event, **{name: one.isoformat() for name, one in words.items()}}
    raise UsageError([Finding(code, Place(Source(case)), said)])


def known_event(program: Program, occurrence: Occurrence) -> Event:
    """The event as the edition declares it; UsageError if it does not."""
    if occurrence.event not in program.events:
        place, name = Place(Source(occurrence.case)), occurrence.event
        known = program.events
        raise UsageError([unknown_name("unknown-event", place, known, listed=True, event=name)])
    return program.events[occurrence.event]


def admit(
    timeline: Timeline, state: State, records: Sequence[CaseRecord], occurrence: Occurrence
) -> dict[str, Value]:
    """The facts that come with an event on the day of the state; raises if it is refused."""
    program = timeline.program
    event = known_event(program, occurrence)
    if findings := list(_refused(program, event, state, occurrence)):
        raise UsageError(findings)
    values = _facts(program, event, occurrence, state.on)
    day = state.on.isoformat()
    if not occurrence.note.key and _told_already(records, day, occurrence, values):
        raise UsageError([occurrence.finding("repeated-event", on=day)])
    if findings := list(_unauthorised(timeline, event, state, occurrence, values)):
        raise UsageError(findings)
    return values


def _told_already(
    records: Sequence[CaseRecord], day: str, occurrence: Occurrence, values: dict[str, Value]
) -> bool:
    """Whether the same event is already recorded for that day."""
    for past in reversed(records):
        if past.learned < day:
            return False
        if past.on == day and is_of(past, occurrence, values):
            return True
    return False


def is_of(record: CaseRecord, occurrence: Occurrence, values: dict[str, Value]) -> bool:
    """Whether a record is of this very event: the same actor, the same facts."""
    told = (record.event, record.actor, record.content.get("facts"))
    return told == (occurrence.event, occurrence.by or "", plain_facts(values))


def sent_again(program: Program, record: CaseRecord, occurrence: Occurrence, on: date) -> None:
    """Refuse a key that a record already has, unless the same event is sent again."""
    known = read_facts(program, occurrence.facts, on, occurrence.case)
    if known.findings:
        raise CaseError(known.findings)
    values = _brought(program, known)
    if record.on != on.isoformat() or not is_of(record, occurrence, values):
        raise UsageError(
            [occurrence.finding("key-taken", on=record.on, other=record.event or record.case)]
        )


def _refused(
    program: Program, event: Event, state: State, occurrence: Occurrence
) -> Iterator[Finding]:
    """Refuse an event out of turn, or by an unknown actor."""
    if code := out_of_turn(program, event, state):
        yield occurrence.finding(code, known=", ".join(_opening(program)))
    actor = occurrence.by
    if actor is not None and actor not in program.actors:
        place, known = Place(Source(occurrence.case)), program.actors
        yield unknown_name("unknown-actor", place, known, actor=actor, event=event.id)


def out_of_turn(program: Program, event: Event, state: State) -> str:
    """Why an event cannot happen to a case that has not begun or is closed; None if it can."""
    if not state.begun and _opening(program) and not event.opens:
        return "not-begun"
    return "case-closed" if state.closed and not (event.after_closing or event.opens) else ""


def _opening(program: Program) -> list[str]:
    return [first.id for first in program.events.values() if first.opens]


def _unauthorised(
    timeline: Timeline, event: Event, state: State, occurrence: Occurrence, values: Facts
) -> Iterator[Finding]:
    """Refuse what the actor surely may not do or, if no actor is given, nobody may.

    Asked is the rule behind `may`, of the case as it stands with what comes with the event.
    """
    program, action, actor = timeline.program, event.action, occurrence.by
    if action is None:
        return
    situation = state.situation
    if values:
        known = CaseFacts({**state.facts, **values}, {}, [])
        if list(derive(program, known, {}, state.on)):
            return  # it cannot be, and is refused as that
        situation = Situation(known.facts, state.on, state.situation.options)
    acting = situation.knowing(ACTOR, actor) if actor else situation
    if timeline.engine.verdict(action, acting) is not Truth.NO:
        return
    words = {"action": action, "canton": program.canton}
    what = _hindering(program, action, acting)
    if what is None:
        yield occurrence.finding("not-entitled", actor=actor, **words)
    else:
        yield occurrence.finding("not-in-this-case", what=what, **words)


def _hindering(program: Program, action: str, situation: Situation) -> Text | None:
    """What rules out an action for those who have the competence; None if nobody has it."""
    answered = answer(program, action, situation)
    steps = (step for _, step in answered.criteria if isinstance(step.node, conditions.All))
    own = [step.parts[-1] for step in steps if step.parts[0].truth is not Truth.NO]
    if not own:
        return None
    leaves = (leaf for step in own for leaf in step.walk(lambda within: within.bearing))
    read = dict.fromkeys(fact for leaf in leaves if not leaf.parts for fact, _ in leaf.read)
    labels = [program.facts[fact].label for fact in read][:MOST_NAMED]
    return Text.listed(labels) if labels else text("findings.as-read")


def _facts(program: Program, event: Event, occurrence: Occurrence, on: date) -> dict[str, Value]:
    """Read the facts of the event, and compare them with what it may and must bring."""
    brought = occurrence.facts.value if isinstance(occurrence.facts, Node) else occurrence.facts
    if brought == {} and not event.needs:
        return {}
    known = read_facts(program, occurrence.facts, on, occurrence.case)
    findings = known.findings
    values = _brought(program, known)
    payload = ", ".join(sorted(event.payload)) or "–"
    said = _given_though_following(program, values, known, on)
    for fact in (*values, *said):
        if fact not in event.payload:
            words = {"fact": fact, "known": payload, "near": near(fact, event.payload)}
            findings.append(occurrence.finding("fact-not-of-event", **words))
    if not findings:
        missing = [fact for fact in event.needs if fact not in values]
        findings += [occurrence.finding("fact-of-event-missing", fact=fact) for fact in missing]
    if findings:
        raise CaseError(findings)
    return values


def _given_though_following(
    program: Program, values: Facts, known: CaseFacts, on: date
) -> list[str]:
    """Derived facts that were given, but do not follow from the rest of the event."""
    beside = [fact for fact in known.facts if fact not in values]
    if {*beside} <= {fact.id for fact in program.computed if fact.is_date}:
        return []  # nothing but what day it is
    following = CaseFacts(dict(values), {}, [])
    list(derive(program, following, {}, on))  # a fault of theirs was found on reading
    return [fact for fact in beside if following.facts.get(fact) != known.facts[fact]]


def _brought(program: Program, known: CaseFacts) -> dict[str, Value]:
    """The facts an event brings; derived facts are never brought, which a check ensures."""
    computed = {fact.id for fact in program.computed if not fact.told_by}
    return {fact: value for fact, value in known.facts.items() if fact not in computed}
