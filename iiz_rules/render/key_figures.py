"""The tables of key figures without small numbers, shared by text, data and picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from iiz_rules.escalation.figures.counts import CountedBreakdown, KeyFigures, Punctuality
from iiz_rules.language.program.rules import Program
from iiz_rules.render.text.values import alternatives
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language, Text

Number = int | None
"""a count; None if it is too small to be shown"""


@dataclass(frozen=True)
class FigureRow:
    """A row: what it counts, and a number for each column."""

    id: str
    label: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class FigureTable:
    """A table with the clauses it rests on; the first column is what a picture draws."""

    id: str
    title: str
    clauses: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[FigureRow, ...]
    wanted: str = ""
    """the label of what is wanted"""
    share: tuple[float, float] | None = None
    """its share, at least and at most; None where that cannot be said or shown"""


@dataclass(frozen=True)
class FigureSheet:
    """All figures of a period for one reader."""

    program: Program
    figures: KeyFigures
    language: Language
    totals: dict[str, Number]
    tables: tuple[FigureTable, ...]
    smallest: int

    def say(self, key: str, **gaps: object) -> str:
        """Look up a text about key figures."""
        return printed(f"statistics.{key}", self.language, **gaps)


def sheet(
    program: Program, figures: KeyFigures, language: Language, *, every: bool = False
) -> FigureSheet:
    """Put figures together; with `every` no number is left out."""
    smallest = 1 if every else figures.smallest
    totals = _totals(figures, smallest)
    no_end = totals["open-at-end"] is None
    told = (breakdown for breakdown in figures.breakdowns if breakdown.told)
    tables = [_breakdown(breakdown, language, smallest, no_end) for breakdown in told]
    tables += [_punctuality(one, language, smallest) for one in figures.follow_ups]
    if figures.outcomes:
        tables.append(_outcomes(figures, language, smallest))
    shown = tuple(table for table in tables if table.lines)
    return FigureSheet(program, figures, language, totals, shown, smallest)


def _totals(figures: KeyFigures, smallest: int) -> dict[str, Number]:
    """The totals; those of which one could be worked out from the others go together."""
    cases, days = figures.open_in_period, figures.days_to_closing
    (opened,) = kept([figures.opened], smallest, of=[max(cases, figures.opened)])
    (at_end,) = kept([figures.open_at_end], smallest, of=[cases])
    (closed,) = kept([figures.closed], smallest)
    totals = {
        "open-in-period": kept([cases], smallest)[0],
        "opened": opened,
        "closed": closed if at_end is not None or closed == 0 else None,
        "open-at-end": at_end if closed is not None else None,
    }
    middle = round(median(days)) if days and len(days) >= smallest else None
    return totals | ({"days-to-closing": middle} if days else {})


def _breakdown(
    breakdown: CountedBreakdown, language: Language, smallest: int, no_end: bool
) -> FigureTable:
    """Show each group: its cases in the period and on its last day, the mean of their days.

    With `no_end` nothing is said of the last day: its sum would tell how few were closed.
    """
    listed = list(breakdown.listed())
    seen_in = [cell.cases for _, _, cell in listed]
    cases = kept(seen_in, smallest)
    at_end = kept([cell.at_end for _, _, cell in listed], smallest, of=seen_in)
    at_end = [end and None for end in at_end] if no_end else at_end
    lines = []
    for (group, label, cell), seen, end in zip(listed, cases, at_end, strict=True):
        mean = round(cell.days / cell.cases) if seen else seen
        lines.append(FigureRow(group, _group_words(group, label, language), (seen, end, mean)))
    columns = ("cases", "at-end", "mean-days")
    title = printed("statistics.by", language, what=breakdown.label[language])
    return FigureTable(breakdown.id, title, breakdown.clauses, columns, tuple(lines))


def _group_words(group: str, label: Text | None, language: Language) -> str:
    return label[language] if label else printed(f"statistics.group.{group[1:]}", language)


def _punctuality(punctuality: Punctuality, language: Language, smallest: int) -> FigureTable:
    numbers = kept([*punctuality.counts.values()], smallest)
    lines = tuple(
        FigureRow(name, printed(f"statistics.timing.{name}", language), (number,))
        for name, number in zip(punctuality.counts, numbers, strict=True)
    )
    sure = numbers[0] is not None and punctuality.total >= smallest and punctuality.total > 0
    share = punctuality.counts["on-time"] / punctuality.total if sure else 0
    title = printed("statistics.in-time", language, what=punctuality.label[language])
    wanted = printed("statistics.timing.on-time", language)
    shares, clauses = (share, share) if sure else None, punctuality.clauses
    return FigureTable(punctuality.duty, title, clauses, ("dates",), lines, wanted, shares)


def _outcomes(figures: KeyFigures, language: Language, smallest: int) -> FigureTable:
    assert figures.outcomes  # asked before
    breakdown, successes = figures.outcomes.breakdown, figures.outcomes.successes
    listed = list(breakdown.listed())
    numbers = kept([cell.cases for _, _, cell in listed], smallest)
    lines = tuple(
        FigureRow(group, _group_words(group, label, language), (number,))
        for (group, label, _), number in zip(listed, numbers, strict=True)
    )
    telling = {*successes, "*unknown"}
    hidden = any(line.numbers[0] is None for line in lines if line.id in telling)
    share = None if hidden or figures.closed < smallest else figures.outcomes.share
    if share and share[0] == 0 and share[1] == 1:
        share = None  # that says nothing
    title = printed("statistics.at-closing", language, what=breakdown.label[language])
    wanted = alternatives([one.label for one in lines if one.id in successes], language)
    return FigureTable(breakdown.id, title, breakdown.clauses, ("closings",), lines, wanted, share)


def kept(
    numbers: Sequence[int], smallest: int, of: Sequence[int] | None = None
) -> list[int | None]:
    """Numbers that may be shown beside their sum; None for those that may not.

    A number below the smallest is left out; none at all tells of nobody and stays. Where each is
    part of another number shown beside it (`of`), what it leaves of that counts as well. A single
    gap could be worked out from the sum, so the next smallest number is left out with it.

    >>> kept([12, 3, 40, 0], 5)
    [None, None, 40, 0]
    >>> kept([12, 3, 2, 0], 5), kept([12, 3, 40], 1)
    ([12, None, None, 0], [12, 3, 40])
    >>> kept([12, 30, 50], 5, of=[20, 31, 50])
    [None, None, 50]
    """
    shown: list[int | None] = [
        None if 0 < part < smallest or 0 < whole - part < smallest else part
        for part, whole in zip(numbers, of or numbers, strict=True)
    ]
    left = [(number, place) for place, number in enumerate(shown) if number]
    if shown.count(None) == 1 and left:
        shown[min(left)[1]] = None
    return shown
