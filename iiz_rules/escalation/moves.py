"""What a caller gets of a case in motion: its moves with all that was told, and what is owed."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from iiz_rules.answers.decision import Decision
from iiz_rules.escalation.state import Change, Owed, State
from iiz_rules.escalation.store.records import CaseRecord
from iiz_rules.findings.errors import known_language
from iiz_rules.language.program.rules import Program
from iiz_rules.words.text import Language, Text


@dataclass(frozen=True)
class Obligation:
    """A duty that is owed on a day: by whom, since when, by when.

    `decision` is the evaluation that decided it, of the day on which the duty was last asked: its
    reasons have been the same since.
    """

    owed: Owed
    on: date
    decision: Decision = field(repr=False, compare=False)

    @property
    def duty(self) -> str:
        """The duty."""
        return self.owed.duty

    @property
    def program(self) -> Program:
        """The edition that decided."""
        return self.decision.program

    @property
    def label(self) -> Text:
        """What it is called."""
        return self.decision.label

    @property
    def bearer(self) -> str | None:
        """Who owes it; None while that is open."""
        return self.owed.bearer

    @property
    def of(self) -> str | None:
        """The institution whose role it is, where that is said."""
        return self.owed.of

    @property
    def due(self) -> date | None:
        """By when; None where the text sets no date, or it is not known."""
        return self.owed.due

    @property
    def since(self) -> date:
        """Since when."""
        return self.owed.since

    @property
    def overdue(self) -> bool:
        """Whether the day has passed."""
        return self.due is not None and self.due < self.on

    @property
    def clauses(self) -> tuple[str, ...]:
        """On which clauses."""
        return self.decision.clauses

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON-ready data."""
        return {
            "duty": self.duty,
            "bearer": self.bearer,
            "of": self.of,
            "since": self.since.isoformat(),
            "due": self.due.isoformat() if self.due else None,
            "overdue": self.overdue,
            "clauses": list(self.clauses),
        }

    def __repr__(self) -> str:
        """The essentials in one line."""
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
        """The day on which it ended."""
        return self.state.on

    @property
    def event(self) -> str | None:
        """The event; None where days passed, or the case was opened."""
        return self.record.event or None if self.record else None

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """What is owed afterwards, the first date first."""
        state = self.state
        ordered = sorted(state.owed.values(), key=lambda owed: (owed.due or date.max, owed.duty))
        return tuple(Obligation(owed, state.on, state.decisions[owed.duty]) for owed in ordered)

    def explain(self, language: Language = "de") -> str:
        """Tell the move, in German, French or English, as plain text."""
        from iiz_rules.render.text.flow import step_text

        return step_text(self, known_language(language))

    def __repr__(self) -> str:
        """The essentials in one line."""
        what = self.record.event or self.record.kind if self.record else "days"
        return f"<Move {self.on}: {what}, {len(self.passed)} + {len(self.fired)} changes>"
