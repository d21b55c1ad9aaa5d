"""Whether duties were done in time: each date that fell into the period counts once."""

from datetime import date

from iiz_rules.escalation.figures.counts import KeyFigures, Timing
from iiz_rules.escalation.figures.lives import Moment


class Timings:
    """Follows the duties of one case after another."""

    def __init__(self, figures: KeyFigures) -> None:
        self.start, self.end = figures.start, figures.end
        self.counts = {counted.duty: counted.counts for counted in figures.follow_ups}

    def add(self, moment: Moment) -> None:
        """Look at what a moment did to the duties that were owed before it."""
        before = moment.before.owed if moment.before else {}
        for duty, done_by in moment.program.statistics.follow_ups.items():
            owed = before.get(duty)
            if owed is None or owed.due is None:
                continue
            if moment.event and moment.event.id in done_by:
                self._count(duty, owed.due, "on-time" if moment.state.on <= owed.due else "late")
            elif any(told.kind == "missed" and told.rule == duty for told in moment.changes):
                self._count(duty, owed.due, "not-done")

    def end_with(self, last: Moment) -> None:
        """Count what is owed still at the end of the period though its day has come."""
        for duty in last.program.statistics.follow_ups:
            owed = last.state.owed.get(duty)
            if owed and owed.due and owed.due <= self.end:
                self._count(duty, owed.due, "not-done")

    def _count(self, duty: str, due: date, timing: Timing) -> None:
        if duty in self.counts and self.start <= due <= self.end:
            self.counts[duty][timing] += 1
