"""By when, as a column: the end of a period, or a date of the case and a stretch after it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import narwhals as nw

from iiz_rules.engine.columnar.formulas import Folding
from iiz_rules.engine.columnar.inputs import Inputs
from iiz_rules.engine.columnar.layers import Layered
from iiz_rules.engine.columnar.outputs import Output, Style, where_possible
from iiz_rules.language.dates import shift, span
from iiz_rules.language.program.events import DateOf, EndOf
from iiz_rules.language.program.rules import Rule


def due(folding: Folding, rule: Rule, _: Style) -> Iterator[Output]:
    """The day by which a duty is to be done; null where it is not owed or not known."""
    deadline = folding.chosen(folding.program.deadlines.get(rule.id))
    if deadline is None:
        return
    day = _day(folding.inputs, deadline)
    yield where_possible(folding, rule, f"{rule.id}:due", day)


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
    arrow = inputs.heading.kind in ("pandas", "pyarrow")
    later = Layered(_later(day.expr, deadline.plus, arrow), day.level)
    return inputs.layers.keep(later).expr


_UNITS = {"D": (1, "d"), "W": (7, "d"), "M": (1, "mo"), "Y": (12, "mo")}


def _later(day: nw.Expr, plus: str, arrow: bool) -> nw.Expr:
    """Add a stretch on the calendar; beyond its end stands its last day."""
    times, unit = _UNITS[plus[-1]]
    count = int(plus[1:-1]) * times
    if arrow and unit == "mo":
        # Arrow cannot add months by itself, and takes a function only as a whole column.
        return day.map_batches(lambda days: _months_later(days, count), return_dtype=nw.Date())
    later = day.dt.offset_by(f"{count}{unit}").cast(nw.Date)
    return nw.when(day > shift(date.max, plus, -1)).then(nw.lit(date.max)).otherwise(later)


def _months_later(days: Any, months: int) -> Any:
    """The same for an array of days: a day is at most the last of its month."""
    start = days.to_numpy().astype("datetime64[M]")
    moved = start + months
    length = (moved + 1).astype("datetime64[D]") - moved.astype("datetime64[D]")
    into = days.to_numpy().astype("datetime64[D]") - start.astype("datetime64[D]")
    later = moved.astype("datetime64[D]") + into.clip(max=length - 1)
    return later.clip(max=later.dtype.type(date.max.isoformat()))
