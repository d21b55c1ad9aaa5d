"""A canton's folder: the editions that canton.yaml lists, and which is in force on a date.

What only reading a file needs is imported there: of editions in the cache none is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from iiz_rules.findings.errors import LoadError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.dates import parse_date
from iiz_rules.language.folders import CANTON, find_canton
from iiz_rules.language.text.files import read_file
from iiz_rules.words.formats import written
from iiz_rules.words.text import LANGUAGES, MAIN, Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

    from iiz_rules.language.model.sources import CantonFile, EditionEntry
    from iiz_rules.language.text.document import Document
    from iiz_rules.language.text.node import Node
    from iiz_rules.words.text import Language


@dataclass(frozen=True)
class Folder:
    """A canton's folder and the name it goes by in messages."""

    path: Path
    name: str
    unsaved: Mapping[Path, bytes] = field(default_factory=dict, compare=False)
    """the unsaved content of files in an editor, by absolute path"""

    def read(self, file: Path) -> bytes | Finding:
        """The content of a file, unsaved or on the disk; a finding if it cannot be read."""
        written = self.unsaved.get(file.resolve()) if self.unsaved else None
        return read_file(file, self.shown(file)) if written is None else written

    def unsaved_below(self, inside: Path) -> list[Path]:
        """The files in a folder, and the folders in it, that stand in the editor."""
        below = inside.resolve() if self.unsaved else inside
        known = (one for one in self.unsaved if one.is_relative_to(below))
        return [inside / one.relative_to(below) for one in known]

    def shown(self, file: Path) -> str:
        """A file's name for messages, always with forward slashes."""
        return f"{self.name}/{file.relative_to(self.path).as_posix()}"


@dataclass(frozen=True)
class FileRead:
    """What was read: the tree where there is one, the findings, the bytes for the digest."""

    root: Node | None
    findings: tuple[Finding, ...]
    data: bytes = b""


def find_folder(canton: str | Path) -> Folder:
    """Find a canton by its name, or a folder of the user's own by its path."""
    path, name = find_canton(canton)
    return Folder(Path(path), name)


def read_text(data: bytes, name: str) -> Document:
    """Parse the content of a file; the parser is imported with the first one."""
    from iiz_rules.language.text.yaml import read_yaml

    return read_yaml(data, name)


def read_document(folder: Folder, file: Path) -> FileRead:
    """Read one file. One that cannot be read is a finding, not an exception."""
    name = folder.shown(file)
    if not file.resolve().is_relative_to(folder.path.resolve()):
        return FileRead(None, (Finding("link-leaves-folder", Place(Source(name)), {"file": name}),))
    data = folder.read(file)
    if isinstance(data, Finding):
        return FileRead(None, (data,))
    document = read_text(data, name)
    return FileRead(None if document.findings else document.root, document.findings, data)


def read_canton(folder: Folder) -> CantonFile:
    """Read canton.yaml; LoadError if something is wrong with it."""
    from iiz_rules.language.model.sources import FORM, CantonFile
    from iiz_rules.language.text.bind import bind

    reading = read_document(folder, folder.path / CANTON)
    if reading.root is None:
        raise LoadError(reading.findings)
    form = reading.root.child("language")
    if form and isinstance(form.value, int) and form.value > FORM:
        raise LoadError([Finding("form-too-new", form.place, {"got": form.value, "known": FORM})])
    canton, findings = bind(CantonFile, reading.root, main_of(reading.root))
    if canton is None:
        raise LoadError(findings)
    return canton


def main_of(canton: Node) -> str:
    """The first language that a canton declares, if readable."""
    languages = canton.child("languages")
    first = languages.child(0) if languages else None
    return first.value if first and isinstance(first.value, str) else MAIN


def main_language(folder: Folder) -> str:
    """The language of texts in a canton's files that do not name one."""
    root = read_document(folder, folder.path / CANTON).root
    return main_of(root) if root else MAIN


def entry_on(canton: CantonFile, on: date | None, name: str) -> EditionEntry:
    """The edition in force on a date; the newest one where no date is given.

    An undated edition (no `valid_from`) answers for every date, and of several the last one in the
    order that is assumed. UsageError outside all editions.
    """
    counting = [entry for entry in canton.editions if entry.id not in canton.replaced]
    if on is None:
        return (counting or canton.editions)[-1]
    for entry in counting:
        first, last = _validity(entry)
        if (first or date.min) <= on <= (last or date.max):
            return entry
    raise UsageError([no_edition(canton, on, name)])


def no_edition(
    canton: CantonFile, on: date, name: str, severity: Literal["error", "warning"] = "error"
) -> Finding:
    """The finding about a day outside all editions, listing them with their dates."""
    de, fr, en = (", ".join(_span(entry, one) for entry in canton.editions) for one in LANGUAGES)
    words = {"on": on, "editions": Text(de, fr, en)}
    return Finding("no-edition", Place(Source(name)), words, severity)


def nearest(canton: CantonFile, day: date) -> EditionEntry:
    """The first edition in force after a day, or else the last before it."""
    counting = [entry for entry in canton.editions if entry.id not in canton.replaced]
    later = [one for one in counting if (_validity(one)[0] or date.min) > day]
    if later:
        return min(later, key=lambda one: _validity(one)[0] or date.min)
    return max(counting, key=lambda one: _validity(one)[1] or date.max)


def spans(canton: CantonFile) -> list[tuple[str, date | None, date | None]]:
    """Each edition with its first and its last day in force."""
    return [(entry.id, *_validity(entry)) for entry in canton.editions]


def _validity(entry: EditionEntry) -> tuple[date | None, date | None]:
    """The first and the last day in force, None where there is none."""
    return parse_date(entry.valid_from or ""), parse_date(entry.valid_to or "")


def _span(entry: EditionEntry, language: Language) -> str:
    ends = (written(day, language) if day else "…" for day in _validity(entry))
    return f"{entry.id} ({' – '.join(ends)})"
