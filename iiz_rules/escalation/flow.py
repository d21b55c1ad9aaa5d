"""A case over time: opened or taken up, moved by events and days, handed over, all recorded.

The history in the store is all there is: the state is what replaying it gives.
"""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NoReturn

from iiz_rules.escalation.admission import (
    NOTHING,
    Note,
    Occurrence,
    admit,
    admit_day,
    day_of,
    known_event,
    sent_again,
)
from iiz_rules.escalation.course import Course
from iiz_rules.escalation.engines import timeline_of
from iiz_rules.escalation.figures.lives import Moment
from iiz_rules.escalation.moves import Move, Obligation
from iiz_rules.escalation.possible import PossibleEvent, possible
from iiz_rules.escalation.replay import (
    handed_over,
    options_of,
    plain_missed,
    replayed,
    taken_up,
)
from iiz_rules.escalation.snapshot import CaseSnapshot, hash_of, resumed, written
from iiz_rules.escalation.state import Change, State
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.outlook import outlook, unseen
from iiz_rules.escalation.store.records import CaseRecord, RecordKind, body_of, plain_facts
from iiz_rules.escalation.store.store import Store
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.findings.errors import IizError, known_language
from iiz_rules.language.program.rules import Program
from iiz_rules.words.text import Language


class Flow:
    """One case. Threads may share it: their calls are serialised."""

    def __init__(self, timeline: Timeline, store: Store, case: str) -> None:
        self.timeline, self.store, self.case = timeline, store, case
        self._records: list[CaseRecord] = []
        """the history, of a case that was taken up by a snapshot only its end"""
        self._start = 0
        self._resumed: int | None = None
        """how many records the snapshot stands for by which the case was taken up"""
        self._moves: list[Move] = []
        self._keys: dict[str, int] = {}
        """the records that have a key, by their number"""
        self._opened: date
        self._course: Course
        self._lock = threading.RLock()

    def __repr__(self) -> str:
        if not self._moves:
            return f"<Flow {self.case}: not opened>"
        return f"<Flow {self.case} on {self.on}: {self._count} records, {self.state!r}>"

    def __reduce__(self) -> NoReturn:
        """Refuse pickling: a case lives in its store, and is taken up there by name."""
        raise TypeError("a case does not travel: send its name, and take it up with policy.case()")

    @property
    def records(self) -> tuple[CaseRecord, ...]:
        """The recorded history."""
        with self._lock:
            if self._start:
                earlier = self.store.history(self.case)[: self._start]
                held, self._records, self._start = self._records, [], 0
                self._noted([*earlier, *held])
            return tuple(self._records)

    @property
    def _count(self) -> int:
        return self._start + len(self._records)

    @property
    def history(self) -> tuple[Move, ...]:
        """Every move, with all its changes."""
        with self._lock:
            self._replayed()
            return tuple(self._moves)

    def _replayed(self) -> None:
        """Replay the whole history of a case that was taken up by a snapshot."""
        if self._resumed is None:
            return
        again = Flow(self.timeline, self.store, self.case).replay(self.records)
        told = [move for move in again._moves if move.record and move.record.n < self._resumed]
        self._moves[:1] = told
        self._course, self._resumed = again._course, None

    @property
    def program(self) -> Program:
        """The edition that the case runs on."""
        return self.timeline.program

    @property
    def state(self) -> State:
        """The state of the case now."""
        return self._moves[-1].state

    @property
    def on(self) -> date:
        """The day up to which the case has been followed."""
        return self.state.on

    @property
    def obligations(self) -> tuple[Obligation, ...]:
        """What is owed now, by date."""
        return self._moves[-1].obligations

    def open(self, on: date, note: Note = NOTHING) -> "Flow":
        """Open the case."""
        state, changes = self.timeline.opened(on)
        with self._lock:
            self._opened = on
            readings = dict(self.timeline.options)
            said = {"case": self.case, "readings": readings}
            record = self._recorded("opened", Moment(self.program, state), note, **said)
            self._keep(Move(self.program, state, fired=changes, record=record))
            self._course = Course(self.program, state)
        return self

    def resume(self, snapshot: CaseSnapshot, records: Sequence[CaseRecord]) -> "Flow":
        """Bring the case to where its snapshot was taken; `records` are the last of its history."""
        with self._lock:
            self._start, self._opened = records[0].n, snapshot.opened
            self._noted(records)
            state = resumed(self.timeline, snapshot)
            self._moves.append(Move(self.program, state, record=records[-1]))
            self._course, self._resumed = Course(self.program, state), self._count
        return self

    def replay(self, records: tuple[CaseRecord, ...]) -> "Flow":
        """Bring the case to where its history has led.

        What came before its edition took it over is known from the record of that day.
        """
        with self._lock:
            self._opened = records[0].day
            self._noted(records[: taken_up(records)])
            for move, course in replayed(self.timeline, records):
                self._keep(move)
                self._course = course
        return self

    def refresh(self) -> "Flow":
        """Take up what others have recorded meanwhile, or a transaction the caller rolled back.

        UsageError if the case no longer exists.
        """
        with self._lock:
            day, records = self.on, self.store.history(self.case)
            if not records:
                raise self.store.unknown(self.case)
            mine = self._records[-1]
            if records[-1].hash != mine.hash:
                gone_on = mine in records[mine.n : mine.n + 1]  # and was not taken back
                again = Flow(self._timeline_of(records), self.store, self.case).replay(records)
                self.timeline = again.timeline
                self._records, self._moves, self._keys = again._records, again._moves, again._keys
                self._start, self._resumed = 0, None
                self._opened, self._course = again._opened, again._course
                if gone_on and day > self.on:
                    self.advance(day)
        return self

    def _timeline_of(self, records: Sequence[CaseRecord]) -> Timeline:
        """The timeline of the edition under which a history has come to its end."""
        rules = records[-1].rules
        if rules == self._records[-1].rules:
            return self.timeline
        return timeline_of(Archive(self.store).program(rules), options_of(records))

    def take_over(self, on: str | date, other: "Flow", reason: str, note: Note) -> "Flow":
        """Continue a case under this edition, from what the other one knew."""
        day, records = day_of(self.case, on), other.records
        with self._lock:
            self._opened = records[0].day
            admit_day(self.case, self._opened, other.on, day)
            handed = handed_over(other.timeline, self.timeline, other.state, day)
            before, state = handed.before, handed.after
            self._noted(records)
            record = self._recorded(
                "migrated",
                Moment(self.program, state),
                note,
                readings=dict(self.timeline.options),
                facts=plain_facts(handed.facts),
                begun=before.begun,
                closed=before.closed,
                owing=handed.owing,
                missed=plain_missed(handed.missed),
                reason=reason,
                dropped=sorted(before.facts.keys() - handed.facts),
            )
            self._keep(Move(self.program, state, fired=handed.changes, record=record))
            self._course = Course(self.program, state)
        return self

    def record(
        self,
        event: str,
        on: str | date,
        facts: Any = None,
        by: str | None = None,
        *,
        learned_on: str | date | None = None,
        user: str = "",
        reference: str = "",
        key: str = "",
    ) -> Move:
        """Record an event and return what it led to; by then the event is on the disk.

        `by` is the role of the canton that did it, `user` whoever told the application, `reference`
        what it refers to outside. What was learned later than it happened has both days: its facts
        hold from the day on which it happened, and what follows is told on the day on which it was
        learned. What is sent again with the same `key` gives the same move, also where others have
        recorded something in between, and nothing is recorded twice.

        Raises UsageError or CaseError where the event cannot have happened so, and StoreError where
        it could not be kept; the case is then as it was.
        """
        brought = {} if facts is None else facts
        occurrence = Occurrence(self.case, event, brought, by, Note(user, reference, key))
        known_event(self.program, occurrence)
        day = day_of(self.case, on)
        learned = day if learned_on is None else day_of(self.case, learned_on)
        with self._lock:
            if again := self._again(occurrence, day):
                return again
            try:
                return self._happened(occurrence, day, learned)
            except IizError:  # what was sent before cannot happen once more, here or elsewhere
                if not self._sent_elsewhere(occurrence.note.key):
                    raise
                self.refresh()
                self._replayed()
                again = self._again(occurrence, day)
                assert again  # its key is known now
                return again

    def _sent_elsewhere(self, key: str) -> bool:
        """Whether the store has a record under a key that this object does not know."""
        return bool(key) and key not in self._keys and self.store.names.has_key(self.case, key)

    def _happened(self, occurrence: Occurrence, day: date, learned: date) -> Move:
        event = occurrence.event
        admit_day(self.case, self._opened, self.on, day, event, learned)
        if day < learned:
            self._replayed()
        before, passed = self.timeline.passed(self.state, learned)
        then = before if day == learned else self._on(day)
        values = admit(self.timeline, then, self._records, occurrence)
        happened = self._course.happened(self.timeline, before, event, values, day)
        state, declared = happened.state, self.program.events[event]
        moment = Moment(self.program, state, before, declared, day)
        content = {"event": event, "by": occurrence.by, "facts": plain_facts(values)}
        record = self._recorded("event", moment, occurrence.note, on=day, **content)
        self._course.keep(happened)
        return self._keep(
            Move(self.program, state, passed, happened.changes, happened.triggers, record)
        )

    def _on(self, day: date) -> State:
        """The state of the case on a day, as known now."""
        stage = self._course.on(day)
        situation = self.timeline.situation(stage.facts, day)
        return replace(
            self.state,
            on=day,
            facts=stage.facts,
            situation=situation,
            begun=stage.begun,
            closed=stage.closed,
        )

    def _again(self, occurrence: Occurrence, day: date) -> Move | None:
        """The move recorded under a key; UsageError if it was another event."""
        key = occurrence.note.key
        if key not in self._keys:
            return None
        self._replayed()
        record = self.records[n := self._keys[key]]
        sent_again(self.program, record, occurrence, day)
        for move in reversed(self._moves):
            if move.record is record:
                return move
        until = self._records[: n + 1]  # under an edition that the case has left since
        timeline = timeline_of(Archive(self.store).program(record.rules), options_of(until))
        *_, (move, _) = replayed(timeline, until)
        return move

    def advance(self, to: str | date) -> tuple[Change, ...]:
        """Let days pass; the move lists what fell due, arose or lapsed, in order."""
        day = day_of(self.case, to)
        with self._lock:
            admit_day(self.case, self._opened, self.on, day)
            state, passed = self.timeline.passed(self.state, day)
            return self._keep(Move(self.program, state, passed)).passed

    def to_dict(self) -> dict[str, Any]:
        """All moves of the case and what is owed at the end, as JSON-ready data."""
        return {
            "format": 1,
            "case": self.case,
            "canton": self.program.canton,
            "edition": self.program.edition,
            "digest": self.program.digest,
            "on": self.on.isoformat(),
            "closed": self.state.closed,
            "moves": [move.to_dict() for move in self.history],
            "obligations": [obligation.to_dict() for obligation in self.obligations],
            "next": dict(self.state.position),
        }

    def explain(self, language: Language = "de") -> str:
        """Tell the case from its beginning, in German, French or English, as plain text."""
        from iiz_rules.render.text.flow import flow_text
        from iiz_rules.render.text.layout import Paper

        return flow_text(self, Paper(known_language(language)))

    def possible(self, on: str | date | None = None) -> tuple[PossibleEvent, ...]:
        """The events that may happen now or on a later day, by whom and with which facts."""
        with self._lock:
            day = self.on if on is None else day_of(self.case, on)
            admit_day(self.case, self._opened, self.on, day)
            state, _ = self.timeline.passed(self.state, day)
            return tuple(possible(self.timeline, state))

    def _recorded(self, kind: RecordKind, moment: Moment, note: Note, **content: Any) -> CaseRecord:
        """Keep a record. Looking ahead costs more than the event; in memory it waits."""
        state, learned = moment.state, moment.state.on
        day = content.pop("on", learned)
        late = {"learned": learned.isoformat()} if day < learned else {}
        said = {
            "on": day.isoformat(),
            "recorded": self.store.now(),
            **late,
            **vars(note),
            **content,
        }
        noted = {name: value for name, value in said.items() if isinstance(value, str)}
        rules = self.program.canton, self.program.edition, self.program.digest
        if not self.store.lasting:
            draft = CaseRecord(self.case, self._count, kind, *rules, body_of(**said), noted=noted)
            return self.store.append(draft, unseen(state))
        snapshot = written(self.timeline, state, self._opened, self._start_of(learned))
        body = body_of(**said, state=hash_of(snapshot))
        draft = CaseRecord(self.case, self._count, kind, *rules, body, noted=noted)
        return self.store.append(draft, outlook(self.timeline, moment), snapshot)

    def _start_of(self, day: date) -> int:
        """The number of the first record learned on a day."""
        n, learned = self._count, day.isoformat()
        for record in reversed(self._records):
            if record.learned != learned:
                break
            n = record.n
        return n

    def _keep(self, move: Move) -> Move:
        self._moves.append(move)
        if move.record:
            self._noted([move.record])
        return move

    def _noted(self, records: Iterable[CaseRecord]) -> None:
        for record in records:
            if record.key:
                self._keys[record.key] = record.n
            self._records.append(record)
