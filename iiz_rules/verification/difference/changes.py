"""What a change between two policies is."""

from collections.abc import Mapping
from typing import Literal

from iiz_rules.findings.finding import Place
from iiz_rules.language.program.rules import Criterion, Program
from iiz_rules.verification.witness import Case
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text

Kind = Literal[
    "new",
    "dropped",
    "facts",
    "verdict",
    "acts",
    "next",
    "due",
    "bearers",
    "pays",
    "competence",
    "event",
    "event-new",
    "event-dropped",
    "told",
    "trigger",
    "part",
    "part-new",
    "part-dropped",
    "claim",
    "claim-dropped",
]


@frozen
class Side:
    """A policy as it is read: `readings` are those that are not the usual ones."""

    program: Program
    readings: Mapping[str, str]


@frozen
class AnswerChange:
    """One kind of change: of which rule or way, from what to what, and a case that shows it."""

    kind: Kind
    name: str
    before: str = ""
    after: str = ""
    case: Case | None = None
    places: tuple[Place, ...] = ()
    """what decides it in the one, and in the other"""
    criterion: Criterion | None = None
    """the one that turns, where it is one"""
    label: Text | None = None
    """what it is called, where it is no rule"""
