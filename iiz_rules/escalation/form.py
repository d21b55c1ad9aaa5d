"""A case over time as data: its moves, what was told, what is owed, what may happen."""

from dataclasses import dataclass, field
from typing import Any, Literal

from iiz_rules.escalation.state import ChangeKind
from iiz_rules.findings.form import DayText, Form, LabelData


@dataclass(frozen=True)
class ChangeData(Form):
    """One thing told of a case: a duty arose, a step is next, somebody is informed."""

    on: DayText
    kind: ChangeKind
    rule: str
    actor: str | None
    of: str | None
    due: DayText | None
    to: list[str]
    action: str | None
    clauses: list[str]
    links: dict[str, LabelData] = field(default_factory=dict)


@dataclass(frozen=True)
class ObligationData(Form):
    """A duty that is owed in a case on a day; `bearer` and `due` are null while not known."""

    duty: str
    bearer: str | None
    of: str | None
    since: DayText
    due: DayText | None
    overdue: bool
    clauses: list[str]
    links: dict[str, LabelData] = field(default_factory=dict)


@dataclass(frozen=True)
class MoveData(Form):
    """One move of a case: the days that passed, then the event, if one was recorded."""

    on: DayText
    happened: DayText | None
    event: str | None
    by: str | None
    unasked: str | None
    facts: dict[str, Any]
    passed: list[ChangeData]
    fired: list[ChangeData]


@dataclass(frozen=True)
class FlowData(Form):
    """Every move of a case, what is owed at the end, and the next step of each way."""

    format: Literal[1]
    case: str
    canton: str
    edition: str
    digest: str
    on: DayText
    closed: bool
    moves: list[MoveData]
    obligations: list[ObligationData]
    next: dict[str, str | None]


@dataclass(frozen=True)
class PossibleEventData(Form):
    """An event that may happen, by whom, and the JSON Schema of what comes with it."""

    event: str
    label: LabelData
    by: list[str] | None
    schema: dict[str, Any]


@dataclass(frozen=True)
class OwedData(Form):
    """A line of the list of what is owed in all cases."""

    case: str
    canton: str
    edition: str
    duty: str
    bearer: str | None
    of: str | None
    since: DayText
    due: DayText | None
    remind: DayText | None
    """when to remind of an advance that is to be repaid; null of a duty"""
    overdue: bool


@dataclass(frozen=True)
class OwedListData(Form):
    """What is owed on a day in all cases of a store."""

    format: Literal[1]
    on: DayText
    obligations: list[OwedData]
