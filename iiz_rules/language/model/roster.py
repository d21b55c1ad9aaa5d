"""roster.yaml: who holds which role or seat, from when to when.

It names people, so it stands beside the editions, in no edition and in no digest::

    held:
      - {person: Anna Muster, role: cantonal-officer, from: 2024-01-01}
      - {person: Beat Kummer, body: rechtskommission, of: iv, from: 2023-01-01, until: 2025-12-31}
"""

from typing import Annotated

from pydantic import Field

from iiz_rules.language.model.base import Given, IsoDate, Part
from iiz_rules.language.model.names import ActorId, Id, Naming

Person = Annotated[str, Field(min_length=1, max_length=200)]
"""A person as the canton calls them: a name, or a code of its own."""


class HeldFor(Part):
    """A role or a seat that somebody holds for a time: `role`, or `body` and `of`."""

    person: Person
    role: Given[ActorId] = None
    """the role"""
    body: Given[Annotated[Id, Naming("body")]] = None
    """the body in which it is a seat"""
    of: Given[ActorId] = None
    """in a body the institution or role that the person stands for"""
    has: tuple[Annotated[Id, Naming("quality")], ...] = ()
    """the qualities that the person has in it"""
    lacks: tuple[Annotated[Id, Naming("quality")], ...] = ()
    """the qualities that the person does not have; of those not named nothing is known"""
    from_: IsoDate = Field(alias="from")
    """the first day"""
    until: Given[IsoDate] = None
    """the last day; left out, no end is foreseen"""


class RosterFile(Part):
    """The file roster.yaml."""

    held: tuple[HeldFor, ...] = ()
