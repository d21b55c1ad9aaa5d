"""What a caller gets of a case over time: its moves and what is owed."""

from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.form import picked
from iiz_rules.escalation.state import Change, Consequence, Owed, State
from iiz_rules.escalation.store.records import CaseRecord
from iiz_rules.findings.errors import known_language
from iiz_rules.language.program.rules import Program
from iiz_rules.words.text import Language


@dataclass(frozen=True)
class Obligation(Owed, Consequence):
    """A duty that is owed on a day.

    `decision` is of the day on which the duty was last asked: its reasons have been the same since.
    """

    on: date = field(kw_only=True)
    decision: Decision = field(kw_only=True, repr=False, compare=False)

    @property
    def overdue(self) -> bool:
        """Whether the day has passed."""
        return self.late(self.on)

    def to_dict(self) -> dict[str, Any]:
        """The obligation as JSON-ready data."""
        names = ("duty", "bearer", "of", "since", "due", "overdue", "clauses", "links")
        return picked(self, *names)

    def __repr__(self) -> str:
        due = f"due {self.due}" if self.due else "without a date"
        return f"<Obligation {self.duty} of {self.bearer} since {self.since}, {due}>"


@dataclass(frozen=True)
class Move:
    """One move of a case: the days that passed, then the event, if one was recorded.

    `passed` is what the mere days brought, `fired` what the event brought.
    """

    program: Program
    state: State
    passed: tuple[Change, ...] = ()
    fired: tuple[Change, ...] = ()
    triggers: tuple[str, ...] = ()
    record: CaseRecord | None = None

    @property
    def on(self) -> date:
        """The day on which the move ended."""
        return self.state.on

    @property
    def event(self) -> str | None:
        """The event; None if days passed or the case was opened."""
        return self.record.event or None if self.record else None

    @property
    def unasked(self) -> str | None:
        """The action if no actor was given, so that no competence was checked."""
        if self.record is None or self.record.kind != "event" or self.record.actor:
            return None
        return self.program.events[self.record.event].action

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """What is owed afterwards, by date."""
        state = self.state
        ordered = sorted(state.all_owed, key=lambda owed: (owed.due or date.max, owed.duty))
        return tuple(
            Obligation(**asdict(owed), on=state.on, decision=state.decisions[owed.duty])
            for owed in ordered
        )

    def to_dict(self) -> dict[str, Any]:
        """The move as JSON-ready data."""
        record = self.record
        return {
            "on": self.on.isoformat(),
            "happened": record.on if record else None,
            "event": self.event,
            "by": (record.actor or None) if record else None,
            "unasked": self.unasked,
            "facts": record.content.get("facts", {}) if record else {},
            "passed": [change.to_dict() for change in self.passed],
            "fired": [change.to_dict() for change in self.fired],
        }

    def explain(self, language: Language = "de") -> str:
        """The move in German, French or English, as plain text."""
        from iiz_rules.render.text.flow import step_text
        from iiz_rules.render.text.layout import Paper

        return step_text(self, Paper(known_language(language)))

    def __repr__(self) -> str:
        what = self.record.event or self.record.kind if self.record else "days"
        return f"<Move {self.on}: {what}, {len(self.passed)} + {len(self.fired)} changes>"
