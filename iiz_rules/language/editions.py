"""From a canton's folder to an edition: which files, in which folder, in force on which date."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import near
from iiz_rules.language.dates import parse_date
from iiz_rules.language.folders import find_canton
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.catalogues import CatalogueFile
from iiz_rules.language.model.edition import FILES, Edition
from iiz_rules.language.model.sources import CantonFile, EditionEntry
from iiz_rules.language.text.bind import bind
from iiz_rules.language.text.files import read_file
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.words.formats import written
from iiz_rules.words.text import LANGUAGES, Language, Text

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
    """What was read: a model where all is well, the findings, the bytes for the digest."""

    part: Part | None
    findings: tuple[Finding, ...]
    data: bytes = b""


def find_folder(canton: str | Path) -> Folder:
    """Find a canton by its name, or a folder of the user's own by its path."""
    path, name = find_canton(canton)
    return Folder(Path(path), name)


def read_part(folder: Folder, file: Path, model: type[Part]) -> FileRead:
    """Read one file as a model. A file that cannot be read is a finding, not an exception."""
    name = folder.shown(file)
    if not file.resolve().is_relative_to(folder.path.resolve()):
        return FileRead(None, (Finding("link-leaves-folder", Place(Source(name)), {"file": name}),))
    data = read_file(file, name)
    if isinstance(data, Finding):
        return FileRead(None, (data,))
    document = read_yaml(data, name)
    if document.root is None or document.findings:
        return FileRead(None, document.findings, data)
    part, findings = bind(model, document.root)
    return FileRead(part, tuple(findings), data)


def read_canton(folder: Folder) -> FileRead:
    """Read canton.yaml."""
    return read_part(folder, folder.path / "canton.yaml", CantonFile)


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
    spans = (", ".join(_span(entry, one) for entry in canton.editions) for one in LANGUAGES)
    words = {"on": on, "editions": Text(*spans)}
    raise UsageError([Finding("no-edition", Place(Source(name)), words)])


def _validity(entry: EditionEntry) -> tuple[date | None, date | None]:
    """The first and the last day in force; None where it is without one."""
    return parse_date(entry.valid_from or ""), parse_date(entry.valid_to or "")


def _span(entry: EditionEntry, language: Language) -> str:
    ends = (written(day, language) if day else "…" for day in _validity(entry))
    return f"{entry.id} ({' – '.join(ends)})"


def read_edition(folder: Folder, entry: EditionEntry) -> tuple[Edition | None, list[Finding]]:
    """Read all files of an edition and join them; None where one of them is faulty."""
    inside = folder.path / entry.id
    readings = {"canton.yaml": read_canton(folder)}
    for name, model in FILES.items():
        if (inside / name).exists() or (inside / name).is_symlink():
            readings[name] = read_part(folder, inside / name, model)
    listed = _catalogues(folder, inside)
    findings = [
        finding
        for reading in (*readings.values(), *listed.values())
        for finding in reading.findings
    ]
    findings += _misplaced(folder, inside)
    needed = [name for name in NEEDED if name not in readings]
    place = Place(Source(folder.shown(inside)))
    findings += [Finding("missing-file", place, {"file": name}) for name in needed]
    whole = {**readings, **listed}
    if any(reading.part is None for reading in whole.values()) or needed:
        return None, findings
    canton = readings.pop("canton.yaml").part
    parts = {part_of(name): reading.part for name, reading in readings.items()}
    digest = digest_of((name, reading.data) for name, reading in whole.items())
    catalogues = tuple(reading.part for reading in listed.values())
    return Edition(canton, entry, digest, catalogues=catalogues, **parts), findings  # type: ignore[arg-type]


def part_of(file: str) -> str:
    """Which part of an edition a file is.

    >>> part_of("escalation.yaml"), part_of("facts.yaml")
    ('escalation', 'facts_file')
    """
    name = file.removesuffix(".yaml")
    return name if name in {field.name for field in fields(Edition)} else f"{name}_file"


def files_of(folder: Folder, edition: str) -> dict[str, bytes]:
    """The files of an edition as its digest covers them. OSError where one cannot be read."""
    inside = folder.path / edition
    listed = [folder.path / "canton.yaml", *(inside / name for name in FILES)]
    files = {path.name: path.read_bytes() for path in listed if path.is_file()}
    catalogues = sorted((inside / CATALOGUES).glob("*.y*ml"))
    return files | {f"{CATALOGUES}/{path.name}": path.read_bytes() for path in catalogues}


def _catalogues(folder: Folder, inside: Path) -> dict[str, FileRead]:
    """Read the catalogues of an edition, by the names of their files."""
    return {
        f"{CATALOGUES}/{path.name}": read_part(folder, path, CatalogueFile)
        for path in sorted((inside / CATALOGUES).glob("*.y*ml"))
    }


def _misplaced(folder: Folder, inside: Path) -> list[Finding]:
    """Report YAML files that no part of the language reads: they are probably misspelt."""
    unknown = sorted(path for path in inside.glob("*.y*ml") if path.name not in FILES)
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
