"""Changes in the text of a file; lines and columns count from 1."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from iiz_rules.language.text.editing import edited
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.retyped import END, MARK


@dataclass(frozen=True)
class Edit:
    """A text to put in place of another."""

    path: Path
    start: tuple[int, int]
    end: tuple[int, int]
    """behind the last character replaced"""
    text: str


def of_node(path: Path, node: Node, text: str) -> Edit:
    """An edit that replaces a key or a value and keeps its quotation marks."""
    inside = int(node.quoted)
    start = (node.line, node.column + inside)
    return Edit(path, start, (node.end_line, node.end_column - inside), text)


def applied(text: str, edits: Collection[Edit]) -> str:
    r"""The text after edits that do not overlap.

    >>> applied("a: 1\nb: 2\n", [Edit(Path("x"), (2, 4), (2, 5), "3")])
    'a: 1\nb: 3\n'
    """
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def at(place: tuple[int, int]) -> int:
        return min(starts[min(place[0], len(starts)) - 1] + place[1] - 1, len(text))

    return edited(text, [((at(edit.start), at(edit.end)), edit.text) for edit in edits])


def changed(data: bytes, edits: Collection[Edit]) -> bytes:
    r"""The bytes of a file after edits with places counted in text; all else is unchanged.

    >>> changed(b"\xef\xbb\xbfa;b\r\n1;2\n", [Edit(Path("x"), (1, 3), (1, 4), "c")])
    b'\xef\xbb\xbfa;c\r\n1;2\n'
    """
    mark = MARK if data.startswith(MARK) else b""
    text = data.decode("utf-8-sig")
    starts = [0, *(end.end() for end in END.finditer(text))]

    def at(place: tuple[int, int]) -> int:
        return starts[place[0] - 1] + place[1] - 1

    return mark + edited(text, [((at(one.start), at(one.end)), one.text) for one in edits]).encode()
