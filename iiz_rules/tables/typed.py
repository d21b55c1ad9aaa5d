"""Columns of cells as typed columns: each distinct text is read once, as a single case reads it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import compress
from typing import Any

import polars as pl

from iiz_rules.findings.finding import Finding
from iiz_rules.language.program.rules import Fact
from iiz_rules.language.values import Problem
from iiz_rules.tables.cells import Read, reader
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
}
"""How columns hold the values of each type; amounts as whole Rappen."""


@dataclass(frozen=True)
class Column:
    """A column as values, null where nothing is known; and what is wrong at which position."""

    values: pl.Series
    problems: Mapping[int, Problem]


@dataclass(frozen=True)
class Facts:
    """The columns of a table as values, by their headings, and every cell that is none."""

    frame: pl.DataFrame
    findings: tuple[Finding, ...]


def typed(table: Table, facts: Mapping[str, Fact]) -> Facts:
    """Read columns of a table as the facts that their headings mean."""
    series: list[pl.Series] = []
    findings: list[Finding] = []
    for heading, fact in facts.items():
        cells = table.columns[heading]
        column = read_column(cells, fact)
        series.append(column.values.alias(heading))
        findings += [
            bad_cell(table, heading, table.numbers[position], cells[position], fact, problem)
            for position, problem in column.problems.items()
        ]
    return Facts(pl.DataFrame(series), tuple(findings))


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
    values = pl.DataFrame({"cell": distinct, "value": read.values})
    known = cells.to_frame("cell").join(
        values, on="cell", how="left", nulls_equal=True, maintain_order="left"
    )
    return Column(known["value"], read.problems)


def _each(known: list[Cell], fact: Fact) -> Column:
    read = reader(fact)
    values = [*_texts(known, read)] if all_texts(known) else [read(cell) for cell in known]
    wrong = [isinstance(value, Problem) for value in values]
    problems = {i: values[i] for i in compress(range(len(values)), wrong)}
    hold = _HOLD.get(fact.domain.type)
    for i in problems:
        values[i] = None
    if hold:
        values = [None if value is None else hold(value) for value in values]
    return Column(pl.Series(values, dtype=TYPES[fact.domain.type]), problems)  # type: ignore[arg-type]


def all_texts(cells: Sequence[Cell]) -> bool:
    """Whether a column holds only texts, so that equal cells are the same."""
    return {type(cell) for cell in cells} <= {str, type(None)}


def _texts(cells: Cells, read: Callable[[Cell], Read]) -> Iterator[Read]:
    values = {cell: read(cell) for cell in set(cells)}
    return map(values.__getitem__, cells)


def _rappen(value: Any) -> int:
    return int(Decimal(value) * 100)


_HOLD: dict[str, Callable[[Any], Any]] = {"chf": _rappen, "codes": sorted}
