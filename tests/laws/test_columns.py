"""The columns of portfolios answer as the interpreter does, for random programs and many rows."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from iiz_rules.engine.interpreter import Situation, answer, evaluate
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.portfolio.columns import ON, Columns, named, plain
from iiz_rules.tables.cells import TYPES
from tests.laws.worlds import DAY, FACTS, codes, nodes, programs, situations

TRUTHS = {True: Truth.YES, False: Truth.NO, None: Truth.OPEN}
OPTIONS = st.dictionaries(st.sampled_from(["R1", "R2"]), st.sampled_from("ab"))


def table(rows: list[Mapping[str, Any]]) -> pl.DataFrame:
    """Give rows of facts as columns, what is not known as null."""

    def cell(value: Any) -> Any:
        return sorted(value) if isinstance(value, frozenset) else plain(value)

    columns = {
        named(name): pl.Series([cell(row.get(name)) for row in rows], dtype=TYPES[fact.domain.type])
        for name, fact in FACTS.items()
    }
    return pl.DataFrame(columns).with_columns(pl.lit(DAY).alias(ON))


def truths(frame: pl.DataFrame, column: pl.Expr) -> list[Truth]:
    found = frame.with_columns(column.cast(pl.Boolean).alias("found"))["found"]
    return [TRUTHS[one] for one in found.to_list()]


@settings(deadline=None)
@given(programs(), st.lists(situations(), min_size=1, max_size=5), OPTIONS)
def test_a_rule_answers_alike(
    program: Program, asked: list[Situation], options: dict[str, str]
) -> None:
    rows = [one.facts for one in asked]
    found = truths(table(rows), Columns(program, options, (DAY,)).rule("r"))
    expected = [answer(program, "r", Situation(row, DAY, options)).verdict for row in rows]
    assert found == expected


@settings(deadline=None)
@given(programs(), nodes(("term:one",), silence=True), situations(), OPTIONS)
def test_silence_is_open_in_columns_too(
    program: Program, node: conditions.Condition, asked: Situation, options: dict[str, str]
) -> None:
    found = truths(table([asked.facts]), Columns(program, options, (DAY,)).of(node))
    assert found == [evaluate(program, node, Situation(asked.facts, DAY, options)).truth]


@settings(deadline=None)
@given(programs(), nodes(), st.lists(st.sampled_from([DAY, DAY.replace(day=1)]), min_size=2))
def test_each_row_has_its_own_date(
    program: Program, node: conditions.Condition, days: list[Any]
) -> None:
    facts: dict[str, Any] = {
        "d1": DAY,
        "d2": DAY.replace(day=1),
        "i1": 2,
        "s1": frozenset("AB"),
        "c1": "A",
    }
    frame = table([facts] * len(days)).with_columns(pl.Series(ON, days, dtype=pl.Date))
    found = truths(frame, Columns(program, {}, tuple(sorted(set(days)))).of(node))
    assert found == [evaluate(program, node, Situation(facts, day)).truth for day in days]


@given(codes)
def test_a_number_without_limits_is_only_asked_to_be_known(code: str) -> None:
    program = Program("t", FACTS["b1"].label, "e", "0", None, None, None, FACTS, {}, {}, {}, {})
    columns = Columns(program, {}, (DAY,))
    frame = table([{"i1": 1, "c1": code}, {}])
    assert truths(frame, columns.of(conditions.Range("i1", None, None))) == [Truth.YES, Truth.OPEN]
    assert truths(frame, columns.of(conditions.All(()))) == [Truth.YES, Truth.YES]
