"""The editions that the cases of a store run on, kept in it byte for byte.

A case outlives its canton's files: they are edited, and canton.yaml names a new edition. What is
kept is what the digest in every record covers, so it is known to be what it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from iiz_rules.escalation.store.records import EditionKey
from iiz_rules.escalation.store.sqlite import Store
from iiz_rules.findings.errors import LoadError, StoreError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.editions import Folder, digest_of, files_of, read_canton
from iiz_rules.language.program.rules import Program
from iiz_rules.loading import read_program


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
    if store.files(basis.key):
        return
    try:
        files = files_of(basis.folder, basis.program.edition)
    except OSError:
        files = {}
    if digest_of(files.items()) != basis.program.digest:
        words = {"edition": basis.program.edition, "digest": basis.program.digest[:12]}
        raise UsageError([Finding("edition-edited", Place(Source(basis.folder.name)), words)])
    store.keep(basis.key, files)


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
        keys = [key for _, key in sorted(self.store.editions().items()) if key.canton == canton]
        return self.program(keys[-1]) if keys else None

    def number(self, key: EditionKey) -> int:
        """The number that rows of the index name an edition by."""
        return {kept: number for number, kept in self.store.editions().items()}[key]

    def _read(self, key: EditionKey) -> Program:
        files = self.store.files(key)
        if digest_of(files.items()) != key.digest:
            words = {"store": self.store.name, "edition": key.edition, "digest": key.digest[:12]}
            raise StoreError([Finding("edition-lost", Place(Source(self.store.name)), words)])
        with TemporaryDirectory() as name:
            folder = Folder(Path(name), f"{self.store.name}:{key.canton}")
            for file, data in files.items():
                path = folder.path / ("" if file == "canton.yaml" else key.edition) / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            canton = read_canton(folder)
            entry = next(edition for edition in canton.editions if edition.id == key.edition)
            program, findings = read_program(folder, entry)
        if program is None:
            raise LoadError(findings)
        return program
