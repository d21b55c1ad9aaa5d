"""A file of cases as chunks of rows, cells not looked at: CSV, NDJSON, XLSX as text, Parquet typed.

Row numbers are those of the file as an editor or a spreadsheet counts them. A row that cannot be
read at all is put aside with the reason; a file that cannot be is a finding.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from iiz_rules.diagnostics import Finding, Place, Source, Text
from iiz_rules.errors import UsageError
from iiz_rules.source.documents import unreadable
from iiz_rules.values import shown

ROWS = 50_000
"""How many rows a chunk has."""
SEPARATORS = ";,\t"
OTHER = Text(
    de="der Inhalt ist nicht, was die Endung sagt, oder nicht in UTF-8",
    fr="le contenu n'est pas ce que dit l'extension, ou n'est pas en UTF-8",
    en="the content is not what the ending says, or not in UTF-8",
)
Cells = dict[str, Any]


@dataclass(frozen=True)
class Chunk:
    """Some rows of a file: their numbers, their cells, and those that cannot be read."""

    numbers: list[int]
    frame: pl.DataFrame
    broken: dict[int, str] = field(default_factory=dict)
    done: float = 0.0
    """the share of the file that has been read"""


def chunks(path: Path, rows: int | None = None) -> Iterator[Chunk]:
    """Read a file by the name's ending."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        words = {"name": "--batch", "got": shown(path.name), "known": ", ".join(_READERS)}
        raise UsageError(
            [Finding("wrong-argument", Place(Source(path.name)), {**words, "near": ""})]
        )
    try:
        yield from reader(path, rows or ROWS)
    except OSError as error:
        raise UsageError([unreadable(path.name, error)]) from None
    except (UnicodeDecodeError, csv.Error):
        raise _other(path) from None


def _other(path: Path) -> UsageError:
    words = {"file": shown(path.name), "why": OTHER}
    return UsageError([Finding("unreadable-file", Place(Source(path.name)), words)])


# ---------------------------------------------------------------------------------------- text


def _csv(path: Path, rows: int) -> Iterator[Chunk]:
    """By the separator that the heading has most of; a byte order mark is passed over."""
    size = path.stat().st_size or 1
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading = file.readline()
        separator = max(SEPARATORS, key=heading.count)
        names = next(csv.reader([heading], delimiter=separator), [])
        _check_names(path, names)
        counted = csv.reader(file, delimiter=separator, strict=True)
        numbered = ((counted.line_num + 1, row) for row in counted if row)
        for taken in _taken(numbered, rows):
            broken = {n: shown(row[len(names)]) for n, row in taken if len(row) > len(names)}
            kept = [(n, row) for n, row in taken if n not in broken]
            columns = {
                name: [row[i] if i < len(row) and row[i] else None for _, row in kept]
                for i, name in enumerate(names)
            }
            yield Chunk([n for n, _ in kept], _texts(columns), broken, _position(file) / size)


def _position(file: Any) -> int:
    """Say how far a text file is read, about: Python reads ahead."""
    return int(file.buffer.tell())


def _check_names(path: Path, names: list[str]) -> None:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        words = {"fact": shown(twice), "column": shown(twice)}
        raise UsageError([Finding("column-twice", Place(Source(path.name), 1), words)])


def _taken(rows: Iterable[Any], count: int) -> Iterator[list[Any]]:
    source = iter(rows)
    while taken := list(islice(source, count)):
        yield taken


def _texts(columns: dict[str, list[str | None]]) -> pl.DataFrame:
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _ndjson(path: Path, rows: int) -> Iterator[Chunk]:
    """One case on each line, nested or with dotted keys."""
    size = path.stat().st_size or 1
    names = _all_names(path)
    with path.open(encoding="utf-8-sig") as file:
        numbered = enumerate(iter(file.readline, ""), 1)
        for taken in _taken(((n, line) for n, line in numbered if line.strip()), rows):
            read = {n: _case(line) for n, line in taken}
            broken = {n: case for n, case in read.items() if isinstance(case, str)}
            cases = {n: case for n, case in read.items() if isinstance(case, dict)}
            columns = {name: [case.get(name) for case in cases.values()] for name in names}
            yield Chunk(list(cases), _texts(columns), broken, _position(file) / size)


def _all_names(path: Path) -> list[str]:
    """Name the columns of all lines, so that every chunk has the same."""
    names: dict[str, None] = {}
    with path.open(encoding="utf-8-sig") as file:
        for line in file:
            case = _case(line)
            names |= dict.fromkeys(case) if isinstance(case, dict) else {}
    return list(names)


def _case(line: str) -> dict[str, str | None] | str:
    """Give the cells of a case, or what is wrong with the line."""
    try:
        case = json.loads(line, parse_float=Decimal, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        return str(error)
    return dict(_flat(case, "")) if isinstance(case, dict) else shown(case)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _flat(case: dict[str, Any], group: str) -> Iterator[tuple[str, str | None]]:
    for name, value in case.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{group}{name}.")
        elif value is not None:
            yield f"{group}{name}", _cell(value)


def _cell(value: Any) -> str | None:
    """Give a value as the text that a cell would have."""
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return "|".join(str(_cell(one)) for one in value) or "[]"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


# ------------------------------------------------------------------------------------- binary


def _parquet(path: Path, rows: int) -> Iterator[Chunk]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            whole, seen = file.metadata.num_rows or 1, 0
            for batch in file.iter_batches(batch_size=rows):
                frame = pl.DataFrame(pl.from_arrow(batch))
                numbers = list(range(seen + 1, seen + 1 + frame.height))
                seen += frame.height
                yield Chunk(numbers, frame, {}, seen / whole)
    except pa.ArrowInvalid:
        raise _other(path) from None


def _xlsx(path: Path, rows: int) -> Iterator[Chunk]:
    from zipfile import BadZipFile

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError):
        raise _other(path) from None
    sheet = book.worksheets[0]
    lines = sheet.iter_rows(values_only=True)
    names = [str(_cell(one) or "") for one in next(lines, ())]
    while names and not names[-1]:
        names.pop()
    _check_names(path, names)
    whole = sheet.max_row or 1
    numbered = ((n, line) for n, line in enumerate(lines, 2) if any(c is not None for c in line))
    for taken in _taken(numbered, rows):
        broken = {
            n: shown(line[len(names)])
            for n, line in taken
            if any(cell is not None for cell in line[len(names) :])
        }
        kept = [(n, line) for n, line in taken if n not in broken]
        columns = {
            name: [_cell(line[i]) if i < len(line) else None for _, line in kept]
            for i, name in enumerate(names)
        }
        yield Chunk([n for n, _ in kept], _texts(columns), broken, taken[-1][0] / whole)
    book.close()


_READERS: dict[str, Callable[[Path, int], Iterator[Chunk]]] = {
    ".csv": _csv,
    ".ndjson": _ndjson,
    ".jsonl": _ndjson,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}
