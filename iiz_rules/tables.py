"""What a program holds beside its rules: who pays, bodies, staffing, dates, splits, events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from iiz_rules.dates import Period
from iiz_rules.diagnostics import Text

if TYPE_CHECKING:
    from iiz_rules.values import Value

Rounding = Literal["largest-remainder", "half-up-rest-to-last", "exact"]


@dataclass(frozen=True, slots=True)
class EndOf:
    """A deadline at the end of the period in which the question's date lies."""

    period: Period


@dataclass(frozen=True, slots=True)
class DateOf:
    """A deadline on a date of the case, or `plus` a duration later."""

    fact: str
    plus: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that depends on an interpretation: one for each option."""

    interpretation: str
    options: Mapping[str, object]


Deadline = EndOf | DateOf


@dataclass(frozen=True, slots=True)
class Named:
    """The actor that a fact of the case names."""

    fact: str


Bearers = Mapping[str, int] | Named
"""Each bearer with its weight, or the one that bears all."""


@dataclass(frozen=True, slots=True)
class Split:
    """Who bears an amount: the one that a fact names, or each of the bearers after its weight."""

    amount: str
    bearers: Bearers | Choice
    rounding: Rounding | Choice


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a measure is paid: a share of what remains or of the whole, at most the cap."""

    share: Decimal = Decimal(1)
    whole: bool = False
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Payer:
    """One of the payers in order: the rule that says whether, the actor, how much, which routes."""

    rule: str
    actor: str
    covers: Coverage | Choice
    routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The payers of measures in order, and the facts about the measure.

    `repaid_by` gives, for each route that is an advance, the fact that says who repays it.
    """

    amount: str
    kind: str | None
    rounding: str | Choice
    payers: tuple[Payer, ...]
    repaid_by: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue of measures as it can be named: its document, whether that is invented."""

    id: str
    label: Text
    document: Text
    dated: str | None
    invented: bool


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of a body, and the qualities that may be asked of who sits in it.

    `at_most` is how many may sit there, None for any number.
    """

    name: str
    of: str
    qualities: tuple[str, ...]
    at_most: int | Choice | None = field(hash=False)
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its seats with a vote, and who sits in without one, with the clauses for it."""

    id: str
    label: Text
    seats: tuple[Seat, ...]
    advisory: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who can act: a role belongs to a body or institution, a group has members."""

    id: str
    kind: Literal["institution", "role", "group", "body"]
    label: Text
    clauses: tuple[str, ...]
    belongs_to: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Staffing:
    """How many people of some roles there are in each of several places."""

    id: str
    each: str
    places: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Event:
    """What can happen to a case. Of `sets` a value is None where it is the day of the event."""

    id: str
    label: Text
    clauses: tuple[str, ...]
    payload: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    sets: "Mapping[str, Value | None]" = field(default_factory=dict)
    adds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    forgets: tuple[str, ...] = ()
    action: str | None = None
    opens: bool = False
    closes: bool = False
    after_closing: bool = False

    @property
    def brings(self) -> frozenset[str]:
        """The facts that it can change."""
        return frozenset({*self.payload, *self.needs, *self.sets, *self.adds, *self.forgets})


@dataclass(frozen=True, slots=True)
class Trigger:
    """What follows from events or other triggers; whether it does is the rule of the same id."""

    id: str
    on: tuple[str, ...]
    notify: tuple[str, ...] = ()
    request: str | None = None
    oblige: str | None = None
    within: str | None = None
    by: Period | None = None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What cases are told apart by: its groups in order, each with the rule that says who is in."""

    id: str
    label: Text
    clauses: tuple[str, ...]
    groups: Mapping[str, str]
    """the rule of each group"""
    successes: frozenset[str] = frozenset()
    """of outcomes: the groups that count as success"""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is counted of the cases of a store."""

    clauses: tuple[str, ...] = ()
    smallest: int | Choice = 1
    breakdowns: tuple[Breakdown, ...] = ()
    outcomes: Breakdown | None = None
    follow_ups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """the events that are the doing of a duty, by the duty"""
