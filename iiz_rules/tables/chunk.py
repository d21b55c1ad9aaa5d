"""What every kind of file is read into: chunks of rows, cells as text or as they were typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.values import shown
from iiz_rules.words.text import Text

NOT_AS_SAID = Text(
    de="der Inhalt ist nicht, was die Endung sagt",
    fr="le contenu n'est pas ce que dit l'extension",
    en="the content is not what the ending says",
)
NO_HEADING = Text(
    de="die erste Zeile nennt keine Spalten",
    fr="la première ligne ne nomme aucune colonne",
    en="the first line names no columns",
)


@dataclass(frozen=True)
class Chunk:
    """Some rows of a file: their numbers, their cells, and those that cannot be read."""

    numbers: list[int]
    frame: pl.DataFrame
    broken: dict[int, str] = field(default_factory=dict)
    done: float = 0.0
    """the share of the file that has been read"""


def refusal(path: Path, reason: Text, line: int = 0) -> UsageError:
    """Say why a file is no table of cases, and at which line where that is known."""
    words = {"file": shown(path.name), "reason": reason}
    place = Place(Source(path.name), line, min(line, 1))
    return UsageError([Finding("broken-file", place, words)])


def headed(path: Path, names: list[str]) -> list[str]:
    """Give the names of the columns; those at the end that are empty are none.

    Refuses a heading without names, and one in which a name stands twice.
    """
    while names and not names[-1].strip():
        names = names[:-1]
    if not names:
        raise refusal(path, NO_HEADING, 1)
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        words = {"fact": shown(twice), "column": shown(twice)}
        raise UsageError([Finding("column-twice", Place(Source(path.name), 1, 1), words)])
    return names


Rows = Iterable[tuple[int, list[str | None]]]


def tabled(names: list[str], rows: Rows, done: float) -> Chunk:
    """Make a chunk of rows of cells; one with more cells than there are columns is broken."""
    columns: list[list[str | None]] = [[] for _ in names]
    numbers, broken = [], {}
    for number, row in rows:
        surplus = [cell for cell in row[len(names) :] if cell]
        if surplus:
            broken[number] = shown(surplus[0])
            continue
        numbers.append(number)
        for i, column in enumerate(columns):
            column.append((row[i] or None) if i < len(row) else None)
    return Chunk(numbers, texts(dict(zip(names, columns, strict=True))), broken, done)


def texts(columns: dict[str, list[str | None]]) -> pl.DataFrame:
    """Make a frame of columns of text."""
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def taken(rows: Iterable[Any], count: int) -> Iterator[list[Any]]:
    """Take so many at a time; of no rows at all an empty handful, so that there is a heading."""
    source = iter(rows)
    some = list(islice(source, count))
    yield some
    while some := list(islice(source, count)):
        yield some


def position(file: Any) -> int:
    """Say how far a text file is read, about: Python reads ahead."""
    return int(file.buffer.tell())


def cell(value: Any) -> str | None:
    """Give a value as the text that a cell would have.

    >>> cell(True), cell(["rav", "ksa"]), cell([]), cell(3.0)
    ('true', 'rav|ksa', '[]', '3')
    """
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return "|".join(str(cell(one)) for one in value) or "[]"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)
