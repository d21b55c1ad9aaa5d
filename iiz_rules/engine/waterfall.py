"""Who pays how much of a measure: the payers in order, each its part of what remains.

Where it is open whether a payer pays, its part lies between nothing and what it would pay, and all
that comes after lies between two amounts as well. The bounds hold whatever the open facts turn out
to be; they are not always reached, because payers are bounded one by one. Parts and what remains
always add up to the cost, to the Rappen.

Of a cost between two every payer is bounded by what it pays of the one and of the other: the more
a measure costs, the more each pays and the more remains. Where shares of the whole are rounded a
little less may remain of more, by some Rappen: the bounds leave room for that.
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from iiz_rules.engine.deadlines import chosen
from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.engine.shares import RAPPEN
from iiz_rules.language.program.money import Coverage, Payer, Waterfall
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Between
from iiz_rules.words.frozen import frozen

NOTHING = Decimal("0.00")
NO_LIMIT = Decimal("Infinity")
"""what may remain of an unknown cost"""
ROUNDED = {"half-up": ROUND_HALF_UP, "down": ROUND_DOWN, "up": ROUND_UP}


@frozen
class Bounds:
    """The bounds of an amount, which are equal once it is settled."""

    low: Decimal
    high: Decimal

    @property
    def settled(self) -> bool:
        """Whether the bounds are equal."""
        return self.low == self.high


@frozen
class PaidPart:
    """One payer's part of a measure, and what remains after it."""

    payer: Payer
    verdict: Truth
    covers: Coverage
    part: Bounds
    left: Bounds


def cost_of(program: Program, situation: Situation) -> Bounds:
    """The cost of the measure; unbounded while it is not known."""
    assert program.waterfall is not None
    known = situation.facts.get(program.waterfall.amount)
    if isinstance(known, Decimal):
        return Bounds(known, known)
    if isinstance(known, Between):
        return Bounds(Decimal(known.low), Decimal(known.high))
    return Bounds(NOTHING, NO_LIMIT)


def flow(
    program: Program, situation: Situation, verdicts: Mapping[str, Truth] | None = None
) -> tuple[PaidPart, ...]:
    """The part of every payer, in order; empty if the edition declares no payers.

    `verdicts` are those of the payers' rules, where they are known already.
    """
    if program.waterfall is None:
        return ()
    rules = [payer.rule for payer in program.waterfall.payers]
    if verdicts is None or not verdicts.keys() >= {*rules}:
        verdicts = {one.rule.id: one.verdict for one in answers(program, rules, situation)}
    return tuple(_flow(program, situation, program.waterfall, verdicts))


def _flow(
    program: Program, situation: Situation, waterfall: Waterfall, verdicts: Mapping[str, Truth]
) -> Iterator[PaidPart]:
    whole = left = cost_of(program, situation)
    rounded = 0
    rounding = str(chosen(program, situation, waterfall.rounding))
    for payer in waterfall.payers:
        verdict = verdicts[payer.rule]
        covers = chosen(program, situation, payer.covers)
        assert isinstance(covers, Coverage)
        least = paid(covers, left.low, whole.low, rounding)
        most = paid(covers, left.high, whole.high, rounding)
        rounded += is_rounded(covers)
        room = NOTHING if whole.settled else RAPPEN * slack(covers, rounded)
        rest = Bounds(
            max(NOTHING, left.low - least - room),
            min(left.high, _rest(covers, left.high, most) + room),
        )
        if verdict is Truth.YES:
            part, left = Bounds(least, most), rest
        elif verdict is Truth.NO:
            part = Bounds(NOTHING, NOTHING)
        else:
            part, left = Bounds(NOTHING, most), Bounds(rest.low, left.high)
        yield PaidPart(payer, verdict, covers, part, left)


def slack(covers: Coverage, rounded: int) -> int:
    """By how many Rappen less may remain of more, after so many shares that were rounded."""
    return 2 * rounded if covers.whole and is_rounded(covers) else 0


def is_rounded(covers: Coverage) -> bool:
    """Whether a payer pays a share that must be rounded."""
    return 0 < covers.share < 1


def paid(covers: Coverage, left: Decimal, whole: Decimal, rounding: str) -> Decimal:
    """What a payer pays of what is left of the whole.

    >>> eighty = Coverage(share=Decimal("0.8"), cap=Decimal(12000))
    >>> paid(eighty, Decimal("1000.01"), Decimal("5000.00"), "half-up")
    Decimal('800.01')
    """
    part = _share(covers.share, whole if covers.whole else left, rounding)
    return min(left, part, NO_LIMIT if covers.cap is None else covers.cap)


def _share(share: Decimal, of: Decimal, rounding: str) -> Decimal:
    if not share:
        return NOTHING
    return of if of == NO_LIMIT else (of * share).quantize(RAPPEN, ROUNDED[rounding])


def _rest(covers: Coverage, left: Decimal, part: Decimal) -> Decimal:
    """What remains at most. Of a cost without limit only who pays all of it leaves nothing."""
    if left == NO_LIMIT:
        return NOTHING if covers == Coverage(Decimal(1), covers.whole) else NO_LIMIT
    return left - part
