"""The editions that the cases of a store run on, kept in it byte for byte.

A case outlives its canton's files: they are edited, and canton.yaml names a new edition. What is
kept is what the digest in every record covers, so it is known to be what it was.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from iiz_rules.escalation.store.records import EditionKey
from iiz_rules.escalation.store.store import Store
from iiz_rules.findings.errors import LoadError, StoreError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.edition_files import digest_of, files_of
from iiz_rules.language.editions import Folder, read_canton
from iiz_rules.language.layers import unpacked
from iiz_rules.language.model.sources import EditionEntry
from iiz_rules.language.program.homes import at_home
from iiz_rules.language.program.rules import Program
from iiz_rules.loading import edition_of

OWN = "_canton"
"""The folder that a canton is unpacked into; no law above it has this name."""


@dataclass(frozen=True)
class Basis:
    """The rules that a policy asks: an edition, the files it comes from, and how it is read."""

    program: Program = field(repr=False)
    folder: Folder
    options: Mapping[str, str]

    @property
    def key(self) -> EditionKey:
        """What names the edition in a store."""
        return EditionKey(self.program.canton, self.program.edition, self.program.digest)


def keep(store: Store, basis: Basis) -> None:
    """Keep the files of an edition; UsageError where they are no longer what was loaded."""
    if store.editions.has_files(basis.key):
        return
    try:
        files = files_of(basis.folder, _entry(basis.folder, basis.program.edition))
    except (OSError, LoadError, LookupError):
        files = {}
    if digest_of(files.items()) != basis.program.digest:
        words = {"edition": basis.program.edition, "digest": basis.program.digest[:12]}
        raise UsageError([Finding("edition-edited", Place(Source(basis.folder.name)), words)])
    store.editions.keep(basis.key, files)


def _entry(folder: Folder, edition: str) -> EditionEntry:
    """What canton.yaml says of an edition; LookupError where it names none such."""
    entries = {entry.id: entry for entry in read_canton(folder).editions}
    return entries[edition]


@dataclass(frozen=True)
class Archive:
    """The editions of a store, each read, checked and compiled when a case first needs it."""

    store: Store
    _programs: dict[EditionKey, Program] = field(default_factory=dict, repr=False)

    def program(self, key: EditionKey) -> Program:
        """An edition; StoreError where the store does not hold it as it was."""
        if key not in self._programs:
            self._programs[key] = self._read(key)
        return self._programs[key]

    def newest(self, canton: str) -> Program | None:
        """The edition of a canton that its cases came to last; None where it has no cases."""
        keys = [
            key
            for _, key in sorted(self.store.editions.by_number().items())
            if key.canton == canton
        ]
        return self.program(keys[-1]) if keys else None

    def number(self, key: EditionKey) -> int:
        """The number that rows of the index name an edition by."""
        return {kept: number for number, kept in self.store.editions.by_number().items()}[key]

    def _read(self, key: EditionKey) -> Program:
        """Read an edition as the store holds it; what was made of the same files is made once."""
        files = self.store.editions.files(key)
        try:
            places = {unpacked(name, OWN, key.edition): data for name, data in files.items()}
        except ValueError:  # no such file was ever kept
            places = {}
        if not places or digest_of(files.items()) != key.digest:
            words = {"store": self.store.name, "edition": key.edition, "digest": key.digest[:12]}
            raise StoreError([Finding("edition-lost", Place(Source(self.store.name)), words)])
        with _compiling:
            program = _COMPILED.pop(key, None) or _compiled(self.store.name, key, places)
            if Path(self.store.name).is_file():
                at_home(program, edition_again, self.store.name)
            _COMPILED[key] = program
            while len(_COMPILED) > MOST_EDITIONS:
                del _COMPILED[next(iter(_COMPILED))]
        return program


def edition_again(key: tuple[str, str, str], file: str) -> Program:
    """An edition that the store in a file has kept."""
    with Store(file, create=False) as store:
        return Archive(store).program(EditionKey(*key))


MOST_EDITIONS = 16
"""Of how many editions what was compiled is kept in memory."""
_COMPILED: dict[EditionKey, Program] = {}
_compiling = threading.Lock()


def _compiled(store: str, key: EditionKey, places: Mapping[Path, bytes]) -> Program:
    """Read, check and compile an edition from its files; LoadError where it has faults."""
    with TemporaryDirectory() as name:
        folder = Folder(Path(name, OWN), f"{store}:{key.canton}")
        for place, data in places.items():
            path = Path(name) / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        program, findings = edition_of(folder, _entry(folder, key.edition), homed=False)
    if program is None:
        raise LoadError(findings)
    return program
