"""The layers of an edition: those it is based on, and the law above the canton.

The files of an edition amend those of the layer below it (`language.amending`). Below the canton's
own layers lies the law above it, a folder of the same form, which may only be added to.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from iiz_rules.findings.errors import LoadError
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import near, shown
from iiz_rules.language.editions import Folder, read_canton
from iiz_rules.language.folders import CANTON, WITHIN, find_law
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.sources import CantonFile, EditionEntry
from iiz_rules.language.text.node import Node


@dataclass(frozen=True)
class Layer:
    """The files of one edition, of the canton or of the law above it."""

    folder: Folder
    entry: EditionEntry
    name: str = ""
    """what its files are called by: nothing of the edition itself, else `2014-04-01`, `ch/2024`"""

    @property
    def is_law(self) -> bool:
        """Whether it belongs to the law above the canton."""
        return "/" in self.name

    @property
    def path(self) -> Path:
        """The folder of its files."""
        return self.folder.path / self.entry.id

    @property
    def canton(self) -> str:
        """What the file canton.yaml above its folder is called by."""
        return f"{self.name.partition('/')[0]}{WITHIN}{CANTON}" if self.is_law else CANTON

    def named(self, file: str) -> str:
        """What a file of it is called by, for the digest, the cache and a store."""
        return f"{self.name}{WITHIN}{file}" if self.name else file

    def wrote(self, node: Node) -> bool:
        """Whether a node is from one of its files."""
        return node.source.name.startswith(self._inside)

    @cached_property
    def _inside(self) -> str:
        """How the name of each of its files begins; asked for every text of an edition."""
        return f"{self.folder.shown(self.path)}/"


def layers_of(folder: Folder, entry: EditionEntry) -> tuple[Layer, ...]:
    """The layers of an edition, its own first; LoadError if one does not exist."""
    own = Layer(folder, entry)
    if not (entry.based_on or entry.under):
        return (own,)
    entries = _chain(read_canton(folder), entry)
    bases = tuple(Layer(folder, base, base.id) for base in entries[1:])
    under = next((one for one in entries if one.under), None)
    return (own, *bases, *(_law(folder, under) if under else ()))


def _chain(canton: CantonFile, entry: EditionEntry) -> list[EditionEntry]:
    """An edition and those that it is based on, one after the other."""
    chain, known = [entry], {one.id: one for one in canton.editions}
    while name := chain[-1].based_on:
        base = _edition(known, name, chain[-1], "based_on")
        if base in chain:
            cycle = " → ".join((*(one.id for one in chain), base.id))
            place = chain[-1].place_of("based_on")
            raise LoadError([Finding("circular-edition", place, {"cycle": cycle})])
        chain.append(base)
    return chain


def _law(folder: Folder, entry: EditionEntry) -> tuple[Layer, ...]:
    """The layers of the law above a canton."""
    name, _, edition = (entry.under or "").partition("/")
    home = find_law(str(folder.path), name)
    if home is None:
        place = entry.place_of("under")
        raise LoadError([Finding("unknown-law", place, {"law": shown(name)})])
    law = Folder(Path(home[0]), home[1], folder.unsaved)
    canton = read_canton(law)
    named = _edition({one.id: one for one in canton.editions}, edition, entry, "under")
    if higher := next((one for one in canton.editions if one.under), None):
        raise LoadError([Finding("law-above-law", higher.place_of("under"), {"law": law.name})])
    chain = _chain(canton, named)
    return tuple(Layer(law, one, f"{name}/{one.id}") for one in chain)


def _edition(known: dict[str, EditionEntry], name: str, where: Part, key: str) -> EditionEntry:
    if name not in known:
        words = {"edition": shown(name), "known": ", ".join(known), "near": near(name, known)}
        raise LoadError([Finding("unknown-edition", where.place_of(key), words)])
    return known[name]


def unpacked(name: str, canton: str, edition: str) -> Path:
    """Where to write a file of an edition so that all its layers are found; ValueError if nowhere.

    >>> unpacked("2014//facts.yaml", "zurich", "2026").as_posix()
    'zurich/2014/facts.yaml'
    >>> unpacked("ch//canton.yaml", "zurich", "2026").as_posix()
    'ch/canton.yaml'
    """
    layer, _, file = name.rpartition(WITHIN)
    if "/" in layer or (layer and file == CANTON):
        place = Path(layer, file)
    else:
        place = Path(canton, "" if file == CANTON else layer or edition, file)
    if place.is_absolute() or ".." in place.parts:
        raise ValueError(name)
    return place
