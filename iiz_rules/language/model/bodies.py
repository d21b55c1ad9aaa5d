"""Bodies and their seats, and how many people of which role there have to be."""

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from iiz_rules.language.model.base import Clauses, Given, Named, Part, apart
from iiz_rules.language.model.chosen import (
    NOT_REGULATED,
    Choosable,
    Chosen,
    Limit,
    Number,
)
from iiz_rules.language.model.names import ActorId, Id, Naming

Majority = Literal["simple", "absolute", "unanimous", "not-regulated"]


BODY_RULES = ("composition", "quorum", "majority")
BODY_NUMBERS = ("others", "size", "present", "in_favour", "against", "not_for")


RATIO = r"^[1-9][0-9]?/[1-9][0-9]?$"


def _ratio(raw: Any) -> Any:
    """Read a share of a whole written as `2/3`, at most the whole."""
    if isinstance(raw, Fraction):
        return raw
    above, stroke, below = raw.partition("/") if isinstance(raw, str) else ("", "", "")
    digits = above.isascii() and above.isdigit() and below.isascii() and below.isdigit()
    whole = digits and max(len(above), len(below)) <= 2 and 0 < int(above) <= int(below)
    if not (stroke and whole):
        raise PydanticCustomError("wrong-ratio", "ratio", {})
    return Fraction(int(above), int(below))


Ratio = Annotated[
    Fraction, BeforeValidator(_ratio), WithJsonSchema({"type": "string", "pattern": RATIO})
]
"""A share of a whole, exact: `1/2`, `2/3`."""


class ShareOfMembers(Part):
    """At least a share of the members with a vote."""

    at_least: Ratio

    def of(self, members: int) -> int:
        """How many that are of so many; never nobody.

        >>> ShareOfMembers(at_least=Fraction(2, 3)).of(4)
        3
        """
        whole = self.at_least * members
        return max(1, -(-whole.numerator // whole.denominator))


class MoreThanShare(Part):
    """More than a share of the members with a vote."""

    more_than: Ratio

    def of(self, members: int) -> int:
        """How many that are of so many.

        >>> MoreThanShare(more_than=Fraction(1, 2)).of(4)
        3
        """
        whole = self.more_than * members
        return whole.numerator // whole.denominator + 1


class Size(Part):
    """From so many members to so many."""

    at_least: Number
    at_most: Limit = "any"

    @property
    def most(self) -> int | None:
        """How many there are at most; None for no limit."""
        return self.at_most if isinstance(self.at_most, int) else None


if TYPE_CHECKING:
    Sizes = int | Size
    Quorum = int | str | ShareOfMembers | MoreThanShare
else:
    Sizes = Annotated[
        Annotated[Number, Tag("<number>")] | Annotated[Size, Tag("<mapping>")],
        apart("<mapping>", other="<number>"),
    ]
    Quorum = Annotated[
        Annotated[Number, Tag("<number>")]
        | Annotated[Literal[NOT_REGULATED], Tag("<word>")]
        | Annotated[MoreThanShare, Tag("<more>")]
        | Annotated[ShareOfMembers, Tag("<mapping>")],
        apart("<word>", "<mapping>", more_than="<more>", other="<number>"),
    ]
"""How many members: a number, or from one to another; and how many of them have to be there."""


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
    requires: Annotated[Choosable[tuple[Id, ...]], Naming("quality")] = ()
    """the qualities that the member must have"""
    clauses: Clauses

    @property
    def name(self) -> str:
        """What the seat is called."""
        return self.id or self.of


class Advisory(Part):
    """Somebody who sits in without a vote."""

    of: ActorId
    clauses: Clauses


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
        return tuple(f"{self.id}.{kind}" for kind in BODY_RULES)

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts that are counted from its members, but for the qualities of seats."""
        seats = tuple(f"{self.id}.{seat.name}.members" for seat in self.seats)
        return seats + tuple(f"{self.id}.{number}" for number in BODY_NUMBERS)


class Staffing(Named):
    """How many people of which roles each member of a group, or each code of a list, has."""

    each: Annotated[Id, Naming("place")]
    """a group of actors, or a code list"""
    has: Annotated[tuple[ActorId, ...], Field(min_length=1)]
    """the roles of which any counts"""
    at_least: Choosable[Number] = 1
    at_most: Choosable[Limit] = "any"
    clauses: Clauses
