"""Changing a YAML text in places; comments, order and layout are kept byte for byte."""

import re
from collections.abc import Collection

from iiz_rules.language.text.node import Node

QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
COMMENT = re.compile(r"(?:^|\s)#")
Span = tuple[int, int]
"""start and end (exclusive) of a part of the text"""


def commented(text: str) -> bool:
    """Whether there may be a comment in a piece of YAML; of a text with a `#` it is said too often.

    >>> commented('de: "C# Dur"'), commented("de: Alter # in Jahren")
    (False, True)
    """
    return any(COMMENT.search(QUOTED.sub('""', line)) for line in text.splitlines())


class Spans:
    """The positions of a file's values in its text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.starts = [0]
        for line in source.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def start(self, node: Node) -> int:
        """Where a value, or a key, begins."""
        return self.starts[node.line - 1] + node.column - 1

    def end(self, node: Node) -> int:
        """The position behind a value."""
        inner = list(_inside(node))
        if inner and self.source[self.start(node)] not in "{[":  # its own end is the next line
            return max(map(self.end, inner))
        end = self.starts[node.end_line - 1] + node.end_column - 1
        return len(self.source[:end].rstrip())

    def own(self, node: Node) -> str:
        """The source text of a value."""
        return self.source[self.start(node) : self.end(node)]

    def below(self, node: Node) -> Span | None:
        """The span of a value, from the colon on where it is below its key; None with a comment."""
        start, end = self.start(node), self.end(node)
        before = len(self.source[:start].rstrip())
        if "\n" in self.source[before:start]:
            start = before
        return None if commented(self.source[start:end]) else (start, end)

    def without(self, mapping: Node, keys: Collection[str]) -> list[Span]:
        """What to take out so that a mapping lacks some of its keys, though not all of them.

        Nothing where there is a comment beside one of them.
        """
        value = mapping.value if isinstance(mapping.value, dict) else {}
        order = list(value)
        gone = [key for key in order if key in keys]
        remaining = [key for key in order if key not in keys]
        in_line = self.source[self.start(mapping)] == "{"
        spans: list[Span] = []
        for key in gone:
            number = order.index(key)
            later = next((one for one in order[number:] if one in remaining), None)
            first = not any(one in remaining for one in order[:number])
            if later and (in_line or first):  # what comes next takes its place
                following = order[number + 1]
                span = self._key(mapping, key), self._key(mapping, following)
            elif in_line:
                span = self.end(value[order[number - 1]]), self.end(value[key])
            else:
                before = len(self.source[: self._key(mapping, key)].rstrip())
                span = before, self.end(value[key])
            tail = self.source[span[1] :].partition("\n")[0]
            if commented(self.source[slice(*span)]) or (not in_line and commented(tail)):
                return []
            spans.append(span)
        return spans

    def _key(self, mapping: Node, key: str) -> int:
        return self.start(mapping.keys[key])


def edited(source: str, changes: Collection[tuple[Span, str]]) -> str:
    r"""Replace spans of a text that do not overlap.

    >>> edited("a: 1\nb: 2", [((3, 4), "7"), ((8, 9), "9")])
    'a: 7\nb: 9'
    """
    for (start, end), text in sorted(changes, reverse=True):
        source = f"{source[:start]}{text}{source[end:]}"
    return source


def _inside(node: Node) -> Collection[Node]:
    if isinstance(node.value, dict):
        return node.value.values()
    return node.value if isinstance(node.value, list) else ()
