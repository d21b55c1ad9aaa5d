"""`iiz verify`: what is proved of all cases, and the cases that show what does not hold."""

from collections.abc import Iterator

from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, form_option, option
from iiz_rules.cli.proving import (
    Allowed,
    MeantEdition,
    editions_meant,
    keep_cases,
    limit_option,
    show,
)
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.registry import message
from iiz_rules.language.program.rules import Program
from iiz_rules.render.data.verification import verified_data
from iiz_rules.render.text.verification import verified_text
from iiz_rules.verification.claims import prove_claims
from iiz_rules.verification.influence import influence_in
from iiz_rules.verification.prover import Budget
from iiz_rules.verification.questions.examine import examine
from iiz_rules.verification.remembered import Remembered
from iiz_rules.verification.saving import case_name, case_text, with_witness
from iiz_rules.verification.verified import Verification


@command()
@argument("paths", "check.path", nargs=-1)
@option("--hints", help="verify.hints", is_flag=True)
@option("--influence", help="verify.influence", is_flag=True)
@option("--save", "keep", help="verify.save", is_flag=True)
@limit_option("verify.time-limit")
@form_option(help="verify.format")
def verify(
    screen: Screen,
    paths: tuple[str, ...],
    hints: bool,
    influence: bool,
    keep: bool,
    allowed: Allowed,
    form: str,
) -> int:
    """Prove the claims and ask every question; 1 where not all is proved, or a fault is found."""
    verified = []
    for edition in editions_meant(paths, keep=keep):
        verified.append(_verified(edition.program, hints, influence, allowed()))
        if keep:
            keep_cases(screen, edition, _cases(screen, edition, verified[-1]))
    show(screen, form, verified, verified_data, verified_text)
    return int(any(not one.sound for one in verified))


def _verified(program: Program, hints: bool, influence: bool, budget: Budget) -> Verification:
    remembered = Remembered(program)
    proofs = tuple(prove_claims(program, remembered=remembered, budget=budget))
    results = tuple(examine(program, hints=hints, remembered=remembered, budget=budget))
    remembered.keep()
    turned = influence_in(program, budget) if influence else None
    return Verification(program, proofs, results, dict(budget.unasked), turned)


def _cases(
    screen: Screen, edition: MeantEdition, verified: Verification
) -> Iterator[tuple[str, str]]:
    for result, witness in with_witness(verified.found):
        title = edition.titled(message(result.finding, screen.language), screen.language)
        yield case_name(result), case_text(result, witness, title)
