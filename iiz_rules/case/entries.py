"""The entries of a case in any form, key by key, with path and place.

A group is a mapping, a dataclass, a pydantic model or a mapping of a document; nothing else is.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from iiz_rules.findings.finding import Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.text.node import Node
from iiz_rules.words.frozen import frozen

MOST_ENTRIES = 10_000
"""entries of a case, or of a history in it, at most: far above any real one"""


@frozen
class CaseEntry:
    """One key of a case: its name, dotted path, value, group and source.

    Its place is worked out only for findings.
    """

    name: str
    path: str
    raw: Any
    source: Source
    depth: int
    group: Any = None

    @property
    def place(self) -> Place:
        """The place of its value."""
        if isinstance(self.raw, Node):
            return self.raw.place
        path = shown(self.path).replace(".", "/")
        return Place(self.source, pointer=f"/{path}" if path else "")

    @property
    def key_place(self) -> Place:
        """The place of its key."""
        return self.group.key_place(self.name) if isinstance(self.group, Node) else self.place

    @property
    def value(self) -> Any:
        """Its value, without places."""
        return self.raw.plain() if isinstance(self.raw, Node) else self.raw

    @property
    def is_null(self) -> bool:
        """Whether it says "not known"."""
        return (self.raw.value if isinstance(self.raw, Node) else self.raw) is None


def whole(case: Any, source: Source) -> CaseEntry:
    """A case as the outermost group."""
    return CaseEntry("", "", case, case.source if isinstance(case, Node) else source, 0, None)


def inside(group: CaseEntry) -> list[CaseEntry] | None:
    """The entries of a group; None if it is not a group.

    Stops beyond the limit, so that a million entries are refused quickly.
    """
    raw = group.raw
    if isinstance(raw, Node):
        if not isinstance(raw.value, dict):
            return None
        members: list[tuple[Any, Any]] = list(raw.value.items())
    elif isinstance(raw, Mapping):
        members = list(raw.items())
    elif is_dataclass(raw) and not isinstance(raw, type):
        members = [(field.name, getattr(raw, field.name)) for field in fields(raw)]
    elif hasattr(type(raw), "model_fields"):
        members = list(raw)
    else:
        return None
    return [_entry(group, key, value) for key, value in members[: MOST_ENTRIES + 1]]


def members(group: CaseEntry) -> list[CaseEntry] | None:
    """The members of a list; None if it is not a list."""
    raw = group.raw.value if isinstance(group.raw, Node) else group.raw
    if not isinstance(raw, (list, tuple)):
        return None
    some = raw[: MOST_ENTRIES + 1]
    return [_entry(group, str(position), member) for position, member in enumerate(some)]


def _entry(group: CaseEntry, key: Any, value: Any) -> CaseEntry:
    name = key if isinstance(key, str) else shown(key)
    path = f"{group.path}.{name}" if group.path else name
    source = value.source if isinstance(value, Node) else group.source
    return CaseEntry(name, path, value, source, group.depth + 1, group.raw)
