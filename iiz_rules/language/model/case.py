"""cases/*.yaml: a case, and what the canton expects the answer to be; stories for `iiz flow`."""

from typing import Annotated, Any, Literal

from pydantic import Field

from iiz_rules.language.model.base import UNWRITTEN, Clauses, Given, IsoDate, Label, Part
from iiz_rules.language.model.names import (
    ActionId,
    ActorId,
    Code,
    Id,
    Missing,
    Naming,
    Read,
    Readings,
    StepId,
    WayKey,
)
from iiz_rules.language.model.roster import Person

VerdictWord = Literal["yes", "no", "open"]
Qualities = tuple[Annotated[Id, Naming("quality")], ...]
BodyKey = Annotated[str, Naming("body")]
DutyKey = Annotated[str, Naming("duty")]
Known = Annotated[Any, Naming("known")]
"""What is known of a case: the facts, nested or with dotted keys."""


class Member(Part):
    """A member of a body: for whom, with which qualities, present or not, and the vote."""

    of: Given[ActorId] = None
    """the institution or role that the member stands for; left out where a body has no seats"""
    person: Given[Person] = None
    """who it is, where a roster says who holds which seat"""
    has: Qualities = ()
    """the qualities that the member has"""
    lacks: Qualities = ()
    """the qualities that the member does not have; of those not named nothing is known"""
    present: Given[bool] = None
    vote: Given[Literal["for", "against", "abstains", "recused"]] = None
    """the vote; `recused` where the member may not vote in this matter"""
    reason: Given[str] = None
    """why the member abstains or may not vote, as it is to stand in the record"""


class Employee(Part):
    """Somebody who works in a role, for an institution or in a place."""

    role: ActorId
    of: Given[ActorId] = None
    """the institution, where people are counted by institution"""
    in_: Given[Annotated[Code, Naming("staffed")]] = Field(default=None, alias="in")
    """the code, where people are counted by the codes of a list"""


class May(Part):
    """Whether somebody may do something in this case, and the answer expected."""

    actor: ActorId
    action: ActionId
    answer: VerdictWord


class Expectation(Part):
    """What a rule must answer for this case; everything left out is not compared."""

    verdict: VerdictWord
    """"yes", "no" or open; the first two in quotes, since YAML can read them in two ways"""
    criteria: Given[dict[Annotated[str, Naming("criterion")], VerdictWord]] = None
    """the verdict of single criteria"""
    missing: Given[tuple[Missing, ...]] = None
    """the facts still to be asked for, the most telling one first"""
    pending: Given[tuple[Missing, ...]] = None
    """the judgements still to be given"""
    decisive: Given[tuple[Read, ...]] = None
    """the interpretations under which another option would change the verdict"""
    actor: Given[ActorId] = None
    """who acts: the provider of a step, the bearer of a duty"""
    due: Given[IsoDate] = None
    """the day by which a duty is to be done"""
    parts: Given[dict[Annotated[str, Naming("actor")], Any]] = None
    """who bears which amount of a cost"""
    not_regulated: Given[bool] = None
    """whether nothing but the silence of the source keeps the answer open"""


class CaseFile(Part):
    """A case document: facts, a date, and the answers expected."""

    title: Label
    date: Given[IsoDate] = None
    """the date of the question"""
    canton: Given[Annotated[str, Field(min_length=1)]] = None
    """whose rules are asked, by name or as a folder seen from this file; a call may name another"""
    known_on: Given[IsoDate] = None
    """the day whose knowledge counts, where the facts say when they were learned"""
    clauses: Given[Clauses] = None
    """the clauses that this case is an example of"""
    interpretations: Given[Readings] = None
    """readings that differ from the edition's defaults, by interpretation"""
    facts: Known
    """what is known, nested or with dotted keys; null or left out means not known"""
    members: Given[dict[BodyKey, tuple[Member, ...]]] = None
    """who sits in which body"""
    staff: Given[tuple[Employee, ...]] = None
    """who works where, in which role"""
    meetings: Given[dict[BodyKey, tuple[IsoDate, ...]]] = None
    """on which days which body met"""
    may: Given[tuple[May, ...]] = None
    """who may do what, with the answers expected"""
    next: Given[dict[WayKey, StepId]] = None
    """the next step of the steps (`route`) or of a ladder; `nothing` where there is none"""
    expect: Given[dict[Annotated[str, Naming("asked")], Expectation]] = None
    """the answers expected, by rule: eligibility, or the id of a step, duty, delegation or term"""


class AskedCase(CaseFile):
    """A case that is only asked: it needs no title, and may be about bodies alone."""

    title: Label = UNWRITTEN
    facts: Known = None


class Afterwards(Part):
    """What has to have come of an event; everything left out is not compared."""

    refused: Given[bool] = None
    """whether the event may not happen: the story then goes on without it"""
    told: Given[tuple[ActorId, ...]] = None
    """everybody who was told since the event before, in any order"""
    asked: Given[tuple[ActionId, ...]] = None
    """every competence that was asked for since then, in any order"""
    owed: Given[dict[DutyKey, IsoDate | Literal["undated", "nothing"] | tuple[IsoDate, ...]]] = None
    """by when a duty is owed: a day, several, `undated`, or `nothing` where it is not"""
    bearer: Given[dict[DutyKey, ActorId]] = None
    """who owes it, by the duty"""
    next: Given[dict[WayKey, StepId]] = None
    """the next step of the steps (`route`) or of a ladder; `nothing` where none can be taken"""
    facts: Known = None
    """what the case then says, nested or with dotted keys; null: it is not known"""
    closed: Given[bool] = None
    """whether the case is closed"""


class Happening(Part):
    """One event of a story."""

    on: IsoDate = Field(alias="date")
    """the day"""
    learned_on: Given[IsoDate] = None
    """the day on which it was learned, where that was later"""
    event: Annotated[Id, Naming("event")]
    by: Given[ActorId] = None
    """who reports it"""
    facts: Known = None
    """what comes with it, nested or with dotted keys"""
    expect: Given[Afterwards] = None
    """what has to come of it"""


class Story(Part):
    """A story document."""

    title: Label
    canton: Given[Annotated[str, Field(min_length=1)]] = None
    """whose rules are asked, by name or as a folder seen from this file; a call may name another"""
    case: Annotated[str, Field(min_length=1)]
    """the name of the case"""
    opened: IsoDate
    """the day on which the case is opened"""
    interpretations: Given[Readings] = None
    """readings that differ from the edition's defaults"""
    events: tuple[Happening, ...]
    until: Given[IsoDate] = None
    """the day up to which days pass after the last event"""
    expect: Given[Afterwards] = None
    """what has to have come of the days since the last event"""
    clauses: Given[Clauses] = None
    """the clauses that this story is an example of"""
