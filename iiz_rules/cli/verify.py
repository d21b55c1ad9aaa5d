"""`iiz verify`: what is proved of all cases, and the cases that show what does not hold."""

import re
from collections.abc import Iterator
from time import monotonic

import click

from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, form_option, option, wrong
from iiz_rules.cli.proving import editions_meant, keep_cases, show
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.registry import message
from iiz_rules.language.program.rules import Program
from iiz_rules.render.data.verification import verified_data
from iiz_rules.render.text.verification import verified_text
from iiz_rules.verification.claims import prove_claims
from iiz_rules.verification.prover import Budget
from iiz_rules.verification.questions.examine import examine
from iiz_rules.verification.remembered import Remembered
from iiz_rules.verification.saving import case_name, case_text, with_witness
from iiz_rules.verification.verified import Verification


def read_seconds(_: click.Context, param: click.Parameter, text: str | None) -> float | None:
    """Read how many seconds something may take; anything else is a finding."""
    if text is None or re.fullmatch("[0-9]{1,6}", text):
        return None if text is None else float(text)
    raise wrong(param.opts[-1], text, known="60, 600, …")


@command()
@argument("paths", "check.path", nargs=-1)
@option("--hints", help="verify.hints", is_flag=True)
@option("--save", "keep", help="verify.save", is_flag=True)
@option(
    "--time-limit",
    "seconds",
    help="verify.time-limit",
    word="verify.time-limit.metavar",
    callback=read_seconds,
)
@form_option(help="verify.format")
def verify(
    screen: Screen,
    paths: tuple[str, ...],
    hints: bool,
    keep: bool,
    seconds: float | None,
    form: str,
) -> int:
    """Prove the claims and ask every question; 1 where not all is proved, or a fault is found."""
    begun, verified = monotonic(), []
    for edition in editions_meant(paths, keep=keep):
        budget = Budget()
        if seconds is not None:
            budget = Budget(None, over=lambda: monotonic() - begun >= seconds)
        verified.append(_verified(edition.program, hints, budget))
        if keep:
            keep_cases(screen, edition, _cases(screen, verified[-1]))
    show(screen, form, verified, verified_data, verified_text)
    return int(any(not one.sound for one in verified))


def _verified(program: Program, hints: bool, budget: Budget) -> Verification:
    remembered = Remembered(program)
    proofs = tuple(prove_claims(program, remembered=remembered, budget=budget))
    found = tuple(examine(program, hints=hints, remembered=remembered, budget=budget))
    remembered.keep()
    return Verification(program, proofs, found, dict(budget.unasked))


def _cases(screen: Screen, verified: Verification) -> Iterator[tuple[str, str]]:
    for found, witness in with_witness(verified.found):
        yield case_name(found), case_text(found, witness, message(found.finding, screen.language))
