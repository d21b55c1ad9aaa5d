"""An edition in force: its complete files, whichever layer each line was written in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from iiz_rules.findings.errors import LoadError
from iiz_rules.language.amending import by_ids, name_of
from iiz_rules.language.edition_files import EditionFiles, joined, read_files
from iiz_rules.language.editions import Folder
from iiz_rules.language.folders import CANTON
from iiz_rules.language.model.sources import EditionEntry
from iiz_rules.language.text.node import Node

Trees = Mapping[str, Node]


class Thing(NamedTuple):
    """Something with a name in a file of an edition, and the lists and things around it."""

    file: str
    way: tuple[str, ...]
    node: Node


class EditionDifference(NamedTuple):
    """What an edition changes in a file of the one that it is based on, by names."""

    file: str
    amended: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True)
class RulesInForce:
    """The files of an edition, amended by all that amends them, and those of the edition below."""

    files: EditionFiles
    trees: Trees
    below: Trees
    """without the edition's own files; the same where it is based on none"""

    def named(self, name: str) -> Iterator[Thing]:
        """The things of a name, in all files."""
        for file, tree in self.trees.items():
            for thing in things(file, tree):
                if thing.way[-1] == name:
                    yield thing

    def names(self) -> set[str]:
        """The names of all things."""
        return {thing.way[-1] for file, tree in self.trees.items() for thing in things(file, tree)}

    def differences(self) -> Iterator[EditionDifference]:
        """The differences from the edition below, file by file."""
        for file in dict.fromkeys((*self.trees, *self.below)):
            now, before = _members(self.trees.get(file)), _members(self.below.get(file))
            both = [name for name in now if name in before]
            amended = tuple(name for name in both if now[name].plain() != before[name].plain())
            added = tuple(name for name in now if name not in before)
            removed = tuple(name for name in before if name not in now)
            if amended or added or removed:
                yield EditionDifference(file, amended, added, removed)


def read_in_force(folder: Folder, entry: EditionEntry) -> RulesInForce:
    """Read an edition as it is in force; LoadError where a file cannot be read or amended."""
    files = read_files(folder, entry)
    findings = [finding for reading in files.readings.values() for finding in reading.findings]
    trees, faults = joined(files)
    if findings or faults:
        raise LoadError([*findings, *faults])
    lower = EditionFiles(files.layers[1:] or files.layers, files.cantons)
    below, _ = joined(lower)
    own = {name: tree for name, tree in trees.items() if name != CANTON}
    return RulesInForce(files, own, {name: tree for name, tree in below.items() if name != CANTON})


def count(tree: Node) -> int:
    """How many things with a name there are in a file, those inside of others not counted."""
    inside = tree.value if isinstance(tree.value, dict) else {}
    listed = ((key, node) for key, node in inside.items() if by_ids(key, node))
    return sum(len(node.value) for _, node in listed if isinstance(node.value, list))


def _members(tree: Node | None) -> dict[str, Node]:
    """The members of the lists of a file by their names, and its other keys."""
    members: dict[str, Node] = {}
    inside = tree.value if tree and isinstance(tree.value, dict) else {}
    for key, node in inside.items():
        listed = node.value if by_ids(key, node) and isinstance(node.value, list) else None
        members |= {name_of(key, one): one for one in listed} if listed else {key: node}
    return members


def things(file: str, tree: Node) -> Iterator[Thing]:
    """The things with a name in a file, each with those inside it."""
    return _things(file, (), tree)


def _things(file: str, way: tuple[str, ...], node: Node) -> Iterator[Thing]:
    for key, inner in node.value.items() if isinstance(node.value, dict) else ():
        if by_ids(key, inner) and isinstance(inner.value, list):
            for member in inner.value:
                below = (*way, key, name_of(key, member))
                yield Thing(file, below, member)
                yield from _things(file, below, member)
