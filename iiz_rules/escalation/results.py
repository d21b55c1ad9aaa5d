"""What a caller gets of a case in motion: what was told, with its reasons, and what is owed."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from iiz_rules.answers.decision import Decision
from iiz_rules.engine.interpreter import Situation, answer
from iiz_rules.escalation.state import Entry, Kind, Owed, State
from iiz_rules.escalation.store.records import Record
from iiz_rules.language.program.rules import Program
from iiz_rules.words.text import Language, Text


@dataclass(frozen=True)
class Told:
    """One thing told of a case: a duty arose, a step is next, somebody is informed."""

    program: Program
    entry: Entry

    @property
    def kind(self) -> Kind:
        """What became of the rule."""
        return self.entry.kind

    @property
    def on(self) -> date:
        """The day."""
        return self.entry.on

    @property
    def rule(self) -> str:
        """The duty, step, delegation or trigger."""
        return self.entry.rule

    @property
    def label(self) -> Text:
        """What it is called."""
        return self.program.rules[self.rule].label

    @property
    def actor(self) -> str | None:
        """Who owes or provides; None while that is open, or nobody does."""
        return self.entry.role

    @property
    def due(self) -> date | None:
        """By when."""
        return self.entry.due

    @property
    def clauses(self) -> tuple[str, ...]:
        """On which clauses."""
        return self.decision.clauses

    @cached_property
    def decision(self) -> Decision:
        """The rule asked of the case as it was then, with its reasons."""
        found = answer(self.program, self.rule, self.entry.situation)
        return Decision.of(self.program, self.entry.situation, found)

    def __repr__(self) -> str:
        """Give the essentials in one line."""
        return f"<{self.on} {self.kind} {self.rule}>"


@dataclass(frozen=True)
class Obligation:
    """A duty that is owed: by whom, since when, by when."""

    program: Program
    owed: Owed
    situation: Situation = field(repr=False)

    @property
    def duty(self) -> str:
        """The duty."""
        return self.owed.duty

    @property
    def label(self) -> Text:
        """What it is called."""
        return self.program.rules[self.duty].label

    @property
    def bearer(self) -> str | None:
        """Who owes it; None while that is open."""
        return self.owed.role

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
        return self.due is not None and self.due < self.situation.on

    @property
    def clauses(self) -> tuple[str, ...]:
        """On which clauses."""
        return self.decision.clauses

    @cached_property
    def decision(self) -> Decision:
        """The duty asked of the case as it is, with its reasons."""
        found = answer(self.program, self.duty, self.situation)
        return Decision.of(self.program, self.situation, found)

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


@dataclass(frozen=True)
class Step:
    """One move of a case: the days that passed, then the event, if one was recorded.

    `passed` is what the mere days brought, `fired` what the event brought.
    """

    program: Program
    state: State = field(repr=False)
    passed: tuple[Told, ...] = ()
    fired: tuple[Told, ...] = ()
    triggers: tuple[str, ...] = ()
    record: Record | None = None

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
        owed = sorted(self.state.owed.values(), key=lambda one: (one.due or date.max, one.duty))
        situation = self.state.situation
        return tuple(Obligation(self.program, one, situation) for one in owed)

    def explain(self, language: Language = "de") -> str:
        """Tell the move, in German, French or English, as plain text."""
        from iiz_rules.render.flow.text import step_text

        return step_text(self, language)
