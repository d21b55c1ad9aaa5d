"""Splitting a portfolio with the column engine: verdicts, parts and reasons, for all rows."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from iiz_rules.engine.columnar.frame import frame_of
from iiz_rules.engine.columnar.inputs import Days
from iiz_rules.engine.columnar.query import FrameQuestion, plan_query
from iiz_rules.engine.columnar.slots import Assigned, fact_column
from iiz_rules.engine.columnar.waterfall import left_high, left_low
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.program.rules import Program
from iiz_rules.portfolio.rows import MOST, ON
from iiz_rules.tables.typed import TYPES

LEFT_LOW, LEFT_HIGH = "left:low", "left:high"
"""what nobody pays, at least and at most"""


class Splitting:
    """Splits the rows of a frame among the payers: planned once, used for any part of it.

    `told` names the columns that tell a fact. What follows from others is worked out.
    """

    def __init__(
        self,
        program: Program,
        options: Mapping[str, str],
        frame: pl.DataFrame,
        told: Assigned,
        on: date,
        give: tuple[str, ...] = ("verdict", "criteria", "parts", "left"),
    ) -> None:
        self.program = program
        assert program.waterfall is not None
        self.payers = [payer.rule for payer in program.waterfall.payers]
        routes = (route for payer in program.waterfall.payers for route in payer.routes)
        rules = tuple(dict.fromkeys((*self.payers, *routes)))
        facts = tuple(dict.fromkeys((*(fact.id for fact in program.computed), *program.derived)))
        self.follows = set(map(fact_column, facts))
        question = FrameQuestion(rules, give=give, words=False, facts=facts)
        source, days = frame_of(frame, {}), Days(ON, tuple(frame[ON].unique().sort()))
        situation = Situation({}, on, options)
        heading = source.heading(told, days, MOST)
        self.query = plan_query(program, situation, question, heading)

    def checked(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Split rows; impossible ones are returned separately."""
        answered, refused = frame_of(frame, {}).answer(self.query, self._kept(frame))
        return self._completed(answered), refused

    def sound(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Split rows known to be possible."""
        return self._completed(frame_of(frame, {}).answer_sound(self.query, self._kept(frame)))

    def _kept(self, frame: pl.DataFrame) -> list[str]:
        return [name for name in frame.columns if name not in self.follows]

    def _completed(self, answered: pl.DataFrame) -> pl.DataFrame:
        """Add what is left after the last payer, and give all facts the types of tables."""
        *others, last = self.payers
        between = [name for rule in others for name in (left_low(rule), left_high(rule))]
        left = {left_low(last): LEFT_LOW, left_high(last): LEFT_HIGH}
        types = {
            fact_column(fact.id): TYPES[fact.domain.type] for fact in self.program.facts.values()
        }
        return answered.drop(between, strict=False).rename(left, strict=False).cast(types)  # type: ignore[arg-type]


def verdict(rule: str) -> str:
    """Name the column with the verdict of a payer or a route: null is open."""
    return f"{rule}:verdict"


def criterion(rule: str, name: str) -> str:
    """Name the column with the truth of a criterion of a payer."""
    return f"{rule}:criterion:{name}"
