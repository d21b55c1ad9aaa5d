"""A case in motion: opened or taken up, events recorded, days passed, handed over; all is kept.

The history in the store is all there is: the state is what replaying it gives.
"""

import threading
from datetime import date
from pathlib import Path
from typing import Any

from iiz_rules.engine.askable import dated
from iiz_rules.escalation.admission import Occurrence, admit, admit_day, day_of, known_event
from iiz_rules.escalation.engines import timeline_of
from iiz_rules.escalation.moves import Move, Obligation
from iiz_rules.escalation.replay import options_of, plain_missed, replayed, taken_up
from iiz_rules.escalation.state import Change, State
from iiz_rules.escalation.store.archive import Archive, Basis, keep
from iiz_rules.escalation.store.index import outlook, unseen
from iiz_rules.escalation.store.records import CaseRecord, RecordKind, body_of, plain_facts
from iiz_rules.escalation.store.sqlite import Store
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.findings.errors import UsageError, known_language
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import unknown_name
from iiz_rules.language.program.rules import Program
from iiz_rules.words.text import Language

Kept = Store | str | Path | None
"""Where a history is kept: a store, its file, or None for the memory of this process."""


class Flow:
    """One case. Several threads may use it: what they ask is done one after the other."""

    def __init__(self, timeline: Timeline, store: Store, case: str) -> None:
        self.timeline, self.store, self.case = timeline, store, case
        self._records: list[CaseRecord] = []
        self._moves: list[Move] = []
        self._lock = threading.RLock()

    def __repr__(self) -> str:
        if not self._moves:
            return f"<Flow {self.case}: not opened>"
        return f"<Flow {self.case} on {self.on}: {len(self.records)} records, {self.state!r}>"

    @property
    def records(self) -> tuple[CaseRecord, ...]:
        """The history as it is kept."""
        return tuple(self._records)

    @property
    def history(self) -> tuple[Move, ...]:
        """Every move, with all that was told."""
        return tuple(self._moves)

    @property
    def program(self) -> Program:
        """The edition that the case runs on."""
        return self.timeline.program

    @property
    def state(self) -> State:
        """The case as it is now."""
        return self._moves[-1].state

    @property
    def on(self) -> date:
        """The day up to which the case has been followed."""
        return self.state.on

    @property
    def obligations(self) -> tuple[Obligation, ...]:
        """What is owed now, the first date first."""
        return self._moves[-1].obligations

    def open(self, on: date) -> "Flow":
        """Open the case."""
        state, changes = self.timeline.opened(on)
        with self._lock:
            record = self._recorded("opened", state, readings=dict(self.timeline.options))
            self._keep(Move(self.program, state, fired=changes, record=record))
        return self

    def replay(self, records: tuple[CaseRecord, ...]) -> "Flow":
        """Bring the case to where its history has led.

        What came before its edition took it over is known from the record of that day.
        """
        with self._lock:
            self._records += records[: taken_up(records)]
            for move in replayed(self.timeline, records):
                self._keep(move)
        return self

    def take_over(self, on: str | date, other: "Flow", reason: str) -> "Flow":
        """Go on with a case under this edition, from what another one knew of it."""
        day, records = day_of(self.case, on), other.records
        with self._lock:
            admit_day(self.case, records[0].day, other.on, day)
            before, _ = other.timeline.passed(other.state, day)
            facts = before.facts.items()
            known = {fact: value for fact, value in facts if fact in self.program.facts}
            owing = sorted(before.owed)
            missed = [owed for owed in before.all_owed if owed.late(day)]
            self._records += records
            state, changes = self.timeline.taken_over(
                day, known, before.begun, before.closed, owing, missed
            )
            record = self._recorded(
                "migrated",
                state,
                readings=dict(self.timeline.options),
                facts=plain_facts(known),
                begun=before.begun,
                closed=before.closed,
                owing=owing,
                missed=plain_missed(missed),
                reason=reason,
                dropped=sorted(before.facts.keys() - known),
            )
            self._keep(Move(self.program, state, fired=changes, record=record))
        return self

    def record(self, event: str, on: str | date, facts: Any = None, by: str | None = None) -> Move:
        """Record an event; what it led to. When this returns, the event is on the disk.

        Raises UsageError or CaseError where the event cannot have happened so, and StoreError where
        it could not be kept; the case is then as it was.
        """
        occurrence = Occurrence(self.case, event, {} if facts is None else facts, by)
        known_event(self.program, occurrence)
        day = day_of(self.case, on)
        with self._lock:
            admit_day(self.case, self._records[0].day, self.on, day, event)
            before, passed = self.timeline.passed(self.state, day)
            values = admit(self.program, before, self.records, occurrence)
            state, triggers, changes = self.timeline.occurred(before, event, values)
            record = self._recorded("event", state, event, by or "", facts=plain_facts(values))
            return self._keep(Move(self.program, state, passed, changes, triggers, record))

    def advance(self, to: str | date) -> tuple[Change, ...]:
        """Let the days pass; what fell due, arose or lapsed in between, in order."""
        day = day_of(self.case, to)
        with self._lock:
            admit_day(self.case, self._records[0].day, self.on, day)
            state, passed = self.timeline.passed(self.state, day)
            return self._keep(Move(self.program, state, passed)).passed

    def to_dict(self) -> dict[str, Any]:
        """Every move of the case, and what is owed at the end, as JSON-ready data."""
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

    def _recorded(
        self, kind: RecordKind, state: State, event: str = "", actor: str = "", **content: Any
    ) -> CaseRecord:
        """Keep a record. Looking ahead costs more than the event; in memory it can wait."""
        rules = self.program.canton, self.program.edition, self.program.digest
        n, day = len(self._records), state.on.isoformat()
        draft = CaseRecord(self.case, n, day, kind, event, actor, body_of(**content), *rules)
        if self.store.path is None:
            return self.store.append(draft, unseen(state))
        return self.store.append(draft, outlook(self.timeline, self.case, state))

    def _keep(self, move: Move) -> Move:
        self._moves.append(move)
        if move.record:
            self._records.append(move.record)
        return move


