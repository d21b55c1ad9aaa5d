"""The events of one YAML text → one tree of nodes, with everything refused that is not a value.

A stack of open lists and mappings stands in place of recursion. A key waits until its value is
complete; the value of a key that cannot be used is read, for its own findings, and dropped.
"""

import re
from typing import Any, Final

from iiz_rules.findings.finding import Place, Source
from iiz_rules.language.text.characters import lookalike
from iiz_rules.language.text.document import Report, Stopped
from iiz_rules.language.text.leaf import Leaves
from iiz_rules.language.text.node import Node, Value
from iiz_rules.language.text.scalars import quote

_TAG = re.compile(r"!\S*")
_BEGUN = re.compile(r"-?[0-9]+,$")
"""A number that a comma has cut in two: `{share: 0,8}`."""
_DROPPED: Final = Node(None, Source(""))  # stands for a key that cannot be used


class Tree:
    """Takes the events one after the other; `root` is the tree once the text has ended.

    Events are `Any` here so that the YAML library stays out of this module.
    """

    def __init__(self, report: Report) -> None:
        self.root: Node | None = None
        self.report = report
        self.source = report.source
        self._leaves = Leaves(report)
        self._here: Node | None = None  # the innermost list or mapping that is open
        self._entries: list[Node] | None = None  # its value if it is a list
        self._fields: dict[str, Node] | None = None  # its value if it is a mapping
        self._key: Node | None = None  # the key that waits for its value there
        self._outer: list[tuple[Node | None, Node | None]] = []  # the same of all around it
        self._count = 0
        self._most = report.limits.values
        self._documents = 0

    def document(self, event: Any) -> None:
        """Begin the one document that a file may hold."""
        if event.version or event.tags:
            self.report.add("directive", self._spot(event))
        self._documents += 1
        if self._documents > 1:
            raise self.report.stop("second-document", self._spot(event))

    def scalar(self, event: Any) -> None:
        """Take a key or a value."""
        if event.anchor is not None or event.tag is not None:
            self._decorated(event)
        is_key = self._key is None and self._fields is not None
        self._add(self._leaves.read(event, is_key))

    def alias(self, event: Any) -> None:
        """Refuse `*name`, which stands for a value written elsewhere."""
        place = self._spot(event)
        self.report.add("alias", place, name=event.anchor, quoted=quote(f"*{event.anchor}"))
        self._add(Node(f"*{event.anchor}", self.source, place.line, place.column))

    def sequence(self, event: Any) -> None:
        """Begin a list."""
        self._open([], event)

    def mapping(self, event: Any) -> None:
        """Begin a mapping."""
        self._open({}, event)

    def end(self, event: Any) -> None:
        """Close the innermost list or mapping and hand it to the one around it."""
        node = self._here
        assert node is not None
        node.end_line, node.end_column = event.end_mark.line + 1, event.end_mark.column + 1
        here, self._key = self._outer.pop()
        self._enter(here)
        self._add(node)

    @property
    def room(self) -> int:
        """How many levels may still open inside the innermost one."""
        return self.report.limits.depth - len(self._outer)

    @property
    def reached(self) -> tuple[int, int]:
        """Line and column where the innermost level began."""
        return (self._here.line, self._here.column) if self._here else (0, 0)

    def too_deep(self, place: Place) -> Stopped:
        """Report a level that is one too many."""
        return self.report.stop("too-deep", place, limit=self.report.limits.depth)

    def _open(self, value: Value, event: Any) -> None:
        if not self.room:
            raise self.too_deep(self._spot(event))
        if event.anchor is not None or event.tag is not None:
            self._decorated(event)
        self._outer.append((self._here, self._key))
        mark = event.start_mark
        self._key = None
        self._enter(Node(value, self.source, mark.line + 1, mark.column + 1))

    def _enter(self, node: Node | None) -> None:
        value = node.value if node else None
        self._here = node
        self._entries = value if isinstance(value, list) else None
        self._fields = value if isinstance(value, dict) else None

    def _add(self, node: Node) -> None:
        """Put a complete value, or a key, into the list or mapping that is open."""
        self._count += 1
        if self._count > self._most:
            raise self.report.stop("too-many-values", node.place, limit=self._most)
        key, fields, here = self._key, self._fields, self._here
        if fields is None or here is None:
            if self._entries is None:
                self.root = node
            else:
                self._entries.append(node)
        elif key is None:
            self._key = self._checked_key(node, here)
        else:
            self._key = None
            text = key.value
            if node.value is None:
                self._cut_by_comma(key, node)
            if isinstance(text, str):
                fields[text] = node
                here.keys[text] = key

    def _cut_by_comma(self, key: Node, value: Node) -> None:
        """Report a key that only a comma in a text without quotes has made: `{fr: here, there}`."""
        ends = key.end_line, key.end_column
        untold = ends == (value.line, value.column) == (value.end_line, value.end_column)
        before = self.source.line(key.line)[: key.column - 1].rstrip()
        if untold and (not before or before.endswith(",")) and key is not _DROPPED:
            written = self._written(key)
            self.report.add("comma-in-text", key.place, text=written, quoted=quote(f"…, {written}"))

    def _checked_key(self, key: Node, here: Node) -> Node:
        """The key, or the stand-in for a key that cannot be used."""
        text = key.value
        if not isinstance(text, str):
            begun = _BEGUN.search(self.source.line(key.line)[: key.column - 1])
            if begun and (decimals := self._written(key)).isdigit():
                whole = begun.group().rstrip(", ")
                got, right = f"{whole},{decimals}", f"{whole}.{decimals}"
                self.report.add("decimal-comma", key.place, got=got, right=right)
                return _DROPPED
            quoted = quote(self._written(key)) or '"…"'
            self.report.add("key-not-text", key.place, quoted=quoted)
            return _DROPPED
        first = here.keys.get(text)
        if first:
            self.report.add("duplicate-key", key.place, key=text, first=first.line)
            return _DROPPED
        if not text.isascii() and (alike := lookalike(text)):
            column = key.column + alike[0] + key.quoted
            place = Place(self.source, key.line, column, column + 1)
            if key.line != key.end_line:
                place = key.place
            self.report.add("lookalike-letter", place, text=text, character=alike[1])
        return key

    def _written(self, node: Node) -> str:
        """A scalar as it stands in the file."""
        if isinstance(node.value, list | dict):
            return ""
        return self.source.line(node.line)[node.column - 1 : node.end_column - 1]

    def _decorated(self, event: Any) -> None:
        if event.anchor is not None:
            self.report.add("anchor", self._spot(event), name=event.anchor)
        if event.tag is not None:
            place = self._spot(event)
            written = _TAG.search(place.excerpt, place.column - 1)
            self.report.add("tag", place, tag=written.group() if written else event.tag)

    def _spot(self, event: Any) -> Place:
        """Where an event begins: the word there, as anchors, tags and markers are words."""
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        word = self.source.line(line)[column - 1 :].split(" ", 1)[0]
        return Place(self.source, line, column, column + max(1, len(word)))
