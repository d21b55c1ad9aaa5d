"""The names mentioned in an edition, with their kinds, as the fields of the models declare."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from iiz_rules.findings.finding import Place
from iiz_rules.language.model.base import Part, named
from iiz_rules.language.model.chosen import Chosen
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.events import Event, EventsFile
from iiz_rules.language.text.node import Step


class NameMention(NamedTuple):
    """A name that stands below `part`; most are right, so the place is found only when asked."""

    name: str
    kind: str
    part: Part
    path: tuple[Step, ...]
    is_key: bool = False

    @property
    def place(self) -> Place:
        """The place of the name."""
        if self.is_key:
            return self.part.place_of_key(self.name, *self.path)
        return self.part.place_of(*self.path)


def mentions(parts: Iterable[Part], *kinds: str) -> Iterator[NameMention]:
    """The names of some kinds that parts mention themselves, not in what is inside them."""
    for part in parts:
        for field, key, kind in named(type(part)):
            if kind in kinds:
                yield from _below(part, kind, (key,), getattr(part, field))


def _below(part: Part, kind: str, path: tuple[Step, ...], value: Any) -> Iterator[NameMention]:
    """A name, a list of them, the keys of a mapping, or what each option of a reading names."""
    if isinstance(value, str):
        yield NameMention(value, kind, part, path)
    elif isinstance(value, tuple):
        for position, name in enumerate(value):
            yield from _below(part, kind, (*path, position), name)
    elif isinstance(value, Chosen):
        for option, names in value.choose.items():
            yield from _below(value, kind, ("choose", option), names)
    elif isinstance(value, dict):
        yield from (NameMention(name, kind, part, path, is_key=True) for name in value)


def facts_read(edition: Edition) -> Iterator[NameMention]:
    """Every fact that a condition, a date, an amount or another fact needs."""
    found = mentions(edition.parts, "fact")
    return (one for one in found if not isinstance(one.part, (Event, EventsFile)))


def facts_brought(edition: Edition) -> Iterator[NameMention]:
    """Every fact that an event brings, sets or takes away, and those that hold at first."""
    return mentions(edition.every(Event, EventsFile), "fact")