def open_case(
    basis: Basis, on: date | None, case: str, store: Kept, engine: str | None = None
) -> Flow:
    """Open a case; UsageError where there is one of this name, or no day is given."""
    day = dated(basis.program, on)
    timeline = timeline_of(basis.program, basis.options, engine)
    kept = _opened(store)
    if kept.history(case):
        raise UsageError([_finding(kept, "case-exists", case=case)])
    keep(kept, basis)
    return Flow(timeline, kept, case).open(day)


def take_up(basis: Basis, case: str, store: Kept, engine: str | None = None) -> Flow:
    """Take up a case where its history has led, on the edition and the options that it runs on.

    That is the one of `basis`, or the one that the store has kept. UsageError for an unknown case
    or one of another canton, StoreError where the store has lost its edition.
    """
    kept = _opened(store)
    records = kept.history(case)
    if not records:
        place = Place(Source(kept.name))
        raise UsageError([unknown_name("unknown-case", place, kept.cases(), case=case)])
    last = records[-1]
    if last.canton != basis.program.canton:
        words = {"case": case, "canton": last.canton, "loaded": basis.program.canton}
        raise UsageError([_finding(kept, "other-canton", **words)])
    program = basis.program if last.key == basis.key else Archive(kept).program(last.key)
    timeline = timeline_of(program, options_of(records), engine)
    return Flow(timeline, kept, case).replay(records)


def hand_over(basis: Basis, flow: Flow, on: str | date, reason: str) -> Flow:
    """Hand a case over to another edition, or to the same one as it reads now."""
    keep(flow.store, basis)
    timeline = timeline_of(basis.program, basis.options)
    return Flow(timeline, flow.store, flow.case).take_over(on, flow, reason)


def _opened(store: Kept) -> Store:
    return store if isinstance(store, Store) else Store(store)


def _finding(store: Store, code: str, **words: object) -> Finding:
    return Finding(code, Place(Source(store.name)), words)
