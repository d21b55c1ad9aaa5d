"""Renaming in tables of cases: what prevents it, and what an editor cannot do there."""

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from iiz_rules.editor.edits import Edit, changed
from iiz_rules.editor.names import CantonNames
from iiz_rules.editor.renaming import NewName
from iiz_rules.editor.rows import TableFile
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.tables.placed import BOOK, PlacedCell
from iiz_rules.tables.sheet import rewritten
from iiz_rules.words.say import text
from iiz_rules.words.text import Text


def check_tables(names: CantonNames, every: Sequence[NewName]) -> None:
    """Refuse names that cannot replace the old ones in every table that may have them."""
    beside = {one.path for new in every[:1] for one in names.canton.beside(new.placed.file)}
    for table in names.tables:
        if table.file.path in beside and not table.readable:
            raise _by_hand(table, every[0], "unread", text("findings.fixed.unread.cells"))
        here = [new for new in every if new.placed.file is table.file]
        for new in here:
            _check_cell(table, new)
        alike = {
            (new.placed.spot.kinds, new.placed.spot.path[-1].name, new.name): new for new in here
        }
        for new in alike.values():
            _check_name(table, new, here)


def _check_cell(table: TableFile, new: NewName) -> None:
    """Refuse a cell whose text is not all there is to it, such as a formula."""
    node = new.placed.spot.node
    [cell] = _cells(table, [(node.line, node.column)])
    if cell.fixed:
        raise _by_hand(table, new, cell.fixed, cell.name)


def _check_name(table: TableFile, new: NewName, every: Sequence[NewName]) -> None:
    """Refuse a name that a formula looks up, or that would be mistaken for another one."""
    spot = new.placed.spot
    if re.search(rf"(?<![\w.-]){re.escape(spot.name)}(?![\w.-])", table.placed.formulas):
        places = [(one.placed.spot.node.line, one.placed.spot.node.column) for one in every]
        raise _by_hand(table, new, "formulas", _called(_cells(table, places)))
    taken = next(table.saying(new.name, spot), None)
    if taken and new.name != spot.name:
        place = Place(Source(table.file.name), taken.row, taken.column)
        words = {"name": shown(new.name), "place": f"{table.file.name}, {taken.name}"}
        raise UsageError([Finding("name-taken", place, words)])


def _by_hand(table: TableFile, new: NewName, reason: str, cells: Text | str) -> UsageError:
    why = text(f"findings.fixed.{reason}", cells=cells)
    names = {"name": new.placed.spot.name, "new": new.name, "file": table.file.name}
    words = {**names, "reason": why, "cells": cells}
    return UsageError([Finding("table-by-hand", Place(Source(table.file.name)), words)])


def text_alone(names: CantonNames, edits: Iterable[Edit]) -> Iterable[Edit]:
    """The edits; UsageError if one is in a workbook, which an editor cannot change."""
    edits = list(edits)
    for table in names.tables:
        here = [one for one in edits if one.path == table.file.path]
        if here and table.file.path.suffix.lower() == BOOK:
            cells = _cells(table, [one.start for one in here])
            old = cells[0].text
            words = {"file": table.file.name, "cells": _called(cells)}
            words |= {"name": shown(old), "new": shown(saying(cells[0], here))}
            raise UsageError([Finding("named-in-workbook", Place(Source(table.file.name)), words)])
    return edits


def bytes_after(names: CantonNames, path: Path, data: bytes, edits: Collection[Edit]) -> bytes:
    """A file after some edits; in a workbook only the edited cells change."""
    table = next((one for one in names.tables if one.file.path == path), None)
    if table is None or path.suffix.lower() != BOOK:
        return changed(data, edits)
    cells = _cells(table, [one.start for one in edits])
    return rewritten(path, data, {(one.row, one.column): saying(one, edits) for one in cells})


def saying(cell: PlacedCell, edits: Iterable[Edit]) -> str:
    """The text of a cell after those edits that fall into it."""
    said, behind = cell.text, cell.at + len(cell.text)
    inside = [edit for edit in edits if edit.start[0] == cell.line and cell.at <= edit.start[1]]
    for edit in sorted(inside, key=lambda edit: edit.start, reverse=True):
        if edit.end[1] <= behind:
            start, end = edit.start[1] - cell.at, edit.end[1] - cell.at
            said = said[:start] + edit.text + said[end:]
    return said


def _cells(table: TableFile, places: Iterable[tuple[int, int]]) -> list[PlacedCell]:
    """The cells at some places, each once."""
    every = (cell for place in places if (cell := table.cell(*place)))
    return list({(cell.row, cell.column): cell for cell in every}.values())


def _called(cells: Iterable[PlacedCell]) -> str:
    return ", ".join(cell.name for cell in cells)
