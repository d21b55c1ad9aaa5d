"""The caller's frame: evaluated in place, or returned as a query that has not run yet.

Polars and PyArrow frames are worked out at once; lazy frames, DuckDB relations and Spark frames
stay lazy. A pandas frame is read by way of Arrow, where null is null in every type, and keeps its
index. Spark takes a dot in the name of a column for a step into it, so there the names change on
the way.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from typing import Any

import narwhals as nw

from iiz_rules.engine.columnar.inputs import Days, Heading, is_empty
from iiz_rules.engine.columnar.query import FAULT, Query
from iiz_rules.engine.columnar.schema import mistyped
from iiz_rules.engine.columnar.slots import Assigned, no_column, place_of
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.values import LARGEST

EMPTY = ("null", "Null", '"NULL"', "void")
"""What libraries call the type of a column that can hold nothing."""
ROW = "fault:row"
"""The column that says where a row that was left out stands in the caller's frame, from 0."""


@dataclass(frozen=True)
class Frame:
    """A frame that can be asked: `frame` is the caller's as Narwhals sees it.

    `kind` is `pandas`, `pyspark`, `polars`, `pyarrow` or another that is lazy. `place` gives the
    names inside `frame` for those of the caller; `types` those of the caller's columns that are
    worked with in another one.
    """

    native: Any
    frame: Any
    kind: str
    place: Mapping[str, str]
    types: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lazy(self) -> bool:
        """Whether nothing runs before the caller asks for it."""
        return isinstance(self.frame, nw.LazyFrame)

    def heading(self, assigned: Assigned, days: Days | None = None, most: int = LARGEST) -> Heading:
        """What a query knows of the frame. Of a lazy one no row is looked at."""
        columns = {slot: self.place[name] for slot, name in assigned.items()}

        @cache
        def complete(fact: str) -> bool:
            names = [name for slot, name in columns.items() if slot.fact == fact]
            return not self.lazy and all(not self.frame[name].null_count() for name in names)

        schema = self.frame.collect_schema()
        strange = self._strange(name for name in columns.values() if is_empty(schema[name]))
        return Heading(columns, schema, self.kind, complete, days, most, strange)

    def _strange(self, unknown: Iterable[str]) -> dict[str, str]:
        """Of columns whose type Narwhals does not know those that can hold something."""
        types = {name: _type_of(self.frame.to_native(), self.kind, name) for name in unknown}
        return {name: held for name, held in types.items() if held not in EMPTY}

    def known_types(self, names: Iterable[str]) -> dict[str, Any]:
        """The types of some columns, as far as they were looked at."""
        schema = self.frame.collect_schema()
        return {name: schema[self.place[name]] for name in names if name in self.place}

    def answer(self, query: Query, keep: Sequence[str]) -> tuple[Any, Any]:
        """The rows with their answers, and the rejected ones."""
        if self.kind == "pandas":
            return self._by_index(query, keep)
        places = [self.place[name] for name in keep]
        answers, rejected = self._evaluate(query, places)
        own = [*(() if self.lazy else (ROW,)), *self.place, FAULT]
        return self._named(answers.to_native(), keep), self._named(rejected.to_native(), own)

    def answer_sound(self, query: Query, keep: Sequence[str]) -> Any:
        """The rows of a Polars frame, all known to be possible, with their answers."""
        return query.answer(self.frame.lazy(), keep).collect().to_native()

    def _evaluate(self, query: Query, kept: list[str]) -> tuple[Any, Any]:
        inside = list(self.place.values())
        frame = self.frame
        if not self.lazy:
            frame, inside = frame.with_row_index(ROW), [ROW, *inside]
        if self.kind == "polars" and not self.lazy:
            frame = frame.lazy()
        rejected = self._done(query.rejected(frame, inside))
        sound = frame if not self.lazy and not len(rejected) else query.sound(frame, inside)
        return self._done(query.answer(sound, kept)), rejected

    def _done(self, frame: Any) -> Any:
        """Polars works best on a whole question, so an eager frame is asked as a lazy one."""
        return frame.collect() if self.kind == "polars" and not self.lazy else frame

    def _named(self, native: Any, own: Sequence[str]) -> Any:
        """Restore the caller's names of the columns before the answer."""
        if self.kind != "pyspark":
            for name in self.types.keys() & set(native.column_names if self.types else ()):
                at, column = native.column_names.index(name), native[name].cast(self.types[name])
                native = native.set_column(at, name, column)
            return native
        return native.toDF(*own, *native.columns[len(own) :])

    def _by_index(self, query: Query, keep: Sequence[str]) -> tuple[Any, Any]:
        import pandas as pd

        answers, rejected = self._evaluate(query, [ROW])
        results = answers.to_native().to_pandas(types_mapper=_pandas_type)
        faults = rejected.select(ROW, FAULT).to_native().to_pandas()
        sound, faulty = self.native.iloc[results[ROW]], self.native.iloc[faults[ROW]]
        results, faults = results.set_axis(sound.index), faults.set_axis(faulty.index)
        whole = pd.concat([sound[list(keep)], results.drop(columns=ROW)], axis=1)
        return whole, pd.concat([faulty, faults], axis=1)

    def positions(self, rejected: Any) -> list[int]:
        """The positions of rejected rows in the caller's frame; none for a lazy one."""
        if self.lazy:
            return []
        rows = nw.from_native(rejected, eager_only=True)[ROW]
        return [int(position) for position in rows.to_list()]

    def row(self, position: int) -> dict[str, Any]:
        """The values of one row by the caller's names, those of pandas as Arrow reads them."""
        values: dict[str, Any] = self.frame[position : position + 1].rows(named=True)[0]
        return {name: values[inside] for name, inside in self.place.items()}


