"""Finding the cells of a sheet that show something but hold no value."""

import re
from functools import lru_cache
from pathlib import Path
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

from iiz_rules.tables.source import NOT_AS_SAID, NoValue, refusal

Marks = dict[int, dict[int, NoValue]]
"""the marks by the number of the row, from 1, and the position in it, from 0"""
CELL = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")
LAST_ROW, LAST_COLUMN = 2**20, 2**14
MOST_CELLS = 25_000_000


def marks_of(path: Path, part: str) -> Marks:
    """Scan a sheet in pieces; refuses one with impossible cell addresses."""
    scan = MarkScan()
    _look_through(path, part, scan)
    if scan.last_row > LAST_ROW or scan.last_column >= LAST_COLUMN:
        raise refusal(path, NOT_AS_SAID)
    if scan.last_row * (scan.last_column + 1) > MOST_CELLS:
        raise refusal(path, "too-large")
    return scan.marks


def invented_days(path: Path, part: str) -> Marks:
    """The cells that show 29.02.1900, a day that spreadsheets count and the calendar has not."""
    scan = InventedDays()
    _look_through(path, part, scan)
    return scan.marks


def _look_through(path: Path, part: str, scan: "MarkScan") -> None:
    with ZipFile(path) as archive, archive.open(part) as sheet:
        scan.parser.ParseFile(sheet)


@lru_cache(LAST_COLUMN)
def column_of(letters: str) -> int:
    """The number of a column, from 0: A, B, …, Z, AA."""
    count = 0
    for letter in letters.upper():
        count = count * 26 + ord(letter) - 64
    return count - 1


class MarkScan:
    """Scans a sheet, reading the content only of cells with an error or a formula."""

    def __init__(self) -> None:
        self.parser = ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.marks: Marks = {}
        self.row, self.column = 0, -1
        self.last_row, self.last_column = 0, -1
        self.error = self.formula = self.has_value = self.typed = False
        self.text = ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition("}")[2]:
            case "c":
                self._cell(attributes)
            case "row":
                self.row = int(attributes.get("r") or self.row + 1)
                self.last_row = max(self.last_row, self.row)
                self.column = -1
            case "f":
                self.formula = True
                self._listen()
            case "v":
                self.has_value = True

    def _cell(self, attributes: dict[str, str]) -> None:
        place = CELL.fullmatch(attributes.get("r") or "")
        if "r" in attributes and place is None:
            raise ValueError(attributes["r"])
        self.column = column_of(place[1]) if place else self.column + 1
        self.row = int(place[2]) if place else self.row
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        self.error, self.formula, self.has_value = attributes.get("t") == "e", False, False
        self.typed = attributes.get("t") is not None
        if self.error:
            self._listen()

    def _listen(self) -> None:
        """Read the content of the cell, from here to its end."""
        self.text = ""
        self.parser.CharacterDataHandler = self._characters
        self.parser.EndElementHandler = self._end

    def _characters(self, text: str) -> None:
        if self.has_value:
            self.text += text

    def _end(self, name: str) -> None:
        if name.rpartition("}")[2] != "c":
            return
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None
        empty = not self.text and not (self.typed and self.has_value)
        if self.error:
            self.marks.setdefault(self.row, {})[self.column] = NoValue(self.text or "#")
        elif self.formula and empty:
            mark = NoValue("=…", "formula-without-value")
            self.marks.setdefault(self.row, {})[self.column] = mark


class InventedDays(MarkScan):
    """Sees a sheet go by, and of each cell whether its number may stand for 29.02.1900."""

    def _cell(self, attributes: dict[str, str]) -> None:
        super()._cell(attributes)
        self.typed = attributes.get("t", "n") != "n"
        self._listen()

    def _end(self, name: str) -> None:
        if name.rpartition("}")[2] == "c":
            self.parser.CharacterDataHandler = self.parser.EndElementHandler = None
            if not self.typed and self.text.partition(".")[0] == "60":
                self.marks.setdefault(self.row, {})[self.column] = NoValue("29.02.1900")
