"""By when, as a column: the end of a period, or a date of the case and a stretch after it."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from iiz_rules import ir, tables
from iiz_rules.dates import shift, span
from iiz_rules.engine.columnar.outputs import Output
from iiz_rules.engine.columnar.reading import Reading
from iiz_rules.engine.columnar.terms import Folding
from iiz_rules.engine.deadlines import chosen

if TYPE_CHECKING:
    import narwhals as nw


def due(folding: Folding, reading: Reading, rule: ir.Rule) -> Iterator[Output]:
    """Give the day by which a duty is to be done; null where it is not owed or not known."""
    deadline = chosen(folding.program, folding.situation, folding.program.deadlines.get(rule.id))
    if deadline is None:
        return
    owed = folding.certain("possible", folding.rule(rule))

    def made(owed: "nw.Expr") -> "nw.Expr":
        import narwhals as nw

        return nw.when(owed).then(_day(folding, reading, deadline))

    yield Output(f"{rule.id}:due", (owed,), made)


def _day(folding: Folding, reading: Reading, deadline: object) -> "nw.Expr":
    import narwhals as nw

    if isinstance(deadline, tables.EndOf):
        return nw.lit(span(folding.situation.on, deadline.period)[1])
    assert isinstance(deadline, tables.DateOf)  # the other kind that there is
    if not reading.given(deadline.fact):
        return nw.lit(None, dtype=nw.Date)
    day = reading.value(deadline.fact).expr
    return _later(day, deadline.plus, reading.arrow) if deadline.plus else day


def _later(day: "nw.Expr", plus: str, arrow: bool) -> "nw.Expr":
    """Add a stretch on the calendar; beyond its end stands its last day."""
    import narwhals as nw

    if arrow:  # which cannot add months by itself
        return day.map_batches(lambda days: _each_later(days, plus), return_dtype=nw.Date())
    last = shift(date.max, plus, -1)
    count, unit = int(plus[1:-1]), plus[-1]
    if unit in "DW":
        moved = day.dt.offset_by(f"{count * (7 if unit == 'W' else 1)}d")
    else:
        moved = day.dt.offset_by(f"{count * (12 if unit == 'Y' else 1)}mo")
    return nw.when(day > last).then(nw.lit(date.max)).otherwise(moved.cast(nw.Date))


def _each_later(days: Any, plus: str) -> Any:
    import narwhals as nw

    moved = [None if day is None else shift(day, plus) for day in days.to_list()]
    return nw.new_series(days.name, moved, nw.Date, backend=days.implementation)
