"""escalation.yaml: steps, duties with their dates, delegations, and ladders from rung to rung."""

from typing import Annotated, Literal

from pydantic import Field, Tag

from iiz_rules.language.dates import Period
from iiz_rules.language.model.base import Clauses, Given, Named, Part, apart
from iiz_rules.language.model.chosen import Choosable
from iiz_rules.language.model.conditions import Condition, Duration
from iiz_rules.language.model.names import ActionId, ActorId, FactId, Id, Naming, StepId
from iiz_rules.language.model.rules import Criteria, Holders, NamedRule, Term

Steps = Annotated[
    Annotated[StepId, Tag("<word>")]
    | Annotated[Annotated[tuple[StepId, ...], Field(min_length=1)], Tag("<list>")],
    apart("<list>", other="<word>"),
]
"""One step, or several."""


class Step(NamedRule):
    """A step of the model, or a rung of a ladder: met criteria say that it is open to the case."""

    criteria: Criteria = ()
    """what has to be met; beside `after` they may be left out"""
    after: Given[Steps] = None
    """the steps that have to lie behind the case: their `done` holds"""
    provider: Given[Holders] = None
    """the role or body that provides the step; of several the first that applies"""
    done: Given[Condition] = None
    """when the step lies behind the case"""
    actions: tuple[ActionId, ...] = ()
    """the competences that belong to it: who asks for it, who leads it"""
    body: Given[Annotated[Id, Naming("body")]] = None
    """the body that acts in it"""


class EndOf(Part):
    """The last day of the period in which the question's date lies."""

    end_of: Period


class DateOf(Part):
    """A date of the case, or so much later."""

    fact: FactId
    plus: Given[Duration] = None


Deadline = Annotated[
    Annotated[EndOf, Tag("<end-of>")]
    | Annotated[DateOf, Tag("<date-of>")]
    | Annotated[Literal["none"], Tag("<word>")],
    apart("<word>", end_of="<end-of>", other="<date-of>"),
]
"""A day, or the word `none` where a reading sets no date."""


class Duty(NamedRule):
    """Something a role owes when the criteria are met. Without `due`, the text sets no date."""

    bearer: Holders
    """who owes it; of several the first that applies"""
    due: Given[Choosable[Deadline]] = None
    """the day by which"""
    informs: tuple[ActorId, ...] = ()
    """who has to be told"""


class Delegation(NamedRule):
    """Steps that pass from one role to another when the criteria are met."""

    from_: ActorId = Field(alias="from")
    to: ActorId
    of: Given[ActorId] = None
    """the institution whose role takes over"""


class Ladder(Named):
    """A way from rung to rung, such as that of a dispute."""

    clauses: Clauses
    rungs: Annotated[tuple[Step, ...], Field(min_length=1)]


class EscalationFile(Part):
    """The file escalation.yaml."""

    terms: tuple[Term, ...] = ()
    steps: tuple[Step, ...] = ()
    duties: tuple[Duty, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    ladders: tuple[Ladder, ...] = ()
