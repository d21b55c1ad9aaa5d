"""Columns of cells as typed columns: each distinct cell is read once, as a single case reads it."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.program.rules import Fact
from iiz_rules.language.values import Problem
from iiz_rules.tables.cells import reader
from iiz_rules.tables.source import Cell, Cells, Table, listed
from iiz_rules.tables.table import bad_cell

TYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    "bool": pl.Boolean,
    "judgement": pl.Boolean,
    "int": pl.Int64,
    "chf": pl.Int64,
    "date": pl.Date,
    "code": pl.String,
    "codes": pl.List(pl.String),
    "text": pl.String,
    "ahv": pl.String,
    "commune": pl.Int64,
}
"""the column type of each type of fact; amounts are whole Rappen"""
SIMPLE = {str, bool, int, float, Decimal, date, datetime}


@dataclass(frozen=True)
class Column:
    """A column of values, null where not known, and what is wrong at which position.

    Where what happens on a day is given as that day, the values say that it happened, `days` when.
    """

    values: pl.Series
    problems: Mapping[int, Problem]
    days: pl.Series | None = None


def typed(table: Table, facts: Mapping[str, Fact]) -> tuple[pl.DataFrame, list[Finding]]:
    """Columns as values of the facts they mean, by heading; and findings for invalid cells.

    The days on which something happened stand in a column more, called as the fact of them is.
    """
    series: list[pl.Series] = []
    findings: list[Finding] = []
    for heading, fact in facts.items():
        cells = table.columns[heading]
        column = read_column(cells, fact)
        series.append(column.values.alias(heading))
        if column.days is not None:
            series.append(column.days.alias(_own_column(table, heading, fact, facts)))
        findings += [
            bad_cell(table, heading, table.numbers[position], cells[position], fact, problem)
            for position, problem in column.problems.items()
        ]
    return pl.DataFrame(series), findings


def _own_column(table: Table, heading: str, fact: Fact, facts: Mapping[str, Fact]) -> str:
    """The fact of the days; UsageError if the table already has a column for it."""
    day = fact.domain.day or ""
    if any(other.id == day for other in facts.values()):
        words = {"column": shown(heading), "fact": day}
        raise UsageError([Finding("column-twice", Place(Source(table.name), 1, 1), words)])
    return day


def read_column(cells: Cells, fact: Fact) -> Column:
    """Read a column as values of a fact.

    Of a typed column without a fault each distinct value is read once, and of whole numbers only
    the smallest and the largest: what lies between is as good.
    """
    if isinstance(cells, pl.Series):
        counted = cells.dtype.is_integer() and fact.domain.type in ("int", "chf")
        column = _counted(cells, fact) if counted else _distinct(cells, fact)
        if not column.problems:
            return column
    return _each(listed(cells), fact)


def _counted(cells: pl.Series, fact: Fact) -> Column:
    ends = _each([cells.min(), cells.max()], fact)
    unit = 100 if fact.domain.type == "chf" else 1
    values = cells.cast(pl.Int64, strict=False) * unit
    return Column(values if not ends.problems else cells, ends.problems)


def _distinct(cells: pl.Series, fact: Fact) -> Column:
    if cells.dtype.is_nested() or cells.dtype == pl.Object:
        return _each(cells.to_list(), fact)
    distinct = cells.unique()
    read = _each(distinct.to_list(), fact)
    days = [] if read.days is None else [read.days.alias("day")]
    values = pl.DataFrame([distinct.alias("cell"), read.values.alias("value"), *days])
    known = cells.to_frame("cell").join(
        values, on="cell", how="left", nulls_equal=True, maintain_order="left"
    )
    return Column(known["value"], read.problems, known["day"] if days else None)


def _each(known: list[Cell], fact: Fact) -> Column:
    """Read cells one by one, equal ones once."""
    read = reader(fact)
    kind = fact.domain.type
    keys = _keys(known)
    values = {key: read(cell) for key, cell in dict(zip(keys, known, strict=True)).items()}
    wrong = {key: value for key, value in values.items() if isinstance(value, Problem)}
    held = [
        None if value is None or key in wrong else _held(value, kind)
        for key, value in values.items()
    ]
    place_of = {key: place for place, key in enumerate(values)}
    places = pl.Series(map(place_of.__getitem__, keys), dtype=pl.UInt32)
    column = pl.Series(held, dtype=TYPES[kind]).gather(places)
    bad = {place: wrong[key] for place, key in enumerate(keys) if key in wrong} if wrong else {}
    days = [value if kind == "bool" and type(value) is date else None for value in values.values()]
    if not any(days):
        return Column(column, bad)
    return Column(column, bad, pl.Series(days, dtype=pl.Date).gather(places))


def _keys(cells: list[Cell]) -> Sequence[Hashable]:
    """A key for each cell, equal for equal cells.

    Cells of several types are told apart one by one: 1 equals 1.0 and True.
    """
    kinds = set(map(type, cells)) - {type(None)}
    if len(kinds) <= 1 and kinds <= SIMPLE:
        return cells
    if kinds == {list}:
        return [None if cell is None else tuple(map(_text_or_id, cell)) for cell in cells]
    return range(len(cells))


def _text_or_id(member: Any) -> Hashable:
    """A text as it is, anything else by identity."""
    return member if type(member) is str else id(member)


def _held(value: Any, kind: str) -> Any:
    """A value as held in a column of its type."""
    if kind == "chf":
        return int(value * 100)
    if kind == "bool":  # or the day on which it happened
        return value is not False
    return sorted(value) if kind == "codes" else value
