"""Which dates and costs are said otherwise, and how much more or less a payer pays."""

from collections.abc import Iterator
from decimal import Decimal

from iiz_rules.engine.deadlines import chosen
from iiz_rules.engine.interpreter import Situation
from iiz_rules.engine.waterfall import flow
from iiz_rules.language.program.money import Split
from iiz_rules.verification.amounts import Amounts, rappen
from iiz_rules.verification.bits import Bits
from iiz_rules.verification.difference.changes import AnswerChange, Side
from iiz_rules.verification.difference.comparison import PolicyComparison
from iiz_rules.verification.difference.sure import Wanted
from iiz_rules.verification.search import largest
from iiz_rules.verification.variables import Number
from iiz_rules.verification.witness import Case, Test

LARGEST_COST = Decimal("100000.00")
"""of a measure, up to which it is said how much more a payer pays"""


def dates(both: PolicyComparison) -> Iterator[AnswerChange]:
    """Duties that fall due by another rule."""
    for old, new in both.common():
        one, other = (
            chosen(side.program, _as_read(both, side), side.program.deadlines.get(old.id))
            for side in both.sides
        )
        if one != other:
            yield AnswerChange("due", old.id, places=(old.at, new.at))


def bearers(both: PolicyComparison) -> Iterator[AnswerChange]:
    """Costs that are borne by others, by another key, or rounded otherwise."""
    for old, new in both.common():
        one, other = (_split(both, side, side.program.splits.get(old.id)) for side in both.sides)
        if one != other:
            yield AnswerChange("bearers", old.id, places=(old.at, new.at))


def _split(both: PolicyComparison, side: Side, split: Split | None) -> list[object]:
    read = _as_read(both, side)
    values = (split.amount, split.bearers, split.rounding) if split else ()
    return [chosen(side.program, read, value) for value in values]


def _as_read(both: PolicyComparison, side: Side) -> Situation:
    return Situation({}, both.day, side.readings)


def amounts(both: PolicyComparison) -> Iterator[AnswerChange]:
    """Payers that pay more or less of the same measure, and by how much at most."""
    if not both.flowing:
        return
    one, other = (
        {rule: (decided, part) for rule, decided, part in Amounts(encoder, flowing).parts()}
        for encoder, flowing in zip(both.encoders, both.flowing, strict=True)
    )
    cost = both.encoders[0].facts[both.flowing[0].amount]
    assert isinstance(cost, Number)
    for rule in (rule for rule in one if rule in other):
        given = [one[rule][0], other[rule][0], cost.between(None, LARGEST_COST)]
        paid = _paid_otherwise(both, rule, (one[rule][1], other[rule][1]), given)
        yield from both.budget.within("pays", paid)


def _paid_otherwise(
    both: PolicyComparison, rule: str, parts: tuple[Bits, Bits], given: list[int]
) -> Iterator[AnswerChange]:
    old, new = parts
    for sign, more, less in ((1, new, old), (-1, old, new)):
        most = _most(both, more, less, given)
        if most:
            wanted = [*map(Wanted, [_exceeds(both, more, less, most), *given])]
            difference = sign * Decimal(most).scaleb(-2)
            case = both.case(wanted, _paying(both, rule, difference))
            yield AnswerChange("pays", rule, after=f"{difference:.2f}", case=case)


def _exceeds(both: PolicyComparison, more: Bits, less: Bits, least: int) -> int:
    """The literal that one amount is at least so much more than another."""
    gates = both.encoders[0].gates
    difference, below = gates.minus(more, less)
    return gates.cnf.all_of([-below, gates.between(difference, least, None)])


def _most(both: PolicyComparison, more: Bits, less: Bits, given: list[int]) -> int:
    """By how many Rappen one amount exceeds another at most; 0 where it never does."""

    def possible(least: int) -> bool:
        return both.possible(_exceeds(both, more, less, least), *given)

    return largest(possible, rappen(LARGEST_COST))


def _paying(both: PolicyComparison, rule: str, difference: Decimal) -> Test:
    """The test whether a payer pays so much more in the one than in the other."""

    def test(case: Case) -> bool:
        paid = []
        for side, asked in zip(both.sides, both.situations(case) or (), strict=False):
            paid += [one.part for one in flow(side.program, asked) if one.payer.rule == rule]
        return (
            len(paid) == len(both.sides)
            and all(part.settled for part in paid)
            and paid[1].low - paid[0].low == difference
        )

    return test
