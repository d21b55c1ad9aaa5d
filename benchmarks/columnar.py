"""A million cases at once: ours against the same rules written by hand, in Polars and in SQL.

Closed lists as enumerations, sets as one boolean column for each member, nothing missing: what
hand-written rules are best at. Ours answers three-valued, and looks at the limits of every number.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

import duckdb
import polars as pl

import iiz_rules as iiz
from benchmarks.answers import PAYERS, RUNGS, STEPS
from benchmarks.by_hand import PARTNERS, REMITS
from benchmarks.cases import (
    CANTONS,
    CATALOGUES,
    INSTITUTIONS,
    PROBLEMS,
    PROPOSERS,
    REGIONS,
    TODAY,
)
from benchmarks.thresholds import THRESHOLDS
from benchmarks.timing import in_turn

ROWS = 1_000_000
ROUNDS = 15
Pair = tuple[float, float]
LISTS = {
    "person.canton": CANTONS,
    "lead": INSTITUTIONS,
    "measure.proposed_by": PROPOSERS,
    "region": REGIONS,
}
SETS = {
    "registrations": (INSTITUTIONS, 45),
    "problems": (PROBLEMS, 40),
    "measure.catalogues": (CATALOGUES, 30),
}
FLAGS = {
    "person.employable": 80,
    "coordination_needed": 80,
    "bilateral_tried": 50,
    "bilateral_failed": 40,
    "dispute_open": 50,
}
NUMBERS = {
    "person.age": (14, 70),
    "months_unemployed": (0, 48),
    "mandate_until": (TODAY - 400, TODAY + 600),
    "measure.cost": (0, 30_000),
    "fund_balance": (0, 60_000),
}


def frame(rows: int = ROWS) -> pl.DataFrame:
    """Draw cases as the single ones are drawn, from a fixed seed."""
    seeds = iter(range(1, 100))

    def below(most: int) -> pl.Expr:
        return pl.int_range(rows).hash(next(seeds)) % most

    columns: dict[str, Any] = {name: below(100) < share for name, share in FLAGS.items()}
    for name, (low, high) in NUMBERS.items():
        columns[name] = (below(high - low + 1).cast(pl.Int32)) + low
    for name, codes in LISTS.items():
        drawn = below(len(codes))
        if name == "person.canton":  # most people live in the canton
            drawn = pl.when(below(100) < 75).then(0).otherwise(drawn)
        words = drawn.replace_strict(range(len(codes)), list(codes), return_dtype=pl.String)
        columns[name] = words.cast(pl.Enum(codes))
    for name, (codes, share) in SETS.items():
        columns |= {f"{name}.{code}": below(100) < share for code in codes}
    found: pl.DataFrame = pl.select(**columns)
    return found


# ------------------------------------------------------------------------------------- Polars


def by_hand(cases: pl.LazyFrame) -> pl.LazyFrame:
    """The forty answers in Polars, as somebody who knows it well would write them."""
    c, when = pl.col, pl.when
    problem = {name: c(f"problems.{name}") for name in PROBLEMS}
    beyond = [
        flag & ~c("lead").is_in([lead for lead in INSTITUTIONS if name in REMITS[lead]])
        for name, flag in problem.items()
    ]
    counted = cases.with_columns(
        many=pl.sum_horizontal(*(flag.cast(pl.UInt8) for flag in problem.values())) >= 3,
        outside=pl.sum_horizontal(*(flag.cast(pl.UInt8) for flag in beyond)),
    )
    registered = pl.any_horizontal(*(c(f"registrations.{one}") for one in sorted(PARTNERS)))
    known = (c("person.canton") == "ZH") & c("person.employable") & c("coordination_needed")
    entered = counted.with_columns(eligible=known & (c("outside") >= 1) & registered)
    return entered.select(
        "eligible",
        level=when(~c("eligible"))
        .then(0)
        .when(c("bilateral_failed") & c("many"))
        .then(3)
        .when(c("bilateral_tried") | (c("outside") >= 2))
        .then(2)
        .otherwise(1),
        youth=(c("region") == "oberwallis") & c("person.age").is_between(15, 25) & c("many"),
        dispute=when(~c("dispute_open"))
        .then(pl.lit("none"))
        .when(~c("bilateral_failed") & (c("months_unemployed") < 12))
        .then(pl.lit("regional"))
        .when(c("months_unemployed") < 24)
        .then(pl.lit("cantonal"))
        .otherwise(pl.lit("commission")),
        payer=when(c("measure.catalogues.iv"))
        .then(pl.lit("iv"))
        .when(c("measure.catalogues.alv"))
        .then(pl.lit("alv"))
        .when(c("measure.catalogues.sozialhilfe"))
        .then(pl.lit("sozialhilfe"))
        .when((c("measure.proposed_by") == "office") & (c("measure.cost") <= c("fund_balance")))
        .then(pl.lit("fund"))
        .otherwise(pl.lit("none")),
        **dict(_thresholds()),
    )


SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "==": operator.eq,
    "!=": operator.ne,
}


def _thresholds() -> Iterator[tuple[str, pl.Expr]]:
    def test(fact: str, sign: str, value: Any) -> pl.Expr:
        if sign == "has":
            return pl.col(f"{fact}.{value}")
        if sign == "is":
            return pl.col(fact) if value else ~pl.col(fact)
        other = pl.col(value[1:]) if str(value).startswith("@") else value
        found: pl.Expr = SIGNS[sign](pl.col(fact), other)
        return found

    for name, join, tests in THRESHOLDS:
        sign = operator.and_ if join == "and" else operator.or_
        yield name, reduce(sign, [test(*one) for one in tests])


# ---------------------------------------------------------------------------------------- SQL


def sql() -> str:
    """The forty answers in SQL."""
    many = " + ".join(f'"problems.{name}"::INT' for name in PROBLEMS)
    outside = " + ".join(f"({_beyond(name)})::INT" for name in PROBLEMS)
    registered = " OR ".join(f'"registrations.{one}"' for one in sorted(PARTNERS))
    office = '"measure.proposed_by" = \'office\' AND "measure.cost" <= fund_balance'
    payers = " ".join(f"WHEN \"measure.catalogues.{one}\" THEN '{one}'" for one in CATALOGUES)
    answers = [
        "eligible",
        "CASE WHEN NOT eligible THEN 0 WHEN bilateral_failed AND many >= 3 THEN 3"
        " WHEN bilateral_tried OR outside >= 2 THEN 2 ELSE 1 END AS level",
        "region = 'oberwallis' AND \"person.age\" BETWEEN 15 AND 25 AND many >= 3 AS youth",
        "CASE WHEN NOT dispute_open THEN 'none' WHEN NOT bilateral_failed AND"
        " months_unemployed < 12 THEN 'regional' WHEN months_unemployed < 24 THEN 'cantonal'"
        " ELSE 'commission' END AS dispute",
        f"CASE {payers} WHEN {office} THEN 'fund' ELSE 'none' END AS payer",
        *(f"({_condition(join, tests)}) AS {name}" for name, join, tests in THRESHOLDS),
    ]
    return (
        f"WITH a AS (SELECT *, {many} AS many, {outside} AS outside FROM cases), b AS (SELECT *,"
        ' "person.canton" = \'ZH\' AND "person.employable" AND coordination_needed'
        f" AND outside >= 1 AND ({registered}) AS eligible FROM a)"
        f" SELECT {', '.join(answers)} FROM b"
    )


def _beyond(problem: str) -> str:
    leads = [repr(lead) for lead in INSTITUTIONS if problem in REMITS[lead]]
    flag = f'"problems.{problem}"'
    return f"{flag} AND lead NOT IN ({', '.join(leads)})" if leads else flag


def _condition(join: str, tests: tuple[Any, ...]) -> str:
    def test(fact: str, sign: str, value: Any) -> str:
        if sign == "has":
            return f'"{fact}.{value}"'
        if sign == "is":
            return f'"{fact}"' if value else f'NOT "{fact}"'
        other = f'"{value[1:]}"' if str(value).startswith("@") else repr(value)
        return f'"{fact}" {sign} {other}'

    return f" {join.upper()} ".join(test(*one) for one in tests)


def database(cases: pl.DataFrame) -> duckdb.DuckDBPyConnection:
    """The cases as a table of DuckDB, with its own enumerations."""
    connection = duckdb.connect()
    connection.register("drawn", cases.with_columns(pl.col(*LISTS).cast(pl.String)).to_arrow())
    connection.execute("CREATE TABLE cases AS SELECT * FROM drawn")
    for name, codes in LISTS.items():
        listed = ", ".join(map(repr, codes))
        connection.execute(f'CREATE TYPE "e_{name}" AS ENUM ({listed})')
        connection.execute(f'ALTER TABLE cases ALTER "{name}" TYPE "e_{name}"')
    return connection


# ------------------------------------------------------------------------------------ measure


def measure(policy: iiz.Policy) -> dict[str, Pair]:
    """Check that all answer alike, then measure ours against the rules by hand."""
    cases = frame()
    connection = database(cases)
    table, query = connection.table("cases"), sql()

    def ours(native: Any, **how: Any) -> Any:
        how = {"give": ("verdict",), **how}
        questions = policy.program.questions
        return policy.ask_frame(questions, native, keep=[], words=False, **how).frame

    def hand(_: object) -> pl.DataFrame:
        return by_hand(cases.lazy()).collect()

    def hand_sql(_: object) -> Any:
        return connection.sql(query).to_arrow_table()

    check(ours(cases), hand(None), "Polars")
    check(_here(ours(table)), _here(connection.sql(query)), "DuckDB")
    more = ("verdict", "criteria", "missing")
    polars = in_turn(
        (hand, [None]),
        {
            "Polars": (ours, [cases]),
            "Polars, with every criterion and what is missing": (
                lambda native: ours(native, give=more),
                [cases],
            ),
            "Polars, verdicts as words, and who is next": (
                lambda native: policy.decide_frame(native, keep=[], give=("verdict",)).frame,
                [cases],
            ),
        },
        ROUNDS,
    )
    sqls = in_turn(
        (hand_sql, [None]),
        {"DuckDB": (lambda native: ours(native).to_arrow_table(), [table])},
        ROUNDS,
    )
    return {**polars, **sqls}


def _here(relation: Any) -> pl.DataFrame:
    return pl.DataFrame(pl.from_arrow(relation.to_arrow_table()))


def check(ours: pl.DataFrame, hand: pl.DataFrame, name: str) -> None:
    """Refuse to measure anything that does not answer right."""
    said = pl.col

    def first(names: tuple[str, ...], prefix: str) -> pl.Expr:
        found = pl.lit("none")
        for one in reversed(names):
            found = pl.when(said(f"{prefix}{one}:verdict")).then(pl.lit(one)).otherwise(found)
        return found

    level = pl.lit(0)
    for number, step in enumerate(STEPS, 1):
        level = pl.when(said(f"{step}:verdict")).then(number).otherwise(level)
    told = ours.select(
        eligible="eligibility:verdict",
        level=level,
        youth="youth:verdict",
        dispute=first(RUNGS, "dispute-"),
        payer=first(PAYERS, "pay-"),
        **{rule: f"{rule}:verdict" for rule, _, _ in THRESHOLDS},
    )
    assert told.height == ROWS
    for column in hand.columns:
        assert told[column].cast(pl.String).equals(hand[column].cast(pl.String)), (name, column)
