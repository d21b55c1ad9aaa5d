"""The numbers that a report shows, taken from a simulation once; pictures and tables share them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iiz_rules.words.text import Language

if TYPE_CHECKING:
    from iiz_rules.language.program.money import Coverage
    from iiz_rules.portfolio.simulate import Simulation

Rappen = int


@dataclass(frozen=True)
class Part:
    """What one payer pays of the portfolio, at least and at most; or what nobody pays."""

    rule: str
    label: str
    low: Rappen
    high: Rappen


@dataclass(frozen=True)
class Figures:
    """The sums of a portfolio."""

    rows: int
    left_out: int
    cost: Rappen
    parts: tuple[Part, ...]
    left: Part

    @property
    def opened(self) -> Rappen:
        """How much may still go one way or the other."""
        return max((one.high - one.low for one in self.parts), default=0)


def figures(simulation: "Simulation", language: Language) -> Figures:
    """Take the sums from a simulation."""
    found = simulation.portfolio
    rules = found.setting.program.rules
    parts = tuple(
        Part(one.rule, rules[one.rule].label[language], *found.sums[one.rule])
        for one in found.waterfall.payers
    )
    left = Part("left", "", *found.sums["left"])
    cost = int(found.rows[found.cost].sum())
    return Figures(found.rows.height, found.total - found.rows.height, cost, parts, left)


def covered(covers: "Coverage", language: Language) -> str:
    """Say how much a payer covers."""
    from iiz_rules.render.formats import amount
    from iiz_rules.words.say import say

    share = f"{(covers.share * 100).normalize():f}"
    of = say("funding.covers.whole" if covers.whole else "funding.covers.left", language)
    words = say("funding.covers.share", language, share=share, of=of)
    if covers.share == 1 and not covers.whole:
        words = say("funding.covers.full", language)
    if covers.cap is not None:
        words += ", " + say("funding.covers.cap", language, cap=amount(covers.cap))
    return words
