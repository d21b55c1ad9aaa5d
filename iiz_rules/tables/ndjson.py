"""NDJSON: one case on each line, nested or with dotted keys. Values keep the types of JSON."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.tables.source import Cell, Cells, Table, share
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

MOST_DIGITS = 4_000
"""more than Python reads as one number"""


def chunks(path: Path, most: int) -> Iterator[Table]:
    """Read a file; rows are lines."""
    size = path.stat().st_size or 1
    with path.open(encoding="utf-8-sig") as file:
        cases = (row for _, row in _rows(file) if isinstance(row, dict))
        names = list(dict.fromkeys(name for row in cases for name in row))
        file.seek(0)
        rows, first = _rows(file), True
        while (some := list(islice(rows, most))) or first:
            first = False
            read = [(number, row) for number, row in some if isinstance(row, dict)]
            numbers = [number for number, _ in read]
            columns: dict[str, Cells] = {name: [row.get(name) for _, row in read] for name in names}
            broken = tuple(
                Finding("broken-row", Place(Source(path.name), number, 1), {"reason": row})
                for number, row in some
                if isinstance(row, Text)
            )
            yield Table(path.name, numbers, columns, broken, share(file, size))


def _rows(file: TextIO) -> Iterator[tuple[int, dict[str, Cell] | Text]]:
    """The values of each line, or what is wrong with it; blank lines are skipped."""
    for number, line in enumerate(iter(file.readline, ""), 1):
        if line.strip():
            yield number, _case(line)


def _case(line: str) -> dict[str, Cell] | Text:
    try:
        return _read(line)
    except RowError as broken:
        return broken.reason
    except json.JSONDecodeError as error:
        return text("findings.row.no-json", at=error.colno)
    except RecursionError:
        return text("findings.row.too-deep")


def _read(line: str) -> dict[str, Cell]:
    case = json.loads(
        line,
        parse_float=Decimal,
        parse_int=_int,
        parse_constant=_no_number,
        object_pairs_hook=_unique,
    )
    if not isinstance(case, dict):
        raise RowError("no-case", got=shown(case))
    values = flat(case)
    return admit_whole(values) if "\\u" in line else values


class RowError(ValueError):
    """Why a row cannot be read."""

    def __init__(self, why: str, **gaps: str) -> None:
        self.reason = text(f"findings.row.{why}", **gaps)
        super().__init__(why)


def _no_number(word: str) -> Any:
    raise RowError("no-number", got=shown(word))


def _int(digits: str) -> int:
    return int(digits) if len(digits) <= MOST_DIGITS else _no_number(digits)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in pairs:
        if key in values:
            raise RowError("twice", key=shown(key))
        values[key] = value
    return values


def flat(case: Mapping[Any, Any]) -> dict[str, Cell]:
    """The values of a nested case by dotted names; RowError if one is given twice."""
    return _unique([*_flat(case, "")])


def admit_whole(values: dict[str, Cell]) -> dict[str, Cell]:
    """Values without half a character, which no file can hold; RowError for others."""
    try:
        json.dumps(values, ensure_ascii=False, skipkeys=True, default=str).encode()
    except UnicodeEncodeError:
        raise RowError("half-character") from None
    return values


def _flat(case: Mapping[Any, Any], group: str) -> Iterator[tuple[str, Cell]]:
    for name, value in case.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{group}{name}.")
        elif value is not None:
            yield f"{group}{name}", value
