"""Who pays how much of a measure, in Rappen, as literals: the waterfall of `engine.waterfall`."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.program.money import Coverage, Waterfall
from iiz_rules.verification.bits import Bits, constant
from iiz_rules.verification.encoding import Encoder
from iiz_rules.verification.variables import Number

LEAST_ADDED: Mapping[str, Callable[[int], int]] = {
    "half-up": lambda whole: whole // 2,
    "down": lambda _: 0,
    "up": lambda whole: whole - 1,
}
"""what is added before a share is cut to whole Rappen, by kind of rounding"""


class Amounts:
    """The parts of a program's payers, if all of them are decided."""

    def __init__(self, encoder: Encoder, waterfall: Waterfall) -> None:
        self.encoder, self.waterfall = encoder, waterfall
        self.gates, self.cnf = encoder.gates, encoder.cnf
        amount = encoder.facts[waterfall.amount]
        assert isinstance(amount, Number)
        self.cost = amount.counted

    def parts(self) -> Iterator[tuple[str, int, Bits]]:
        """For each payer in order: its rule, whether it is decided, and what it then pays."""
        left, decided = self.cost, self.encoder.known[self.waterfall.amount]
        for payer in self.waterfall.payers:
            yes, no = self.encoder.rule(payer.rule)
            decided = self.cnf.all_of([decided, self.cnf.any_of([yes, no])])
            covered = self._chosen(payer.covers, partial(self._paid, left))
            part = self.gates.chosen(yes, covered, ())
            left = self.gates.rest(left, part)
            yield payer.rule, decided, part

    def _chosen(self, value: Any, build: Callable[[Any], Bits]) -> Bits:
        """Build from a value, or from that of the option in force."""
        if not isinstance(value, ByInterpretation):
            return build(value)
        chosen, total = self.encoder.options[value.interpretation], Bits()
        for option, one in value.options.items():
            total = self.gates.chosen(chosen[option], build(one), total)
        return total

    def _paid(self, left: Bits, covers: Coverage) -> Bits:
        """The least of what is left, the share and the cap."""
        share = self._chosen(
            self.waterfall.rounding,
            lambda rounding: self._share(covers, self.cost if covers.whole else left, rounding),
        )
        paid = self._least(left, share)
        return paid if covers.cap is None else self._least(paid, constant(rappen(covers.cap)))

    def _share(self, covers: Coverage, of: Bits, rounding: str) -> Bits:
        """A share in whole Rappen, rounded as declared."""
        share = Fraction(covers.share)
        if share.denominator == 1:
            return of if share else ()
        added = Fraction(LEAST_ADDED[rounding](share.denominator), share.denominator)
        return self.gates.part_of(of, (share, added))

    def _least(self, one: Bits, other: Bits) -> Bits:
        return self.gates.chosen(self.gates.at_most(one, other), one, other)

    def more_than(self, payer: str, amount: Decimal) -> int:
        """The literal that a payer pays more than an amount."""
        parts = {rule: (decided, part) for rule, decided, part in self.parts()}
        decided, part = parts[payer]
        more = self.gates.between(part, rappen(amount) + 1, None)
        return self.cnf.all_of([decided, more])


def rappen(amount: Decimal) -> int:
    """An amount in Rappen."""
    return int(amount.scaleb(2))
