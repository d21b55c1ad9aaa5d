"""What nobody pays or bears, and the most that a payer pays."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from iiz_rules.engine.shares import RAPPEN
from iiz_rules.engine.waterfall import Bounds, PaidPart, flow
from iiz_rules.language.program import conditions
from iiz_rules.language.program.claims import PaidAtMost
from iiz_rules.language.program.money import Waterfall
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.verification.amounts import Amounts, rappen
from iiz_rules.verification.bits import Bits
from iiz_rules.verification.questions.asking import ProofQuestion, finding, its_own, shown
from iiz_rules.verification.search import CaseSearch, largest, of_rule
from iiz_rules.verification.variables import Number
from iiz_rules.verification.witness import Case, Test, Wish
from iiz_rules.verification.witnessed import WitnessedFinding
from iiz_rules.words.formats import amount as francs

UP_TO = Decimal("100000.00")
"""what a measure may cost where it is asked how much is paid at most"""


Paid = Callable[[tuple[PaidPart, ...]], Bounds]
"""What is looked at of who pays."""


def uncovered(search: CaseSearch, waterfall: Waterfall) -> Iterator[WitnessedFinding]:
    """How much of a measure for which somebody pays can remain with nobody."""
    amounts = Amounts(search.encoder, waterfall)
    left, decided, rules = amounts.cost, list[int](), list[str]()
    for rule, known, part in amounts.parts():
        left = amounts.gates.minus(left, part)[0]
        decided.append(known)
        rules.append(rule)
    somebody = amounts.cnf.any_of([search.encoder.rule(rule)[0] for rule in rules])
    given = [somebody, *decided, *_up_to(search, waterfall)]
    largest = _largest(search, left, given, lambda flowing: flowing[-1].left)
    if largest:
        amount, case = largest
        told = finding("cost-uncovered", search.program.rules[rules[-1]].at, amount=francs(amount))
        yield shown(search, told, case, *map(of_rule, rules))


def _measures(program: Program) -> Iterator[Waterfall]:
    if program.waterfall and program.waterfall.payers:
        yield program.waterfall


def paid_at_most(search: CaseSearch, payer: str) -> Iterator[WitnessedFinding]:
    """How much a payer pays at most; where a claim says it, it is known."""
    waterfall = search.program.waterfall
    assert waterfall is not None  # it has this payer
    parts = Amounts(search.encoder, waterfall).parts()
    decided, part = next((known, part) for rule, known, part in parts if rule == payer)
    assumed = [decided, *_up_to(search, waterfall)]

    def paid(flowing: tuple[PaidPart, ...]) -> Bounds:
        return next(one.part for one in flowing if one.payer.rule == payer)

    largest = _largest(search, part, assumed, paid)
    if largest:
        amount, case = largest
        told = finding(
            "paid-at-most", search.program.rules[payer].at, payer=payer, amount=francs(amount)
        )
        yield shown(search, told, case, of_rule(payer))


def _payers(program: Program) -> Iterator[str]:
    holds = [claim.holds for claim in program.claims]
    claimed = {one.payer for one in holds if isinstance(one, PaidAtMost)}
    payers = program.waterfall.payers if program.waterfall else ()
    return (payer.rule for payer in payers if payer.rule not in claimed)


def unborne(search: CaseSearch, amount: str) -> Iterator[WitnessedFinding]:
    """Amounts that no rule of who bears them claims."""
    costs = [search.program.rules[name] for name in _of_amount(search.program, amount)]
    known = conditions.Any((conditions.Range(amount, RAPPEN, None),))
    case = search.smallest(
        [Wish(known, Truth.YES), *(Wish(of_rule(cost.id), Truth.NO) for cost in costs)]
    )
    if case:
        told = finding("cost-unborne", costs[0].at, fact=amount)
        yield shown(search, told, case, *(of_rule(cost.id) for cost in costs))


def _of_amount(program: Program, amount: str) -> list[str]:
    return [name for name, split in program.splits.items() if split.amount == amount]


def _up_to(search: CaseSearch, waterfall: Waterfall) -> list[int]:
    cost = search.encoder.facts[waterfall.amount]
    assert isinstance(cost, Number)
    return [cost.between(None, UP_TO)]


def _largest(
    search: CaseSearch, amount: Bits, given: list[int], paid: Paid
) -> tuple[Decimal, Case] | None:
    """The most that an amount can be, and a case in which it is; None where it is nothing."""

    def possible(least: int) -> bool:
        return search.prover.possible(search.space.gates.between(amount, least, None), *given)

    reached = largest(possible, rappen(UP_TO))
    if not reached:
        return None
    most = Decimal(reached).scaleb(-2)
    least = search.space.gates.between(amount, reached, None)
    case = search.smallest_of([least, *given], None, _paying(search, paid, most))
    assert case is not None  # it was possible
    return most, case


def _paying(search: CaseSearch, paid: Paid, most: Decimal) -> Test:
    """The test whether so much is paid, or remains."""

    def test(case: Case) -> bool:
        asked = search.judge.situation(case)
        flowing = flow(search.program, asked) if asked else ()
        return bool(flowing) and paid(flowing) == Bounds(most, most)  # who comes later may be open

    return test


def _of_payers(program: Program, _: object) -> Iterator[object]:
    waterfall = program.waterfall
    assert waterfall is not None  # it is asked about
    yield waterfall
    for payer in waterfall.payers:
        yield from its_own(program, program.rules[payer.rule])


UNCOVERED = ProofQuestion("uncovered", _measures, uncovered, _of_payers)
PAID_AT_MOST = ProofQuestion("paid-at-most", _payers, paid_at_most, _of_payers)
UNBORNE = ProofQuestion(
    "unborne",
    lambda program: dict.fromkeys(split.amount for split in program.splits.values()),
    unborne,
    lambda program, amount: (program.rules[name].node for name in _of_amount(program, amount)),
)
