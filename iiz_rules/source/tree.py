"""The events of one YAML text → one tree of nodes, with everything refused that is not a value.

A stack of open lists and mappings stands in place of recursion. A key waits until its value is
complete; the value of a key that cannot be used is read, for its own findings, and dropped.
"""

from typing import Any, Final

from iiz_rules.diagnostics import Place, Source
from iiz_rules.node import Node, Value
from iiz_rules.source.characters import lookalike
from iiz_rules.source.document import Report
from iiz_rules.source.leaf import Leaves
from iiz_rules.source.scalars import quote

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
        self._inside: Value = None  # its value
        self._key: Node | None = None  # the key that waits for its value there
        self._outer: list[tuple[Node | None, Node | None]] = []  # the same of all around it
        self._count = 0
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
        is_key = self._key is None and type(self._inside) is dict
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
        self._here, self._key = self._outer.pop()
        self._inside = self._here.value if self._here else None
        self._add(node)

    def _open(self, value: Value, event: Any) -> None:
        limit = self.report.limits.depth
        if len(self._outer) >= limit:
            raise self.report.stop("too-deep", self._spot(event), limit=limit)
        if event.anchor is not None or event.tag is not None:
            self._decorated(event)
        self._outer.append((self._here, self._key))
        mark = event.start_mark
        self._here = Node(value, self.source, mark.line + 1, mark.column + 1)
        self._inside, self._key = value, None

    def _add(self, node: Node) -> None:
        self._count += 1
        if self._count > self.report.limits.values:
            limit = self.report.limits.values
            raise self.report.stop("too-many-values", node.place, limit=limit)
        inside, key = self._inside, self._key
        if isinstance(inside, list):
            inside.append(node)
        elif not isinstance(inside, dict):
            self.root = node
        elif key is None:
            self._key = self._checked_key(node)
        else:
            self._key = None
            if isinstance(key.value, str) and self._here:
                inside[key.value] = node
                self._here.keys[key.value] = key

    def _checked_key(self, key: Node) -> Node:
        """Give the key, or the stand-in for a key that cannot be used."""
        text = key.value
        if not isinstance(text, str):
            quoted = quote(self._written(key)) or '"…"'
            self.report.add("key-not-text", key.place, quoted=quoted)
            return _DROPPED
        first = self._here.keys.get(text) if self._here else None
        if first:
            self.report.add("duplicate-key", key.place, key=text, first=first.line)
            return _DROPPED
        if found := lookalike(text):
            place = Place(self.source, key.line, key.column + found[0] + key.quoted)
            self.report.add("lookalike-letter", place, text=text, character=found[1])
        return key

    def _written(self, node: Node) -> str:
        """Give a scalar as it stands in the file."""
        if isinstance(node.value, list | dict):
            return ""
        return self.source.line(node.line)[node.column - 1 : node.end_column - 1]

    def _decorated(self, event: Any) -> None:
        if event.anchor is not None:
            self.report.add("anchor", self._spot(event), name=event.anchor)
        if event.tag is not None:
            self.report.add("tag", self._spot(event), tag=event.tag)

    def _spot(self, event: Any) -> Place:
        """Where an event begins: the word there, as anchors, tags and markers are words."""
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        word = self.source.line(line)[column - 1 :].split(" ", 1)[0]
        return Place(self.source, line, column, column + max(1, len(word)))
