"""Translations that stand beside the files of an edition, in `texts.fr.yaml`: each to its text.

They are written as the files are, with only their texts in them, and lists go by the ids of what
is in them (by its number where it has none)::

    facts:                                # of facts.yaml
      facts:
        person.age: {label: Âge, question: "Quel âge a la personne ?"}
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from iiz_rules.findings.finding import Finding, Severity
from iiz_rules.findings.names import near, shown
from iiz_rules.language.layers import Layer
from iiz_rules.language.model.base import Label, Part, walk
from iiz_rules.language.text.node import Node
from iiz_rules.words.say import text
from iiz_rules.words.text import MAIN

NAME = re.compile(r"texts\.([a-z]{2})\.yaml")
IDS = ("id", "code")
"""Keys by which the members of a list go."""
Way = tuple[str, ...]
"""the path to a text: its file without the ending, then keys, and ids in lists"""


@dataclass(frozen=True)
class PlacedText:
    """A text of a file: its path by keys and ids, and its node."""

    file: str
    way: Way
    label: Label
    node: Node


def texts_of(file: str, part: Part, root: Node) -> Iterator[PlacedText]:
    """The texts of a file, in the order in which they are written."""
    labels = {id(label.written): label for label in walk(part) if isinstance(label, Label)}
    ahead: list[tuple[Way, Node]] = [(tuple(file.removesuffix(".yaml").split("/")), root)]
    while ahead:
        way, node = ahead.pop()
        if label := labels.get(id(node)):
            yield PlacedText(file, way, label, node)
        else:
            ahead += reversed([((*way, key), member) for key, member in members(node).items()])


def members(node: Node) -> dict[str, Node]:
    """What is in a mapping by its keys, what is in a list by its ids or numbers."""
    if isinstance(node.value, dict):
        return node.value
    listed = node.value if isinstance(node.value, list) else []
    return {_identified(member, number): member for number, member in enumerate(listed, 1)}


def _identified(member: Node, number: int) -> str:
    named = (member.child(key) for key in IDS)
    return next((str(name.value) for name in named if name is not None), str(number))


def nested(placed: Iterable[tuple[Way, Any]]) -> dict[str, Any]:
    """Things by their ways → mappings in mappings, as `texts.fr.yaml` has them.

    >>> nested([(("facts", "age"), "Âge"), (("facts", "name"), "Nom")])
    {'facts': {'age': 'Âge', 'name': 'Nom'}}
    """
    root: dict[str, Any] = {}
    for way, thing in placed:
        inner = root
        for key in way[:-1]:
            inner = inner.setdefault(key, {})
        inner[way[-1]] = thing
    return root


@dataclass(frozen=True)
class Translation:
    """A file `texts.fr.yaml`."""

    language: str
    tree: Node
    layers: tuple[Layer, ...] = ()
    """whose texts it translates: of its own layer, and of those below it; without any, all"""
    own: bool = True
    """whether it belongs to the edition itself"""
    main: str = MAIN
    """the language of texts that name none"""

    def reaches(self, text: PlacedText) -> bool:
        """Whether it can translate a text: not one that a layer above it wrote anew."""
        return not self.layers or any(layer.wrote(text.node) for layer in self.layers)

    def said_in(self, text: PlacedText) -> str | None:
        """What the text is in its language already, in a file of the same layer."""
        if self.layers and not self.layers[0].wrote(text.node):
            return None
        inside = text.node.value if isinstance(text.node.value, dict) else {self.main: text.node}
        return str(inside[self.language].value) if self.language in inside else None


def translate(
    parts: Mapping[str, Part], trees: Mapping[str, Node], translations: Iterable[Translation]
) -> Iterator[Finding]:
    """Give each text of some files its translations; what translates nothing is a finding.

    Those of canton.yaml stand in it: it is every edition's.
    """
    ways: dict[str, Any] | None = None
    for translation in translations:
        if ways is None:
            placed = (texts_of(name, part, trees[name]) for name, part in parts.items())
            ways = nested((text.way, text) for texts in placed for text in texts)
        yield from _joined(ways, translation.tree, translation)


def _joined(known: "dict[str, Any] | PlacedText", node: Node, by: Translation) -> Iterator[Finding]:
    match node.value, known:
        case dict(texts), dict():
            for key, inner in texts.items():
                if key in known:
                    yield from _joined(known[key], inner, by)
                elif by.own:
                    words = {"key": shown(key), "near": near(key, known)}
                    yield Finding("unknown-text", node.key_place(key), words, "warning")
        case str(word), PlacedText() if not word.strip():
            yield Finding("empty-text", node.place, {"key": by.language})
        case str(word), PlacedText():
            if (said := by.said_in(known)) is not None:
                # The same twice is what a halfway `iiz upgrade` leaves, and does no harm.
                severity: Severity = "warning" if said == word else "error"
                yield Finding("text-twice", node.place, {"language": by.language}, severity)
            elif by.reaches(known):
                known.label.add(by.language, word)
        case str(word), _:
            yield Finding("unknown-text", node.place, {"key": shown(word), "near": ""}, "warning")
        case dict(texts), PlacedText():
            key = shown(next(iter(texts), ""))
            yield Finding("unknown-text", node.place, {"key": key, "near": ""}, "warning")
        case _:
            expected, got = text("findings.value.text"), shown(node.plain())
            yield Finding("wrong-type", node.place, {"expected": expected, "got": got})
