"""Counts cases: each of their days belongs to how the case stood when that day ended."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from iiz_rules.engine import deadlines
from iiz_rules.engine.interpreter import Situation
from iiz_rules.escalation.figures.counts import OTHER, Cell, KeyFigures, Outcomes
from iiz_rules.escalation.figures.lives import Moment, moments
from iiz_rules.escalation.figures.rests import rests
from iiz_rules.escalation.figures.standing import breakdowns, empty, group, standing
from iiz_rules.escalation.figures.timing import Timings
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
    counter = Counter(program, *period)
    for case in archive.store.cases(program.canton):
        counter.add(moments(archive, archive.store.history(case), period[1]))
    return counter.found(options)


class Counter:
    """Adds up the lives of cases."""

    def __init__(self, program: Program, start: date, end: date) -> None:
        self.program, self.start, self.end = program, start, end
        self.breakdowns = {counted.id: counted for counted in breakdowns(program)}
        outcomes = program.statistics.outcomes
        self.outcomes = empty(program, outcomes) if outcomes else None
        self.timings = Timings(program, start, end)
        self.open_in_period = self.opened = self.closed = self.open_at_end = 0
        self.days_to_closing: list[int] = []

    def add(self, life: Iterable[Moment]) -> None:
        """Add a case, from its beginning to the end of the period."""
        seen: set[tuple[str, str]] = set()
        since, last = date.max, None
        touched = False
        for moment in life:
            state, day = moment.state, moment.state.on
            if last:
                self._stood(last, day - DAY, seen)
                touched |= not last.state.closed and day >= self.start
            if not state.closed and (last is None or last.state.closed):
                since = day
                self.opened += self.start <= day
            if state.closed and last and not last.state.closed:
                self._ended(moment, (day - since).days)
            self.timings.add(moment)
            last = moment
        if last:
            self._stood(last, self.end, seen)
            self.timings.end_with(last)
            self.open_at_end += not last.state.closed
            touched |= not last.state.closed
        self.open_in_period += touched

    def _stood(self, moment: Moment, until: date, seen: set[tuple[str, str]]) -> None:
        """Count the days from a moment on during which nothing changed."""
        days = (until - max(moment.state.on, self.start)).days + 1
        if days <= 0 or (moment.state.closed and not seen):
            return  # before the period, or closed since before it
        for at in standing(moment.program, moment.state).items():
            cell = self._cell(*at)
            cell.days += days
            cell.at_end += until == self.end
            cell.cases += at not in seen
            seen.add(at)

    def _cell(self, name: str, group: str) -> Cell:
        """The cell of a group; a group that only an older edition knows is another one."""
        counted = self.breakdowns.get(name)
        if counted is None:
            return Cell()
        return counted.cells.setdefault(group if group in counted.labels else OTHER, Cell())

    def _ended(self, moment: Moment, days: int) -> None:
        """Count a closing, and what came of the case."""
        if moment.state.on < self.start:
            return
        self.closed += 1
        self.days_to_closing.append(days)
        outcomes = moment.program.statistics.outcomes
        if self.outcomes and outcomes:
            found = group(outcomes, moment.state)
            name = found if found in self.outcomes.labels else OTHER
            self.outcomes.cells.setdefault(name, Cell()).cases += 1

    def found(self, options: Mapping[str, str]) -> KeyFigures:
        """The figures."""
        figures = self.program.statistics
        chosen = deadlines.chosen(self.program, Situation({}, self.end, options), figures.smallest)
        outcomes = figures.outcomes
        readings, silences = rests(self.program, options)
        return KeyFigures(
            self.start,
            self.end,
            self.open_in_period,
            self.opened,
            self.closed,
            self.open_at_end,
            tuple(sorted(self.days_to_closing)),
            tuple(self.breakdowns.values()),
            self.timings.found(),
            Outcomes(self.outcomes, outcomes.successes) if self.outcomes and outcomes else None,
            silences,
            readings,
            int(str(chosen)),
        )
