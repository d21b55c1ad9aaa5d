"""From a canton's folder to an edition: which files, in which folder, in force on which date."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from iiz_rules.findings.errors import LoadError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import near
from iiz_rules.language.completing import complete
from iiz_rules.language.dates import parse_date
from iiz_rules.language.folders import find_canton
from iiz_rules.language.model.base import MAIN, Part
from iiz_rules.language.model.catalogues import CatalogueFile
from iiz_rules.language.model.edition import FILES, Edition
from iiz_rules.language.model.sources import CantonFile, EditionEntry
from iiz_rules.language.text.bind import bind
from iiz_rules.language.text.files import read_file
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.language.translations import NAME, translate
from iiz_rules.words.formats import written
from iiz_rules.words.text import LANGUAGES, Language, Text

CANTON = "canton.yaml"
CATALOGUES = "catalogues"
NEEDED = ("facts.yaml", "clauses.yaml")


@dataclass(frozen=True)
class Folder:
    """A canton's folder and the name it goes by in messages."""

    path: Path
    name: str

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


def _read(folder: Folder, file: Path) -> FileRead:
    """Read one file. One that cannot be read is a finding, not an exception."""
    name = folder.shown(file)
    if not file.resolve().is_relative_to(folder.path.resolve()):
        return FileRead(None, (Finding("link-leaves-folder", Place(Source(name)), {"file": name}),))
    data = read_file(file, name)
    if isinstance(data, Finding):
        return FileRead(None, (data,))
    document = read_yaml(data, name)
    return FileRead(None if document.findings else document.root, document.findings, data)


def read_canton(folder: Folder) -> CantonFile:
    """Read canton.yaml; LoadError where something is wrong with it."""
    reading = _read(folder, folder.path / CANTON)
    if reading.root is None:
        raise LoadError(reading.findings)
    canton, findings = bind(CantonFile, reading.root, _main(reading.root))
    if canton is None:
        raise LoadError(findings)
    return canton


def _main(canton: Node) -> str:
    """The first of the languages that a canton declares, as far as can be told."""
    languages = canton.child("languages")
    first = languages.child(0) if languages else None
    return first.value if first and isinstance(first.value, str) else MAIN


def entry_on(canton: CantonFile, on: date | None, name: str) -> EditionEntry:
    """The edition in force on a date; the newest one where no date is given.

    An undated edition (no `valid_from`) answers for every date. UsageError outside all editions.
    """
    if on is None:
        return canton.editions[-1]
    for entry in canton.editions:
        first, last = _validity(entry)
        if (first or date.min) <= on <= (last or date.max):
            return entry
    de, fr, en = (", ".join(_span(entry, one) for entry in canton.editions) for one in LANGUAGES)
    words = {"on": on, "editions": Text(de, fr, en)}
    raise UsageError([Finding("no-edition", Place(Source(name)), words)])


def _validity(entry: EditionEntry) -> tuple[date | None, date | None]:
    """The first and the last day in force; None where it is without one."""
    return parse_date(entry.valid_from or ""), parse_date(entry.valid_to or "")


def _span(entry: EditionEntry, language: Language) -> str:
    ends = (written(day, language) if day else "…" for day in _validity(entry))
    return f"{entry.id} ({' – '.join(ends)})"


