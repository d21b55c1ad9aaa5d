"""statistics.yaml: by what the cases of a store are counted, and which duties are to be on time.

::

    clauses: [ZH-12.3]
    smallest_cell: 5
    follow_ups:
      - {duty: quarterly-follow-up, done_by: [followed-up]}
    outcomes:
      id: outcome
      groups:
        - {id: reintegrated, success: true, when: {fact: outcome.reintegrated, is: true}}
    breakdowns:
      - id: age
        groups:
          - {id: young, when: {fact: person.age, at_most: 25}}
"""

from typing import Annotated

from pydantic import Field

from iiz_rules.language.model.base import Clauses, Given, Named, Part
from iiz_rules.language.model.chosen import Choosable
from iiz_rules.language.model.conditions import Condition
from iiz_rules.language.model.names import Cited, DutyId, Id, Naming


class CountedGroup(Named):
    """Cases that are counted together: those for which the condition holds."""

    when: Condition
    success: bool = False
    """of an outcome: whether it is what counts as success"""


class Breakdown(Named):
    """What cases are told apart by; each counts in the first of the groups that applies."""

    clauses: Clauses
    groups: Annotated[tuple[CountedGroup, ...], Field(min_length=1)]

    def rule_id(self, group: CountedGroup) -> str:
        """Name the rule that says whether a case is in a group."""
        return f"{self.id}.{group.id}"


class FollowUp(Part):
    """A duty of which is counted how often it was done in time."""

    duty: DutyId
    done_by: Annotated[tuple[Annotated[Id, Naming("event")], ...], Field(min_length=1)]
    """the events that are the doing of it; a duty that ends otherwise is not counted"""


class StatisticsFile(Part):
    """The file statistics.yaml."""

    clauses: tuple[Cited, ...] = ()
    """what asks for key figures at all"""
    smallest_cell: Choosable[Annotated[int, Field(ge=1, le=1000)]] = 1
    """fewer cases than these are not shown, so that nobody can be recognised"""
    breakdowns: tuple[Breakdown, ...] = ()
    outcomes: Given[Breakdown] = None
    """what came of a case when it was closed"""
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def counted(self) -> tuple[Breakdown, ...]:
        """Everything that has groups."""
        return (*self.breakdowns, self.outcomes) if self.outcomes else self.breakdowns
