"""The sheet of a workbook as bytes: its texts with their places, and replacing some of them.

A book is taken apart by no library that would write it anew: whatever is not changed stays as it
is, formats, notes, other sheets and charts. What cannot be changed so is refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree
from xml.parsers.expat import ParserCreate
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

from iiz_rules.tables.archive import sheet_in
from iiz_rules.tables.marks import CELL, column_of

SHARED = "xl/sharedStrings.xml"
SIGNED = "_xmlsignatures/"
COMPUTING = ("xl/worksheets/sheet", "xl/tables/", "xl/workbook.xml")
"""the parts that compute from cells, or look up their texts"""
FORMULA = re.compile(
    rb"<(?:\w+:)?(?:f|formula[12]?|definedName|\w+Formula)(?:\s[^>]*)?>([^<]+)<"
    rb"|<(?:\w+:)?filter\s[^>]*?val=\"([^\"]*)\""
)
HEADED = re.compile(rb"(<(?:\w+:)?tableColumn\b[^>]*?\sname=)(?:\"[^\"]*\"|'[^']*')")
PLAIN = ("r", "s", "t")
"""the attributes of a cell that stay when its text changes"""
WHOLE = re.compile("-?[0-9]{1,15}")
Place = tuple[int, int]
"""row and column of a cell, both from 1"""


@dataclass(frozen=True)
class SheetCell:
    """A cell with a text: its place, and its bytes in the part of the book."""

    row: int
    column: int
    text: str
    fixed: str
    """why its text cannot be replaced without loss; empty if it can"""
    start: int
    end: int
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)

    def saying(self, text: str) -> bytes:
        """The cell with another text, keeping its format."""
        kept = {name: value for name, value in self.attributes.items() if name != "t"}
        told = "".join(f" {name}={quoteattr(value)}" for name, value in kept.items())
        inner = f"<{self._tag('t')}>{escape(text)}</{self._tag('t')}>"
        inside = f"<{self._tag('is')}>{inner}</{self._tag('is')}>"
        return f'<{self.tag}{told} t="inlineStr">{inside}</{self.tag}>'.encode()

    def _tag(self, name: str) -> str:
        return f"{self.tag[:-1]}{name}"


@dataclass(frozen=True)
class Book:
    """The parts of a workbook that matter for the first visible sheet."""

    part: str
    """the name of the part with the sheet"""
    sheet: bytes
    shared: tuple[tuple[str, bool], ...]
    """the shared texts, each with whether it is more than plain text"""
    signed: bool
    """whether the book is signed, so that a change would break the signature"""
    formulas: str
    """formulas, validations, filters and conditional formats of all sheets"""


def book_of(path: Path, data: bytes) -> Book:
    """Take a book apart; the libraries raise for what is not one (`source.guarded`)."""
    _, part = sheet_in(path, BytesIO(data))
    with ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        sheet = archive.read(part)
        sheet.decode()  # places are counted in bytes of UTF-8
        shared = archive.read(SHARED) if SHARED in names else b"<sst/>"
        telling = (name for name in names if name.startswith(COMPUTING))
        said = (one for name in telling for one in FORMULA.findall(archive.read(name)))
        formulas = "\n".join((one or other).decode() for one, other in said)
        signed = any(name.startswith(SIGNED) for name in names)
        return Book(part, sheet, tuple(_texts(shared)), signed, formulas)


def rewritten(path: Path, data: bytes, texts: Mapping[Place, str]) -> bytes:
    """The book with other texts in some cells; all else stays as it was."""
    book = book_of(path, data)
    parts = {book.part: _sheet_with(book, texts)}
    packed = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(packed, "w") as after:
        after.comment = before.comment
        tables = tables_of(before, book.part)
        parts |= {name: _table_with(before.read(name), texts) for name in tables}
        for entry in before.infolist():
            after.writestr(entry, parts.get(entry.filename) or before.read(entry))
    return packed.getvalue()


def _sheet_with(book: Book, texts: Mapping[Place, str]) -> bytes:
    sheet = book.sheet
    for cell in reversed(CellScan(book).cells()):
        if (cell.row, cell.column) in texts:
            new = cell.saying(texts[cell.row, cell.column])
            sheet = sheet[: cell.start] + new + sheet[cell.end :]
    return sheet


def tables_of(archive: ZipFile, part: str) -> list[str]:
    """The parts that declare tables on a sheet."""
    folder, name = part.rsplit("/", 1)
    links = f"{folder}/_rels/{name}.rels"
    if links not in archive.namelist():
        return []
    targets = (one.get("Target", "") for one in ElementTree.fromstring(archive.read(links)))
    return [normpath(join("/", folder, one)).lstrip("/") for one in targets if "/tables/" in one]


def _table_with(table: bytes, texts: Mapping[Place, str]) -> bytes:
    """A table part with its column names updated, as they must equal their header cells."""
    root = ElementTree.fromstring(table)
    first = CELL.match(root.get("ref", ""))
    if first is None or root.get("headerRowCount") == "0":
        return table
    row, numbers = int(first[2]), count(column_of(first[1]) + 1)

    def called(match: re.Match[bytes]) -> bytes:
        new = texts.get((row, next(numbers)))
        return match[0] if new is None else match[1] + quoteattr(new).encode()

    return HEADED.sub(called, table)


def _texts(shared: bytes) -> Iterator[tuple[str, bool]]:
    """The shared texts; phonetic hints are left out, and rich text counts as more than text."""
    for item in ElementTree.fromstring(shared):
        plain = [one.text or "" for one in item if _local(one.tag, "}") == "t"]
        runs = [one for one in item if _local(one.tag, "}") == "r"]
        said = (one.text or "" for run in runs for one in run if _local(one.tag, "}") == "t")
        yield "".join((*plain, *said)), len(item) > len(plain)


def _local(name: str, mark: str) -> str:
    return name.rpartition(mark)[2]


class CellScan:
    """Scans a sheet for its texts, with the bytes where each cell begins and ends."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.parser = ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._said
        self.found: list[SheetCell] = []
        self.row, self.column, self.start = 0, 0, 0
        self.tag, self.attributes = "", dict[str, str]()
        self.parts: dict[str, str] = {}
        """what stands in the elements of the cell"""
        self.inside = ""

    def cells(self) -> list[SheetCell]:
        """All texts of the sheet, row by row."""
        self.parser.Parse(self.book.sheet, True)
        return sorted(self.found, key=lambda cell: (cell.row, cell.column))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.inside = _local(name, ":")
        if self.inside == "row":
            self.row, self.column = int(attributes.get("r") or self.row + 1), 0
        elif self.inside == "c":
            place = CELL.fullmatch(attributes.get("r") or "")
            self.column = column_of(place[1]) + 1 if place else self.column + 1
            self.row = int(place[2]) if place else self.row
            self.start = self.parser.CurrentByteIndex
            self.tag, self.attributes, self.parts = name, attributes, {}
        else:
            self.parts.setdefault(self.inside, "")

    def _said(self, text: str) -> None:
        if self.inside in self.parts:
            self.parts[self.inside] += text

    def _end(self, name: str) -> None:
        self.inside = ""
        text = self._text() if _local(name, ":") == "c" else ""
        if text:
            end = self.book.sheet.index(b">", self.parser.CurrentByteIndex) + 1
            where = (self.start, end, self.tag, self.attributes)
            self.found.append(SheetCell(self.row, self.column, text, self._fixed(), *where))

    def _text(self) -> str:
        """The text of a cell, if it is a text or a whole number."""
        kind, value = self.attributes.get("t", "n"), self.parts.get("v", "")
        if kind == "s" and value:
            return self.book.shared[int(value)][0]
        if kind in ("str", "inlineStr"):
            return self.parts.get("t", value)
        return value if kind == "n" and WHOLE.fullmatch(value) else ""

    def _fixed(self) -> str:
        """Why the text of a cell cannot be replaced."""
        shared = self.attributes.get("t") == "s"
        formatted = self.book.shared[int(self.parts["v"])][1] if shared else "r" in self.parts
        if self.book.signed:
            return "signed"
        if "f" in self.parts:
            return "formula"
        return "formatted" if formatted or {*self.attributes} - {*PLAIN} else ""
