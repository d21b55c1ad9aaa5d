"""A case in motion: record events, let days pass, see what is owed; every move is kept.

The history in the store is all there is: the state is what replaying it gives.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from iiz_rules.escalation.admission import Given, admit, admit_day, day_of, known_event
from iiz_rules.escalation.replayed import day_of_record, read_back, taken_over
from iiz_rules.escalation.results import Obligation, Step, Told
from iiz_rules.escalation.state import Entry, State
from iiz_rules.escalation.store.outlook import outlook, unseen
from iiz_rules.escalation.store.records import Kind, Record, body_of, plain_facts
from iiz_rules.escalation.store.store import Store
from iiz_rules.escalation.timeline import Timeline
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Value
from iiz_rules.words.text import Language


@dataclass(frozen=True)
class Setting:
    """What a case runs under: the rules of its edition, and where its history is kept."""

    timeline: Timeline
    store: Store

    @property
    def program(self) -> Program:
        """The edition."""
        return self.timeline.program


class Flow:
    """One case. Several threads may use it: what they ask is done one after the other."""

    def __init__(self, setting: Setting, case: str) -> None:
        self.setting = setting
        self.case = case
        self._records: list[Record] = []
        self._steps: list[Step] = []
        self._lock = threading.RLock()

    @property
    def records(self) -> tuple[Record, ...]:
        """The history as it is kept."""
        return tuple(self._records)

    @property
    def history(self) -> tuple[Step, ...]:
        """Every move, with all that was told."""
        return tuple(self._steps)

    @property
    def program(self) -> Program:
        """The edition that the case runs on."""
        return self.setting.program

    @property
    def state(self) -> State:
        """The case as it is now."""
        return self._steps[-1].state

    @property
    def on(self) -> date:
        """The day up to which the case has been followed."""
        return self.state.on

    @property
    def obligations(self) -> tuple[Obligation, ...]:
        """What is owed now, the first date first."""
        return self._steps[-1].obligations

    def open(self, on: str | date) -> "Flow":
        """Open the case; UsageError where the store has one of this name."""
        day = day_of(self.case, on)
        state, told = self.setting.timeline.opened(day)
        body = body_of(readings=dict(self.setting.timeline.options))
        with self._lock:
            record = self._append(self._draft("opened", day, body), state)
            self._keep(Step(self.program, state, fired=self._told(told), record=record))
        return self

    def replay(self, records: tuple[Record, ...]) -> "Flow":
        """Bring the case to where its history has led.

        What came before its edition took it over is known from the record of that day.
        """
        begin = max(one.n for one in records if one.kind in ("opened", "migrated"))
        with self._lock:
            self._records += records[:begin]
            for one in records[begin:]:
                self._keep(self._again(one))
        return self

    def _again(self, record: Record) -> Step:
        """Make the move that a record tells of."""
        timeline, day = self.setting.timeline, day_of_record(record)
        if record.kind == "opened":
            state, told = timeline.opened(day)
        elif record.kind == "migrated":
            state, told = taken_over(timeline, record)
        else:
            state, told = timeline.passed(self.state, day)
            facts = read_back(self.program, record)
            return self._occurred(state, told, record.event, facts, record)
        return Step(self.program, state, fired=self._told(told), record=record)

    def take_over(
        self, on: str | date, records: tuple[Record, ...], before: State, reason: str
    ) -> "Flow":
        """Go on with a case under this edition, from what another one knew of it."""
        day = day_of(self.case, on)
        known = {fact: value for fact, value in before.facts.items() if fact in self.program.facts}
        dropped = sorted(before.facts.keys() - known)
        timeline = self.setting.timeline
        with self._lock:
            admit_day(self.case, day_of_record(records[0]), before.on, day)
            self._records += records
            owing = sorted(before.owed)
            state, told = timeline.taken_over(day, known, before.begun, before.closed, owing)
            body = body_of(
                readings=dict(timeline.options),
                facts=plain_facts(known),
                begun=before.begun,
                closed=before.closed,
                owing=owing,
                reason=reason,
                dropped=dropped,
            )
            record = self._append(self._draft("migrated", day, body), state)
            self._keep(Step(self.program, state, fired=self._told(told), record=record))
        return self

    def record(
        self,
        event: str,
        on: str | date,
        facts: Any = None,
        by: str | None = None,
    ) -> Step:
        """Record an event; what it led to. When this returns, the event is on the disk.

        Raises UsageError or CaseError where the event cannot have happened so, and StoreError where
        it could not be kept; the case is then as it was.
        """
        given = Given(self.case, event, {} if facts is None else facts, by)
        known_event(self.program, given)
        day = day_of(self.case, on)
        with self._lock:
            admit_day(self.case, day_of_record(self._records[0]), self.on, day, event)
            before, told = self.setting.timeline.passed(self.state, day)
            values = admit(self.program, before, self.records, given)
            step = self._occurred(before, told, event, values)
            body = body_of(facts=plain_facts(values))
            record = self._append(self._draft("event", day, body, event, by or ""), step.state)
            return self._keep(replace(step, record=record))

    def advance(self, to: str | date) -> tuple[Told, ...]:
        """Let the days pass; what fell due, arose or lapsed in between, in order."""
        day = day_of(self.case, to)
        with self._lock:
            admit_day(self.case, day_of_record(self._records[0]), self.on, day)
            state, told = self.setting.timeline.passed(self.state, day)
            return self._keep(Step(self.program, state, self._told(told))).passed

    def explain(self, language: Language = "de") -> str:
        """Tell the case from its beginning, in German, French or English, as plain text."""
        from iiz_rules.render.flow.text import flow_text

        return flow_text(self, language)

    def _occurred(
        self,
        state: State,
        passed: tuple[Entry, ...],
        event: str,
        values: Mapping[str, Value],
        record: Record | None = None,
    ) -> Step:
        after, found = self.setting.timeline.occurred(state, event, values)
        told = self._told(passed), self._told(found.entries)
        return Step(self.program, after, *told, found.fired, record)

    def _told(self, entries: tuple[Entry, ...]) -> tuple[Told, ...]:
        return tuple(Told(self.program, one) for one in entries)

    def _draft(self, kind: Kind, day: date, body: str, event: str = "", actor: str = "") -> Record:
        one = self.program
        rules = one.canton, one.edition, one.digest
        n = len(self._records)
        return Record(self.case, n, day.isoformat(), kind, event, actor, body, *rules)

    def _append(self, draft: Record, state: State) -> Record:
        store = self.setting.store
        # Looking ahead costs more than the event. In memory it can wait until somebody asks.
        found = (
            unseen(state)
            if store.path is None
            else outlook(self.setting.timeline, self.case, state)
        )
        return store.append(draft, found)

    def _keep(self, step: Step) -> Step:
        self._steps.append(step)
        if step.record:
            self._records.append(step.record)
        return step
