"""organisation.yaml: who there is, and who may do what."""

from typing import Annotated, Literal

from pydantic import Field

from iiz_rules.language.model.base import Clauses, Given, Named, Part
from iiz_rules.language.model.bodies import Body, Quality, Staffing
from iiz_rules.language.model.conditions import Acting, Condition, OtherFact
from iiz_rules.language.model.names import ActionId, ActorId

Capacity = Literal[
    "decides",
    "leads",
    "supervises",
    "answers-for",
    "proposes",
    "requests",
    "executes",
    "organises",
    "advises",
    "reports",
    "attends",
    "is-informed",
]


class Institution(Named):
    """A partner institution or another body that holds facts or bears costs."""

    clauses: Clauses


class Role(Named):
    """A person in a function."""

    in_: Given[ActorId] = Field(default=None, alias="in")
    """the institution or body that the role belongs to"""
    clauses: Clauses


class Group(Named):
    """Actors that the source names together; what the group may do, each of them may do."""

    members: Annotated[tuple[ActorId, ...], Field(min_length=1)]
    clauses: Clauses


class Competence(Named):
    """Who may or has to do something, in which capacity, through whom and on which condition.

    Several entries may be about one action: it is then open to the actors of each of them.
    """

    action: Given[ActionId] = None
    """what is done, where other entries are about the same; the entry's own id where left out"""
    capacity: Capacity
    by: Given[Annotated[tuple[Acting, ...], Field(min_length=1)]] = None
    """the roles, bodies, institutions or groups that may act; `{fact: F}` is whoever F names; left
    out where the source names nobody, and the answer to everybody is that it is not regulated"""
    with_: tuple[ActorId, ...] = Field(default=(), alias="with")
    """together with whom"""
    over: Given[ActorId] = None
    """whom it is about: who is led, supervised or appointed"""
    to: Given[ActorId] = None
    """whom it goes to"""
    via: Given[ActorId] = None
    """through whom it goes"""
    when: Given[Condition] = None
    """what has to be given before"""
    clauses: Clauses

    @property
    def of(self) -> str:
        """The action it is about."""
        return self.action or self.id

    @property
    def actors(self) -> tuple[str, ...]:
        """Those who may act by their names."""
        return tuple(one for one in self.by or () if isinstance(one, str))

    @property
    def facts(self) -> tuple[OtherFact, ...]:
        """The facts that name who may act."""
        return tuple(one for one in self.by or () if isinstance(one, OtherFact))

    @property
    def acts(self) -> bool:
        """Whether somebody does something; being informed is no action."""
        return self.capacity != "is-informed"


class OrganisationFile(Part):
    """The file organisation.yaml."""

    institutions: tuple[Institution, ...] = ()
    roles: tuple[Role, ...] = ()
    groups: tuple[Group, ...] = ()
    bodies: tuple[Body, ...] = ()
    qualities: tuple[Quality, ...] = ()
    staffing: tuple[Staffing, ...] = ()
    competences: tuple[Competence, ...] = ()


Actor = Institution | Role | Group | Body
