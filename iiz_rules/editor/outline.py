"""What stands in a file, in order: each thing that has a name, with those inside it."""

from dataclasses import dataclass, field

from iiz_rules.editor.canton import TextFile
from iiz_rules.editor.spots import spots_of
from iiz_rules.language.text.node import Node
from iiz_rules.words.text import Language


@dataclass
class OutlineEntry:
    """Something with a name: what it is called, what it is, all of it, and its name."""

    name: str
    label: str
    model: str
    whole: Node
    node: Node
    inside: list["OutlineEntry"] = field(default_factory=list)


def outline(file: TextFile, main: str, language: Language) -> list[OutlineEntry]:
    """The things of a file, in the reader's language where the file has it."""
    entries: dict[int, OutlineEntry] = {}
    top: list[OutlineEntry] = []
    for spot in spots_of(file):
        if spot.is_key or spot.key not in ("id", "code", "title") or not spot.name:
            continue
        whole = spot.around.node
        label = _label(whole, main, language)
        entry = OutlineEntry(spot.name, label, spot.around.model, whole, spot.node)
        entries[id(whole)] = entry
        around = (
            entries[id(one.node)] for one in reversed(spot.path[:-1]) if id(one.node) in entries
        )
        outer = next(around, None)
        (outer.inside if outer else top).append(entry)
    return top


def _label(whole: Node, main: str, language: Language) -> str:
    for key in ("label", "question", "says"):
        written = whole.child(key)
        if written is not None and isinstance(written.value, dict):
            said = written.child(language) or written.child(main)
            return str(said.value) if said else ""
        if written is not None:
            return str(written.value)
    return ""
