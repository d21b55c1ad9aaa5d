"""Asking every question of a program, except what was proved before."""

from collections.abc import Iterator
from dataclasses import replace

from iiz_rules.language.program.rules import Program
from iiz_rules.verification.meant import MeantFindings
from iiz_rules.verification.prover import Budget, SpentError, need_solver
from iiz_rules.verification.questions import acting, ahead, alike, idle, money, reached, together
from iiz_rules.verification.questions.asking import ProofQuestion
from iiz_rules.verification.remembered import Remembered
from iiz_rules.verification.search import CaseSearch
from iiz_rules.verification.witnessed import WitnessedFinding, clauses_at

QUESTIONS: tuple[ProofQuestion, ...] = (
    reached.NEVER_MET,
    reached.ALWAYS_MET,
    reached.NEVER_TAKEN,
    acting.NEVER_ACTS,
    acting.ROLE_IDLE,
    idle.READING_IDLE,
    together.BORNE_TWICE,
    ahead.WITHOUT_END,
    ahead.NOWHERE,
    idle.IN_VAIN,
)
HINTS: tuple[ProofQuestion, ...] = (
    idle.CRITERIA_IDLE,
    together.PAYERS_TOGETHER,
    together.STEPS_TOGETHER,
    ahead.OPEN_NOW,
    money.UNCOVERED,
    money.UNBORNE,
    money.PAID_AT_MOST,
    alike.OPEN_IN_VAIN,
    idle.ACTIONS_IN_VAIN,
)
"""questions about what is harmless: redundant, or possibly meant"""


def examine(
    program: Program,
    *,
    hints: bool = False,
    remembered: Remembered | None = None,
    budget: Budget | None = None,
) -> Iterator[WitnessedFinding]:
    """Ask every question of a program; UsageError where the solver is not installed.

    What a claim says is meant is not told (`MeantFindings`). What is `remembered` is not asked
    again. Where a `budget` is spent, it says what was not gone into; nothing is proved of that.
    """
    need_solver()
    meant = MeantFindings(program)
    search: CaseSearch | None = None
    for question in (*QUESTIONS, *(HINTS if hints else ())):
        for subject in question.subjects(program):
            hangs_on = question.hangs_on(program, subject)
            proof = remembered.proof(question.name, *hangs_on) if remembered else ""
            if remembered and proof in remembered.proved:
                continue
            try:
                if budget and budget.spent:
                    raise SpentError
                search = search or CaseSearch(program, budget=budget)
                results = [*question.ask(search, subject)]
            except SpentError:
                assert budget is not None  # nothing else is spent
                budget.unasked[question.name] += 1
                results, proved = [], False
            else:
                proved = not results
            if remembered and not proved:
                remembered.found(proof)
            yield from (
                replace(result, clauses=clauses_at(program, result.finding.place))
                for result in results
                if (subject, result.finding) not in meant
            )
