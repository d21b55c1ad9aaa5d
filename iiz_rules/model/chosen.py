"""Values that depend on how the source is read.

::

    quorum: 3
    quorum: {interpretation: A - VS - 13, choose: {all - three: 3, two - of - three: 2}}
"""

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Discriminator, Field, Tag

from iiz_rules.model.base import InterpretationId, Part

Kind = TypeVar("Kind")
NOT_REGULATED: Literal["not-regulated"] = "not-regulated"


class Chosen(Part, Generic[Kind]):
    """One value for each option of an interpretation."""

    interpretation: InterpretationId
    choose: dict[str, Kind]

    @property
    def is_(self) -> None:
        """Conditions may ask for a single option; values never do."""
        return


def _is_chosen(value: Any) -> str:
    chosen = isinstance(value, Chosen) or (isinstance(value, dict) and "interpretation" in value)
    return "<chosen>" if chosen else "<plain>"


Choosable = Annotated[
    Annotated[Kind, Tag("<plain>")] | Annotated[Chosen[Kind], Tag("<chosen>")],
    Discriminator(_is_chosen),
]


def _is_word(value: Any) -> str:
    return "<word>" if isinstance(value, str) else "<number>"


Number = Annotated[int, Field(ge=0)]
Limit = Annotated[
    Annotated[Number, Tag("<number>")] | Annotated[Literal["any"], Tag("<word>")],
    Discriminator(_is_word),
]
"""A number, or `any` for no limit."""
Demand = Annotated[
    Annotated[Number, Tag("<number>")] | Annotated[Literal["not-regulated"], Tag("<word>")],
    Discriminator(_is_word),
]
"""A number, or that the source gives none."""


def options(value: Any) -> dict[str, Any] | None:
    """Give the value of each option; None where the value depends on nothing."""
    return value.choose if isinstance(value, Chosen) else None
