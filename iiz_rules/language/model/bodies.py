"""Bodies and their seats, and how many people of which role there have to be."""

from typing import Annotated, Literal

from pydantic import Field

from iiz_rules.language.model.base import Clauses, Given, Named, Part
from iiz_rules.language.model.chosen import (
    NOT_REGULATED,
    Choosable,
    Chosen,
    Limit,
    Number,
    possible,
)
from iiz_rules.language.model.names import ActorId, Id, Naming
from iiz_rules.language.model.sizes import Meeting, Quorum, Size, Sizes

Majority = Literal["simple", "absolute", "unanimous", "not-regulated"]


BODY_RULES = ("composition", "quorum", "majority")
BODY_NUMBERS = ("others", "size", "present", "in_favour", "against", "not_for")
CASTING = "casting-vote"
REJECTED = "rejected"
MEETING_NUMBERS = ("meetings_held", "meetings_in_all")


class Quality(Named):
    """What the members of a body may have to have."""

    clauses: Clauses


class Seat(Part):
    """A seat with a vote, for an institution or a role."""

    id: Given[Id] = None
    """the name of the seat; that of the actor in it where left out"""
    of: ActorId
    """the institution or the role that the member stands for"""
    at_least: Choosable[Number] = 1
    """how many members there are at least"""
    at_most: Choosable[Limit] = 1
    """how many members there are at most; `any` for no limit"""
    requires: Choosable[tuple[Annotated[Id, Naming("quality")], ...]] = ()
    """the qualities that the member must have"""
    clauses: Clauses = ()
    """left out, those of the body"""

    @property
    def name(self) -> str:
        """What the seat is called."""
        return self.id or self.of


class Advisory(Part):
    """Somebody who sits in without a vote."""

    of: ActorId
    clauses: Clauses = ()
    """left out, those of the body"""


class Body(Named):
    """A body: who has a seat, who sits in, how many must be there, how it decides.

    A quorum or a majority that is left out is not regulated.
    """

    clauses: Clauses
    seats: tuple[Seat, ...] = ()
    advisory: tuple[Advisory, ...] = ()
    open_to_others: bool = False
    """whether others than those with a seat may belong"""
    size: Given[Choosable[Sizes]] = None
    """how many members with a vote there are in all; without seats whoever sits in it has one"""
    quorum: Given[Choosable[Quorum]] = None
    """how many members with a vote have to be present, as a number or a share of them"""
    majority: Given[Choosable[Majority]] = None
    """simple: more for than against; absolute: more than half of those present; unanimous"""

    tie: Given[Choosable[Annotated[Id, Naming("seat")]]] = None
    """as many for as against: the seat whose vote decides then, `rejected`, or `not-regulated`"""
    meetings: Given[Meeting] = None
    """how often it meets"""

    @property
    def unnamed(self) -> bool:
        """Whether the source gives a number of members, and not who they are."""
        return self.size is not None and not self.seats

    @property
    def members(self) -> Sizes | Chosen[Sizes] | None:
        """How many members with a vote there are; None where seats are read in several ways."""
        limits = [(seat.at_least, seat.at_most) for seat in self.seats]
        if self.size is not None or any(isinstance(one, Chosen) for pair in limits for one in pair):
            return self.size
        low, high = zip(*limits, strict=True) if limits else ((), ("any",))
        return Size(at_least=sum(low), at_most="any" if "any" in high else sum(high))

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """The rules that the body makes."""
        kinds = (*BODY_RULES, "meetings") if self.meetings else BODY_RULES
        return tuple(f"{self.id}.{kind}" for kind in kinds)

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts that are counted from its members, but for the qualities of seats."""
        seats = tuple(f"{self.id}.{seat.name}.members" for seat in self.seats)
        numbers = (*BODY_NUMBERS, *MEETING_NUMBERS) if self.meetings else BODY_NUMBERS
        casting = tuple(f"{self.id}.{seat}.{CASTING}" for seat in self.casting)
        return seats + casting + tuple(f"{self.id}.{number}" for number in numbers)

    def seat(self, name: str) -> Seat:
        """The seat of a name."""
        return next(one for one in self.seats if one.name == name)

    @property
    def casting(self) -> tuple[str, ...]:
        """The seats whose vote decides where there are as many votes for as against."""
        named = (one for one in possible(self.tie) if one not in (None, REJECTED, NOT_REGULATED))
        return tuple(dict.fromkeys(named))


class Staffing(Named):
    """How many people of which roles each member of a group, or each code of a list, has."""

    each: Annotated[Id, Naming("place")]
    """a group of actors, or a code list"""
    has: Annotated[tuple[ActorId, ...], Field(min_length=1)]
    """the roles of which any counts"""
    at_least: Choosable[Number] = 1
    at_most: Choosable[Limit] = "any"
    clauses: Clauses
