"""Changes in the text of a file: from one place to another, lines and columns from 1."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from iiz_rules.language.text.editing import edited
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.retyped import END, MARK


@dataclass(frozen=True)
class Edit:
    """What is to stand in place of some text."""

    path: Path
    start: tuple[int, int]
    end: tuple[int, int]
    """behind the last sign that goes"""
    text: str


def of_node(path: Path, node: Node, text: str) -> Edit:
    """An edit of a key or a value that stands on its own; quotation marks stay."""
    inside = int(node.quoted)
    start = (node.line, node.column + inside)
    return Edit(path, start, (node.end_line, node.end_column - inside), text)


def applied(text: str, edits: Collection[Edit]) -> str:
    r"""A text with some edits, none of which overlap.

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
    r"""A file with some edits, of places as a reader of text counts them: all else is as it was.

    >>> changed(b"\xef\xbb\xbfa;b\r\n1;2\n", [Edit(Path("x"), (1, 3), (1, 4), "c")])
    b'\xef\xbb\xbfa;c\r\n1;2\n'
    """
    mark = MARK if data.startswith(MARK) else b""
    text = data.decode("utf-8-sig")
    starts = [0, *(end.end() for end in END.finditer(text))]

    def at(place: tuple[int, int]) -> int:
        return starts[place[0] - 1] + place[1] - 1

    return mark + edited(text, [((at(one.start), at(one.end)), one.text) for one in edits]).encode()
