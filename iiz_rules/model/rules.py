"""eligibility.yaml and escalation.yaml: rules made of criteria, and the terms they share."""

from typing import Annotated, Literal

from pydantic import Field

from iiz_rules.model.base import Clauses, Given, Id, Label, Named, Part
from iiz_rules.model.conditions import Condition

Mode = Literal["required", "indicative", "judgement"]


class Term(Named):
    """A named condition, written once and used by its name."""

    clauses: Clauses
    when: Condition


class Criterion(Named):
    """One thing to be met.

    `required`: needed. `indicative`: speaks for it; the rule says how many are enough.
    `judgement`: needed, and a named role decides it.
    """

    clauses: Clauses
    mode: Mode = "required"
    when: Condition


class Indicative(Part):
    """How many of the indicative criteria are enough."""

    at_least: Annotated[int, Field(ge=1)]


class Rule(Part):
    """A question the edition answers with yes, no or open."""

    label: Label
    clauses: Clauses
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    indicative: Given[Indicative] = None


class EligibilityFile(Rule):
    """The file eligibility.yaml: who may enter. Its rule is called `eligibility`."""

    terms: tuple[Term, ...] = ()


class NamedRule(Rule):
    """A rule of escalation.yaml."""

    id: Id


class Step(NamedRule):
    """A step of the model: who provides it, for whom it is open."""

    provider: Id
    """the role or body that provides the step"""


class Duty(NamedRule):
    """Something a role owes when the criteria are met."""

    bearer: Id


class Delegation(NamedRule):
    """Steps that pass from one role to another when the criteria are met."""

    from_: Id = Field(alias="from")
    to: Id
    of: Given[Id] = None
    """the institution whose role takes over"""


class EscalationFile(Part):
    """The file escalation.yaml."""

    terms: tuple[Term, ...] = ()
    steps: tuple[Step, ...] = ()
    duties: tuple[Duty, ...] = ()
    delegations: tuple[Delegation, ...] = ()
