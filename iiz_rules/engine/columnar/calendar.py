"""Days so much later, as columns: the calendar of `language.dates` on every kind of frame."""

from datetime import date
from typing import Any

import narwhals as nw

from iiz_rules.engine.columnar.inputs import Inputs
from iiz_rules.engine.columnar.layers import Layered
from iiz_rules.language.dates import shift

_UNITS = {"D": (1, "d"), "W": (7, "d"), "M": (1, "mo"), "Y": (12, "mo")}


def later(inputs: Inputs, day: Layered, plus: str) -> Layered:
    """A day so much later on the calendar, as a column."""
    arrow = inputs.heading.kind in ("pandas", "pyarrow")
    return inputs.layers.keep(Layered(_later(day.expr, plus, arrow), day.level))


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
