"""A table of cases in an editor: each row as a case, with the place of every name.

The rows become trees like those of files, and are walked along the schema of a case.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from iiz_rules.editor.canton import TextFile
from iiz_rules.editor.spots import KNOWN, Spot, Walk
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Source
from iiz_rules.language.text.characters import composed
from iiz_rules.language.text.node import Node
from iiz_rules.tables.placed import PlacedCell, PlacedTable, placed
from iiz_rules.testing.case_tables import GROUPS, LISTS, is_ours

PART = re.compile(r"[^|\s](?:[^|]*[^|\s])?")
"""matches one of several names in a cell, separated by `|`"""


@lru_cache(64)
def _placed(data: bytes, path: Path) -> PlacedTable:
    return placed(data, path)


@dataclass(frozen=True)
class NamesOfTables:
    """What headings may mean: facts, by name or label, and rules."""

    facts: Mapping[str, str]
    rules: frozenset[str]


@dataclass(frozen=True)
class TableFile:
    """A table of cases, and what its headings may mean."""

    file: TextFile
    known: NamesOfTables

    @property
    def placed(self) -> PlacedTable:
        """Its cells. UsageError where it cannot be read."""
        return _placed(self.file.data, self.file.path)

    @property
    def readable(self) -> bool:
        """Whether it can be read; if not, its cases report why."""
        try:
            return bool(self.placed)
        except UsageError:
            return False

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """All names in it, each once: a heading is one of every row."""
        return tuple(self._spots())

    def _spots(self) -> Iterator[Spot]:
        seen: set[tuple[int, int]] = set()
        rows = [*self._rows()]
        roots = (root for row in rows for root in self._cases(rows[0], row))
        for spot in (one for root in roots for one in Walk(self.file, "de").of_kind("case", root)):
            where = spot.node.line, spot.node.column
            if spot.name.endswith(f"{spot.node.value}") and where[0] and where not in seen:
                seen.add(where)
                yield spot

    def cell(self, line: int, column: int) -> PlacedCell | None:
        """The cell at a place."""
        here = self._lines.get(line, ())
        return next((one for one in here if one.at <= column <= one.at + len(one.text)), None)

    @cached_property
    def _lines(self) -> Mapping[int, Sequence[PlacedCell]]:
        """The cells by the line on which they begin."""
        lines: dict[int, list[PlacedCell]] = {}
        for cell in (cell for row in self.placed.rows for cell in row):
            lines.setdefault(cell.line, []).append(cell)
        return lines

    def saying(self, name: str, spot: Spot) -> Iterator[PlacedCell]:
        """The cells that already contain the new name of a spot."""
        for other in self.spots:
            alike = other.kinds == spot.kinds and other.path[-1].name == spot.path[-1].name
            if other.name == name and (alike or spot.kinds == KNOWN):
                yield from filter(None, [self.cell(other.node.line, other.node.column)])
        heading = next(self._rows(), ())
        if spot.kinds == KNOWN:
            yield from (cell for cell in heading if cell.text.strip() == name)

    def _rows(self) -> Iterator[tuple[PlacedCell, ...]]:
        """The rows with content, that of the headings first."""
        return (row for row in self.placed.rows if any(cell.text.strip() for cell in row))

    def _cases(
        self, heading: tuple[PlacedCell, ...], row: tuple[PlacedCell, ...]
    ) -> Iterator[Node]:
        """What each cell of a row says, as a case; in the row of the headings it is no value.

        Several headings may name the same rule, so that each is a case of its own.
        """
        cells = {cell.column: cell for cell in row}
        for named in map(_stripped, heading):
            cell, root = cells.get(named.column), self._group()
            if cell is None or named.fixed == "quotes":
                continue
            values = [] if row is heading or cell.fixed == "quotes" else [*self._parts(cell)]
            if is_ours(named.text):
                self._ours(root, named, values)
            elif fact := self.known.facts.get(composed(named.text)):
                key = self._written(named, named.text)
                self._put(self._below(root, "facts"), fact, key, values)
            yield root

    def _ours(self, root: Node, named: PlacedCell, values: list[Node]) -> None:
        """What is expected, or how the case is read."""
        group, _, rest = named.text.partition(".")
        start = len(group) + 1
        if group == "may":
            actor, _, action = rest.partition(":")
            question, at = self._group(), start + len(actor) + 1
            self._put(question, "actor", None, [self._written(named, actor, start)])
            self._put(question, "action", None, [self._written(named, action, at)])
            self._put(root, "may", None, [question], several=True)
        elif group == "expect":
            self._expected(self._below(root, "expect"), named, rest, values)
        elif group in LISTS:
            self._put(root, group, None, values, several=True)
        elif group in GROUPS:
            self._put(self._below(root, group), rest, self._written(named, rest, start), values)

    def _expected(self, expect: Node, named: PlacedCell, said: str, values: list[Node]) -> None:
        """What is expected of a rule: its verdict, that of a criterion, or more of it."""
        name, _, part = said.partition(":")
        words = name.split(".")
        ends = (".".join(words[:end]) for end in range(len(words), 0, -1))
        rule = next((one for one in ends if one in self.known.rules), name) if not part else name
        below = self._below(expect, rule, self._written(named, rule, len("expect.")))
        criterion = name.removeprefix(f"{rule}.") if rule != name else ""
        if part:
            self._put(below, part, None, values, several=part in LISTS)
        elif criterion:
            key = self._written(named, criterion, len("expect.") + len(rule) + 1)
            self._put(self._below(below, "criteria"), criterion, key, values)

    def _parts(self, cell: PlacedCell) -> Iterator[Node]:
        for part in PART.finditer(cell.text):
            yield self._written(cell, part[0], part.start())

    def _written(self, cell: PlacedCell, text: str, start: int = 0) -> Node:
        """A name in a cell."""
        column = cell.at + start
        source = Source(self.file.name)
        return Node(text, source, cell.line, column, cell.line, column + len(text))

    def _node(self, value: list[Node]) -> Node:
        return Node(value, Source(self.file.name))

    def _group(self) -> Node:
        return Node({}, Source(self.file.name))

    def _below(self, node: Node, name: str, key: Node | None = None) -> Node:
        """A mapping in a mapping, made where there is none."""
        assert isinstance(node.value, dict)
        if name not in node.value:
            node.value[name] = self._group()
        if key:
            node.keys.setdefault(name, key)
        return node.value[name]

    def _put(
        self, node: Node, name: str, key: Node | None, values: list[Node], *, several: bool = False
    ) -> None:
        """Put nothing, a value or several of them under a name."""
        assert isinstance(node.value, dict)
        node.value[name] = values[0] if len(values) == 1 and not several else self._node(values)
        if key:
            node.keys[name] = key


def _stripped(cell: PlacedCell) -> PlacedCell:
    """A heading without the blanks around it."""
    blanks = len(cell.text) - len(cell.text.lstrip())
    return replace(cell, text=cell.text.strip(), at=cell.at + blanks)
