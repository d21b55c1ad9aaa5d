"""By when, as a column: the end of a period, or a date of the case and a stretch after it."""

from collections.abc import Iterator

import narwhals as nw

from iiz_rules.engine.columnar.calendar import later
from iiz_rules.engine.columnar.formulas import Folding
from iiz_rules.engine.columnar.inputs import Inputs
from iiz_rules.engine.columnar.outputs import Output, Style, where_possible
from iiz_rules.language.dates import span
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
    return later(inputs, day, deadline.plus).expr if deadline.plus else day.expr
