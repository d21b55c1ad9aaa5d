"""Dates and events: when something is due, what can happen to a case, what is counted of it."""

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property

from iiz_rules.findings.finding import Place
from iiz_rules.language.dates import Period
from iiz_rules.language.program.conditions import NOWHERE
from iiz_rules.language.program.interpretations import ByInterpretation
from iiz_rules.language.values import Value
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text


@frozen
class EndOf:
    """A deadline at the end of the period in which the question's date lies."""

    period: Period


@frozen
class DateOf:
    """A deadline on a date of the case, or `plus` a duration later."""

    fact: str
    plus: str | None = None


Deadline = EndOf | DateOf


@frozen
class EventDay:
    """The day of an event, or `plus` a duration later."""

    plus: str | None = None


@frozen
class Event:
    """What can happen to a case."""

    id: str
    label: Text
    clauses: tuple[str, ...]
    payload: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    sets: "Mapping[str, Value | EventDay]" = field(default_factory=dict)
    adds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    forgets: tuple[str, ...] = ()
    action: str | None = None
    opens: bool = False
    anew: Mapping[str, Value | None] = field(default_factory=dict)
    """what facts are where it takes up a closed case: as before the first event, None not known"""
    closes: bool = False
    after_closing: bool = False
    at: Place = field(default=NOWHERE, compare=False, repr=False)

    @property
    def tells(self) -> frozenset[str]:
        """The facts that it can change in any case."""
        return frozenset({*self.payload, *self.needs, *self.sets, *self.adds, *self.forgets})

    @cached_property
    def brings(self) -> frozenset[str]:
        """The facts that it can change, also those of a closed case that it takes up."""
        return self.tells | self.anew.keys()


MISSED = "missed:"


def missing(duty: str) -> str:
    """The name of the cause that a date of a duty was missed; no event or trigger has it."""
    return f"{MISSED}{duty}"


@frozen
class Trigger:
    """What follows from its causes: events, other triggers, dates that were missed.

    Whether it does is the rule of the same id.
    """

    id: str
    on: tuple[str, ...]
    notify: tuple[str, ...] = ()
    request: str | None = None
    oblige: str | None = None
    within: str | None = None
    by: Period | None = None


@frozen
class Breakdown:
    """What cases are told apart by: its groups in order, each with the rule that says who is in."""

    id: str
    label: Text
    clauses: tuple[str, ...]
    groups: Mapping[str, str]
    """the rule of each group"""
    successes: frozenset[str] = frozenset()
    """for outcomes, the groups that count as success"""


@frozen
class Statistics:
    """What is counted of the cases of a store."""

    clauses: tuple[str, ...] = ()
    smallest: int | ByInterpretation = 1
    breakdowns: tuple[Breakdown, ...] = ()
    outcomes: Breakdown | None = None
    follow_ups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """the events that fulfil a duty, by the duty"""
