"""The editions of a canton, to take up the cases of a store, each on its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from iiz_rules import ir
from iiz_rules.diagnostics import Finding, Place, Source
from iiz_rules.errors import LoadError, UsageError
from iiz_rules.escalation.cases import setting
from iiz_rules.escalation.flow import Setting
from iiz_rules.escalation.store import Store
from iiz_rules.model.sources import CantonFile
from iiz_rules.programs import read_program
from iiz_rules.source.editions import find_folder, read_canton


@dataclass(frozen=True)
class Settings:
    """All editions of a canton by their digests, and the store."""

    programs: Mapping[str, ir.Program]
    store: Store

    @property
    def program(self) -> ir.Program:
        """The newest edition."""
        return list(self.programs.values())[-1]

    def of(self, edition: str, digest: str, readings: Mapping[str, str]) -> Setting:
        """Give what a case runs under; UsageError where its edition is not here as it was."""
        if digest not in self.programs:
            known = ", ".join(one.edition for one in self.programs.values())
            words = {"edition": edition, "digest": digest[:12], "loaded": known}
            raise UsageError([Finding("edition-changed", Place(Source(self.store.name)), words)])
        return setting(self.programs[digest], readings, self.store)


def settings_of(canton: str | Path | None, store: Store) -> Settings:
    """Load all editions of a canton, without a name of the one whose cases the store holds.

    LoadError where an edition has faults, UsageError where it is not clear which canton it is.
    """
    if canton is None:
        found_in = store.cantons()
        if len(found_in) != 1:
            place = Place(Source(store.name))
            raise UsageError([Finding("missing-argument", place, {"name": "--canton"})])
        (canton,) = found_in
    folder = find_folder(canton)
    reading = read_canton(folder)
    if not isinstance(reading.part, CantonFile):
        raise LoadError(reading.findings)
    found: dict[str, ir.Program] = {}
    for entry in reading.part.editions:
        program, findings = read_program(folder, entry)
        if program is None:
            raise LoadError(findings)
        found[program.digest] = program
    return Settings(found, store)
