"""A question to a frame, planned: the layers of columns and the columns of the answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from iiz_rules.engine.columnar.atoms import Atoms
from iiz_rules.engine.columnar.deadlines import due
from iiz_rules.engine.columnar.emitting import Emitter
from iiz_rules.engine.columnar.faults import Fault, faults
from iiz_rules.engine.columnar.layers import Layers
from iiz_rules.engine.columnar.outputs import GIVES, Output, Style
from iiz_rules.engine.columnar.reading import Reading, Shape
from iiz_rules.engine.columnar.shares import parts
from iiz_rules.engine.columnar.terms import Folding
from iiz_rules.engine.columnar.ways import way
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.program.rules import Program

if TYPE_CHECKING:
    import narwhals as nw

FAULT = "fault"
"""The column of the rows left out that says what is wrong with each."""


@dataclass(frozen=True)
class Asked:
    """What a frame is asked: rules, ways from step to step, and what to give of each rule."""

    rules: tuple[str, ...]
    ways: tuple[str, ...] = ()
    give: tuple[str, ...] = ("verdict",)
    words: bool = True


@dataclass(frozen=True)
class Plan:
    """How the answer is worked out."""

    layers: Layers
    results: tuple["nw.Expr", ...]
    checks: Layers
    faults: tuple[Fault, ...]

    def answer(self, frame: Any, keep: Iterable[str]) -> Any:
        """Add the columns of the answer to some of a frame's own, for the rows without fault."""
        import narwhals as nw

        return self.layers.over(frame).select(*map(nw.col, keep), *self.results)

    @property
    def faulty(self) -> "nw.Expr | None":
        """Whether a row has an impossible value; None where none can have one."""
        rows = [one.rows.expr for one in self.faults]
        return reduce(or_, rows).fill_null(False) if rows else None

    def sound(self, frame: Any, columns: list[str]) -> Any:
        """Give the rows that can be answered."""
        import narwhals as nw

        if self.faulty is None:
            return frame
        checked = self.checks.over(frame).filter(~self.faulty)
        return checked.select(*map(nw.col, columns)) if self.checks.layers else checked

    def rejected(self, frame: Any, columns: list[str]) -> Any:
        """Give the rows that cannot, each with what is wrong with it: `fact: code`."""
        import narwhals as nw

        if self.faulty is None:
            return frame.head(0).with_columns(nw.lit("").alias(FAULT))
        said = [
            nw.when(one.rows.expr).then(nw.lit(f"{one.fact}: {one.code}")) for one in self.faults
        ]
        text = nw.concat_str(*said, separator=", ", ignore_nulls=True).alias(FAULT)
        found = self.checks.over(frame).filter(self.faulty)
        return found.select(*map(nw.col, columns), text)


def plan(
    program: Program,
    situation: Situation,
    asked: Asked,
    shape: Shape,
) -> Plan:
    """Plan a question to a frame with these columns."""
    layers, checks = Layers(), Layers()
    reading = Reading(program, situation, shape, layers)
    folding = Folding(program, situation, reading.given)
    outputs = list(_outputs(folding, reading, asked))
    roots = (term for output in outputs for term in output.terms)
    emitter = Emitter(layers, Atoms(reading), roots)
    results = [_column(emitter, output) for output in outputs]
    wrong = faults(Reading(program, situation, shape, checks))
    return Plan(layers, tuple(results), checks, tuple(wrong))


def _outputs(folding: Folding, reading: Reading, asked: Asked) -> Iterable[Output]:
    style = Style(asked.words, reading.kind)
    for name in asked.ways:
        yield from way(folding, name, style)
    for name in asked.rules:
        for give in asked.give:
            rule = folding.program.rules[name]
            if give in DATA:
                yield from DATA[give](folding, reading, rule)
            else:
                yield from GIVES[give](folding, rule, style)


DATA = {"due": due, "parts": parts}
"""What can be given of a rule that is worked out from values of the case, not from truths."""


def _column(emitter: Emitter, output: Output) -> "nw.Expr":
    made = output.make(*(emitter.emit(term).expr for term in output.terms))
    return made.alias(output.name)
