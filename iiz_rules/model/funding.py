"""funding.yaml: who bears a cost, and by whose decision a measure may be paid."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

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


class ByKey(Part):
    """Each bears a part after its weight: with 50, 30 and 20, half, three and two tenths."""

    by_key: Annotated[dict[str, Annotated[int, Field(ge=1)]], Field(min_length=1)]


_TAGS = {"in_full": "<in-full>", "equal_parts": "<equal-parts>", "by_key": "<by-key>"}


def _tag(value: Any) -> str:
    return next((tag for key, tag in _TAGS.items() if _has(value, key)), "<equal-parts>")


def _has(value: Any, key: str) -> bool:
    return key in value if isinstance(value, dict) else hasattr(value, key)


Split = Annotated[
    Annotated[InFull, Tag("<in-full>")]
    | Annotated[EqualParts, Tag("<equal-parts>")]
    | Annotated[ByKey, Tag("<by-key>")],
    Discriminator(_tag),
]


class Cost(NamedRule):
    """Who bears a cost when the criteria are met. The parts always add up to the amount."""

    amount: Id
    """the fact with the amount"""
    borne_by: Choosable[Split]
    rounding: Choosable[Rounding] = "exact"
    """how parts become Rappen; among equal remainders the order of the bearers decides"""


class FundingFile(Part):
    """The file funding.yaml."""

    terms: tuple[Term, ...] = ()
    routes: tuple[Route, ...] = ()
    costs: tuple[Cost, ...] = ()
