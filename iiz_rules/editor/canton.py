"""A canton's files as open in an editor, saved or not: each with its tree and kind."""

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
    """A file: its path, its name in messages, its kind, and its content.

    The kind is the name of its schema (`language.schemas`).
    """

    path: Path
    name: str
    kind: str
    edition: str
    """the folder of its edition; empty for canton.yaml and the roster"""
    data: bytes

    @property
    def text(self) -> str:
        """Its content as a text."""
        return self.document.source.text

    @property
    def document(self) -> Document:
        """The parsed document; empty for a table."""
        return _document(b"" if self.kind == TABLE else self.data, self.name)

    @property
    def root(self) -> Node | None:
        """Its tree; None if it cannot be parsed completely."""
        return self.document.root

    @property
    def stem(self) -> str:
        """The kind, regardless of whether it amends another file."""
        return self.kind.removesuffix(AMENDING)


AMENDING = "-amendment"
TABLE = "rows"
"""the kind of a table of cases"""
EXAMPLES = {CASES: "case", STORIES: "story"}
"""the folders of an edition with examples, and their kind"""


@dataclass(frozen=True)
class CantonText:
    """A canton as open in an editor."""

    folder: Folder
    guests: tuple[TextFile, ...] = ()
    """stories, scenarios and cases about it from outside of its folder (`outside`)"""

    @cached_property
    def entries(self) -> tuple[EditionEntry, ...]:
        """Its editions; none if canton.yaml cannot be read."""
        try:
            return read_canton(self.folder).editions
        except IizError:
            return ()

    @cached_property
    def main(self) -> str:
        """The language of texts that do not name one."""
        file = self.file(self.folder.path / CANTON)
        return main_of(file.root) if file and file.root else MAIN

    def file(self, path: Path) -> TextFile | None:
        """One of its files; None for any other path."""
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
        """The content of a table of any size; empty if it cannot be read."""
        written = self.folder.unsaved.get(path.resolve())
        try:
            return path.read_bytes() if written is None else written
        except OSError:  # told with its cases
            return b""

    def beside(self, file: TextFile) -> Iterator[TextFile]:
        """The files that share its names: those of its edition and the editions tied to it."""
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
        """An edition with all those it is based on and all those based on it."""
        tied = {edition} if edition else set()
        for _ in self.entries:
            for one in self.entries:
                pair = {one.id, one.based_on} - {None}
                tied |= {name for name in pair if name} if pair & tied else set()
        return tied

    def kind_of(self, path: Path) -> tuple[str, str]:
        """The kind and edition of a file at this path; empty if it would not belong here."""
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
