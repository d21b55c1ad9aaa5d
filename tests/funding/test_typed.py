"""A typed column is read as its cells are, one by one, whatever is quicker."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiz_rules.tables.typed import read_column
from tests.funding.canton import quay

FACTS = quay().program.facts
CELLS: dict[str, tuple[list[Any], Any]] = {
    "person.children": ([0, 3, 20, 21, -1], pl.Int64),
    "measure.amount": ([0, 7, 10**16 - 1, 10**16, -1], pl.Int64),
    "person.income": ([Decimal("1.50"), Decimal("-1.00"), Decimal("1.505")], pl.Decimal(12, 3)),
    "person.costs": ([1.5, 0.1 + 0.2, float("nan"), float("inf")], pl.Float64),
    "person.member": ([True, False], pl.Boolean),
    "person.birth_date": ([date(2000, 2, 29), date.max], pl.Date),
    "measure.kind": (["course", "Kurs", "curse", "?", ""], pl.String),
    "person.name": (["a", " a ", "?", "x" * 20_000], pl.String),
    "person.registrations": ([["school"], [], ["school", "school"], ["pub"]], pl.List(pl.String)),
}


@pytest.mark.parametrize("fact", CELLS)
@given(st.data())
def test_a_typed_column_is_read_as_its_cells_are(fact: str, data: st.DataObject) -> None:
    some, kind = CELLS[fact]
    cells = pl.Series("c", data.draw(st.lists(st.sampled_from([None, *some]))), dtype=kind)
    column, single = read_column(cells, FACTS[fact]), read_column(cells.to_list(), FACTS[fact])
    assert column.values.to_list() == single.values.to_list()
    assert column.values.dtype == single.values.dtype
    assert column.problems.keys() == single.problems.keys()
