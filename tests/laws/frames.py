"""Situations as frames of every kind, in every form that a fact may have in a column."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

from iiz_rules.language.values import Between, Domain
from tests.laws.worlds import CODES, DOMAINS

Facts = Mapping[str, Any]
ARROW = {
    "bool": pa.bool_(),
    "judgement": pa.bool_(),
    "int": pa.int64(),
    "chf": pa.decimal128(18, 2),
    "date": pa.date32(),
    "code": pa.string(),
    "codes": pa.list_(pa.string()),
    "text": pa.string(),
}
"""of each type of fact the type of a column"""


def table(rows: Sequence[Facts], chance: random.Random) -> pa.Table:
    """Some facts as a table; a fact that no row knows may have no column at all."""
    columns: dict[str, pa.Array] = {"number": pa.array(range(len(rows)))}
    for fact, domain in DOMAINS.items():
        values = [row.get(fact) for row in rows]
        if any(value is not None for value in values) or chance.random() < 0.5:
            columns |= _columns(fact, domain, values, chance)
    return pa.table(columns)


def _columns(
    fact: str, domain: Domain, values: list[Any], chance: random.Random
) -> dict[str, pa.Array]:
    if all(value is None for value in values) and chance.random() < 0.3:
        return {fact: pa.nulls(len(values))}
    if domain.type == "codes" and chance.random() < 0.5:
        return {
            f"{fact}.{code}": pa.array(
                [None if one is None else code in one for one in values]
            ).cast(pa.bool_())
            for code in sorted(CODES)
        }
    if domain.type == "codes":
        listed = [None if one is None else sorted(one) for one in values]
        return {fact: pa.array(listed, pa.list_(pa.string()))}
    if domain.type == "chf" and any(isinstance(one, Between) for one in values):
        known = [None if isinstance(one, Between) else one for one in values]
        own = _columns(fact, domain, known, chance) if any(known) or chance.random() < 0.5 else {}
        return own | _bounds(fact, values, chance)
    if domain.type == "chf" and chance.random() < 0.5:
        rappen = [None if one is None else int(one * 100) for one in values]
        return {f"{fact}.rappen": pa.array(rappen, pa.int64())}
    if domain.type == "code" and chance.random() < 0.5:
        return {fact: pa.array(values, pa.string()).dictionary_encode()}
    return {fact: pa.array(values, ARROW[domain.type])}


def _bounds(fact: str, values: list[Any], chance: random.Random) -> dict[str, Any]:
    """The bounds of amounts, in francs or counted in Rappen."""
    between = [one if isinstance(one, Between) else None for one in values]
    ends = {
        "at_least": [None if one is None else one.low for one in between],
        "at_most": [None if one is None else one.high for one in between],
    }
    if chance.random() < 0.5:
        return {f"{fact}.{part}": pa.array(end, ARROW["chf"]) for part, end in ends.items()}
    return {
        f"{fact}.{part}.rappen": pa.array(
            [None if one is None else int(one * 100) for one in end], pa.int64()
        )
        for part, end in ends.items()
    }


KINDS = ("polars", "lazy", "pyarrow", "pandas", "duckdb")


def frame(kind: str, found: pa.Table) -> Any:
    """A table as a frame of a kind; with enumerations where the kind has them."""
    if kind == "pyarrow":
        return found
    if kind == "pandas":
        return found.to_pandas()
    plain = pa.table({name: _plain(found[name]) for name in found.column_names})
    if kind == "duckdb":
        return duckdb.sql("select * from plain")
    polars = pl.DataFrame(pl.from_arrow(plain))
    listed = [name for name in found.column_names if pa.types.is_dictionary(found[name].type)]
    enums = [pl.col(name).cast(pl.Enum(sorted(CODES))) for name in listed]
    return polars.with_columns(enums).lazy() if kind == "lazy" else polars.with_columns(enums)


def _plain(column: Any) -> Any:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame of any kind, in the order of their numbers, nulls as None."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    rows: list[Any]
    if isinstance(frame, pd.DataFrame):
        plain = frame.astype(object).where(frame.notna(), None)
        rows = plain.to_dict("records")
    elif isinstance(frame, pl.DataFrame):
        rows = frame.to_dicts()
    elif isinstance(frame, pa.Table):
        rows = frame.to_pylist()
    else:
        rows = frame.to_arrow_table().to_pylist()
    return sorted(rows, key=lambda row: row["number"])
