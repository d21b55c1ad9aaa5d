"""The events of one YAML text → one tree of nodes, with everything refused that is not a value.

A stack of open lists and mappings stands in place of recursion. A key waits until its value is
complete; the value of a key that cannot be used is read, for its own findings, and dropped.
"""

import re
from typing import Any, Final

from iiz_rules.diagnostics import Place, Source
from iiz_rules.node import Node
from iiz_rules.source.characters import lookalike
from iiz_rules.source.document import Report
from iiz_rules.source.scalars import quote, resolve
from iiz_rules.source.words import checked_text

# A text put in the quotes of a word processor, which mean nothing here.
_TYPOGRAPHIC = re.compile("[„“”‟‘’‚«]([^„“”‟‘’‚«»]*)[“”„’‘»]")
_CUT = re.compile(r"\S +(#[0-9]\S*)")
_DROPPED: Final = Node(None, Source(""))  # stands for a key that cannot be used


class Tree:
    """Takes the events one after the other; `root` is the tree once the text has ended.

    Events are `Any` here so that the YAML library stays out of this module.
    """

    def __init__(self, report: Report) -> None:
        self.root: Node | None = None
        self.report = report
        self.source = report.source
        self._limits = report.limits
        self._cut = _CUT.search(report.source.text) is not None
        self._here: Node | None = None
        self._key: Node | None = None
        self._outer: list[tuple[Node | None, Node | None]] = []
        self._count = 0
        self._documents = 0

    def document(self, event: Any) -> None:
        """Begin the one document that a file may hold."""
        mark = event.start_mark
        if event.version or event.tags:
            self.report.add("directive", self._spot(mark, 1))
        self._documents += 1
        if self._documents > 1:
            raise self.report.stop("second-document", self._spot(mark, 3))

    def scalar(self, event: Any) -> None:
        """Take a key or a value."""
        start, end, text, style = event.start_mark, event.end_mark, event.value, event.style
        node = Node(
            text, self.source, start.line + 1, start.column + 1, end.line + 1, end.column + 1
        )
        if event.anchor is not None or event.tag is not None:
            self._decorated(event)
        if style:
            node.quoted = True
        if not (style or self._merges(text, node)):
            self._plain(text, node)
        if len(text) > self._limits.text or not text.isascii() or style == '"':
            node.value = self._checked(node, event)
        self._add(node)

    def alias(self, event: Any) -> None:
        """Refuse `*name`, which stands for a value written elsewhere."""
        mark, end = event.start_mark, event.end_mark
        place = Place(self.source, mark.line + 1, mark.column + 1, end.column + 1)
        self.report.add("alias", place, name=event.anchor, quoted=quote(f"*{event.anchor}"))
        node = Node(None, self.source, mark.line + 1, mark.column + 1)
        self._add(_DROPPED if self._key_next() else node)

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
        self._add(node)

    def _open(self, value: "list[Node] | dict[str, Node]", event: Any) -> None:
        mark = event.start_mark
        if len(self._outer) >= self._limits.depth:
            limit = self._limits.depth
            raise self.report.stop("too-deep", self._spot(mark, 1), limit=limit)
        if event.anchor is not None or event.tag is not None:
            self._decorated(event)
        self._outer.append((self._here, self._key))
        self._here = Node(value, self.source, mark.line + 1, mark.column + 1)
        self._key = None

    def _add(self, node: Node) -> None:
        self._count += 1
        if self._count > self._limits.values:
            raise self.report.stop("too-many-values", node.place, limit=self._limits.values)
        value = self._here.value if self._here else None
        if isinstance(value, list):
            value.append(node)
        elif not isinstance(value, dict):
            self.root = node
        elif self._key is None:
            self._key = self._usable(node)
        else:
            key, self._key = self._key, None
            if key is not _DROPPED and isinstance(key.value, str) and self._here:
                value[key.value] = node
                self._here.keys[key.value] = key

    def _key_next(self) -> bool:
        return self._key is None and self._here is not None and isinstance(self._here.value, dict)

    def _usable(self, key: Node) -> Node:
        """Give the key, or the stand-in for a key that cannot be used."""
        text = key.value
        if key is _DROPPED:
            return key
        if not isinstance(text, str):
            self._report_key(key)
            return _DROPPED
        assert self._here is not None
        first = self._here.keys.get(text)
        if first:
            self.report.add("duplicate-key", key.place, key=text, first=first.line)
            return _DROPPED
        if found := lookalike(text):
            place = Place(self.source, key.line, key.column + found[0] + key.quoted)
            self.report.add("lookalike-letter", place, text=text, character=found[1])
        return key

    def _report_key(self, key: Node) -> None:
        written = self.source.line(key.line)[key.column - 1 : key.end_column - 1]
        simple = not isinstance(key.value, list | dict) and written
        help_ = quote(written) if simple else '"…"'
        self.report.add("key-not-text", key.place, quoted=help_)

    def _merges(self, text: str, node: Node) -> bool:
        """Refuse `<<` as a key: it would pull the entries of another mapping into this one."""
        if text != "<<" or not self._key_next():
            return False
        self.report.add("merge-key", node.place)
        return False

    def _plain(self, text: str, node: Node) -> None:
        pass
