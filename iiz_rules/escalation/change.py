"""What became of a duty between two moments."""

from collections.abc import Iterator
from dataclasses import dataclass

from iiz_rules.engine.interpreter import Situation
from iiz_rules.escalation.state import Entry, Kind, Owed
from iiz_rules.language.truth import Truth


@dataclass(frozen=True, slots=True)
class Change:
    """A duty as it was owed and as it is; None where it was not, or is not.

    `truth` is what the duty comes to now; `by_event` is false where only days have passed, and
    `closing` is true where the event has closed the case: what ends with it was not done.
    """

    before: Owed | None
    now: Owed | None
    truth: Truth
    by_event: bool
    closing: bool = False

    def told(self, situation: Situation) -> Iterator[Entry]:
        """Tell it."""
        for kind, one in self._kinds(situation):
            yield Entry(kind, situation.on, one.duty, situation, one.role, one.of, one.due)

    def _kinds(self, situation: Situation) -> Iterator[tuple[Kind, Owed]]:
        before, now = self.before, self.now
        if before and now:
            yield from self._still(before, now, situation)
        elif now:
            yield "arose", now
        elif before:
            yield self._ended(before, situation), before

    def _still(self, before: Owed, now: Owed, situation: Situation) -> Iterator[tuple[Kind, Owed]]:
        """Tell of a duty that goes on: the end of a period is the end of what was owed in it."""
        if now.due != before.due and not self.by_event:
            yield "missed", before
            yield "arose", now
            return
        if now.due != before.due:
            yield "moved", now
        if (now.role, now.of) != (before.role, before.of):
            yield "passed-on", now
        if not self.by_event and now.due == situation.on:
            yield "due", now
        if not self.by_event and _late_by_a_day(now, situation):
            yield "overdue", now

    def _ended(self, before: Owed, situation: Situation) -> Kind:
        if self.truth is Truth.OPEN:
            return "unsure"
        if self.by_event:
            return "lapsed" if self.closing else "settled"
        return "missed" if before.due and before.due < situation.on else "lapsed"


def _late_by_a_day(one: Owed, situation: Situation) -> bool:
    return one.due is not None and (situation.on - one.due).days == 1
