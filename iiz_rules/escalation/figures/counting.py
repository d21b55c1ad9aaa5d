"""Counts cases: each of their days belongs to how the case stood when that day ended."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from iiz_rules.engine import deadlines
from iiz_rules.engine.interpreter import Situation
from iiz_rules.escalation.figures.counts import Cell, KeyFigures, Outcomes, Punctuality, Timing
from iiz_rules.escalation.figures.lives import Moment, moments
from iiz_rules.escalation.figures.standing import breakdowns, empty, group, rests, standing
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.language.program.rules import Program

DAY = timedelta(days=1)


def count(
    archive: Archive,
    program: Program,
    period: tuple[date, date],
    options: Mapping[str, str],
) -> KeyFigures:
    """Count all cases of a canton in a store over a period, both days included.

    `program` is the edition whose words and groups are used; each case is replayed under its own.
    `options` are those under which `program` says how few cases may be shown.
    """
    figures = _nothing_counted(program, *period, options)
    counter = Counter(figures)
    for case in archive.store.cases(program.canton):
        counter.add(moments(archive, archive.store.history(case), figures.end))
    return figures


def _nothing_counted(
    program: Program, start: date, end: date, options: Mapping[str, str]
) -> KeyFigures:
    statistics, outcomes = program.statistics, program.statistics.outcomes
    duties = (program.rules[duty] for duty in statistics.follow_ups)
    readings, silences = rests(program, options)
    smallest = deadlines.chosen(program, Situation({}, end, options), statistics.smallest)
    return KeyFigures(
        start,
        end,
        tuple(breakdowns(program)),
        tuple(Punctuality(duty.id, duty.label, duty.clauses) for duty in duties),
        Outcomes(empty(program, outcomes), outcomes.successes) if outcomes else None,
        silences,
        readings,
        int(str(smallest)),
    )


class Counter:
    """Adds up the lives of cases."""

    def __init__(self, figures: KeyFigures) -> None:
        self.figures = figures
        self.breakdowns = {counted.id: counted for counted in figures.breakdowns}
        self.timings = {counted.duty: counted.counts for counted in figures.follow_ups}

    def add(self, life: Iterable[Moment]) -> None:
        """Add a case, from its beginning to the end of the period."""
        figures = self.figures
        seen: set[tuple[str, str]] = set()
        since, last = date.max, None
        touched = False
        for moment in life:
            state, day = moment.state, moment.state.on
            if last:
                self._stood(last, day - DAY, seen)
                touched |= not last.state.closed and day >= figures.start
            if not state.closed and (last is None or last.state.closed):
                since = day
                figures.opened += figures.start <= day
            if state.closed and last and not last.state.closed:
                self._ended(moment, (day - since).days)
            self._followed_up(moment)
            last = moment
        if last:
            self._stood(last, figures.end, seen)
            self._still_owed(last)
            figures.open_at_end += not last.state.closed
            touched |= not last.state.closed
        figures.open_in_period += touched

    def _stood(self, moment: Moment, until: date, seen: set[tuple[str, str]]) -> None:
        """Count the days from a moment on during which nothing changed."""
        days = (until - max(moment.state.on, self.figures.start)).days + 1
        if days <= 0 or (moment.state.closed and not seen):
            return  # before the period, or closed since before it
        for at in standing(moment.program, moment.state).items():
            counted = self.breakdowns.get(at[0])
            cell = counted.cell(at[1]) if counted else Cell()
            cell.days += days
            cell.at_end += until == self.figures.end
            cell.cases += at not in seen
            seen.add(at)

    def _ended(self, moment: Moment, days: int) -> None:
        """Count a closing, and what came of the case."""
        figures, declared = self.figures, moment.program.statistics.outcomes
        if moment.state.on < figures.start:
            return
        figures.closed += 1
        figures.days_to_closing.append(days)
        if figures.outcomes and declared:
            figures.outcomes.breakdown.cell(group(declared, moment.state)).cases += 1

    def _followed_up(self, moment: Moment) -> None:
        """Look at what a moment did to the dates that were owed before it.

        The doing of a duty is the doing of the date that it lies before, or of the last; what was
        missed before was not done.
        """
        state, before = moment.state, moment.before.owed if moment.before else {}
        on = moment.day or state.on
        for duty, done_by in moment.program.statistics.follow_ups.items():
            days = [owed.due for owed in before.get(duty, ()) if owed.due]
            if days and moment.event and moment.event.id in done_by:
                done = min((day for day in days if day >= on), default=days[-1])
                days.remove(done)
                self._fell_due(duty, done, "on-time" if on <= done else "late")
            still = {owed.due for owed in state.owed.get(duty, ())}
            for day in days:
                if day < state.on and day not in still:
                    self._fell_due(duty, day, "not-done")

    def _still_owed(self, last: Moment) -> None:
        """Count what is owed still at the end of the period though its day has come."""
        for duty in last.program.statistics.follow_ups:
            for owed in last.state.owed.get(duty, ()):
                if owed.due and owed.due <= self.figures.end:
                    self._fell_due(duty, owed.due, "not-done")

    def _fell_due(self, duty: str, due: date, timing: Timing) -> None:
        """Count a date that fell into the period; each does once."""
        if duty in self.timings and self.figures.start <= due <= self.figures.end:
            self.timings[duty][timing] += 1
