"""By when, as a column: the end of a period, or a date of the case and a stretch after it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import narwhals as nw

from iiz_rules.engine.columnar.formulas import Folding
from iiz_rules.engine.columnar.inputs import Inputs
from iiz_rules.engine.columnar.layers import Layered
from iiz_rules.engine.columnar.outputs import Output
from iiz_rules.engine.deadlines import chosen
from iiz_rules.language.dates import shift, span
from iiz_rules.language.program.events import DateOf, EndOf
from iiz_rules.language.program.rules import Rule


def due(folding: Folding, inputs: Inputs, rule: Rule) -> Iterator[Output]:
    """The day by which a duty is to be done; null where it is not owed or not known."""
    deadline = chosen(folding.program, folding.situation, folding.program.deadlines.get(rule.id))
    if deadline is None:
        return
    owed = folding.certain("possible", folding.rule(rule))

    def made(owed: nw.Expr) -> nw.Expr:
        return nw.when(owed).then(_day(inputs, deadline))

    yield Output(f"{rule.id}:due", (owed,), made)


def _day(inputs: Inputs, deadline: object) -> nw.Expr:
    if isinstance(deadline, EndOf):
        period = deadline.period
        return inputs.day(inputs.by_day(lambda day: span(day, period)[1]))
    assert isinstance(deadline, DateOf)  # the other kind that there is
    if not inputs.given(deadline.fact):
        return nw.lit(None, dtype=nw.Date)
    day = inputs.value(deadline.fact)
    if deadline.plus is None:
        return day.expr
    return inputs.layers.keep(
        Layered(_later(day.expr, deadline.plus, inputs.kind in ("pandas", "pyarrow")), day.level)
    ).expr


def _later(day: nw.Expr, plus: str, arrow: bool) -> nw.Expr:
    """Add a stretch on the calendar."""
    count, unit = int(plus[1:-1]), plus[-1]
    if unit in "DW":
        return _within_calendar(
            day, plus, day.dt.offset_by(f"{count * (7 if unit == 'W' else 1)}d")
        )
    months = count * (12 if unit == "Y" else 1)
    if arrow:  # which cannot add months by itself, and takes a function only as a whole column
        return day.map_batches(lambda days: _months_later(days, months), return_dtype=nw.Date())
    return _within_calendar(day, plus, day.dt.offset_by(f"{months}mo"))


def _within_calendar(day: nw.Expr, plus: str, moved: nw.Expr) -> nw.Expr:
    """Beyond the end of the calendar stands its last day."""
    last = shift(date.max, plus, -1)
    return nw.when(day > last).then(nw.lit(date.max)).otherwise(moved.cast(nw.Date))


def _months_later(days: Any, months: int) -> Any:
    """The same for an array of days: a day is at most the last of its month."""
    start = days.to_numpy().astype("datetime64[M]")
    moved = start + months
    length = (moved + 1).astype("datetime64[D]") - moved.astype("datetime64[D]")
    into = days.to_numpy().astype("datetime64[D]") - start.astype("datetime64[D]")
    later = moved.astype("datetime64[D]") + into.clip(max=length - 1)
    return later.clip(max=later.dtype.type(date.max.isoformat()))
