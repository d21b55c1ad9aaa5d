"""Who pays how much of a measure, as columns of whole Rappen: the waterfall of a single case.

An amount lies between two, which are one column where no row can be open. `high` is null where
nothing limits an amount, as while the cost is not known. All in whole numbers, and on the way
nothing gets larger than the cost itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import gcd

import narwhals as nw

from iiz_rules.engine.columnar.emitting import Emitter
from iiz_rules.engine.columnar.formulas import Folded, Folding
from iiz_rules.engine.columnar.inputs import Inputs
from iiz_rules.engine.columnar.layers import Layered
from iiz_rules.engine.waterfall import is_rounded, slack
from iiz_rules.language.program.money import Coverage, Payer

FINEST = 10_000
"""Shares are declared to the hundredth of a per cent."""
part_low, part_high = "{}:part:low".format, "{}:part:high".format
"""The names of the columns with what a payer pays at least and at most,"""
left_low, left_high = "{}:left:low".format, "{}:left:high".format
"""and with what remains after it."""


@dataclass(frozen=True, slots=True)
class AmountColumns:
    """An amount of each row, at least and at most; the same column where it is settled in all."""

    low: Layered
    high: Layered


class ColumnarWaterfall:
    """The waterfall over one frame: made once, whatever is given of it."""

    def __init__(self, folding: Folding) -> None:
        self.folding = folding
        self.inputs = folding.inputs
        self.amounts: dict[str, Layered] = {}

    @property
    def payers(self) -> tuple[Payer, ...]:
        """The payers in order; none where the edition declares none."""
        waterfall = self.folding.program.waterfall
        return waterfall.payers if waterfall else ()

    @cached_property
    def formulas(self) -> tuple[Folded, ...]:
        """All that the amounts depend on."""
        return tuple(truth for payer in self.payers for truth in self.verdicts(payer.rule))

    def verdicts(self, rule: str) -> tuple[Folded, Folded]:
        """Whether a payer surely pays, and whether it may; the same where none is open."""
        verdict = self.folding.rule(self.folding.program.rules[rule])
        return self.folding.certain("sure", verdict), self.folding.certain("possible", verdict)

    def amount(self, name: str, emitter: Emitter) -> Layered:
        """The amount of a column; those of all payers are made when one is asked for."""
        if not self.amounts:
            self.amounts = dict(self._flow(emitter))
        return self.amounts[name]

    def _flow(self, emitter: Emitter) -> Iterator[tuple[str, Layered]]:
        waterfall = self.folding.program.waterfall
        assert waterfall is not None  # there are payers
        rounding = self.folding.chosen(waterfall.rounding)
        whole = left = _cost(self.inputs, waterfall.amount)
        bounded, rounded = self.inputs.bounded(waterfall.amount), 0
        for payer in self.payers:
            covers = self.folding.chosen(payer.covers)
            pays, may = self.verdicts(payer.rule)
            rounded += is_rounded(covers)
            turn = Turn(self.inputs, covers, rounding, whole, slack(covers, rounded) * bounded)
            sure = emitter.emit(pays)
            part, left = turn.after(left, sure, sure if may is pays else emitter.emit(may))
            yield from ((part_low(payer.rule), part.low), (part_high(payer.rule), part.high))
            yield from ((left_low(payer.rule), left.low), (left_high(payer.rule), left.high))


def _cost(inputs: Inputs, amount: str) -> AmountColumns:
    """The cost of the measure, which lies anywhere where it is not known."""
    if not inputs.given(amount):
        return AmountColumns(Layered(_nothing()), Layered(nw.lit(None, dtype=nw.Int64)))
    if inputs.bounded(amount):
        low, high = (inputs.layers.keep(Layered(end)) for end in inputs.ends(amount))
        return AmountColumns(inputs.layers.keep(Layered(low.expr.fill_null(0), low.level)), high)
    cost = inputs.layers.keep(Layered(inputs.rappen(amount)))
    if inputs.known(amount):
        return AmountColumns(cost, cost)
    return AmountColumns(inputs.layers.keep(Layered(cost.expr.fill_null(0), cost.level)), cost)


@dataclass(frozen=True)
class Turn:
    """One payer's turn: how much it covers of what is left of the whole."""

    inputs: Inputs
    covers: Coverage
    rounding: str
    whole: AmountColumns
    slack: int = 0
    """by how many Rappen what remains may be less although the cost is more"""

    def after(
        self, left: AmountColumns, pays: Layered, may: Layered
    ) -> tuple[AmountColumns, AmountColumns]:
        """The part of a payer, from where it surely pays and where it may, and what remains."""
        settled = may is pays and left.low is left.high
        low = self.part(pays, left.low, self.whole.low)
        high = low if settled else self.part(may, left.high, self.whole.high)
        least = low if may is pays else self.part(may, left.low, self.whole.low)
        rest = self._keep(left.low.expr - least.expr, least, left.low)
        if self.slack:
            less = self._room(rest, may, -self.slack)
            rest = self._keep(nw.max_horizontal(less.expr, _nothing()), less)
        most = rest if settled else self._rest(left, pays)
        if self.slack:
            more = self._room(most, pays, self.slack)
            most = self._keep(nw.min_horizontal(left.high.expr, more.expr), left.high, more)
        return AmountColumns(low, high), AmountColumns(rest, most)

    def part(self, pays: Layered, left: Layered, whole: Layered) -> Layered:
        """What is paid of what is left where it is paid, and nothing elsewhere."""
        amount = nw.when(pays.expr).then(self._paid(left, whole)).otherwise(_nothing())
        return self._keep(amount, pays, left, whole)

    def _rest(self, left: AmountColumns, pays: Layered) -> Layered:
        """What remains at most. Of a cost without limit only who pays all leaves nothing."""
        most, whole = left.high, self.whole.high
        everything = self.covers == Coverage(whole=self.covers.whole)
        rest = _nothing() if everything else most.expr - self._paid(most, whole)
        return self._keep(nw.when(pays.expr).then(rest).otherwise(most.expr), pays, most, whole)

    def _room(self, amount: Layered, where: Layered, rappen: int) -> Layered:
        """An amount with room for what is rounded, where the cost is not known to the Rappen."""
        low, high = self.whole.low, self.whole.high
        unsettled = where.expr & (low.expr < high.expr)
        room = nw.when(unsettled).then(nw.lit(rappen, dtype=nw.Int64)).otherwise(_nothing())
        return self._keep(amount.expr + room, amount, where, low, high)

    def _paid(self, left: Layered, whole: Layered) -> nw.Expr:
        """What a payer pays of what is left; null is without limit, and limits nothing."""
        covers = self.covers
        of = whole if covers.whole else left
        limits = [share_of(of.expr, covers.share, self.rounding, self.inputs.heading.most)]
        limits += [left.expr] if covers.whole else []
        limits += [] if covers.cap is None else [nw.lit(int(covers.cap * 100), dtype=nw.Int64)]
        return limits[0] if len(limits) == 1 else nw.min_horizontal(*limits)

    def _keep(self, amount: nw.Expr, *after: Layered) -> Layered:
        return self.inputs.layers.keep(Layered(amount, max(column.level for column in after)))


