"""From a canton's folder to a program that can be asked: read, check, compile, prove."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from iiz_rules.engine.asking.bearers import unborne
from iiz_rules.engine.asking.reach import unreachable
from iiz_rules.findings.errors import LoadError
from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.run import check_edition
from iiz_rules.language.compiler.program import compile_edition
from iiz_rules.language.editions import Folder, entry_on, read_canton, read_edition
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.sources import CantonFile, EditionEntry
from iiz_rules.language.program.rules import Program


def read_program(
    folder: Folder, entry: EditionEntry, amend: Callable[[Edition], Edition] | None = None
) -> tuple[Program | None, tuple[Finding, ...]]:
    """Read, check and compile one edition. The program is None where a finding is an error.

    `amend` may exchange parts of the edition before it is checked, as a scenario does.
    """
    edition, findings = read_edition(folder, entry)
    if edition is not None and amend is not None:
        edition = amend(edition)
    if edition is not None:
        findings = [*findings, *check_edition(edition)]
    if edition is None or _faulty(findings):
        return None, tuple(findings)
    program = compile_edition(edition)
    findings = [*findings, *unreachable(program), *unborne(program)]
    return None if _faulty(findings) else program, tuple(findings)


@dataclass(frozen=True)
class Read:
    """An edition that was read and found good, the canton that it is of, and its entry there."""

    canton: CantonFile
    entry: EditionEntry
    program: Program
    findings: tuple[Finding, ...]


def read_edition_on(folder: Folder, day: date | None) -> Read:
    """Read the edition of a canton in force on a day, or the newest one.

    Raises LoadError where its files have faults, UsageError for a day outside all editions.
    """
    reading = read_canton(folder)
    if not isinstance(reading.part, CantonFile):
        raise LoadError(reading.findings)
    entry = entry_on(reading.part, day, folder.name)
    program, findings = read_program(folder, entry)
    if program is None:
        raise LoadError(findings)
    return Read(reading.part, entry, program, findings)


def _faulty(findings: Iterable[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)
