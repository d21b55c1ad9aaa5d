"""Values that depend on how the source is read.

Written plain, `quorum: 3`, or with one value for each option of an interpretation,
`quorum: {interpretation: A-VS-13, choose: {all-three: 3, two-of-three: 2}}`.
"""

from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeAlias, TypeVar

from pydantic import Field, Tag

from iiz_rules.language.model.base import Part, apart
from iiz_rules.language.model.names import OptionKey, Read

Kind = TypeVar("Kind")
NOT_REGULATED: Literal["not-regulated"] = "not-regulated"


class Chosen(Part, Generic[Kind]):
    """One value for each option of an interpretation."""

    interpretation: Read
    choose: dict[OptionKey, Kind]

    @property
    def is_(self) -> None:
        """Conditions may ask for a single option; values never do."""
        return


if TYPE_CHECKING:
    Choosable: TypeAlias = "Kind | Chosen[Kind]"
else:

    class Choosable:
        """A plain value, or one for each option; a generic alias would lose the type inside."""

        def __class_getitem__(cls, kind: Any) -> Any:
            """The type of both, told apart by how the value is written."""
            plain, chosen = (
                Annotated[kind, Tag("<plain>")],
                Annotated[Chosen[kind], Tag("<chosen>")],
            )
            return Annotated[plain | chosen, apart(interpretation="<chosen>", other="<plain>")]


Number = Annotated[int, Field(ge=0)]
Limit = Annotated[
    Annotated[Number, Tag("<number>")] | Annotated[Literal["any"], Tag("<word>")],
    apart("<word>", other="<number>"),
]
"""A number, or `any` for no limit."""


def possible(value: Any) -> tuple[Any, ...]:
    """Every value that it can be: a single one where it depends on nothing."""
    return tuple(value.choose.values()) if isinstance(value, Chosen) else (value,)
