"""`iiz verify`: what is proved of all cases, and the cases that show what does not hold."""

import os
from pathlib import Path

from iiz_rules.cli.command import command
from iiz_rules.cli.meant_cantons import cantons_meant
from iiz_rules.cli.options import argument, fault, form_option, option
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import LoadError
from iiz_rules.findings.registry import message
from iiz_rules.language.editions import Folder, read_canton
from iiz_rules.language.folders import check_own
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.putting import put
from iiz_rules.loading import read_program
from iiz_rules.render.data.verification import verified_data
from iiz_rules.render.text.verification import verified_text
from iiz_rules.testing.case_files import CASES
from iiz_rules.verification.claims import prove_claims
from iiz_rules.verification.prover import need_solver
from iiz_rules.verification.questions.examine import examine
from iiz_rules.verification.remembered import Remembered
from iiz_rules.verification.saving import case_name, case_text, with_witness
from iiz_rules.verification.verified import Verification


@command()
@argument("paths", "check.path", nargs=-1)
@option("--hints", help="verify.hints", is_flag=True)
@option("--save", "keep", help="verify.save", is_flag=True)
@form_option(help="verify.format")
def verify(screen: Screen, paths: tuple[str, ...], hints: bool, keep: bool, form: str) -> int:
    """Prove the claims and ask every question; 1 where one does not hold, or finds a fault."""
    need_solver()
    verified = []
    for folder, _ in cantons_meant(paths):
        if keep:
            check_own(folder.path, folder.name)
        for entry in read_canton(folder).editions:
            program, findings = read_program(folder, entry)
            if program is None:
                raise LoadError(findings)
            verified.append(_verified(program, hints))
            if keep:
                _save(screen, folder, folder.path / entry.id / CASES, verified[-1])
    if form == "json":
        screen.data([verified_data(one, screen.language) for one in verified])
    else:
        screen.print("\n\n".join(verified_text(one, screen.paper) for one in verified))
    return int(any(not one.sound for one in verified))


def _verified(program: Program, hints: bool) -> Verification:
    remembered = Remembered(program)
    proofs = tuple(prove_claims(program, remembered=remembered))
    found = tuple(examine(program, hints=hints, remembered=remembered))
    remembered.keep()
    return Verification(program, proofs, found)


def _save(screen: Screen, folder: Folder, cases: Path, verified: Verification) -> None:
    """Write the cases that were found beside the others; one that is there already stays."""
    for found, witness in with_witness(verified.found):
        file = cases / case_name(found)
        if os.path.lexists(file):  # also a link to nowhere, and a folder
            screen.complain(screen.say("verify.stays", file=folder.shown(file)))
            continue
        try:
            cases.mkdir(exist_ok=True)
        except OSError:
            raise fault("unwritable-folder", folder=folder.shown(cases)) from None
        put(file, case_text(found, witness, message(found.finding, screen.language)))
        screen.complain(screen.say("written", file=folder.shown(file)))