def share_of(amount: nw.Expr, share: Decimal, rounding: str, most: int) -> nw.Expr:
    """A share of an amount from nothing to `most` Rappen, rounded as declared.

    So many times the whole is in an amount, and a rest below it: that is only taken apart where
    twice the amount times the share may be more than 64 bits hold.
    """
    part, whole = int(share * FINEST), FINEST
    part, whole = part // gcd(part, whole), whole // gcd(part, whole)
    if part in (0, whole):
        return amount if part else _nothing()
    if 2 * part * most + whole < 2**63:
        return _rounded(amount, part, whole, rounding)
    return amount // whole * part + _rounded(amount % whole, part, whole, rounding)


def _rounded(amount: nw.Expr, part: int, whole: int, rounding: str) -> nw.Expr:
    if rounding == "half-up":
        return (amount * (2 * part) + whole) // (2 * whole)
    return (amount * part + (whole - 1 if rounding == "up" else 0)) // whole


def _nothing() -> nw.Expr:
    return nw.lit(0, dtype=nw.Int64)


@dataclass(frozen=True)
class AmountOutput:
    """An amount of the waterfall as a column of the answer."""

    name: str
    formulas: tuple[Folded, ...]
    waterfall: ColumnarWaterfall

    def column(self, emitter: Emitter) -> nw.Expr:
        """Make the column."""
        return self.waterfall.amount(self.name, emitter).expr.alias(self.name)


OF_PAYERS = {"parts": (part_low, part_high), "left": (left_low, left_high)}
"""What can be given of a payer: amounts that flow from each to the next."""
