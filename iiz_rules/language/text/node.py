"""What a YAML or JSON text says, with the place of every value kept.

A node's `value` is `None`, `bool`, `int`, `str`, a list of nodes, or a dict of nodes by key.
Decimals stay text exactly as written (`831.20` is not 831.2). The tree is built and walked
without recursion in the reader, which bounds its depth, so everything above may recurse.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from iiz_rules.findings.finding import Place, Source

Value: TypeAlias = "bool | int | str | list[Node] | dict[str, Node] | None"
Step = str | int
Way: TypeAlias = "tuple[Way, Step] | None"
"""the path to a value: that of its container, and the last step; used only for findings"""


def pointer(way: Way) -> str:
    """A path as a JSON pointer.

    >>> pointer(((None, "facts"), "a/b"))
    '/facts/a~1b'
    """
    steps: list[str] = []
    while way:
        way, step = way
        steps.append(str(step).replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{step}" for step in reversed(steps))


@dataclass(slots=True)
class Node:
    """A value and where it stands (lines and columns from 1, `end_column` after the last).

    For a mapping, `keys` gives each key as a node of its own, so that a message can point at it.
    JSON has neither: its values have a `way` instead.
    """

    value: Value
    source: Source
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    quoted: bool = False
    keys: dict[str, "Node"] = field(default_factory=dict)
    way: Way = None

    @property
    def place(self) -> Place:
        """The place of this value; a value of several lines is marked on its first."""
        if not self.line:
            return Place(self.source, pointer=pointer(self.way))
        text = self.source.line(self.line)
        end = self.end_column if self.end_line == self.line else len(text.rstrip()) + 1
        return Place(self.source, self.line, self.column, max(end, self.column + 1))

    def key_place(self, key: str) -> Place:
        """The place of a key of this mapping; of the mapping itself where it has no such key."""
        return (self.keys.get(key) or self.child(key) or self).place

    def child(self, step: Step) -> "Node | None":
        """Go one step down by key or position; None if there is nothing."""
        if isinstance(self.value, dict) and isinstance(step, str):
            return self.value.get(step)
        if isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            return self.value[step]
        return None

    def find(self, path: Iterable[Step]) -> "Node":
        """Follow a path as far as it goes; steps that are not in the text are passed over."""
        node = self
        for step in path:
            node = node.child(step) or node
        return node

    def plain(self) -> Any:
        """The bare Python value: dicts, tuples and scalars without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return tuple(node.plain() for node in self.value)
        return self.value