def _pandas_type(held: Any) -> Any:
    """Nullable booleans and whole numbers: open is not no, and amounts are no approximations."""
    import pandas as pd
    import pyarrow as pa

    if pa.types.is_integer(held):
        return pd.Int64Dtype()
    return pd.BooleanDtype() if pa.types.is_boolean(held) else None


def _type_of(native: Any, kind: str, name: str) -> str:
    """The type of a column as its library calls it."""
    if kind == "pyspark":
        return str(native.schema[name].dataType.typeName())
    if kind == "duckdb":
        return str(native.types[native.columns.index(name)])
    if kind == "polars":
        return str(native.lazy().collect_schema()[name])
    return str(native.schema.field(name).type) if hasattr(native, "schema") else "?"


def names_of(native: Any) -> list[str]:
    """The names of a frame's columns; UsageError if it is not a frame."""
    if hasattr(native, "iloc"):  # pandas, where a name may stand twice, and be no text
        return [name for name in native.columns if isinstance(name, str)]
    if hasattr(native, "combine_chunks"):  # a table of Arrow, the same
        return list(native.column_names)
    try:
        return list(nw.from_native(native).collect_schema().names())
    except TypeError:
        words = {"got": shown(type(native).__name__)}
        raise UsageError([Finding("not-a-frame", Place(Source("frame")), words)]) from None


def by_day(native: Any, column: str, read: Callable[[Any], date]) -> list[tuple[date, Any]]:
    """The rows of each day that a column gives, the earliest first; lazy where the frame is.

    Only that column is looked at. `read` reads a day; UsageError where there is none.
    """
    names = names_of(native)
    if column not in names:
        raise UsageError([no_column(place_of(column), column, names)])
    frame: Any = nw.from_native(native)
    told = frame.select(nw.col(column)).unique()
    values = (told.collect() if isinstance(frame, nw.LazyFrame) else told)[column]
    if values.is_null().any():
        raise UsageError([Finding("no-date", place_of(column))])
    days: dict[date, list[Any]] = {}
    for value in values.to_list():
        day = read(value.date() if isinstance(value, datetime) else value)
        days.setdefault(day, []).append(value)
    return [
        (day, frame.filter(nw.col(column).is_in(days[day])).to_native()) for day in sorted(days)
    ]


def frame_of(native: Any, used: Mapping[str, str]) -> Frame:
    """A frame that can be asked; of a pandas frame only the columns used are converted.

    They are given with what each has to hold (`findings.column`). UsageError where one of them
    holds values of several types.
    """
    frame: Any = nw.from_native(native)
    kind = frame.implementation.name.lower()
    types: dict[str, Any] = {}
    if kind in ("pandas", "pyarrow"):
        table = _arrow(native, used) if kind == "pandas" else native
        table, types = _in_usual_types(table, used)
        frame = nw.from_native(table)
    names = list(frame.collect_schema().names())
    place = {name: name for name in names}
    if kind == "pyspark":  # a dot in a name would be a step into the column
        place = {name: f"iiz_{number}" for number, name in enumerate(names)}
        frame = nw.from_native(native.toDF(*place.values()))
    return Frame(native, frame, kind, place, types if kind == "pyarrow" else {})


def _is_moment(value: Any) -> bool:
    """Whether a value is a time of day too, which Arrow would leave out beside days."""
    known = isinstance(value, datetime) and value == value  # noqa: PLR0124 - NaT is none
    return known and value.timetz() != time()


def _in_usual_types(table: Any, used: Mapping[str, str]) -> tuple[Any, dict[str, Any]]:
    """A table of Arrow in which all columns used are of types that Arrow can compare.

    Which columns have another type here, each with its own. UsageError for numbers that are too
    large for any fact and cannot be compared.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    usual = {pa.float16(): pa.float64(), pa.float32(): pa.float64(), pa.string_view(): pa.string()}
    types: dict[str, Any] = {}
    for name in used:
        held = table.schema.field(name).type
        if held == pa.uint64() and (pc.max(table[name]).as_py() or 0) >= 2**63:
            raise UsageError([mistyped(name, used[name], held)])
        if held in usual:
            types[name] = held
            at = table.column_names.index(name)
            table = table.set_column(at, name, table[name].cast(usual[held]))
    return table, types


def _arrow(native: Any, used: Mapping[str, str]) -> Any:
    """Read some columns of a pandas frame as Arrow: there a null is a null in every type."""
    import pyarrow as pa

    arrays: dict[str, Any] = {}
    for name in used:
        try:
            values = pa.Array.from_pandas(native[name])
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            raise UsageError([mistyped(name, used[name], native[name].dtype)]) from None
        if pa.types.is_date(values.type) and any(map(_is_moment, native[name])):
            raise UsageError([mistyped(name, used[name], native[name].dtype)])
        # pandas writes what is not known as a number that is none, whatever the others are
        arrays[name] = values if values.null_count < len(values) else pa.nulls(len(values))
    if not arrays:  # a table without columns would have no rows either
        arrays["iiz:nothing"] = pa.nulls(len(native))
    return pa.table(arrays)
