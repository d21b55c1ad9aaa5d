"""A workbook as an archive: checked before it is unpacked; which part is its sheet."""

from pathlib import Path
from posixpath import join, normpath
from typing import BinaryIO
from xml.etree import ElementTree
from zipfile import ZipFile, ZipInfo

from iiz_rules.tables.source import NOT_AS_SAID, refusal

MEGABYTE = 2**20
MOST_UNPACKED = 1024 * MEGABYTE
DENSEST = 200
"""the compression ratio a large part may have; real sheets reach fifty"""
LARGE = 32 * MEGABYTE
OLD_BOOK = b"\xd0\xcf\x11\xe0"
BOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"


def sheet_of(path: Path) -> tuple[str, str]:
    """The first visible sheet of a book, and the part in which it lies."""
    with path.open("rb") as file:
        return sheet_in(path, file)


def sheet_in(path: Path, file: BinaryIO) -> tuple[str, str]:
    """The same for an open book, whatever its name."""
    if file.read(len(OLD_BOOK)) == OLD_BOOK:
        raise refusal(path, "protected")
    with ZipFile(file) as archive:
        _check_size(path, archive.infolist())
        if archive.testzip():  # one that is larger than it says, too
            raise refusal(path, NOT_AS_SAID)
        return _sheet(path, archive)


def _check_size(path: Path, parts: list[ZipInfo]) -> None:
    sizes = [(part.file_size, max(LARGE, DENSEST * part.compress_size)) for part in parts]
    sizes.append((sum(size for size, _ in sizes), MOST_UNPACKED))
    for size, most in sizes:
        if size > most:
            raise refusal(path, "unpacked", size=-(-size // MEGABYTE), most=most // MEGABYTE)


def _sheet(path: Path, archive: ZipFile) -> tuple[str, str]:
    """Find the sheet people see first: chart sheets and hidden ones do not count."""
    links = {link.get("Id"): link for link in ElementTree.fromstring(archive.read(LINKS)).iter()}
    for sheet in ElementTree.fromstring(archive.read(BOOK)).iter():
        if _local(sheet.tag) != "sheet" or sheet.get("state", "visible") != "visible":
            continue
        linked = next((value for key, value in sheet.items() if _local(key) == "id"), None)
        link = links[linked]
        if link.get("Type", "").rsplit("/", 1)[-1] == "worksheet":
            return sheet.get("name", ""), normpath(join("/xl", link.get("Target", ""))).lstrip("/")
    raise refusal(path, "no-sheet")


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]
