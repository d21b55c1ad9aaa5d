"""A story: the events of one case in their order, told for `iiz flow`."""

from typing import Annotated, Any

from pydantic import Field

from iiz_rules.language.model.base import Given, IsoDate, Part
from iiz_rules.language.model.names import Id


class Happening(Part):
    """One event of a story."""

    on: IsoDate = Field(alias="date")
    """the day"""
    event: Id
    by: Given[Id] = None
    """who reports it"""
    facts: Any = None
    """what comes with it, nested or with dotted keys"""


class Story(Part):
    """A story document."""

    title: Annotated[str, Field(min_length=1)]
    case: Annotated[str, Field(min_length=1)]
    """the name of the case"""
    opened: IsoDate
    """the day on which the case is opened"""
    interpretations: Given[dict[str, Id]] = None
    """readings that differ from the edition's defaults"""
    events: tuple[Happening, ...]
    until: Given[IsoDate] = None
    """the day up to which days pass after the last event"""
