"""One scalar of a YAML text → one node: its value, its place, and what is wrong with it."""

import re
from typing import Any

from iiz_rules.findings.finding import Place
from iiz_rules.language.text.characters import composed, describe, stacked, unfit
from iiz_rules.language.text.document import Report
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.scalars import quote, resolve

# A text in the quotes of a word processor, which mean nothing here.
_TYPOGRAPHIC = "[„“”‟‘’‚«»][^„“”‟‘’‚«»]*[„“”‟‘’‚«»]"
_NUMBERED = re.compile(" #[0-9]")
_NO_KEYS: dict[str, Node] = {}  # of all scalars; a mapping of its own for each costs much time
_CUT = re.compile(" +(#[0-9][^ ]*)")


class Leaves:
    """Makes nodes of scalar events (`Any` here: the YAML library stays out of this module)."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.source = report.source
        self._longest = report.limits.text
        self._numbered = _NUMBERED.search(report.source.text) is not None

    def read(self, event: Any, is_key: bool) -> Node:
        """Make the node of one scalar."""
        start, end, text = event.start_mark, event.end_mark, event.value
        style = event.style
        line, column, last, end_column = start.line, start.column, end.line, end.column
        node = Node(
            text, self.source, line + 1, column + 1, last + 1, end_column + 1, bool(style), _NO_KEYS
        )
        if len(text) > self._longest:
            self.report.add("text-too-long", node.place, limit=self._longest)
            return node
        if style:
            if style == '"' and end.index - start.index != len(text) + 2:
                self._escapes(text, node)
        else:
            node.value, code = resolve(text)
            if code:
                self._unclear(text, node, "merge-key" if is_key and text == "<<" else code)
            if self._numbered:
                self._cut_off(text, node)
        if not text.isascii():
            self._letters(text, node, is_key)
        return node

    def _unclear(self, text: str, node: Node, code: str) -> None:
        limit = self.report.limits.digits
        self.report.add(code, node.place, text=text, quoted=quote(text), limit=limit)

    def _escapes(self, text: str, node: Node) -> None:
        r"""Look at what escapes such as \u202E put into a text."""
        # Characters that stand in the file itself have been reported and replaced before.
        fault = unfit(text.replace("\ufffd", ""))
        if fault and fault[0] != "stacked-marks":
            self.report.add(fault[0], node.place, character=fault[1])

    def _cut_off(self, text: str, node: Node) -> None:
        """Refuse `Fall #3`, of which only `Fall` is read."""
        cut = _CUT.match(self.source.line(node.end_line), node.end_column - 1)
        if text and cut:
            column = cut.start(1) + 1
            place = Place(self.source, node.end_line, column, cut.end() + 1)
            words = {"rest": cut.group(1), "quoted": quote(f"{text} {cut.group(1)}")}
            self.report.add("comment-cuts-text", place, **words)

    def _letters(self, text: str, node: Node, is_key: bool) -> None:
        node.value = composed(text)
        if stacked(text):
            self.report.add("stacked-marks", node.place, character="")
        if not node.quoted and re.fullmatch(_TYPOGRAPHIC, text):
            self.report.add("typographic-quotes", node.place, text=text, quoted=quote(text[1:-1]))
        elif not (node.quoted or is_key) and text != text.strip():
            edge = text[0] if text[0].isspace() else text[-1]
            self.report.add("invisible-character", node.place, character=describe(edge))
