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

Apart = tuple[Bits, Bits, list[int]]
"""Two amounts, the larger one first, and what is so in the cases in which they are compared."""
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
    """Payers that pay more or less of the same measure, and by how much at most.

    First it is found out which do at all. By how much takes longer; where the work that is left
    does not suffice for that, it is `+` or `-`.
    """
    paid = [*_paid_otherwise(both)] if both.flowing else []
    for rule, sign, apart in paid:
        shown = both.budget.within("pays-most", _shown(both, rule, sign, apart))
        yield next(shown, AnswerChange("pays", rule, after="+" if sign > 0 else "-"))


def _paid_otherwise(both: PolicyComparison) -> Iterator[tuple[str, int, Apart]]:
    """The payers of which one pays more, or less, in some case."""
    one, other = (
        {rule: (decided, part) for rule, decided, part in Amounts(encoder, flowing).parts()}
        for encoder, flowing in zip(both.encoders, both.flowing, strict=True)
    )
    cost = both.encoders[0].facts[both.flowing[0].amount]
    assert isinstance(cost, Number)
    for rule in (rule for rule in one if rule in other):
        limits = [one[rule][0], other[rule][0], cost.between(None, LARGEST_COST)]
        old, new = one[rule][1], other[rule][1]
        for sign, apart in ((1, (new, old, limits)), (-1, (old, new, limits))):
            asked = (both.possible(*literals) for literals in [_apart(both, apart, 1)])
            if any(both.budget.within("pays", asked)):
                yield rule, sign, apart


def _shown(both: PolicyComparison, rule: str, sign: int, apart: Apart) -> Iterator[AnswerChange]:
    """By how much a payer pays more or less at most, and the case in which that is so."""
    cost = rappen(LARGEST_COST)
    most = largest(lambda least: both.possible(*_apart(both, apart, least)), cost)
    wanted = [*map(Wanted, _apart(both, apart, most))]
    difference = Decimal(sign * most).scaleb(-2)
    case = both.case(wanted, _paying(both, rule, difference))
    yield AnswerChange("pays", rule, after=f"{difference:.2f}", case=case)


def _apart(both: PolicyComparison, apart: Apart, least: int) -> list[int]:
    """The literals that one amount is at least so much more than another."""
    more, less, given = apart
    return [_exceeds(both, more, less, least), *given]


def _exceeds(both: PolicyComparison, more: Bits, less: Bits, least: int) -> int:
    """The literal that one amount is at least so much more than another."""
    gates = both.encoders[0].gates
    difference, below = gates.minus(more, less)
    return gates.cnf.all_of([-below, gates.between(difference, least, None)])


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
