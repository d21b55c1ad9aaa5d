"""A canton's files as they stand in an editor, saved or not: each with its tree, and what it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from iiz_rules.case.roster import ROSTER
from iiz_rules.findings.errors import IizError
from iiz_rules.findings.finding import Finding, Place
from iiz_rules.language.edition_files import paths_in
from iiz_rules.language.editions import Folder, main_of, read_canton
from iiz_rules.language.folders import CANTON, CATALOGUES
from iiz_rules.language.layers import Layer
from iiz_rules.language.model.edition import FILES
from iiz_rules.language.model.sources import EditionEntry
from iiz_rules.language.text.document import Document
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.language.translations import NAME
from iiz_rules.testing.case_files import CASE, CASES, STORIES, case_files, story_files, table_files
from iiz_rules.testing.declared import CHANGES, files_of
from iiz_rules.words.text import MAIN


@lru_cache(512)
def _document(data: bytes, name: str) -> Document:
    return read_yaml(data, name)


@dataclass(frozen=True)
class TextFile:
    """A file: where it is, what it is called in messages, which kind it is, and what stands in it.

    The kind is the name of its schema (`language.schemas`).
    """

    path: Path
    name: str
    kind: str
    edition: str
    """the folder of its edition; nothing of canton.yaml and the roster"""
    data: bytes

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.document.source.text

    @property
    def document(self) -> Document:
        """It as it was read; nothing of a table."""
        return _document(b"" if self.kind == TABLE else self.data, self.name)

    @property
    def root(self) -> Node | None:
        """Its tree; None where it cannot be read to its end."""
        return self.document.root

    @property
    def stem(self) -> str:
        """The kind without whether it amends another file."""
        return self.kind.removesuffix(AMENDING)


AMENDING = "-amendment"
TABLE = "rows"
"""The kind of a table of cases."""
EXAMPLES = {CASES: "case", STORIES: "story"}
"""The folders of an edition with examples, and the kind of those."""


@dataclass(frozen=True)
class CantonText:
    """A canton as it stands in an editor."""

    folder: Folder
    guests: tuple[TextFile, ...] = ()
    """stories, scenarios and cases outside of its folder that are about it (`outside`)"""

    @cached_property
    def entries(self) -> tuple[EditionEntry, ...]:
        """Its editions; none where canton.yaml cannot be read."""
        try:
            return read_canton(self.folder).editions
        except IizError:
            return ()

    @cached_property
    def main(self) -> str:
        """The language of texts that name none."""
        file = self.file(self.folder.path / CANTON)
        return main_of(file.root) if file and file.root else MAIN

    def file(self, path: Path) -> TextFile | None:
        """One of its files; None for what is none of them."""
        for guest in self.guests:
            if guest.path == path:
                return guest
        kind, edition = self.kind_of(path)
        data = self.folder.read(path) if kind else b""
        if not kind or isinstance(data, Finding):
            return None
        return TextFile(path, self.folder.shown(path), kind, edition, data)

    @cached_property
    def files(self) -> tuple[TextFile, ...]:
        """All of its files, its cases among them."""
        read = (self.file(path) for path in self._paths())
        return (*(file for file in read if file), *self.guests)

    @cached_property
    def tables(self) -> tuple[TextFile, ...]:
        """Its tables of cases, which are no YAML."""
        layers = [Layer(self.folder, entry) for entry in self.entries]
        placed = [(layer.entry.id, path) for layer in layers for path in table_files(layer)]
        return tuple(
            TextFile(path, self.folder.shown(path), TABLE, edition, self._bytes(path))
            for edition, path in placed
        )

    def _bytes(self, path: Path) -> bytes:
        """What stands in a table, however large; nothing where it cannot be read."""
        written = self.folder.unsaved.get(path.resolve())
        try:
            return path.read_bytes() if written is None else written
        except OSError:  # told with its cases
            return b""

    def beside(self, file: TextFile) -> Iterator[TextFile]:
        """The files in which the same names mean the same: of its edition and those tied to it."""
        tied, every = self._tied(file.edition), (*self.files, *self.tables)
        return (one for one in every if not one.edition or not tied or one.edition in tied)

    def at(self, place: Place) -> Path:
        """The file in which a place is."""
        return self.folder.path / place.source.name.removeprefix(f"{self.folder.name}/")

    def _paths(self) -> Iterator[Path]:
        yield from (self.folder.path / CANTON, self.folder.path / ROSTER, *files_of(self.folder))
        for entry in self.entries:
            layer = Layer(self.folder, entry)
            try:
                yield from paths_in(self.folder, layer.path).values()
                yield from (*case_files(layer)[0], *story_files(layer)[0])
            except OSError:  # told with the edition
                continue

    def _tied(self, edition: str) -> set[str]:
        """An edition, those that it is based on, and those that are based on it, all together."""
        tied = {edition} if edition else set()
        for _ in self.entries:
            for one in self.entries:
                pair = {one.id, one.based_on} - {None}
                tied |= {name for name in pair if name} if pair & tied else set()
        return tied

    def kind_of(self, path: Path) -> tuple[str, str]:
        """Which kind of file one is or would be, and of which edition; nothing for what is none."""
        try:
            edition, *inside = path.relative_to(self.folder.path).parts
        except ValueError:
            return "", ""
        if not inside:
            return {CANTON: "canton", ROSTER: "roster"}.get(edition, ""), ""
        name = inside[-1]
        if edition == CHANGES:
            declared = len(inside) == 1 and CASE.fullmatch(name)
            return "declared-change" if declared else "", ""
        if inside[0] in EXAMPLES and CASE.fullmatch(name):
            return EXAMPLES[inside[0]], edition
        if NAME.fullmatch(name):
            return "texts", edition
        kind = "catalogue" if inside[0] == CATALOGUES else name.removesuffix(".yaml")
        if kind != "catalogue" and name not in FILES:
            return "", ""
        amends = any(one.id == edition and (one.based_on or one.under) for one in self.entries)
        return f"{kind}{AMENDING}" if amends else kind, edition
