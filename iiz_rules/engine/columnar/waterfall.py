"""Who pays how much of a measure, as columns of whole Rappen: the waterfall of a single case.

An amount lies between two, which are one column where no row can be open. `high` is null where
nothing limits an amount, as while the cost is not known. All in whole numbers, and on the way
nothing gets larger than the cost itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import gcd

import narwhals as nw

from iiz_rules.engine.columnar.emitting import Emitter
from iiz_rules.engine.columnar.formulas import Folded, Folding
from iiz_rules.engine.columnar.inputs import Inputs
from iiz_rules.engine.columnar.layers import Layered
from iiz_rules.engine.deadlines import chosen
from iiz_rules.language.program.money import Coverage, Payer
from iiz_rules.language.program.rules import Rule

FINEST = 10_000
"""Shares are declared to the hundredth of a per cent."""


@dataclass(frozen=True, slots=True)
class AmountColumns:
    """An amount of each row, at least and at most; the same column where it is settled in all."""

    low: Layered
    high: Layered


@dataclass(frozen=True, slots=True)
class PortionColumns:
    """One payer's part in each row, and what remains after it."""

    part: AmountColumns
    left: AmountColumns


class ColumnarWaterfall:
    """The waterfall over one frame: made once, whatever is given of it."""

    def __init__(self, folding: Folding, inputs: Inputs) -> None:
        self.folding = folding
        self.inputs = inputs
        self.portions: dict[str, PortionColumns] = {}

    @property
    def payers(self) -> tuple[Payer, ...]:
        """The payers in order; none where the edition declares none."""
        waterfall = self.folding.program.waterfall
        return waterfall.payers if waterfall else ()

    @property
    def formulas(self) -> tuple[Folded, ...]:
        """All that the amounts depend on."""
        return tuple(truth for payer in self.payers for truth in self.verdicts(payer.rule))

    def verdicts(self, rule: str) -> tuple[Folded, Folded]:
        """Whether a payer surely pays, and whether it may; the same where none is open."""
        verdict = self.folding.rule(self.folding.program.rules[rule])
        return self.folding.certain("sure", verdict), self.folding.certain("possible", verdict)

    def portion(self, rule: str, emitter: Emitter) -> PortionColumns:
        """The part of a payer; those of all are made when one is asked for."""
        if not self.portions:
            self.portions = dict(self._flow(emitter))
        return self.portions[rule]

    def _flow(self, emitter: Emitter) -> Iterator[tuple[str, PortionColumns]]:
        waterfall = self.folding.program.waterfall
        assert waterfall is not None  # there are payers
        rounding = str(self._chosen(waterfall.rounding))
        whole = left = _cost(self.inputs, waterfall.amount)
        for payer in self.payers:
            covers = self._chosen(payer.covers)
            assert isinstance(covers, Coverage)
            pays, may = self.verdicts(payer.rule)
            turn = Turn(self.inputs, covers, rounding, whole)
            sure = emitter.emit(pays)
            portion = turn.after(left, sure, sure if may is pays else emitter.emit(may))
            left = portion.left
            yield payer.rule, portion

    def _chosen(self, value: object) -> object:
        return chosen(self.folding.program, self.folding.situation, value)


def _cost(inputs: Inputs, amount: str) -> AmountColumns:
    """The cost of the measure, which lies anywhere where it is not known."""
    if not inputs.given(amount):
        return AmountColumns(Layered(_nothing()), Layered(nw.lit(None, dtype=nw.Int64)))
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

    def after(self, left: AmountColumns, pays: Layered, may: Layered) -> PortionColumns:
        """The part of a payer, from where it surely pays and where it may."""
        if may is pays and left.low is left.high:
            part = self.part(pays, left.low, self.whole.low)
            rest = self._keep(left.low.expr - part.expr, part, left.low)
            return PortionColumns(AmountColumns(part, part), AmountColumns(rest, rest))
        low = self.part(pays, left.low, self.whole.low)
        high = self.part(may, left.high, self.whole.high)
        least = low if may is pays else self.part(may, left.low, self.whole.low)
        rest = self._keep(left.low.expr - least.expr, least, left.low)
        return PortionColumns(AmountColumns(low, high), AmountColumns(rest, self._rest(left, pays)))

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

    def _paid(self, left: Layered, whole: Layered) -> nw.Expr:
        """What a payer pays of what is left; null is without limit, and limits nothing."""
        covers = self.covers
        of = whole if covers.whole else left
        limits = [share_of(of.expr, covers.share, self.rounding, self.inputs.most)]
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
    waterfall: ColumnarWaterfall
    rule: str
    amount: Callable[[PortionColumns], Layered]

    @property
    def formulas(self) -> tuple[Folded, ...]:
        """All that it depends on."""
        return self.waterfall.formulas

    def column(self, emitter: Emitter) -> nw.Expr:
        """Make the column."""
        portion = self.waterfall.portion(self.rule, emitter)
        return self.amount(portion).expr.alias(self.name)


def payer_part(waterfall: ColumnarWaterfall, rule: Rule) -> Iterator[AmountOutput]:
    """What a payer pays, at least and at most."""
    yield AmountOutput(part_low(rule.id), waterfall, rule.id, lambda portion: portion.part.low)
    yield AmountOutput(part_high(rule.id), waterfall, rule.id, lambda portion: portion.part.high)


def left_after(waterfall: ColumnarWaterfall, rule: Rule) -> Iterator[AmountOutput]:
    """What remains after a payer, at least and at most."""
    yield AmountOutput(left_low(rule.id), waterfall, rule.id, lambda portion: portion.left.low)
    yield AmountOutput(left_high(rule.id), waterfall, rule.id, lambda portion: portion.left.high)


def part_low(payer: str) -> str:
    """Name the column with what a payer pays at least."""
    return f"{payer}:part:low"


def part_high(payer: str) -> str:
    """Name the column with what a payer pays at most."""
    return f"{payer}:part:high"


def left_low(payer: str) -> str:
    """Name the column with what remains at least after a payer."""
    return f"{payer}:left:low"


def left_high(payer: str) -> str:
    """Name the column with what remains at most after a payer."""
    return f"{payer}:left:high"
