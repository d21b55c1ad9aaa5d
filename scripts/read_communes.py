"""The register of communes, as the package carries it: made from the two official files.

`python -m scripts.read_communes GDEHist_GDE.txt GDEHist_BEZ.txt` reads what the Federal Statistical
Office publishes as "Historisiertes Gemeindeverzeichnis der Schweiz" (text, free to use with its
source named; columns by eCH-0071) and writes `iiz_rules/language/communes.tsv`: number, canton,
district, name, first and last day, and the numbers that came of it.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

TARGET = Path("iiz_rules/language/communes.tsv")
COMMUNE = "11"
"""the kind of what is a political commune; lakes and land of nobody are others"""
NOBODY = "7700"
"""stands for communes of which the number of their time is not known"""


class Entry(NamedTuple):
    """A commune as it was from a day to a day, both included."""

    number: int
    canton: str
    district: str
    name: str
    first: date
    last: date | None
    made_by: str
    ended_by: str


def entries(communes: Iterable[str], districts: Iterable[str]) -> Iterator[Entry]:
    """The entries of the register that lasted longer than the day on which they were made."""
    numbers = {row[0]: row[2] for row in map(_cells, districts)}
    for row in map(_cells, communes):
        history, district, canton, number, name, _, kind, _, made, _, first, ended, _, last, _ = row
        del history
        begun, over = _day(first), _day(last) if last else None
        if kind == COMMUNE and number != NOBODY and begun != over:
            told = numbers[district]
            yield Entry(int(number), canton, told, name, begun, over, made, ended)


def _cells(line: str) -> list[str]:
    return line.rstrip("\r\n").split("\t")


def _day(text: str) -> date:
    return date(*map(int, reversed(text.split("."))))


def rows(register: list[Entry]) -> Iterator[str]:
    """A row for each stretch in which number, canton, district and name stay the same."""
    made: dict[str, set[int]] = {}
    for entry in register:
        made.setdefault(entry.made_by, set()).add(entry.number)
    ordered = sorted(register, key=lambda entry: (entry.number, entry.first))
    for (number, *what), same in groupby(ordered, key=lambda entry: entry[:4]):
        for first, last in _stretches([*same]):
            became = made.get(last.ended_by, set()) - {number} if last.ended_by else set()
            day = last.last.isoformat() if last.last else ""
            after = " ".join(map(str, sorted(became)))
            yield "\t".join((str(number), *map(str, what), str(first.first), day, after))


def _stretches(same: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Join the entries that follow each other without a gap."""
    begun = before = same[0]
    for entry in same[1:]:
        if before.last is None or entry.first > before.last + timedelta(days=1):
            yield begun, before
            begun = entry
        before = entry
    yield begun, before


def main(communes: str, districts: str) -> None:
    """Write the register."""
    texts = (Path(one).read_text("latin-1").splitlines() for one in (communes, districts))
    TARGET.write_text("\n".join(rows([*entries(*texts)])) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
