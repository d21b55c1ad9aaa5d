"""population.yaml: a made-up population, each fact drawn by shares that somebody declares.

::

    people: 2000
    seed: 7
    date: 2026-01-01
    shares:
      person.residence.canton: {ZH: 0.9, SZ: 0.08, ZG: 0.02}
      person.age: {15..24: 0.3, 25..64: 0.7}
      person.employable: {ja: 0.6, nein: 0.3}
      registrations: {rav: 0.7, ksa: 0.4}
"""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from iiz_rules.language.model.base import Given, IsoDate, Part
from iiz_rules.language.model.names import FactKey, ValueKey

MOST_PEOPLE = 100_000


def _share(raw: Any) -> Any:
    """Read a share; decimals come as written."""
    try:
        value = -1.0 if isinstance(raw, bool) else float(Decimal(str(raw)))
    except ArithmeticError:
        value = -1.0
    if not 0 <= value <= 1:
        raise PydanticCustomError("wrong-number", "number", {})
    return value


Share = Annotated[
    float,
    BeforeValidator(_share),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]


class PopulationFile(Part):
    """A made-up population: how many people, drawn from which shares."""

    people: Annotated[int, Field(ge=1, le=MOST_PEOPLE)] = 1000
    """how many are drawn"""
    seed: Annotated[int, Field(ge=0, le=2**32)] = 1
    """with which the draw begins: the same seed draws the same people"""
    date: Given[IsoDate] = None
    """the day on which they are asked"""
    shares: dict[FactKey, dict[ValueKey, Share]] = Field(default_factory=dict)
    """of each fact the share of its values, or of the stretches between two of them (18..30); of a
    set the share of each member. What is left to one is not known. A fact without shares is drawn
    evenly"""
