"""A case at a moment, and what is told of the way there. All of it is data, none of it changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value

Kind = Literal[
    "arose",
    "settled",
    "lapsed",
    "unsure",
    "due",
    "overdue",
    "missed",
    "moved",
    "passed-on",
    "entered",
    "left",
    "holds",
    "fails",
    "open",
    "notified",
    "requested",
    "counted",
]
"""What can be told: of a duty up to `passed-on`, of a way, of other rules, then of triggers."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule comes to at a moment: its truth, that of each holder, whether it is done."""

    truth: Truth = Truth.OPEN
    holders: tuple[Truth, ...] = ()
    done: Truth | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty that is owed: since when, by whom (None while that is open), by when."""

    duty: str
    since: date
    role: str | None = None
    of: str | None = None
    due: date | None = None
    counted: date | None = None
    """the day that a trigger counted from an event, in place of the duty's own"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is told: what became of which rule on which day.

    `situation` is the case as it was then: asked there, the rule gives the reasons.
    """

    kind: Kind
    on: date
    rule: str
    situation: Situation = field(repr=False, compare=False)
    role: str | None = None
    of: str | None = None
    due: date | None = None
    to: tuple[str, ...] = ()
    """whom a trigger tells, or those who may do what it asks for"""
    way: str | None = None
    action: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """A case at a moment: what replaying its events and passing the days since gives."""

    on: date
    facts: Mapping[str, Value]
    situation: Situation
    """the facts with those that follow from them on that day"""
    verdicts: Mapping[str, Verdict]
    owed: Mapping[str, Owed]
    position: Mapping[str, str | None]
    """the next step of each way, where it can be taken"""
    begun: bool = False
    closed: bool = False
