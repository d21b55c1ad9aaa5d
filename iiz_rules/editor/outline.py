"""The outline of a file: each thing with a name, with those inside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from iiz_rules.editor.canton import TextFile
from iiz_rules.editor.criteria import name_of
from iiz_rules.editor.spots import RULES, Spot, spots_of
from iiz_rules.language.text.node import Node
from iiz_rules.words.text import Language


@dataclass
class OutlineEntry:
    """Something with a name: its label, its model, its whole node and the node of its name."""

    name: str
    label: str
    model: str
    whole: Node
    node: Node
    inside: list["OutlineEntry"] = field(default_factory=list)


TITLED = ("CaseFile", "Story")
"""models with a title in place of a name"""


def outline(file: TextFile, main: str, language: Language) -> list[OutlineEntry]:
    """The things of a file, in the reader's language where the file has it."""
    entries: dict[int, OutlineEntry] = {}
    top: list[OutlineEntry] = []
    for spot in spots_of(file):
        whole, model = spot.around.node, spot.around.model
        name, node = spot.name, spot.node
        if spot.is_key and spot.key == "criteria" and model in RULES:
            rule = entries.get(id(whole))
            (rule.inside if rule else top).extend(_called_as_asked(spot, main, language))
            continue
        if spot.is_key and spot.key == "title" and spot.value and model in TITLED:
            name, node = _said(spot.value, main, language), spot.value
        elif spot.is_key or spot.key not in ("id", "code") or not name:
            continue
        entry = OutlineEntry(name, _label(whole, main, language), model, whole, node)
        entries[id(whole)] = entry
        around = (
            entries[id(outer.node)]
            for outer in reversed(spot.path[:-1])
            if id(outer.node) in entries
        )
        outer = next(around, None)
        (outer.inside if outer else top).append(entry)
    return _as_written(top)


def _called_as_asked(spot: Spot, main: str, language: Language) -> Iterator[OutlineEntry]:
    """The criteria of a rule that have no name: they go by that of what they ask for."""
    listed = spot.value.value if spot.value else ()
    for criterion in listed if isinstance(listed, list) else ():
        node = None if criterion.child("id") else name_of(criterion)
        if node is not None:
            label = _label(criterion, main, language)
            yield OutlineEntry(str(node.value), label, "Criterion", criterion, node)


def _as_written(entries: list[OutlineEntry]) -> list[OutlineEntry]:
    """The entries in the order in which they stand."""
    for entry in entries:
        entry.inside = _as_written(entry.inside)
    return sorted(entries, key=lambda one: (one.whole.line, one.whole.column))


def _label(whole: Node, main: str, language: Language) -> str:
    for key in ("label", "question", "says"):
        written = whole.child(key)
        if written is not None:
            return _said(written, main, language)
    return ""


def _said(written: Node, main: str, language: Language) -> str:
    """A text in the reader's language, else in the canton's main one."""
    if not isinstance(written.value, dict):
        return str(written.value)
    said = written.child(language) or written.child(main)
    return str(said.value) if said else ""
