"""`iiz mutate`: which small faults in a canton's rules none of its cases and stories notices."""

from collections.abc import Iterator

from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, check_known, form_option, option, read_percent
from iiz_rules.cli.proving import (
    Allowed,
    MeantEdition,
    editions_meant,
    keep_cases,
    limit_option,
    show,
)
from iiz_rules.cli.screen import Progress, Screen
from iiz_rules.render.data.mutants import mutation_data
from iiz_rules.render.text.mutants import mutation_text, sentence
from iiz_rules.verification.mutants.keeping import KeptTrials
from iiz_rules.verification.mutants.mutating import TRIAL_WORK, Mutation, try_mutants
from iiz_rules.verification.mutants.reading import read_trial
from iiz_rules.verification.mutants.saving import mutant_case_name, mutant_case_text


@command()
@argument("paths", "check.path", nargs=-1)
@option("--rule", "rules", help="mutate.rule", word="mutate.rule.metavar", multiple=True)
@option("--save", "keep", help="mutate.save", is_flag=True)
@option("--fail-under", "least", help="mutate.fail-under", metavar="N", callback=read_percent)
@limit_option("mutate.time-limit", TRIAL_WORK)
@form_option(help="verify.format")
def mutate(
    screen: Screen,
    paths: tuple[str, ...],
    rules: tuple[str, ...],
    keep: bool,
    least: int | None,
    allowed: Allowed,
    form: str,
) -> int:
    """Try the mutants of all editions; 1 where too few are found, or not all was gone into."""
    tried = []
    for edition in editions_meant(paths, keep=keep):
        folder, program = edition.folder, edition.program
        for rule in rules:
            check_known("--rule", rule, (*program.rules, *program.ways, *program.events))
        trial = read_trial(folder, edition.entry, program)
        with Progress() as progress:

            def tell(done: int, of: int, progress: Progress = progress) -> None:
                progress.tell(screen.say("mutate.progress"), done, of)

            kept = KeptTrials(trial, str(folder.path))
            tried.append(try_mutants(trial, kept, tell, rules, allowed()))
        if keep:
            keep_cases(screen, edition, _cases(screen, edition, tried[-1]))
    show(screen, form, tried, mutation_data, mutation_text)
    return int(any(one.untried or (one.percent or 0) < (least or 0) for one in tried))


def _cases(screen: Screen, edition: MeantEdition, mutation: Mutation) -> Iterator[tuple[str, str]]:
    """The cases that would find what goes unnoticed; what is no case is told."""
    for survivor in mutation.survivors:
        mutant = survivor.mutant
        said = sentence(mutation.program, mutant, screen.paper)
        title = edition.titled(said, screen.language)
        text = mutant_case_text(mutation.program, survivor, title)
        if text is not None:
            yield mutant_case_name(mutant), text
        elif survivor.telling:
            screen.complain(screen.paper.say("mutants.unsaved", about=mutant.about))
