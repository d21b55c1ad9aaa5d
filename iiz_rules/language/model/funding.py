"""funding.yaml: who pays for a measure, by whose decision, and who bears which cost."""

from typing import Annotated, Literal, Self

from pydantic import Field, Tag

from iiz_rules.language.model.base import Given, Label, Part, apart, made_at
from iiz_rules.language.model.catalogues import LISTED
from iiz_rules.language.model.chosen import Choosable
from iiz_rules.language.model.conditions import (
    AnyCondition,
    OtherFact,
    RuleCondition,
    TermCondition,
)
from iiz_rules.language.model.coverage import Coverage
from iiz_rules.language.model.names import ActorId, ActorKey, FactId, Id, Naming
from iiz_rules.language.model.rules import Criterion, NamedRule, Term

Rounding = Literal["largest-remainder", "half-up-rest-to-last", "exact"]
ToRappen = Literal["half-up", "down", "up"]
IN_CATALOGUE = Label(
    de="Im Leistungskatalog enthalten",
    fr="Figure dans le catalogue de prestations",
    en="Listed in the service catalogue",
)
BY_DECISION = Label(
    de="Zahlung durch Entscheid zulässig",
    fr="Paiement par décision admissible",
    en="Payment by decision admissible",
)


class Route(NamedRule):
    """A way to have a measure paid: met criteria say that it may be decided on, not that it is."""

    payer: ActorId
    decided_by: ActorId
    repaid_by: Given[OtherFact] = None
    """the fact that says who is expected to repay; with it the payment is an advance"""


class Measure(Part):
    """The facts about the measure to be paid for."""

    amount: FactId
    """the fact with the cost of the measure"""
    kind: Given[FactId] = None
    """the fact that says which measure it is; catalogues list its codes"""
    rounding: Choosable[ToRappen] = "half-up"
    """how a share of an amount becomes whole Rappen"""


class Payer(NamedRule):
    """Somebody who pays for measures; the payers are asked in the order in which they stand.

    A payer pays when the criteria are met, when the catalogue lists the measure, and when one of
    the routes is open. What remains goes on to the next one.
    """

    payer: ActorId
    covers: Choosable[Coverage] = "full"
    catalogue: Given[Id] = None
    """the catalogue that has to list the measure on the date of the question"""
    routes: tuple[Id, ...] = ()
    """the routes by which it may be decided that this payer pays; one of them has to be open"""
    criteria: tuple[Criterion, ...] = ()

    def asked(self) -> Self:
        """The payer with everything that has to be met written out as criteria."""
        made: list[Criterion] = []
        if self.catalogue:
            listed = made_at(TermCondition(term=LISTED + self.catalogue), self, "catalogue")
            made.append(self._criterion("catalogue", IN_CATALOGUE, listed))
        if self.routes:
            ways = [
                made_at(RuleCondition(rule=name), self, "routes", position)
                for position, name in enumerate(self.routes)
            ]
            way = ways[0] if len(ways) == 1 else AnyCondition.model_construct(any=tuple(ways))
            made.append(self._criterion("decision", BY_DECISION, made_at(way, self, "routes")))
        whole = self.model_copy(update={"criteria": (*made, *self.criteria)})
        return made_at(whole, self)

    def _criterion(self, name: str, label: Label, when: Part) -> Criterion:
        criterion = Criterion.model_construct(id=name, label=label, clauses=self.clauses, when=when)
        return made_at(criterion, self)


Bearer = Annotated[
    Annotated[OtherFact, Tag("<mapping>")] | Annotated[ActorId, Tag("<word>")],
    apart("<mapping>", other="<word>"),
]


class InFull(Part):
    """One actor bears all; a fact may say which."""

    in_full: Bearer


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
