"""Counts cases: each day belongs to the state in which the case ended it.

Nothing is replayed: how cases stood is kept with their records, and summed here.
"""

from collections.abc import Mapping
from datetime import date

from iiz_rules.engine import deadlines
from iiz_rules.engine.interpreter import Situation
from iiz_rules.escalation.figures.counts import KeyFigures, Outcomes, Punctuality
from iiz_rules.escalation.figures.standing import breakdowns, empty, rests
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.outlook import reaching
from iiz_rules.escalation.store.sums import Sums
from iiz_rules.language.program.rules import Program


def count(
    archive: Archive,
    program: Program,
    period: tuple[date, date],
    options: Mapping[str, str],
) -> KeyFigures:
    """Count all cases of a canton in a store over a period, both days included.

    `program` is the edition whose words and groups are used; each case is counted as it stood under
    its own. `options` are those under which `program` says how few cases may be shown.
    """
    figures = _nothing_counted(program, *period, options)
    sums = reaching(archive, figures.end).sums(program.canton, *period)
    _count_phases(figures, sums)
    _count_standing(figures, sums)
    _count_dates(figures, sums, archive)
    return figures


def _nothing_counted(
    program: Program, start: date, end: date, options: Mapping[str, str]
) -> KeyFigures:
    statistics, outcomes = program.statistics, program.statistics.outcomes
    duties = (program.rules[duty] for duty in statistics.follow_ups)
    readings, silences = rests(program, options)
    nothing_known = Situation({}, end, options)
    smallest = deadlines.chosen(program, nothing_known, statistics.smallest)
    return KeyFigures(
        start,
        end,
        tuple(breakdowns(program, nothing_known)),
        tuple(Punctuality(duty.id, duty.label, duty.clauses) for duty in duties),
        Outcomes(empty(program, outcomes), outcomes.successes) if outcomes else None,
        silences,
        readings,
        int(str(smallest)),
    )


def _count_phases(figures: KeyFigures, sums: Sums) -> None:
    """Count the open, opened and closed cases, and their outcomes."""
    figures.open_in_period, figures.open_at_end = sums.open()
    for opened, closed, outcome, cases in sums.phases():
        figures.opened += cases * (figures.start <= opened)
        if closed is None or not figures.start <= closed <= figures.end:
            continue
        figures.closed += cases
        figures.days_to_closing += [(closed - opened).days] * cases
        if figures.outcomes and outcome:
            figures.outcomes.breakdown.cell(outcome).cases += cases


def _count_standing(figures: KeyFigures, sums: Sums) -> None:
    """Count the cases in each group, and their days in it."""
    counted = {one.id: one for one in figures.breakdowns}
    for way, place, days, at_end, cases in sums.standing():
        if way in counted:
            cell = counted[way].cell(place)
            cell.days += days * cases
            cell.at_end += cases * at_end
    for way, place, cases in sums.groups():
        if way in counted:
            counted[way].cell(place).cases += cases


def _count_dates(figures: KeyFigures, sums: Sums, archive: Archive) -> None:
    """Count what became of the dates due in the period; what is still owed is not done."""
    counted = {one.duty: one.counts for one in figures.follow_ups}
    editions = archive.store.editions.by_number()
    for duty, edition, timing, dates in sums.dates():
        if duty in counted:
            told = archive.program(editions[edition]).statistics.follow_ups
            counted[duty][timing] += dates * (duty in told)
