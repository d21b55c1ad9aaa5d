"""A node tree → YAML that reads as the same tree: short things on one line, as cantons write them.

Each line comes with the node that it begins with, which knows where it was written.
"""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from iiz_rules.findings.finding import Source
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.yaml import read_yaml

WIDEST = 100
"""characters of a line with more than one value"""
PLAIN = re.compile(r"[^\W_](?:[^\n:#,\[\]{}&*!|>'\"%@`]|:(?=\S)|(?<=\S)#)*(?<!\s)")
"""matches what needs no quotes, also in flow style, if written without"""


class Line(NamedTuple):
    """A line of YAML, and what it says."""

    text: str
    node: Node


def lines(node: Node, indent: str = "") -> Iterator[Line]:
    """The lines of a mapping or a list."""
    if isinstance(node.value, dict):
        for key, inner in node.value.items():
            start = Line(f"{indent}{_key(node, key)}:", node.keys.get(key, inner))
            yield from _below(start, inner, indent)
    elif isinstance(node.value, list):
        for member in node.value:
            yield from _member(member, indent)


def _below(start: Line, inner: Node, indent: str) -> Iterator[Line]:
    """A key and its value: on one line where there is room, else below it."""
    line = f"{start.text} {flow(inner)}"
    if _scalar(inner) or not inner.value or _short(line, inner):
        yield Line(line, start.node)
    else:
        yield start
        yield from lines(inner, indent + "  ")


def _member(member: Node, indent: str) -> Iterator[Line]:
    line = f"{indent}- {flow(member)}"
    if _scalar(member) or not member.value or _short(line, member):
        yield Line(line, member)
        return
    first, *rest = lines(member, indent + "  ")
    yield Line(f"{indent}- {first.text[len(indent) + 2 :]}", first.node)
    yield from rest


def _short(line: str, node: Node) -> bool:
    """Whether a value stands on the line of its key; of mappings in lists not many do."""
    listed = isinstance(node.value, list) and any(not _scalar(one) for one in node.value)
    return len(line) <= WIDEST and not listed


def _scalar(node: Node) -> bool:
    return not isinstance(node.value, (dict, list))


def _key(node: Node, key: str) -> str:
    """A key, in quotation marks where it had some: `"on"` and `"2"` are no texts without."""
    written = node.keys.get(key)
    return json.dumps(key) if written and written.quoted else key


def text_in_flow(text: str) -> str:
    """A text on one line, in quotation marks where it would be read as something else.

    >>> text_in_flow("Beschluss vom 14.09.2026"), text_in_flow("2026"), text_in_flow("a, b")
    ('Beschluss vom 14.09.2026', '"2026"', '"a, b"')
    """
    read = read_yaml(f"value: {text}".encode(), "value")
    node = read.root.child("value") if read.root and not read.findings else None
    return flow(Node(text, Source("value"), quoted=node is None or node.value != text))


def flow(node: Node) -> str:
    """A value on one line."""
    match node.value:
        case dict(inner):
            pairs = (f"{_key(node, key)}: {flow(one)}" for key, one in inner.items())
            return f"{{{', '.join(pairs)}}}"
        case list(inner):
            return f"[{', '.join(map(flow, inner))}]"
        case None:
            return "null"
        case bool(said):
            return "true" if said else "false"
        case str(text) if node.quoted or not PLAIN.fullmatch(text):
            return json.dumps(text, ensure_ascii=False)
        case value:
            return str(value)
