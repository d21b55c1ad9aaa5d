"""funding.yaml: who bears a cost, and by whose decision a measure may be paid."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from iiz_rules.model.base import Id, Part
from iiz_rules.model.chosen import Choosable
from iiz_rules.model.conditions import OtherFact
from iiz_rules.model.rules import NamedRule, Term

Rounding = Literal["largest-remainder", "half-up-rest-to-last", "exact"]


class Route(NamedRule):
    """A way to have a measure paid: met criteria say that it may be decided on, not that it is."""

    payer: Id
    decided_by: Id


def _names_fact(value: Any) -> str:
    return "<fact-of>" if isinstance(value, (dict, OtherFact)) else "<word>"


Bearer = Annotated[
    Annotated[OtherFact, Tag("<fact-of>")] | Annotated[Id, Tag("<word>")],
    Discriminator(_names_fact),
]


class InFull(Part):
    """One actor bears all; a fact may say which."""

    in_full: Bearer


class EqualParts(Part):
    """The members of a group bear equal parts."""

    equal_parts: Id


def _tag(value: Any) -> str:
    full = isinstance(value, InFull) or (isinstance(value, dict) and "in_full" in value)
    return "<in-full>" if full else "<equal-parts>"


Split = Annotated[
    Annotated[InFull, Tag("<in-full>")] | Annotated[EqualParts, Tag("<equal-parts>")],
    Discriminator(_tag),
]


class Cost(NamedRule):
    """Who bears a cost when the criteria are met. The parts always add up to the amount."""

    amount: Id
    """the fact with the amount"""
    borne_by: Choosable[Split]
    rounding: Choosable[Rounding] = "exact"
    """how equal parts become Rappen; the largest remainder goes by the order of the group"""


class FundingFile(Part):
    """The file funding.yaml."""

    terms: tuple[Term, ...] = ()
    routes: tuple[Route, ...] = ()
    costs: tuple[Cost, ...] = ()
