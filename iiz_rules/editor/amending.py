"""What an edition inherits from the one below it, and how to begin amending it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from iiz_rules.language.amending import IDS, by_ids
from iiz_rules.language.in_force import RulesInForce, Thing, things
from iiz_rules.language.text.editing import Spans
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.writing import lines
from iiz_rules.language.text.yaml import read_yaml

TEXTS = ("label", "question", "says", "clauses", "reason", "rationale", "options", "source")
"""the keys of a thing that an amendment does not repeat"""


@dataclass(frozen=True)
class InheritedThing:
    """Something inherited from the edition below: its path, and what of it may be changed."""

    way: tuple[str, ...]
    node: Node
    changing: Node

    @property
    def name(self) -> str:
        """The names alone, from the outermost."""
        return "/".join(self.way[1::2])


def inherited(rules: RulesInForce, file: str, own: Node | None) -> Iterator[InheritedThing]:
    """What a file inherits unchanged from the edition below and may be amended."""
    tree = rules.below.get(file)
    written = {thing.way for thing in things(file, own)} if own else set()
    for thing in things(file, tree) if tree else ():
        changing = _changing(thing)
        if changing and thing.way not in written:
            yield InheritedThing(thing.way, thing.node, changing)


def _changing(thing: Thing) -> Node | None:
    """What an amendment of a thing begins with: its name and everything but its texts."""
    value = thing.node.value
    if not isinstance(value, dict):
        return None
    if not any(key in value for key in IDS):
        return _criterion(thing, value) if thing.way[-2] == "criteria" else None
    kept = _kept(value)
    return replace(thing.node, value=kept) if len(kept) > 1 else None


def _criterion(thing: Thing, value: dict[str, Node]) -> Node:
    """A criterion without an id, with the implied one written out."""
    inside = _kept(value) if "when" in value else {"when": thing.node}
    return _of(thing.node, {"id": _word(thing.node, thing.way[-1]), **inside})


def _kept(value: dict[str, Node]) -> dict[str, Node]:
    return {key: one for key, one in value.items() if key not in TEXTS and not by_ids(key, one)}


def begun(text: str, thing: InheritedThing, schema: str) -> str | None:
    """The file with a thing to be amended in it; None if its place must be found by hand.

    What contains the thing is written around it, unless already there.
    """
    root = read_yaml(text.encode(), "text").root
    if root is None and not _comments_alone(text):
        return None
    keys, names = thing.way[::2], thing.way[1::2]
    there = list(_there(root, keys, names))
    node = thing.changing
    for number in range(len(keys) - 1, max(len(there), 1) - 1, -1):
        inside = {"id": _word(node, names[number - 1]), keys[number]: _of(node, [node])}
        node = _of(node, inside)
    if not there:
        head = text if text.strip() else schema
        whole = lines(_of(node, {keys[0]: _of(node, [node])}))
        return "\n".join([*head.rstrip("\n").split("\n"), *(one.text for one in whole), ""])
    outer = _member(there[-1], names[len(there) - 1])
    return None if outer else joined(text, there[-1], node)


def _there(root: Node | None, keys: Sequence[str], names: Sequence[str]) -> Iterator[Node]:
    """The lists on the path to a thing that the file already has, the outermost first."""
    inside = root
    for key, name in zip(keys, names, strict=True):
        listed = inside.child(key) if inside else None
        if listed is None:
            return
        yield listed
        inside = _member(listed, name)


def _of(node: Node, value: dict[str, Node] | list[Node]) -> Node:
    """A new mapping or list."""
    return replace(node, value=value, keys={})


def _comments_alone(text: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n"))


def _member(listed: Node, name: str) -> Node | None:
    members = listed.value if isinstance(listed.value, list) else []
    named = (one for one in members for key in IDS if (id_ := one.child(key)) and id_.value == name)
    return next(named, None)


def _word(node: Node, name: str) -> Node:
    return replace(node, value=name, keys={}, quoted=False)


def joined(text: str, listed: Node, node: Node) -> str | None:
    """The text with a member appended to a list; None if there is no line for it."""
    spans = Spans(text)
    if not listed.value or text[spans.start(listed)] == "[":
        return None
    end, column = spans.end(listed), listed.column - 1
    end += len(text[end:].partition("\n")[0])  # a comment stays with the member before
    before, after = text[:end], text[end:]
    added = "\n".join(one.text for one in lines(_of(node, [node]), " " * column))
    return f"{before}\n{added}{after}"
