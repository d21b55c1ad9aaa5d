"""`iiz mutate`: which small faults in a canton's rules none of its cases and stories notices."""

import os
from pathlib import Path

from iiz_rules.cli.command import command
from iiz_rules.cli.meant_cantons import cantons_meant
from iiz_rules.cli.options import (
    argument,
    check_known,
    fault,
    form_option,
    option,
    read_percent,
)
from iiz_rules.cli.screen import Progress, Screen
from iiz_rules.findings.errors import LoadError
from iiz_rules.language.editions import Folder, read_canton
from iiz_rules.language.folders import check_own
from iiz_rules.language.text.putting import put
from iiz_rules.loading import read_program
from iiz_rules.render.data.mutants import mutation_data
from iiz_rules.render.text.mutants import mutation_text, sentence
from iiz_rules.testing.case_files import CASES
from iiz_rules.verification.mutants.keeping import KeptTrials
from iiz_rules.verification.mutants.mutating import Mutation, try_mutants
from iiz_rules.verification.mutants.reading import read_trial
from iiz_rules.verification.mutants.saving import mutant_case_name, mutant_case_text
from iiz_rules.verification.prover import need_solver


@command()
@argument("paths", "check.path", nargs=-1)
@option("--rule", "rules", help="mutate.rule", word="mutate.rule.metavar", multiple=True)
@option("--save", "keep", help="mutate.save", is_flag=True)
@option("--fail-under", "least", help="mutate.fail-under", metavar="N", callback=read_percent)
@form_option(help="verify.format")
def mutate(
    screen: Screen,
    paths: tuple[str, ...],
    rules: tuple[str, ...],
    keep: bool,
    least: int | None,
    form: str,
) -> int:
    """Try the mutants of all editions; 1 where too few of them are found."""
    need_solver()
    tried = []
    for folder, _ in cantons_meant(paths):
        if keep:
            check_own(folder.path, folder.name)
        for entry in read_canton(folder).editions:
            program, findings = read_program(folder, entry)
            if program is None:
                raise LoadError(findings)
            for rule in rules:
                check_known("--rule", rule, (*program.rules, *program.ways, *program.events))
            trial = read_trial(folder, entry, program)
            with Progress() as progress:

                def tell(done: int, of: int, progress: Progress = progress) -> None:
                    progress.tell(screen.say("mutate.progress"), done, of)

                kept = KeptTrials(trial, str(folder.path))
                tried.append(try_mutants(trial, kept, tell, rules))
            if keep:
                _save(screen, folder, folder.path / entry.id / CASES, tried[-1])
    if form == "json":
        screen.data([mutation_data(one, screen.language) for one in tried])
    else:
        screen.print("\n\n".join(mutation_text(one, screen.paper) for one in tried))
    return int(any(one.percent < (least or 0) for one in tried))


def _save(screen: Screen, folder: Folder, cases: Path, mutation: Mutation) -> None:
    """Write the cases that would find what goes unnoticed; one that is there already stays."""
    for survivor in mutation.survivors:
        mutant = survivor.mutant
        title = sentence(mutation.program, mutant, screen.paper)
        text = mutant_case_text(mutation.program, survivor, title)
        if text is None:
            if survivor.telling:
                screen.complain(screen.paper.say("mutants.unsaved", about=mutant.about))
            continue
        file = cases / mutant_case_name(mutant)
        if os.path.lexists(file):  # also a link to nowhere, and a folder
            screen.complain(screen.say("verify.stays", file=folder.shown(file)))
            continue
        try:
            cases.mkdir(exist_ok=True)
        except OSError:
            raise fault("unwritable-folder", folder=folder.shown(cases)) from None
        put(file, text)
        screen.complain(screen.say("written", file=folder.shown(file)))
