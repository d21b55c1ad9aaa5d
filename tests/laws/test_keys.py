"""Costs divided by a key: nothing is lost, nobody pays much more or less than the key says."""

from decimal import Decimal
from fractions import Fraction

import narwhals as nw
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from iiz_rules.engine.columnar.shares import DIVIDE
from iiz_rules.engine.shares import divided

ROUNDINGS = ("largest-remainder", "half-up-rest-to-last", "exact")
RAPPEN = Fraction(1, 100)
amounts = st.integers(0, 10**9).map(lambda rappen: Decimal(rappen).scaleb(-2))
names = st.text("abcdef", min_size=1, max_size=4)
keys = st.dictionaries(names, st.integers(1, 10_000), min_size=1, max_size=9)


@given(amounts, keys, st.sampled_from(ROUNDINGS))
def test_the_parts_add_up_to_the_amount(amount: Decimal, key: dict[str, int], rounding: str):
    parts = divided(amount, key, rounding)
    assert list(parts) == list(key)
    assert sum(Fraction(part) for part in parts.values()) == Fraction(amount)


@given(amounts, keys, st.sampled_from(ROUNDINGS))
def test_a_reversal_is_the_mirror_of_its_bill(amount: Decimal, key: dict[str, int], rounding: str):
    reversed_parts = divided(-amount, key, rounding)
    assert reversed_parts == {one: -part for one, part in divided(amount, key, rounding).items()}
    assert not any("-0.00" in str(part) for part in reversed_parts.values() if part == 0)


@given(amounts, keys)
def test_every_part_is_within_a_rappen_of_the_key(amount: Decimal, key: dict[str, int]):
    whole = sum(key.values())
    for one, part in divided(amount, key, "largest-remainder").items():
        assert abs(Fraction(part) - Fraction(amount) * key[one] / whole) < RAPPEN
        assert part >= 0


@given(amounts, keys)
def test_a_greater_weight_never_pays_less(amount: Decimal, key: dict[str, int]):
    parts = divided(amount, key, "largest-remainder")
    for one, weight in key.items():
        for other, other_weight in key.items():
            assert weight <= other_weight or parts[one] >= parts[other]


@given(amounts, keys, st.integers(2, 50), st.sampled_from(ROUNDINGS))
def test_only_the_proportions_of_the_weights_count(
    amount: Decimal, key: dict[str, int], factor: int, rounding: str
):
    larger = {one: weight * factor for one, weight in key.items()}
    assert divided(amount, larger, rounding) == divided(amount, key, rounding)


@given(amounts, st.lists(names, min_size=1, max_size=9, unique=True))
def test_of_equal_parts_the_first_bear_the_rappen_left_over(amount: Decimal, bearers: list[str]):
    found = divided(amount, dict.fromkeys(bearers, 1), "largest-remainder")
    parts = [Fraction(part) for part in found.values()]
    assert parts == sorted(parts, reverse=True)
    assert parts[0] - parts[-1] <= RAPPEN


costs = st.lists(st.integers(-(10**9), 10**12), min_size=1, max_size=9)
few = st.dictionaries(names, st.integers(1, 100), min_size=1, max_size=4)


@settings(max_examples=30)  # the column engine is compared with the interpreter elsewhere too
@given(costs, few, st.sampled_from(ROUNDINGS))
@example(rappen=[2, 1050], key={"a": 50, "b": 25, "c": 25}, rounding="exact")
@example(rappen=[5], key={"a": 10, "b": 10, "c": 10, "d": 1}, rounding="half-up-rest-to-last")
def test_a_column_of_costs_is_divided_as_each_of_them(
    rappen: list[int], key: dict[str, int], rounding: str
):
    """A part that is no whole number of Rappen has none in a column."""
    parts = DIVIDE[rounding](nw.col("cost"), key)
    columns = [part.alias(f"part:{bearer}") for bearer, part in parts.items()]
    rows = nw.from_native(pl.DataFrame({"cost": rappen})).select(*columns).rows()
    for row, cost in zip(rows, rappen, strict=True):
        alone = divided(Decimal(cost).scaleb(-2), key, rounding).values()
        whole = [Fraction(part) * 100 for part in alone]
        assert list(row) == [int(part) if part.denominator == 1 else None for part in whole]


EXAMPLES = [
    ("largest-remainder", "100.00", {"a": 1, "b": 1, "c": 1}, ["33.34", "33.33", "33.33"]),
    ("largest-remainder", "0.05", {"a": 50, "b": 30, "c": 20}, ["0.03", "0.01", "0.01"]),
    ("largest-remainder", "10.00", {"a": 1, "b": 2}, ["3.33", "6.67"]),
    ("half-up-rest-to-last", "100.00", {"a": 1, "b": 1, "c": 1}, ["33.33", "33.33", "33.34"]),
    ("half-up-rest-to-last", "10.00", {"a": 2, "b": 1}, ["6.67", "3.33"]),
    ("half-up-rest-to-last", "0.01", {"a": 1, "b": 1}, ["0.01", "0.00"]),
    (
        "half-up-rest-to-last",
        "0.02",
        {"a": 1, "b": 1, "c": 1, "d": 1},
        ["0.00", "0.00", "0.00", "0.02"],
    ),
    ("exact", "10.00", {"a": 1, "b": 3}, ["2.50", "7.50"]),
]


@pytest.mark.parametrize(("rounding", "amount", "key", "parts"), EXAMPLES)
def test_by_hand(rounding: str, amount: str, key: dict[str, int], parts: list[str]):
    assert [*divided(Decimal(amount), key, rounding).values()] == [Decimal(one) for one in parts]
