"""NDJSON as chunks: one case on each line, nested or with dotted keys."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from iiz_rules.language.values import shown
from iiz_rules.tables.chunk import Chunk, cell, position, taken, texts


def chunks(path: Path, rows: int) -> Iterator[Chunk]:
    """Read a file."""
    size = path.stat().st_size or 1
    names = _all_names(path)
    with path.open(encoding="utf-8-sig") as file:
        numbered = enumerate(iter(file.readline, ""), 1)
        for some in taken(((n, line) for n, line in numbered if line.strip()), rows):
            read = {n: _case(line) for n, line in some}
            broken = {n: case for n, case in read.items() if isinstance(case, str)}
            cases = {n: case for n, case in read.items() if isinstance(case, dict)}
            columns = {name: [case.get(name) for case in cases.values()] for name in names}
            yield Chunk(list(cases), texts(columns), broken, position(file) / size)


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
        if not isinstance(case, dict):
            return shown(case)
        found = dict(_flat(case, ""))
        "".join(f"{name}{value}" for name, value in found.items()).encode()  # no half characters
    except (ValueError, RecursionError) as error:
        return shown(error)
    return found


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
            yield f"{group}{name}", cell(value)
