"""What an edition has from the one below it, and how one of these things is begun to be changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from iiz_rules.language.amending import IDS, by_ids
from iiz_rules.language.in_force import RulesInForce, Thing, things
from iiz_rules.language.text.editing import Spans
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.writing import lines
from iiz_rules.language.text.yaml import read_yaml

TEXTS = ("label", "question", "says", "clauses", "reason", "rationale", "options", "source")
"""What of a thing stays as it was when the rest of it is changed."""


@dataclass(frozen=True)
class InheritedThing:
    """Something that an edition has from the one below: its way, and what of it may be changed."""

    way: tuple[str, ...]
    node: Node
    changing: Node

    @property
    def name(self) -> str:
        """The names alone, from the outermost."""
        return "/".join(self.way[1::2])


def inherited(rules: RulesInForce, file: str, own: Node | None) -> Iterator[InheritedThing]:
    """What of a file is as it is in the edition below, and has something that may be changed."""
    tree = rules.below.get(file)
    written = {thing.way for thing in things(file, own)} if own else set()
    for thing in things(file, tree) if tree else ():
        changing = _changing(thing)
        if changing and thing.way not in written:
            yield InheritedThing(thing.way, thing.node, changing)


def _changing(thing: Thing) -> Node | None:
    """The name of a thing and what is not a text: with it an amendment begins."""
    value = thing.node.value
    named = isinstance(value, dict) and any(key in value for key in IDS)
    if not isinstance(value, dict) or not named:
        return None
    kept = {key: node for key, node in value.items() if key not in TEXTS and not by_ids(key, node)}
    return replace(thing.node, value=kept) if len(kept) > 1 else None


def begun(text: str, thing: InheritedThing, schema: str) -> str | None:
    """A file with a thing in it that is to be changed; None where its place has to be found."""
    root = read_yaml(text.encode(), "text").root
    if root is None and text.strip() and not _comments_alone(text):
        return None
    keys, names = thing.way[::2], thing.way[1::2]
    node = thing.changing
    place: Node | None = None
    depth = 0
    for depth in range(len(keys)):
        listed = (root if depth == 0 else place and _member(place, names[depth - 1])) or None
        listed = listed.child(keys[depth]) if listed else None
        if listed is None:
            break
        place = listed
    else:
        depth = len(keys)
    known = depth  # so many of the lists are there already
    for number in range(len(keys) - 1, max(known, 1) - 1, -1):
        listed = replace(node, value=[node], keys={})
        node = replace(node, value={"id": _word(node, names[number - 1]), keys[number]: listed})
    if place is None:
        whole = replace(node, value={keys[0]: replace(node, value=[node], keys={})}, keys={})
        head = text if text.strip() else schema
        return "\n".join([*head.rstrip("\n").split("\n"), *(one.text for one in lines(whole)), ""])
    if known not in (1, len(keys)) or not isinstance(place.value, list):
        return None
    return _joined(text, place, node)


def _comments_alone(text: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n"))


def _member(listed: Node, name: str) -> Node | None:
    members = listed.value if isinstance(listed.value, list) else []
    named = (one for one in members for key in IDS if (id_ := one.child(key)) and id_.value == name)
    return next(named, None)


def _word(node: Node, name: str) -> Node:
    return replace(node, value=name, keys={}, quoted=False)


def _joined(text: str, listed: Node, node: Node) -> str | None:
    """A text with one more member behind those of a list."""
    spans = Spans(text)
    if not listed.value or text[spans.start(listed)] == "[":
        return None
    end, column = spans.end(listed), listed.column - 1
    before, after = text[:end], text[end:]
    member = replace(node, value=[node], keys={})
    added = "\n".join(one.text for one in lines(member, " " * column))
    return f"{before}\n{added}{after}"