def read_edition(folder: Folder, entry: EditionEntry) -> tuple[Edition | None, list[Finding]]:
    """Read all files of an edition and join them; None where one of them is faulty."""
    readings = {name: _read(folder, path) for name, path in paths_of(folder, entry.id).items()}
    findings = [finding for reading in readings.values() for finding in reading.findings]
    needed = [name for name in NEEDED if name not in readings]
    inside = folder.path / entry.id
    place = Place(Source(folder.shown(inside)))
    findings += [Finding("missing-file", place, {"file": name}) for name in needed]
    trees = {name: reading.root for name, reading in readings.items() if reading.root is not None}
    if len(trees) < len(readings):  # of what could not be read nothing more is said
        trees = {name: tree for name, tree in trees.items() if not NAME.fullmatch(name)}
    parts, faults = bind_files(trees)
    findings += faults
    findings += _misplaced(folder, inside)
    if any(finding.severity == "error" for finding in findings):
        return None, findings
    files = {part_of(name): part for name, part in parts.items() if name in FILES}
    digest = digest_of((name, reading.data) for name, reading in readings.items())
    catalogues = tuple(parts[name] for name in sorted(parts) if name.startswith(CATALOGUES))
    edition = Edition(parts[CANTON], entry, digest, catalogues=catalogues, **files)  # type: ignore[arg-type]
    return edition, [*findings, *complete(edition)]


def bind_files(trees: Mapping[str, Node]) -> tuple[dict[str, Part], list[Finding]]:
    """Make models of the trees of an edition, by the names of its files, each text translated."""
    main = _main(trees[CANTON]) if CANTON in trees else MAIN
    findings: list[Finding] = []
    parts: dict[str, Part] = {}
    for name, tree in trees.items():
        if not NAME.fullmatch(name):
            part, faults = bind(model_of(name), tree, main)
            parts |= {name: part} if part else {}
            findings += faults
    if not findings:
        own = {name: part for name, part in parts.items() if name != CANTON}
        findings += translate(own, trees)
    return parts, findings


def trees_of(folder: Folder, edition: str) -> dict[str, tuple[Node, str]]:
    """The files of an edition that can be read: the tree and the text of each, by its name."""
    readings = {name: _read(folder, path) for name, path in paths_of(folder, edition).items()}
    return {
        name: (reading.root, reading.data.decode())
        for name, reading in readings.items()
        if reading.root is not None
    }


def model_of(name: str) -> type[Part]:
    """What a file of an edition may hold, by its name."""
    if name == CANTON:
        return CantonFile
    return FILES.get(name, CatalogueFile)


def belongs(name: str) -> bool:
    """Whether the language reads a file of this name in the folder of an edition."""
    return name in FILES or name.startswith(f"{CATALOGUES}/") or NAME.fullmatch(name) is not None


def paths_of(folder: Folder, edition: str) -> dict[str, Path]:
    """The files of an edition that there are, canton.yaml among them, by their names."""
    inside = folder.path / edition
    below = sorted((*inside.glob("*.y*ml"), *inside.glob(f"{CATALOGUES}/*.y*ml")))
    names = {path.relative_to(inside).as_posix(): path for path in below}
    return {CANTON: folder.path / CANTON} | {
        name: path for name, path in names.items() if belongs(name)
    }


def part_of(file: str) -> str:
    """Which part of an edition a file is.

    >>> part_of("escalation.yaml"), part_of("facts.yaml")
    ('escalation', 'facts_file')
    """
    name = file.removesuffix(".yaml")
    return name if name in {field.name for field in fields(Edition)} else f"{name}_file"


def files_of(folder: Folder, edition: str) -> dict[str, bytes]:
    """The files of an edition as its digest covers them. OSError where one cannot be read."""
    return {name: path.read_bytes() for name, path in paths_of(folder, edition).items()}


def _misplaced(folder: Folder, inside: Path) -> list[Finding]:
    """Report YAML files that no part of the language reads: they are probably misspelt."""
    unknown = sorted(path for path in inside.glob("*.y*ml") if not belongs(path.name))
    return [
        Finding(
            "unexpected-file",
            Place(Source(folder.shown(path))),
            {"file": path.name, "near": near(path.name, FILES)},
            severity="warning",
        )
        for path in unknown
    ]


def digest_of(documents: Iterable[tuple[str, bytes]]) -> str:
    """The SHA-256 over names and bytes of documents, in the order of their names.

    >>> digest_of([("a", b"1")]) == digest_of([("a1", b"")])
    False
    """
    digest = hashlib.sha256()
    for name, data in sorted(documents):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()
