"""From files to an edition: read, amended, validated, translated, completed."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from iiz_rules.findings.errors import LoadError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import near
from iiz_rules.language.amending import amended
from iiz_rules.language.completing import complete
from iiz_rules.language.editions import FileRead, Folder, main_of, read_document
from iiz_rules.language.folders import CANTON, CATALOGUES
from iiz_rules.language.layers import Layer, layers_of
from iiz_rules.language.model.base import Label, Part, walk
from iiz_rules.language.model.catalogues import CatalogueFile
from iiz_rules.language.model.edition import FILES, Edition
from iiz_rules.language.model.sources import CantonFile, ClausesFile, EditionEntry, SourceText
from iiz_rules.language.text.bind import bind
from iiz_rules.language.text.files import unreadable, yaml_files
from iiz_rules.language.text.node import Node
from iiz_rules.language.translations import NAME, Translation, translate
from iiz_rules.words.text import MAIN

NEEDED = ("facts.yaml", "clauses.yaml")


@dataclass(frozen=True)
class LayerFiles:
    """The files of a layer as read, by name."""

    layer: Layer
    readings: Mapping[str, FileRead]

    def trees(self, *, texts: bool) -> dict[str, Node]:
        """The trees of readable files: those with rules, or the translations beside them."""
        roots = {name: one.root for name, one in self.readings.items() if one.root is not None}
        return {name: root for name, root in roots.items() if bool(NAME.fullmatch(name)) is texts}


@dataclass(frozen=True)
class EditionFiles:
    """The files that an edition is made of, as they were read, layer by layer, its own first."""

    layers: tuple[LayerFiles, ...]
    cantons: Mapping[str, FileRead]
    """canton.yaml, and that of the law above, by what they are called"""

    @property
    def law(self) -> tuple[Layer, ...]:
        """The layers of the law above the canton."""
        return tuple(one.layer for one in self.layers if one.layer.is_law)

    @property
    def readings(self) -> dict[str, FileRead]:
        """All of them, by what they are called."""
        return {**self.cantons} | {
            files.layer.named(name): reading
            for files in self.layers
            for name, reading in files.readings.items()
        }

    @property
    def digest(self) -> str:
        """The digest of all files."""
        return digest_of((name, reading.data) for name, reading in self.readings.items())


def read_files(folder: Folder, entry: EditionEntry) -> EditionFiles:
    """Read all files of an edition; LoadError if one it is based on does not exist."""
    layers = layers_of(folder, entry)
    above = {layer.canton: layer.folder for layer in layers}
    cantons = {name: read_document(one, one.path / CANTON) for name, one in above.items()}
    return EditionFiles(tuple(map(_read, layers)), cantons)


def _read(layer: Layer) -> LayerFiles:
    try:
        paths = paths_in(layer.folder, layer.path)
    except OSError as error:
        locked = Path(error.filename or layer.path)
        raise LoadError([unreadable(layer.folder.shown(locked), error)]) from None
    return LayerFiles(layer, {name: read_document(layer.folder, paths[name]) for name in paths})


def read_edition(folder: Folder, entry: EditionEntry) -> tuple[Edition | None, list[Finding]]:
    """Read all files of an edition and join them; None if one is faulty."""
    try:
        files = read_files(folder, entry)
    except LoadError as error:
        return None, list(error.findings)
    readings = files.readings.values()
    findings = [finding for reading in readings for finding in reading.findings]
    trees, faults = joined(files)
    findings += faults
    findings += _missing(files, trees)
    # Where a file could not be read, nothing is said of the translations of its texts.
    whole = all(reading.root is not None for reading in readings)
    parts, faults = bind_files(trees, translations(files) if whole else (), _spoken_above(files))
    findings += [*faults, *_misplaced(folder, folder.path / entry.id)]
    if any(finding.severity == "error" for finding in findings):
        return None, findings
    own: dict[str, Any] = {part_of(name): part for name, part in parts.items() if name in FILES}
    own["canton"] = parts[CANTON]
    own["catalogues"] = tuple(parts[name] for name in sorted(parts) if name.startswith(CATALOGUES))
    own["written_in"] = _written_in(files, parts["clauses.yaml"])
    edition = Edition(entry=entry, digest=files.digest, **own)
    return edition, [*findings, *complete(edition)]


def _written_in(files: EditionFiles, register: Part) -> dict[str, SourceText]:
    """The documents of the clauses that a layer below the edition has from another one."""
    assert isinstance(register, ClausesFile)  # what the file of this name is bound to
    elsewhere: dict[str, SourceText] = {}
    for layer in (one.layer for one in files.layers[1:]):
        root = files.cantons[layer.canton].root
        canton = bind(CantonFile, root, main_of(root))[0] if root else None
        sources = {one.id: one for one in canton.sources} if canton else {}
        known = set() if layer.is_law else {*files.layers[0].layer.entry.documents}
        for clause in register.clauses:
            named = (clause.source,) if clause.source else layer.entry.documents
            if layer.wrote(clause.written) and len(named) == 1 and named[0] not in known:
                elsewhere |= {clause.id: sources[named[0]]} if named[0] in sources else {}
    return elsewhere


def joined(files: EditionFiles) -> tuple[dict[str, Node], list[Finding]]:
    """The files of an edition as they are in force: each amended by those of the layers above."""
    lowest, *above = reversed(files.layers)
    trees, findings = lowest.trees(texts=False), list[Finding]()
    for upper in above:
        law = () if upper.layer.is_law else files.law
        for name, tree in upper.trees(texts=False).items():
            whole, faults = amended(trees.get(name), tree, law)
            findings += faults
            if whole:
                trees[name] = whole
            else:
                trees.pop(name, None)
    canton = files.cantons[CANTON].root
    return ({CANTON: canton} if canton else {}) | trees, findings


def translations(files: EditionFiles) -> tuple[Translation, ...]:
    """The translations of all layers, the lowest first: what is above them goes before."""
    layers = tuple(one.layer for one in files.layers)
    canton = files.cantons[CANTON].root
    spoken = _spoken_above(files)
    main = main_of(canton) if canton else MAIN
    return tuple(
        Translation(match[1], tree, layers[number:], number == 0, spoken.get(layer.layer, main))
        for number, layer in reversed([*enumerate(files.layers)])
        for name, tree in layer.trees(texts=True).items()
        if (match := NAME.fullmatch(name))
    )


def _spoken_above(files: EditionFiles) -> Mapping[Layer, str]:
    """The main language of the law above a canton, which need not be the canton's."""
    cantons = ((layer, files.cantons[layer.canton].root) for layer in files.law)
    return {layer: main_of(root) for layer, root in cantons if root}


