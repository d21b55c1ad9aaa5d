"""The organisation: bodies with their seats, actors, staff, and who may do what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Literal

from iiz_rules.language.dates import Period
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text, brief


@frozen
class Seat:
    """A seat of a body, and the qualities that may be asked of who sits in it.

    At least and at most so many sit there; None for any number.
    """

    name: str
    of: str
    qualities: tuple[str, ...]
    at_most: int | ByInterpretation | None = field(hash=False)
    clauses: tuple[str, ...]
    at_least: int | ByInterpretation = field(default=1, hash=False)


@frozen
class Body:
    """A body: its seats with a vote, and who sits in without one, with the clauses for it."""

    id: str
    label: Text
    seats: tuple[Seat, ...]
    advisory: Mapping[str, tuple[str, ...]]
    unnamed: bool = False
    """whether whoever sits in it has a vote, because the source gives a number and no seats"""
    meets: Period | None = None
    """the period in which its meetings are counted; None if nothing says how often it meets"""
    majority: str | ByInterpretation | None = field(default=None, hash=False)
    """simple, absolute, unanimous; None if the edition has none"""
    tie: str | ByInterpretation | None = field(default=None, hash=False)
    """the seat whose vote breaks a tie, or `rejected`; None if the edition is silent"""

    def place_of(self, of: str | None, everybody: Callable[[str], Sequence[str]]) -> str | None:
        """The place of a member: its own, or that of the first group it belongs to."""
        places = {
            name: everybody(name) for name in (*(one.of for one in self.seats), *self.advisory)
        }
        if of in places:
            return of
        return next((place for place, standing in places.items() if of in standing), None)


@frozen
class Actor:
    """Somebody who can act: a role belongs to a body or institution, a group has members."""

    id: str
    kind: Literal["institution", "role", "group", "body"]
    label: Text
    clauses: tuple[str, ...]
    belongs_to: str | None = None
    members: tuple[str, ...] = ()


def everybody(members: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    """An actor and whoever belongs to it: of a group its members, also through other groups.

    >>> everybody({"all": ["few", "c"], "few": ["a", "b"]}, "all")
    ('all', 'few', 'a', 'b', 'c')
    """
    actors: dict[str, None] = {}
    ahead = [name]
    while ahead:
        actor = ahead.pop()
        if actor not in actors:
            actors[actor] = None
            ahead += reversed(members.get(actor, ()))
    return tuple(actors)


@frozen
class Staffing:
    """How many people of some roles there are in each of several places."""

    id: str
    each: str
    places: tuple[str, ...]
    roles: tuple[str, ...]
    at_least: int | ByInterpretation = field(default=1, hash=False)
    at_most: int | ByInterpretation | None = field(default=None, hash=False)


ASKING = ("requests", "proposes")
"""capacities in which somebody requests what others then do"""


@frozen
class Competence:
    """Who may do something, in which capacity; `conditional` where a condition has to be met."""

    id: str
    action: str
    label: Text
    capacity: str
    by: tuple[str, ...]
    entitled: tuple[str, ...]
    """those named in `by`, and the members of the groups among them"""
    together: tuple[str, ...]
    over: str | None
    to: str | None
    via: str | None
    clauses: tuple[str, ...]
    conditional: bool
    named_by: tuple[str, ...] = ()
    """the facts of the case that name who may act"""

    @property
    def names_nobody(self) -> bool:
        """Whether the source does not say who may act; the answer is then the same for all."""
        return not self.by and not self.named_by

    def __repr__(self) -> str:
        who = ", ".join((*self.by, *self.named_by))
        return brief(f"<Competence {self.id}: {who} {self.capacity}>")
