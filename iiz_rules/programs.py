"""From a canton's folder to a program that can be asked: read, check, compile, prove."""

from collections.abc import Callable, Iterable

from iiz_rules import ir
from iiz_rules.checks.run import check_edition
from iiz_rules.compiler.program import compile_edition
from iiz_rules.diagnostics import Finding
from iiz_rules.model.edition import Edition
from iiz_rules.model.sources import EditionEntry
from iiz_rules.source.editions import Folder, read_edition
from iiz_rules.verification.reach import unreachable


def read_program(
    folder: Folder, entry: EditionEntry, amend: Callable[[Edition], Edition] | None = None
) -> tuple[ir.Program | None, tuple[Finding, ...]]:
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
    findings = [*findings, *unreachable(program)]
    return None if _faulty(findings) else program, tuple(findings)


def _faulty(findings: Iterable[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)
