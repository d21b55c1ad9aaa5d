"""Who pays: payers in order, catalogues of measures, how a cost is shared."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text, brief

Rounding = Literal["largest-remainder", "half-up-rest-to-last", "exact"]


@frozen
class NamedBearer:
    """The bearer of a cost that a fact of the case names."""

    fact: str


Bearers = Mapping[str, int] | NamedBearer
"""each bearer with its weight, or the one that bears everything"""


@frozen
class Split:
    """Who bears an amount: the one that a fact names, or each of the bearers after its weight."""

    amount: str
    bearers: Bearers | ByInterpretation
    rounding: Rounding | ByInterpretation


@frozen
class Coverage:
    """How much of a measure is paid: a share of what remains or of the whole, at most the cap."""

    share: Decimal = Decimal(1)
    whole: bool = False
    cap: Decimal | None = None


@frozen
class Payer:
    """One of the payers in order: the rule that says whether, the actor, how much, which routes."""

    rule: str
    actor: str
    covers: Coverage | ByInterpretation
    routes: tuple[str, ...] = ()


@frozen
class Waterfall:
    """The payers of measures in order, and the facts about the measure.

    `repaid_by` gives, for each route that is an advance, the fact that says who repays it.
    """

    amount: str
    kind: str | None
    rounding: str | ByInterpretation
    payers: tuple[Payer, ...]
    repaid_by: Mapping[str, str]

    def __repr__(self) -> str:
        return brief(f"<Waterfall of {self.amount}: {', '.join(one.actor for one in self.payers)}>")


@frozen
class Catalogue:
    """A catalogue of measures: its document, and whether that is invented."""

    id: str
    label: Text
    document: Text
    dated: str | None
    invented: bool
    measures: tuple[str, ...] = ()
    """the codes that it lists, at any time"""