def bind_files(
    trees: Mapping[str, Node],
    translations: Sequence[Translation],
    spoken: Mapping[Layer, str] | None = None,
) -> tuple[dict[str, Part], list[Finding]]:
    """Make models of the trees of an edition, by the names of its files, each text translated.

    `spoken` is the main language of layers in which it is not the canton's.
    """
    main = main_of(trees[CANTON]) if CANTON in trees else MAIN
    findings: list[Finding] = []
    parts: dict[str, Part] = {}
    for name, tree in trees.items():
        part, faults = bind(model_of(name), tree, main)
        parts |= {name: part} if part else {}
        findings += faults
    if not findings:
        own = {name: part for name, part in parts.items() if name != CANTON}
        for layer, language in (spoken or {}).items():
            _respeak(own.values(), layer, main, language)
        findings += translate(own, trees, translations)
    return parts, findings


def _respeak(parts: Iterable[Part], layer: Layer, main: str, language: str) -> None:
    """Take texts that name no language for what they are in a layer of another main language."""
    labels = (part for part in walk(tuple(parts)) if isinstance(part, Label))
    for label in labels if language != main else ():
        if isinstance(label.written.value, str) and layer.wrote(label.written):
            label.respeak(main, language)


def model_of(name: str) -> type[Part]:
    """The model of an edition's file, by its name."""
    if name == CANTON:
        return CantonFile
    return FILES.get(name, CatalogueFile)


def belongs(name: str) -> bool:
    """Whether the language reads a file of this name in the folder of an edition."""
    return name in FILES or name.startswith(f"{CATALOGUES}/") or NAME.fullmatch(name) is not None


def paths_of(inside: Path) -> dict[str, Path]:
    """The files in the folder of an edition that the language reads, by their names.

    OSError where a folder is there and cannot be looked into.
    """
    below = sorted((*yaml_files(inside), *yaml_files(inside / CATALOGUES)))
    names = {path.relative_to(inside).as_posix(): path for path in below}
    return {name: path for name, path in names.items() if belongs(name)}


def paths_in(folder: Folder, inside: Path) -> dict[str, Path]:
    """The same with those that stand in an editor and nowhere else."""
    unsaved = {one.relative_to(inside).as_posix(): one for one in folder.unsaved_below(inside)}
    known = {name: path for name, path in unsaved.items() if belongs(name)}
    return paths_of(inside) | known


def part_of(file: str) -> str:
    """Which part of an edition a file is.

    >>> part_of("escalation.yaml"), part_of("facts.yaml")
    ('escalation', 'facts_file')
    """
    name = file.removesuffix(".yaml")
    return name if name in {field.name for field in fields(Edition)} else f"{name}_file"


def files_of(folder: Folder, entry: EditionEntry) -> dict[str, bytes]:
    """The files of an edition as its digest covers them. OSError where one cannot be read."""
    layers = layers_of(folder, entry)
    cantons = {layer.canton: layer.folder.path / CANTON for layer in layers}
    paths = cantons | {
        layer.named(name): path for layer in layers for name, path in paths_of(layer.path).items()
    }
    return {name: path.read_bytes() for name, path in paths.items()}


def _missing(files: EditionFiles, trees: Mapping[str, Node]) -> list[Finding]:
    """Report required files that no layer has, or that one removed."""
    own = files.layers[0].layer
    place = Place(Source(own.folder.shown(own.path)))
    broken = {name for one in files.layers for name in one.readings if not one.readings[name].root}
    missing = [name for name in NEEDED if name not in trees and name not in broken]
    return [Finding("missing-file", place, {"file": name}) for name in missing]


def _misplaced(folder: Folder, inside: Path) -> list[Finding]:
    """Report YAML files that no part of the language reads: they are probably misspelt."""
    unknown = [path for path in yaml_files(inside) if not belongs(path.name)]
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
