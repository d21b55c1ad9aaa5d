"""How many: members of a body, those of them who have to be there, meetings in a year."""

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from iiz_rules.language.dates import Period
from iiz_rules.language.model.base import Clauses, Part, apart
from iiz_rules.language.model.chosen import NOT_REGULATED, Choosable, Limit, Number

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


class Meetings(Part):
    """How often a body meets: from so many times to so many in each period."""

    per: Period = "year"
    at_least: Choosable[Number]
    at_most: Choosable[Limit] = "any"
    clauses: Clauses


if TYPE_CHECKING:
    Sizes = int | Size
    Quorum = int | str | ShareOfMembers | MoreThanShare
    Meeting = Meetings | str
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
    Meeting = Annotated[
        Annotated[Meetings, Tag("<mapping>")] | Annotated[Literal[NOT_REGULATED], Tag("<word>")],
        apart("<word>", other="<mapping>"),
    ]
