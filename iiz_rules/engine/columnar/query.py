"""A question to a frame, planned: the layers of columns and the columns of the answer."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any, Literal, NamedTuple, get_args

import narwhals as nw

from iiz_rules.engine.columnar.atoms import Atoms
from iiz_rules.engine.columnar.deadlines import due
from iiz_rules.engine.columnar.emitting import Emitter
from iiz_rules.engine.columnar.faults import RowFault, faults
from iiz_rules.engine.columnar.formulas import Folding
from iiz_rules.engine.columnar.inputs import Heading, Inputs
from iiz_rules.engine.columnar.layers import Layers
from iiz_rules.engine.columnar.outputs import OF_TRUTHS, Output, Style
from iiz_rules.engine.columnar.shares import parts
from iiz_rules.engine.columnar.slots import fact_column
from iiz_rules.engine.columnar.waterfall import OF_PAYERS, AmountOutput, ColumnarWaterfall
from iiz_rules.engine.columnar.ways import way
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.program import conditions
from iiz_rules.language.program.outside import NONE
from iiz_rules.language.program.rules import Program

FAULT = "fault"
"""The column of the rows left out that says what is wrong with each."""
EDITION, DIGEST = "iiz:edition", "iiz:digest"
"""The columns that say which edition answered a row; the first always where none is in force."""


@dataclass(frozen=True)
class FrameQuestion:
    """What a frame is asked: rules, ways from step to step, and what to give of each rule.

    `facts` are given as they are told, follow from others, or are derived by a scenario.
    """

    rules: tuple[str, ...]
    ways: tuple[str, ...] = ()
    give: tuple[str, ...] = ("verdict",)
    words: bool = True
    facts: tuple[str, ...] = ()


class Checks(NamedTuple):
    """What can be wrong with a row, and the columns that it takes to see it."""

    layers: Layers
    faults: tuple[RowFault, ...]


@dataclass(frozen=True)
class Query:
    """How the answer is worked out; how rows are checked is planned when some are."""

    layers: Layers
    results: tuple[nw.Expr, ...]
    plan_checks: Callable[[], Checks]

    @cached_property
    def checks(self) -> Checks:
        """How rows are checked."""
        return self.plan_checks()

    def answer(self, frame: Any, keep: Iterable[str]) -> Any:
        """Add the columns of the answer to some of a frame's own, for the rows without fault."""
        return self.layers.over(frame).select(*map(nw.col, keep), *self.results)

    @property
    def faulty(self) -> nw.Expr | None:
        """Whether a row has an impossible value; None where none can have one."""
        rows = [fault.rows.expr for fault in self.checks.faults]
        return reduce(or_, rows).fill_null(False) if rows else None

    def sound(self, frame: Any, columns: list[str]) -> Any:
        """The rows that can be answered."""
        if self.faulty is None:
            return frame
        layers = self.checks.layers
        checked = layers.over(frame).filter(~self.faulty)
        return checked.select(*map(nw.col, columns)) if layers.layers else checked

    def rejected(self, frame: Any, columns: list[str]) -> Any:
        """The rows that cannot, each with what is wrong with it: `fact: code`."""
        if self.faulty is None:
            return frame.head(0).with_columns(nw.lit("").alias(FAULT))
        said = [
            nw.when(fault.rows.expr).then(nw.lit(f"{fault.fact}: {fault.code}"))
            for fault in self.checks.faults
        ]
        text = nw.concat_str(*said, separator=", ", ignore_nulls=True).alias(FAULT)
        wrong = self.checks.layers.over(frame).filter(self.faulty)
        return wrong.select(*map(nw.col, columns), text)


def plan_query(
    program: Program, situation: Situation, question: FrameQuestion, heading: Heading
) -> Query:
    """Plan how a question to a frame with these columns is answered."""
    layers = Layers()
    inputs = Inputs(program, situation, heading, layers)
    outputs = list(_outputs(Folding(inputs), question))
    roots = (formula for output in outputs for formula in output.formulas)
    emitter = Emitter(layers, Atoms(inputs), roots)
    results = [output.column(emitter) for output in outputs]

    def checks() -> Checks:
        layers = Layers()
        return Checks(layers, tuple(faults(Inputs(program, situation, heading, layers))))

    return Query(layers, tuple(results), checks)


def _outputs(folding: Folding, question: FrameQuestion) -> Iterator[Output | AmountOutput]:
    style = Style(question.words, folding.inputs.heading.kind)
    program, with_edition = folding.program, "edition" in question.give
    if with_edition or program.edition == NONE:
        yield Output(EDITION, (), lambda: nw.lit(program.edition))
    if with_edition:
        yield Output(DIGEST, (), lambda: nw.lit(program.digest))
    for fact in question.facts:
        yield _value(folding, fact)
    waterfall = ColumnarWaterfall(folding)
    payers = [payer.rule for payer in waterfall.payers]
    for name in question.ways:
        yield from way(folding, name, style)
    for name in question.rules:
        rule = folding.program.rules[name]
        for give in question.give:
            if give in OF_RULES:
                yield from OF_RULES[give](folding, rule, style)
            for column in OF_PAYERS.get(give, ()) if name in payers else ():
                yield AmountOutput(column(name), waterfall.formulas, waterfall)


def _value(folding: Folding, fact: str) -> Output:
    if fact not in folding.program.derived:
        return Output(fact_column(fact), (), lambda: folding.inputs.value(fact).expr)
    follows = folding.fold(conditions.OneOf(fact, (True,)))
    return Output(fact_column(fact), (follows,), lambda truth: truth)


OF_RULES = {**OF_TRUTHS, "due": due, "parts": parts}
"""What can be given of any rule."""
GiveOfRule = Literal[
    "verdict", "criteria", "missing", "pending", "actor", "decided_by", "due", "parts", "left"
]
Give = GiveOfRule | Literal["edition"]
"""What can be given of a rule, each as one column or several; and which edition answered."""
GIVE: tuple[GiveOfRule, ...] = get_args(GiveOfRule)
