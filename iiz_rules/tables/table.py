"""A whole table, from a file or from rows in memory."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.program.rules import Fact
from iiz_rules.language.values import HUSHED, Problem, listed_codes
from iiz_rules.tables.ndjson import RowError, admit_whole, flat
from iiz_rules.tables.plain import text_of
from iiz_rules.tables.reading import chunks
from iiz_rules.tables.source import OURS, Cell, Cells, Table, check_names, joined
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

FIRST = 2
"""the number of the first row in memory: row 1 is the heading, as in spreadsheets"""
TAKEN = "str, Path, DataFrame, pyarrow.Table, list[dict]"
"""the types of what is read as a table"""


def read_table(given: Any, name: str = "portfolio") -> Table:
    """Read a path, a Polars, Arrow or pandas frame, or a list of mappings; `name` is for findings.

    Raises UsageError where it is none of these, or where the file as a whole cannot be read.
    """
    if isinstance(given, Table):
        return given
    if isinstance(given, (str, Path)):
        return joined(list(chunks(Path(given), name)))
    if hasattr(given, "iloc"):
        return _framed(name, [str(column) for column in given.columns], _of_pandas(given))
    if type(given).__module__.startswith("pyarrow"):
        check_names(name, given.schema.names)
        return _framed(name, given.schema.names, _of_arrow(name, given))
    if hasattr(given, "iter_columns") or hasattr(given, "get_columns"):
        return _framed(name, given.columns, given.get_columns())
    if isinstance(given, (list, tuple)) and all(isinstance(row, Mapping) for row in given):
        return _of_mappings(name, given)
    words = {"name": name, "got": shown(type(given).__name__), "known": TAKEN, "near": ""}
    raise UsageError([Finding("wrong-argument", Place(Source(name)), words)])


NO_VALUE = ("formula-without-value", "merged-cells")
"""findings about a cell whatever its column means"""


def expected(fact: Fact) -> Text:
    """What a cell of a fact must contain, in words."""
    kind = text(
        f"findings.cell.{'dated' if fact.domain.day else fact.domain.type}",
        codes=listed_codes(fact.domain.codes),
    )
    ends = {"least": fact.domain.at_least, "most": fact.domain.at_most}
    limits = (text(f"findings.cell.{end}", n=n) for end, n in ends.items() if n is not None)
    whole = list(zip(*((one.de, one.fr, one.en) for one in (kind, *limits)), strict=True))
    de, fr, en = (", ".join(words) for words in whole)
    return Text(de, fr, en)


def bad_cell(
    table: Table, heading: str, number: int, cell: Cell, fact: Fact, problem: Problem
) -> Finding:
    """A finding about a cell that is not a value of its fact.

    What stands in it is shown, but for what a sensitive fact is.
    """
    place = Place(Source(table.name), number, list(table.columns).index(heading) + 1)
    values = cell.to_list() if hasattr(cell, "to_list") else cell
    got = HUSHED if fact.domain.sensitive else shown(text_of(values))
    words = {"got": got, "expected": expected(fact), "column": heading, **_meant(fact, problem)}
    return Finding(problem.code if problem.code in NO_VALUE else "bad-cell", place, words)


def _meant(fact: Fact, problem: Problem) -> dict[str, object]:
    """Of a word that the list of a fact has not got: that word alone, and the one it is like."""
    if problem.code != "unknown-code" or fact.domain.sensitive:
        return {}
    return {name: word for name, word in problem.words.items() if name in ("got", "near") and word}


def _of_mappings(name: str, given: Iterable[Mapping[Any, Any]]) -> Table:
    """Take over rows, nested or with dotted names; one with a value given twice is rejected."""
    rows: dict[int, dict[str, Cell]] = {}
    findings: list[Finding] = []
    for number, row in enumerate(given, FIRST):
        try:
            rows[number] = admit_whole(flat(row))
        except RowError as broken:
            place = Place(Source(name), number, 1)
            findings.append(Finding("broken-row", place, {"reason": broken.reason}))
    names = dict.fromkeys(column for row in rows.values() for column in row)
    columns = {column: [row.get(column) for row in rows.values()] for column in names}
    return Table(name, [*rows], columns, tuple(findings))


def _framed(name: str, names: list[str], columns: Iterable[Cells]) -> Table:
    check_names(name, names)
    columns_by_name = dict(zip(names, columns, strict=True))
    height = len(next(iter(columns_by_name.values()), ()))
    return Table(name, list(range(FIRST, FIRST + height)), columns_by_name)


def _of_arrow(name: str, table: Any) -> Iterator[Cells]:
    """Take over the columns of Arrow; UsageError for a type that Polars does not know."""
    import polars as pl

    for heading, held in zip(table.schema.names, table.schema.types, strict=True):
        try:
            yield pl.Series(pl.from_arrow(table[heading]))
        except OURS:
            raise
        except BaseException:  # noqa: BLE001 - Polars panics, which is no `Exception`
            words = {"file": name, "why": f"{shown(heading)}: {held}"}
            raise UsageError([Finding("unreadable-file", Place(Source(name)), words)]) from None


def _of_pandas(frame: Any) -> list[list[Cell]]:
    """Take over columns; what pandas counts as missing, NaN included, is not known."""
    columns = []
    for place in range(frame.shape[1]):
        column = frame.iloc[:, place]
        values = column.astype(object).tolist()
        absent = column.isna()
        values = [None if no else value for value, no in zip(values, absent, strict=True)]
        # what of NumPy's is left is an array, as Parquet brings sets to pandas
        columns.append([v.tolist() if type(v).__module__ == "numpy" else v for v in values])
    return columns
