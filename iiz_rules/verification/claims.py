"""Proving a canton's claims about all cases, or refuting them with the smallest case."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import assert_never

from iiz_rules.engine.waterfall import flow
from iiz_rules.findings.finding import Finding
from iiz_rules.language.program.claims import (
    Claim,
    Growing,
    Never,
    PaidAtMost,
    Readings,
    Whatever,
    Whenever,
)
from iiz_rules.language.program.conditions import (
    All,
    Condition,
    Members,
    Reference,
    facts_of,
)
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.verification import search as searching
from iiz_rules.verification.amounts import Amounts
from iiz_rules.verification.prover import Budget, SpentError, need_solver
from iiz_rules.verification.remembered import Remembered
from iiz_rules.verification.search import USUAL, CaseSearch
from iiz_rules.verification.witness import Case, Test, Wish
from iiz_rules.verification.witnessed import Witness, WitnessedFinding, told
from iiz_rules.words.frozen import frozen


@frozen
class ClaimProof:
    """The outcome for a claim.

    `broken` is a case under the readings that it is claimed for; `breaking` are other readings
    under which it does not hold, where it does under those. Where it is not `settled`, neither a
    case was found nor that there is none. Where it is `empty`, it is about no case, and no change
    of the rules could break it.
    """

    claim: Claim
    broken: WitnessedFinding | None
    breaking: Mapping[str, str] = field(default_factory=dict)
    settled: bool = True
    empty: bool = False

    @property
    def holds(self) -> bool:
        """Whether it is proved for every case, under the readings it is claimed for."""
        return self.settled and self.broken is None

    @property
    def found(self) -> WitnessedFinding | None:
        """What is wrong with it: the case that breaks it, or that it is about none."""
        if self.empty:
            words = {"claim": self.claim.id, "says": self.claim.says}
            return WitnessedFinding(
                Finding("claim-empty", self.claim.at, words, "warning"), None, self.claim.clauses
            )
        return self.broken


def prove_claims(
    program: Program,
    only: Iterable[str] = (),
    remembered: Remembered | None = None,
    budget: Budget | None = None,
) -> Iterator[ClaimProof]:
    """Prove or refute the claims of a program, or those of some names.

    UsageError where the solver is not installed. What is `remembered` is not proved again; what a
    `budget` does not suffice for is not settled.
    """
    need_solver()
    names = {*only}
    claims = [claim for claim in program.claims if not names or claim.id in names]
    examiner: Examiner | None = None
    for claim in claims:
        proof = remembered.proof(*hangs_on(program, claim)) if remembered else ""
        if remembered and proof in remembered.proved:
            yield ClaimProof(claim, None, remembered.proved[proof] or {})
            continue
        try:
            if budget and budget.spent:
                raise SpentError
            examiner = examiner or Examiner(
                CaseSearch(program, conditions_of(claims), budget=budget)
            )
            proved = examiner.prove(claim)
        except SpentError:
            assert budget is not None  # nothing else is spent
            budget.unasked["claims"] += 1
            proved = ClaimProof(claim, None, settled=False)
        if remembered and proved.holds and not proved.empty:
            remembered.knows(proof, dict(proved.breaking))
        elif remembered:
            remembered.found(proof)
        yield proved


def hangs_on(program: Program, claim: Claim) -> Iterator[object]:
    """Everything on which it depends whether a claim holds."""
    yield from ("claim", claim.holds, claim.readings)
    if isinstance(claim.holds, PaidAtMost) and program.waterfall:
        yield program.waterfall
        yield from (program.rules[payer.rule].node for payer in program.waterfall.payers)
    if isinstance(claim.holds, (Growing, Whatever)):
        facts = [claim.holds.fact] if isinstance(claim.holds, Growing) else claim.holds.facts
        yield from (Members(fact, None, 1, None) for fact in facts)


def conditions_of(claims: Iterable[Claim]) -> list[Condition]:
    """The conditions of some claims."""
    return [condition for claim in claims for condition in claim.conditions]


class Examiner:
    """Looks for cases that break claims."""

    def __init__(self, search: CaseSearch) -> None:
        self.search, self.program = search, search.program

    def prove(self, claim: Claim) -> ClaimProof:
        """Try the readings it is claimed for, then whether another one breaks it."""
        for readings in readings_of(claim.readings):
            broken = self.broken(claim, readings)
            if broken:
                return ClaimProof(claim, broken)
        beyond = None if claim.readings == "every" else self.broken(claim, None)
        witness = beyond.witness if beyond else None
        breaking = dict(witness.case.options) if witness else {}
        return ClaimProof(claim, None, breaking, empty=self.empty(claim))

    def empty(self, claim: Claim) -> bool:
        """Whether there is no case of which a claim speaks, whatever the rules say."""
        match claim.holds:
            case Whenever(when, _):
                return self._never(when, claim.readings)
            case Never(what):
                parts = what.parts if isinstance(what, All) else (what,)
                told = tuple(part for part in parts if not self._by_rules(part))
                return self._never(All(told), "every")
            case Growing(keeps, _) | Whatever(keeps, _):
                return self._never(keeps, claim.readings)
            case PaidAtMost():
                return False
        assert_never(claim.holds)

    def _never(self, node: Condition, readings: Readings) -> bool:
        literals = self.search.literals([Wish(node, Truth.YES)])
        under = (self.search.under(one) for one in readings_of(readings))
        return not any(self.search.prover.possible(*literals, *one) for one in under)

    def _by_rules(self, node: Condition) -> bool:
        """Whether a condition hangs on a rule, a term, or a fact that follows from others."""
        inside = self.search.nodes(node)
        facts = (fact for one in inside for fact in facts_of(one))
        refers = any(isinstance(one, Reference) for one in inside)
        return refers or any(fact in self.program.derived for fact in facts)

    def broken(self, claim: Claim, readings: searching.Readings) -> WitnessedFinding | None:
        """The smallest case that breaks a claim under some readings."""
        match claim.holds:
            case Whenever(when, then):
                wishes = [Wish(when, Truth.YES), Wish(then, Truth.NO)]
                case = self.search.smallest(wishes, readings)
                if case is None:
                    case = self.search.silent(wishes[0], then, readings)
                    return self.found("claim-open", claim, case)
                return self.found("claim-broken", claim, case)
            case Never(what):
                case = self.search.smallest([Wish(what, Truth.YES)], readings)
                return self.found("claim-broken", claim, case)
            case Growing(keeps, fact):
                return self.changing(claim, keeps, (fact,), readings, growing=True)
            case Whatever(keeps, facts):
                return self.changing(claim, keeps, facts, readings)
            case PaidAtMost():
                return self.found("claim-broken", claim, self.paid(claim.holds, readings))
        assert_never(claim.holds)

    def changing(
        self,
        claim: Claim,
        keeps: Condition,
        facts: Sequence[str],
        readings: searching.Readings,
        growing: bool = False,
    ) -> WitnessedFinding | None:
        """Two cases that differ in some facts, and in what a condition comes to."""
        pair = self.search.pair(keeps, facts, readings, growing=growing)
        return self.found("claim-broken", claim, *pair) if pair else None

    def found(
        self, code: str, claim: Claim, case: Case | None, after: Case | None = None
    ) -> WitnessedFinding | None:
        """The finding with its case, and what the rules answer in it, or in the second one."""
        if case is None:
            return None
        situation = self.search.judge.situation(after or case)
        assert situation is not None  # the case was confirmed
        changes = {
            name: value
            for name, value in (after or case).facts.items()
            if case.facts.get(name) != value
        }
        answers = tuple(told(self.program, claim.conditions, situation))
        words = {"claim": claim.id, "says": claim.says}
        witness = Witness(self.program, case, answers, changes)
        return WitnessedFinding(Finding(code, claim.at, words), witness, claim.clauses)

    def paid(self, claim: PaidAtMost, readings: searching.Readings) -> Case | None:
        """A case in which a payer pays more."""
        waterfall = self.program.waterfall
        assert waterfall is not None  # the payer of a claim is one of the edition
        more = Amounts(self.search.encoder, waterfall).more_than(claim.payer, claim.amount)
        return self.search.smallest_of([more], readings, self.pays_more(claim))

    def pays_more(self, claim: PaidAtMost) -> Test:
        """A test whether a payer pays more, by the interpreter's waterfall."""

        def test(case: Case) -> bool:
            asked = self.search.judge.situation(case)
            parts = flow(self.program, asked) if asked else ()
            own = (one.part.low for one in parts if one.payer.rule == claim.payer)
            return any(part > claim.amount for part in own)

        return test


def readings_of(readings: Readings) -> tuple[searching.Readings, ...]:
    """The readings under which a claim must hold."""
    match readings:
        case "every":
            return (None,)
        case "default":
            return (USUAL,)
    return readings
