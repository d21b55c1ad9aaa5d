"""`iiz cases --boundaries RULE`: cases at the limits of a rule, to be judged by a person."""

from collections.abc import Iterable, Iterator

from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, check_known, fault, option
from iiz_rules.cli.proving import MeantEdition, editions_meant, keep_cases
from iiz_rules.cli.screen import Screen
from iiz_rules.language.program.rules import ACTOR
from iiz_rules.render.text.findings import where
from iiz_rules.render.text.mutants import boundary_title
from iiz_rules.verification.mutants.boundaries import BoundaryCase, boundaries
from iiz_rules.verification.mutants.saving import asked_text


@command()
@argument("paths", "check.path", nargs=-1)
@option("--boundaries", "rule", help="cases.boundaries", word="mutate.rule.metavar", required=True)
@option("--save", "keep", help="cases.save", is_flag=True)
def cases(screen: Screen, paths: tuple[str, ...], rule: str, keep: bool) -> int:
    """Show the cases at the limits of a rule in every edition, or write them."""
    for edition in editions_meant(paths, keep=keep):
        program = edition.program
        if not program.rules:
            raise fault("no-rules", got=rule)
        check_known("--boundaries", rule, program.rules)
        titled = (
            (boundary, boundary_title(program, boundary, screen.paper))
            for boundary in boundaries(program, rule)
        )
        if keep:
            keep_cases(screen, edition, _texts(screen, edition, rule, titled))
            continue
        for boundary, title in titled:
            lines = [where(boundary.mutant.at), *screen.paper.block("  ", title)]
            screen.print("\n".join(lines))
    return 0


def _texts(
    screen: Screen, edition: MeantEdition, rule: str, titled: Iterable[tuple[BoundaryCase, str]]
) -> Iterator[tuple[str, str]]:
    """The cases without an answer; none of what is about counted members, or who acts."""
    known = edition.program.facts
    for number, (boundary, said) in enumerate(titled, 1):
        facts = boundary.case.facts
        title = edition.titled(said, screen.language)
        if ACTOR not in facts and all(known[name].given for name in facts):
            remark = f"boundary: {boundary.mutant.at}"
            yield f"boundary-{rule}-{number}.yaml", asked_text(boundary.case, title, remark)
