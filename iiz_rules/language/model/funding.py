"""funding.yaml: who pays how much of a measure, by whose decision, and who bears which cost.

::

    covers: full
    covers: {share: 0.8, cap: 12000.00}
    covers: {share: 0.5, of: whole}
    covers: {amount: 500.00}
"""

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from iiz_rules.language.model.base import Given, Label, Part, apart, label_of, made_at
from iiz_rules.language.model.catalogues import LISTED, CalledMeasure
from iiz_rules.language.model.chosen import Choosable
from iiz_rules.language.model.conditions import (
    Acting,
    AnyCondition,
    OtherFact,
    RuleCondition,
    TermCondition,
)
from iiz_rules.language.model.names import ActionId, ActorId, ActorKey, FactId, Id, Naming
from iiz_rules.language.model.rules import Criteria, Criterion, NamedRule, Term
from iiz_rules.language.values import Domain, Problem, read_value

Rounding = Literal["largest-remainder", "half-up-rest-to-last", "exact"]
ToRappen = Literal["half-up", "down", "up"]
IN_CATALOGUE = label_of("rules.in-catalogue")
BY_DECISION = label_of("rules.by-decision")
FINEST = Decimal("0.0001")


def _amount(raw: Any) -> Any:
    value = raw if isinstance(raw, Decimal) else read_value(raw, Domain("chf", at_least=0))
    if isinstance(value, Problem):
        raise PydanticCustomError("wrong-amount", "amount", {})
    return value


def _share(raw: Any) -> Any:
    """Read a share from 0 to 1, to the hundredth of a per cent; decimals come as written."""
    try:
        value = Decimal(str(raw))
    except ArithmeticError:
        value = Decimal(-1)
    if isinstance(raw, bool) or not 0 <= value <= 1 or value % FINEST:
        raise PydanticCustomError("wrong-share", "share", {})
    return value


Amount = Annotated[
    Decimal, BeforeValidator(_amount), WithJsonSchema({"type": "number", "minimum": 0})
]
"""An amount of francs, exact to the Rappen."""
Share = Annotated[
    Decimal,
    BeforeValidator(_share),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
"""A part of the whole, from 0 to 1."""


class Portion(Part):
    """A share of the cost, at most a cap; without a share all of it up to the cap."""

    share: Share = Decimal(1)
    of: Literal["remaining", "whole"] = "remaining"
    """of what the payers before have left, or of the whole cost"""
    cap: Given[Amount] = None
    """the most that is paid for one measure"""


class Fixed(Part):
    """A fixed amount, or what remains where that is less."""

    amount: Amount


Coverage = Annotated[
    Annotated[Literal["full"], Tag("<word>")]
    | Annotated[Portion, Tag("<portion>")]
    | Annotated[Fixed, Tag("<fixed>")],
    apart("<word>", amount="<fixed>", other="<portion>"),
]


class Route(NamedRule):
    """A way to have a measure paid: met criteria say that it may be decided on, not that it is."""

    payer: ActorId
    decided_by: ActorId
    repaid_by: Given[OtherFact] = None
    """the fact that says who is expected to repay; with it the payment is an advance"""
    actions: tuple[ActionId, ...] = ()
    """the competences with which it is decided"""


class Measure(Part):
    """The facts about the measure to be paid for."""

    amount: FactId
    """the fact with the cost of the measure"""
    kind: Given[FactId] = None
    """the fact that says which measure it is; catalogues list its codes"""
    unlisted: tuple[CalledMeasure, ...] = ()
    """what measures are called that no catalogue lists, where the fact has no list of its own"""
    rounding: Choosable[ToRappen] = "half-up"
    """how a share of an amount becomes whole Rappen"""


class Payer(NamedRule):
    """Somebody who pays for measures; the payers are asked in the order in which they stand.

    A payer pays when the criteria are met, when the catalogue lists the measure, and when one of
    the routes is open. What remains goes on to the next one.
    """

    payer: ActorId
    covers: Choosable[Coverage] = "full"
    catalogue: Given[Annotated[Id, Naming("catalogue")]] = None
    """the catalogue that has to list the measure on the date of the question"""
    routes: tuple[Annotated[Id, Naming("route")], ...] = ()
    """the routes by which it may be decided that this payer pays; one of them has to be open"""
    criteria: Criteria = ()

    def asked(self) -> Self:
        """The payer with everything that has to be met written out as criteria."""
        criteria: list[Criterion] = []
        if self.catalogue:
            listed = made_at(TermCondition(term=LISTED + self.catalogue), self, "catalogue")
            criteria.append(self._criterion("catalogue", IN_CATALOGUE, listed))
        if self.routes:
            ways = [
                made_at(RuleCondition(rule=name), self, "routes", position)
                for position, name in enumerate(self.routes)
            ]
            way = ways[0] if len(ways) == 1 else AnyCondition.model_construct(any=tuple(ways))
            criteria.append(self._criterion("decision", BY_DECISION, made_at(way, self, "routes")))
        whole = self.model_copy(update={"criteria": (*criteria, *self.criteria)})
        return made_at(whole, self)

    def _criterion(self, name: str, label: Label, when: Part) -> Criterion:
        criterion = Criterion.model_construct(id=name, label=label, clauses=self.clauses, when=when)
        return made_at(criterion, self)


class InFull(Part):
    """One actor bears all; a fact may say which."""

    in_full: Acting


class EqualParts(Part):
    """The members of a group bear equal parts."""

    equal_parts: Annotated[Id, Naming("group")]


class ByKey(Part):
    """Each bears a part after its weight: with 50, 30 and 20, half, three and two tenths."""

    by_key: Annotated[dict[ActorKey, Annotated[int, Field(ge=1)]], Field(min_length=1)]


Split = Annotated[
    Annotated[InFull, Tag("<in-full>")]
    | Annotated[EqualParts, Tag("<equal-parts>")]
    | Annotated[ByKey, Tag("<by-key>")],
    apart(
        in_full="<in-full>", equal_parts="<equal-parts>", by_key="<by-key>", other="<equal-parts>"
    ),
]


class Cost(NamedRule):
    """Who bears a cost when the criteria are met. The parts always add up to the amount."""

    amount: FactId
    """the fact with the amount"""
    borne_by: Choosable[Split]
    rounding: Choosable[Rounding] = "exact"
    """how parts become Rappen; among equal remainders the order of the bearers decides"""


class FundingFile(Part):
    """The file funding.yaml."""

    terms: tuple[Term, ...] = ()
    measure: Given[Measure] = None
    payers: tuple[Payer, ...] = ()
    routes: tuple[Route, ...] = ()
    costs: tuple[Cost, ...] = ()
