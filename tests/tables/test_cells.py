"""A cell is read by the door that the values of a single case go through."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiz_rules.language.program.rules import Fact
from iiz_rules.language.values import Domain, Problem, read_value
from iiz_rules.tables import typed
from iiz_rules.tables.cells import reader
from iiz_rules.tables.typed import TYPES, read_column
from iiz_rules.words.text import Text

MIDNIGHT = datetime.fromisoformat("2026-12-31")
MORNING = datetime.fromisoformat("2026-12-31T10:00")
LABEL = Text("a", "a", "a")
CODES = {"?": LABEL, "open": LABEL, "B": Text("Bern", "Berne", "Berne")}


def fact(kind: str, **limits: Any) -> Fact:
    codes = frozenset(CODES) if kind in ("code", "codes") else frozenset()
    return Fact("f", Domain(kind, codes, **limits), LABEL, LABEL, codes=CODES if codes else {})


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("bool", "Ja", True),
        ("bool", " faux ", False),
        ("bool", True, True),
        ("int", "1'000", 1000),
        ("int", 20.0, 20),
        ("int", Decimal("20"), 20),
        ("chf", "CHF 1’500.5", Decimal("1500.50")),
        ("chf", "-12.05", Decimal("-12.05")),
        ("chf", "−12.05", Decimal("-12.05")),
        ("int", "−1'000", -1000),
        ("chf", Decimal("12.5000"), Decimal("12.50")),
        ("chf", 12.5, Decimal("12.50")),
        ("date", "31.12.2026", date(2026, 12, 31)),
        ("date", "1.2.2026", date(2026, 2, 1)),
        ("date", "2026-12-31 00:00:00", date(2026, 12, 31)),
        ("date", MIDNIGHT, date(2026, 12, 31)),
        ("code", "Berne", "B"),
        ("code", "?", "?"),
        ("code", "open", "open"),
        ("codes", "B|open", frozenset({"B", "open"})),
        ("codes", "[]", frozenset()),
        ("codes", [], frozenset()),
        ("codes", ["Bern"], frozenset({"B"})),
        ("text", 4711, "4711"),
        ("text", 1.5, "1.5"),
    ],
)
def test_what_people_write_is_what_it_means(kind: str, cell: Any, value: Any):
    read = reader(fact(kind))(cell)
    assert (read, type(read)) == (value, type(value))


NOT_KNOWN = (None, "", " ", "?", "offen", "Inconnu", "en suspens", "Nicht bekannt")


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind not in ("code", "codes")])
@pytest.mark.parametrize("cell", NOT_KNOWN)
def test_an_empty_cell_is_not_known(kind: str, cell: Any):
    assert reader(fact(kind))(cell) is None


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("bool", 1),
        ("bool", "1"),
        ("int", 20.5),
        ("int", True),
        ("int", "20.0"),
        ("int", float("nan")),
        ("int", float("inf")),
        ("int", "9" * 30),
        ("int", Decimal("1e400")),
        ("chf", float("nan")),
        ("chf", 0.1 + 0.2),
        ("chf", Decimal("12.500000000000000000000000000001")),
        ("chf", True),
        ("chf", Decimal("1e400")),
        ("date", "31.12.26"),
        ("date", "2026-3-1"),
        ("date", "+2026-03-01"),
        ("date", "31.02.2026"),
        ("date", MORNING),
        ("code", True),
        ("code", "b"),
        ("codes", "B|B"),
        ("codes", "B|"),
        ("codes", [1]),
        ("codes", [None]),
        ("text", ["a"]),
    ],
)
def test_nothing_is_coerced(kind: str, cell: Any):
    assert isinstance(reader(fact(kind))(cell), Problem)


def test_the_label_of_two_codes_stands_for_neither():
    codes = {"A": Text("Bern", "Berne", "Bern"), "B": Text("Bern", "Berna", "Bern")}
    read = reader(Fact("f", Domain("code", frozenset(codes)), LABEL, LABEL, codes=codes))
    assert isinstance(read("Bern"), Problem)
    assert [read(cell) for cell in ("A", "Berne", "Berna")] == ["A", "A", "B"]


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.floats(),
    st.decimals(allow_nan=False),
    st.dates(),
    st.datetimes(),
    st.text("ja?BeornB|1'.5", max_size=4),
    st.lists(st.sampled_from(["B", "open", "x", 1, True, None]), max_size=2),
)


@given(st.sampled_from(sorted(TYPES)), st.lists(CELLS, max_size=8))
def test_a_column_is_read_as_each_of_its_cells_is(kind: str, cells: list[Any]):
    column, read = read_column(cells, fact(kind)), reader(fact(kind))
    assert column.values.dtype == TYPES[kind]
    for place, cell in enumerate(cells):
        value, held = read(cell), column.values[place]
        assert (place in column.problems) is isinstance(value, Problem)
        if value is None or isinstance(value, Problem):
            assert held is None
        elif kind == "chf":
            assert held == Decimal(str(value)) * 100
        else:
            assert (sorted(held) if kind == "codes" else held) == (
                sorted(value) if isinstance(value, frozenset) else value
            )


@given(st.sampled_from(["bool", "int", "chf", "date", "text"]), CELLS)
def test_a_table_takes_what_a_single_case_takes(kind: str, cell: Any):
    if isinstance(cell, str) or cell is None:
        return
    case = read_value(cell, Domain(kind))
    if not isinstance(case, Problem):
        assert reader(fact(kind))(cell) == case


@pytest.mark.parametrize(
    ("dtype", "kind", "cells"),
    [
        (pl.UInt64, "int", [1, 2**63]),
        (pl.Int8, "chf", [100, None]),
        (pl.Float64, "int", [20.0, None, 0.5]),
        (pl.Decimal(18, 4), "chf", [Decimal("12.5000"), Decimal("0.0001")]),
        (pl.Categorical, "code", ["B", "x", None]),
        (pl.List(pl.Categorical), "codes", [["B"], None, []]),
        (pl.Datetime("ns"), "date", [MIDNIGHT, MORNING]),
        (pl.Boolean, "bool", [True, None]),
        (pl.Null, "text", [None]),
    ],
)
def test_a_typed_column_is_read_as_its_cells_are(dtype: Any, kind: str, cells: list[Any]):
    series = (
        pl.Series(cells).cast(dtype) if "Decimal" in str(dtype) else pl.Series(cells, dtype=dtype)
    )
    typed, plain = read_column(series, fact(kind)), read_column(series.to_list(), fact(kind))
    assert typed.values.to_list() == plain.values.to_list()
    assert typed.problems.keys() == plain.problems.keys()


def test_cells_that_say_the_same_are_read_once(monkeypatch: pytest.MonkeyPatch):
    asked: list[Any] = []
    read = reader(fact("chf"))

    def noting(cell: Any) -> Any:
        asked.append(cell)
        return read(cell)

    monkeypatch.setattr(typed, "reader", lambda _: noting)
    assert read_column(["1.00", "2.00"] * 3, fact("chf")).values.to_list() == [100, 200] * 3
    assert asked == ["1.00", "2.00"]
