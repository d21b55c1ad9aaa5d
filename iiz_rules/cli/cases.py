"""`iiz cases --boundaries RULE`: cases at the limits of a rule, to be judged by a person."""

import os

from iiz_rules.cli.command import command
from iiz_rules.cli.meant_cantons import cantons_meant
from iiz_rules.cli.options import argument, check_known, fault, option
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import LoadError
from iiz_rules.language.editions import Folder, read_canton
from iiz_rules.language.folders import check_own
from iiz_rules.language.program.rules import ACTOR, Program
from iiz_rules.language.text.putting import put
from iiz_rules.loading import read_program
from iiz_rules.render.text.findings import where
from iiz_rules.render.text.mutants import boundary_title
from iiz_rules.testing.case_files import CASES
from iiz_rules.verification.mutants.boundaries import BoundaryCase, boundaries
from iiz_rules.verification.mutants.saving import asked_text
from iiz_rules.verification.prover import need_solver


@command()
@argument("paths", "check.path", nargs=-1)
@option("--boundaries", "rule", help="cases.boundaries", word="mutate.rule.metavar", required=True)
@option("--save", "keep", help="cases.save", is_flag=True)
def cases(screen: Screen, paths: tuple[str, ...], rule: str, keep: bool) -> int:
    """Show the cases at the limits of a rule in every edition, or write them."""
    need_solver()
    for folder, _ in cantons_meant(paths):
        if keep:
            check_own(folder.path, folder.name)
        for entry in read_canton(folder).editions:
            program, findings = read_program(folder, entry)
            if program is None:
                raise LoadError(findings)
            check_known("--boundaries", rule, program.rules)
            for n, boundary in enumerate(boundaries(program, rule), 1):
                title = boundary_title(program, boundary, screen.paper)
                if keep:
                    file = folder.path / entry.id / CASES / f"boundary-{rule}-{n}.yaml"
                    _save(screen, folder, os.fspath(file), _text(program, boundary, title))
                else:
                    lines = [where(boundary.mutant.at), *screen.paper.block("  ", title)]
                    screen.print("\n".join(lines))
    return 0


def _text(program: Program, boundary: BoundaryCase, title: str) -> str | None:
    """The case without an answer; None where it is about counted members, or who acts."""
    facts = boundary.case.facts
    if ACTOR in facts or any(not program.facts[name].given for name in facts):
        return None
    return asked_text(boundary.case, title, f"boundary: {boundary.mutant.at}")


def _save(screen: Screen, folder: Folder, name: str, text: str | None) -> None:
    """Write a case that is not there yet."""
    from pathlib import Path

    file = Path(name)
    if text is None:
        return
    if os.path.lexists(file):
        screen.complain(screen.say("verify.stays", file=folder.shown(file)))
        return
    try:
        file.parent.mkdir(exist_ok=True)
    except OSError:
        raise fault("unwritable-folder", folder=folder.shown(file.parent)) from None
    put(file, text)
    screen.complain(screen.say("written", file=folder.shown(file)))
