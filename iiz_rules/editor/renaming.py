"""A renaming as edits; in a case a name may be spread over several lines.

There `traegerschaft.ksa.amtsleitung` may be three keys below each other, of which others have the
first in common.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iiz_rules.editor.canton import TextFile
from iiz_rules.editor.declared import PlacedName
from iiz_rules.editor.edits import Edit, of_node
from iiz_rules.editor.names import CantonNames
from iiz_rules.editor.spots import KNOWN, Spot, spots_of
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import shown
from iiz_rules.language.text.node import Node


@dataclass(frozen=True)
class NewName:
    """A name at its place, and the whole name to replace it."""

    placed: PlacedName
    name: str


Piece = tuple[Node, str]
"""a key, and its new text"""


def edits_of(names: CantonNames, every: Sequence[NewName]) -> list[Edit]:
    """The edits, each once. UsageError if one would change other names too."""
    edits: dict[tuple[str, int, int], Edit] = {}
    for file in {one.placed.file.path: one.placed.file for one in every}.values():
        new = {id(one.placed.spot.node): one for one in every if one.placed.file is file}
        shared = _shared(names, file, new)
        for new_name in new.values():
            for node, text in _pieces(new_name.placed.spot, new_name.name):
                if shared.get(id(node), {text}) != {text}:
                    raise _refusal(new_name.placed.spot, new_name.name)
                if text != node.value:
                    edits[file.name, node.line, node.column] = of_node(file.path, node, text)
    return list(edits.values())


def _shared(names: CantonNames, file: TextFile, new: dict[int, NewName]) -> dict[int, set[str]]:
    """The new names of each key above a fact, by the facts below it."""
    shared: dict[int, set[str]] = {}
    if not any(one.placed.spot.above for one in new.values()):
        return shared
    for spot in spots_of(file):
        if spot.kinds == KNOWN and names.meant(file, spot):
            name = new[id(spot.node)].name if id(spot.node) in new else spot.name
            for node, text in _pieces(spot, name):
                shared.setdefault(id(node), set()).add(text)
    return shared


def _pieces(spot: Spot, name: str) -> Iterator[Piece]:
    """The keys that a name is spread over, each with its part of the new name."""
    keys = list(_keys(spot))
    if name.startswith(spot.above):
        yield from ((node, str(node.value)) for node in keys[:-1])
        yield keys[-1], name.removeprefix(spot.above)
        return
    words = name.split(".")
    if len(words) != len(spot.name.split(".")):
        raise _refusal(spot, name)
    for node in keys:
        count = str(node.value).count(".") + 1
        yield node, ".".join(words[:count])
        del words[:count]


def _keys(spot: Spot) -> Iterator[Node]:
    """The keys that a name is spread over, the outermost first; mostly there is one."""
    above = ""
    for around in spot.path if spot.kinds == KNOWN else ():
        if around.model == "known":
            key = around.name.removeprefix(above)
            above = f"{around.name}."
            yield around.node.keys.get(key, around.node)
    if spot.kinds != KNOWN:
        yield spot.node


def _refusal(spot: Spot, name: str) -> UsageError:
    words = {"name": shown(name), "above": spot.above}
    return UsageError([Finding("named-below", spot.node.place, words)])
