"""Setting one value of a file, by the path to it: every other byte stays.

The way goes by keys, and in lists by ids, or numbers where there are none, as translations do:
`criteria/residence/when/is`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from iiz_rules.language.text.editing import Span, Spans, edited
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.retyped import retyped
from iiz_rules.language.text.writing import flow
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.language.translations import members

BRACKETS = ("{", "[")


@dataclass(frozen=True)
class ReachedPlace:
    """How far a path leads: the last existing node, and the remaining steps."""

    node: Node
    left: tuple[str, ...]

    @property
    def known(self) -> list[str]:
        """The steps that are possible from there."""
        return list(members(self.node))

    @property
    def is_place(self) -> bool:
        """Whether a value is there or may be put there, as a new key of a mapping."""
        return not self.left or (len(self.left) == 1 and isinstance(self.node.value, dict))


def reached(root: Node, way: Sequence[str]) -> ReachedPlace:
    """Follow a path down a file."""
    node = root
    for number, step in enumerate(way):
        below = members(node).get(step)
        if below is None:
            return ReachedPlace(node, (*way[number:],))
        node = below
    return ReachedPlace(node, ())


def written_as(words: str, before: Node | None) -> str | None:
    """A value as YAML: flow style in brackets, a number, yes or no, else a text.

    None for what begins with a bracket and cannot be read. Quotation marks of a text stay.
    """
    read = read_yaml(f"value: {words}".encode(), "value")
    node = read.root.child("value") if read.root and not read.findings else None
    if words.startswith(BRACKETS):
        return words if node else None
    if node is None or isinstance(node.value, str) or (before and before.quoted):
        source = read_yaml(b"value: text", "value").root
        text = node.value if node and isinstance(node.value, str) else words
        quoted = bool(read.findings or (before and before.quoted))
        return flow(replace(source, value=text, quoted=quoted)) if source else None
    return words


def with_value(data: bytes, text: str, place: ReachedPlace, words: str) -> bytes:
    """The bytes of a file with a value at a place; `text` is the file with plain line ends."""
    spans = Spans(text)
    node = place.node
    if not place.left:
        span: Span = (spans.start(node), spans.end(node))
        lead = "" if text[slice(*span)] else " "
        return retyped(data, edited(text, [(span, f"{lead}{words}")]))
    entry = f"{place.left[0]}: {words}"
    if text[spans.start(node)] == "{":
        end = spans.end(node) - 1
        put = f", {entry}" if node.value else entry
        end = len(text[:end].rstrip()) if node.value else end
    else:
        last = max(map(spans.end, node.value.values())) if isinstance(node.value, dict) else 0
        end = last + len(text[last:].partition("\n")[0])  # a comment stays with its value
        put = f"\n{' ' * (node.column - 1)}{entry}"
    return retyped(data, edited(text, [((end, end), put)]))
