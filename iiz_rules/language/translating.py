"""The texts of an edition, each with the way to it, and how its translations are written apart."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from iiz_rules.language.model.base import Label, Part, walk
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.translations import members

PLAIN = re.compile(r"[A-Za-zÀ-ÿ«][^\s:#,\[\]{}&*!|>'\"%@`]*(?: [^\s:#,\[\]{}&*!|>'\"%@`]+)*")
AMBIGUOUS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
WIDEST = 100
Nested = dict[str, "str | Nested"]


@dataclass(frozen=True)
class PlacedText:
    """A text of a file: the way to it by keys and ids, its languages, where it stands."""

    way: tuple[str, ...]
    texts: Mapping[str, str]
    node: Node


def texts_of(part: Part, root: Node) -> Iterator[PlacedText]:
    """The texts of a file, in the order in which they are written."""
    labels = {id(label.written): label for label in walk(part) if isinstance(label, Label)}
    ahead: list[tuple[tuple[str, ...], Node]] = [((), root)]
    while ahead:
        way, node = ahead.pop()
        if label := labels.get(id(node)):
            yield PlacedText(way, label.texts, node)
        else:
            inner = [((*way, key), member) for key, member in members(node).items()]
            ahead += reversed(inner)


def set_apart(source: str, texts: Iterable[PlacedText], main: str) -> str:
    """A file in which each text stands in the main language alone.

    Comments and everything else stay as they are. A text with a comment inside stays as it is.
    """
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def at(line: int, column: int) -> int:
        return starts[line - 1] + column - 1

    spans = []
    for text in texts:
        languages = text.node.value
        if isinstance(languages, dict) and main in languages and len(languages) > 1:
            start, end = at(text.node.line, text.node.column), _end(text.node, at)
            own = languages[main]
            written = source[at(own.line, own.column) : at(own.end_line, own.end_column)].rstrip()
            spans.append((start, end, written))
    for start, end, written in sorted(spans, reverse=True):
        head = source[:start]
        if head.rstrip(" ").endswith("\n"):  # a mapping below its key: up to behind the colon
            head = f"{head.rstrip()} "
        source = head + written + source[end:]
    return source


def _end(node: Node, at: Callable[[int, int], int]) -> int:
    """Where a mapping ends: at its bracket, or behind the last of its values."""
    last = max(node.value.values(), key=lambda inner: (inner.end_line, inner.end_column))  # type: ignore[union-attr]
    behind = at(last.end_line, last.end_column)
    flow = node.end_line == last.end_line and node.end_column > last.end_column
    return at(node.end_line, node.end_column) if flow else behind


def nested(texts: Iterable[tuple[tuple[str, ...], str]]) -> Nested:
    """Texts by their ways → mappings in mappings, as `texts.fr.yaml` has them."""
    root: Nested = {}
    for way, text in texts:
        inner: Any = root
        for key in way[:-1]:
            inner = inner.setdefault(key, {})
        inner[way[-1]] = text
    return root


def written(texts: Nested, indent: str = "") -> Iterator[str]:
    """The lines of `texts.fr.yaml`: short groups on a line."""
    for key, inner in texts.items():
        name = _scalar(key)
        line = f"{indent}{name}: {_flow(inner)}"
        if isinstance(inner, str) or (indent and len(line) <= WIDEST and _flat(inner)):
            yield line
        else:
            yield f"{indent}{name}:"
            yield from written(inner, indent + "  ")


def _flat(texts: Nested) -> bool:
    return all(isinstance(text, str) for text in texts.values())


def _flow(texts: "str | Nested") -> str:
    if isinstance(texts, str):
        return _scalar(texts)
    return f"{{{', '.join(f'{_scalar(key)}: {_flow(text)}' for key, text in texts.items())}}}"


def _scalar(text: str) -> str:
    """A text as YAML, in quotation marks where it could be read as anything else."""
    if PLAIN.fullmatch(text) and text.lower() not in AMBIGUOUS:
        return text
    return json.dumps(text, ensure_ascii=False)
