"""facts.yaml: the vocabulary. A condition can read nothing that is not declared here."""

from typing import Annotated, Literal

from pydantic import Field, Tag

from iiz_rules.language.model.base import UNWRITTEN, Given, Label, Named, Part, apart, made_at
from iiz_rules.language.model.names import ActorId, Code, FactId, Id, Naming
from iiz_rules.words.say import say
from iiz_rules.words.text import LANGUAGES

FactType = Literal[
    "bool", "int", "chf", "date", "code", "codes", "text", "judgement", "ahv", "commune"
]


ECH = r"^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$"
"""Names of elements, the outer before what is inside it."""


class CodeItem(Part):
    """One entry of a closed list."""

    id: Code
    label: Label


class CodeList(Part):
    """A closed list of codes; facts of type `code` and `codes` take their values from one."""

    id: Id
    label: Label
    codes: Annotated[tuple[CodeItem, ...], Field(min_length=1)]


class Computed(Part):
    """A fact that follows from another one instead of being asked."""

    completed_years_since: FactId
    """a date of birth: the fact is the age in completed years"""
    at: Given[FactId] = None
    """the date fact on which the age is taken; the date of the question where this is left out"""


class Known(Part):
    """A fact that is yes where another one is known: it is asked only where that is not."""

    known: FactId
    """a code, which says who or which it is"""


class PlaceOfCommune(Part):
    """A fact that says where a commune lies on the day of the question.

    It is a code of its list, in which cantons (`VS`), districts (`district-2311`), communes
    (`commune-6248`) and `elsewhere` can stand; the narrowest one counts.
    """

    commune: FactId
    """a commune; where it is not known, the place is asked for itself"""


Computation = Annotated[
    Annotated[Computed, Tag("<mapping>")]
    | Annotated[Known, Tag("<known>")]
    | Annotated[PlaceOfCommune, Tag("<place>")]
    | Annotated[Literal["question-date"], Tag("<word>")],
    apart("<mapping>", known="<known>", commune="<place>", other="<word>"),
]


QUESTION_DATE: Literal["question-date"] = "question-date"
"""Stands for the date of the question."""
Largest = Annotated[
    Annotated[int, Tag("<number>")] | Annotated[Literal["question-date"], Tag("<word>")],
    apart("<word>", other="<number>"),
]


class Fact(Named):
    """One thing that can be known about a case."""

    type: FactType = "bool"
    """bool, int, chf (Rappen exact), date, code, codes (a set), text, judgement, ahv (a number),
    commune (its number);
    left out, what follows: a code where there is a list, a judgement where somebody gives it, else
    bool"""
    question: Label = UNWRITTEN
    """how to ask for it; left out only where it is computed"""
    held_by: tuple[ActorId, ...] = ()
    """roles or institutions that know it"""
    code_list: Given[Annotated[Id, Naming("list")]] = None
    """the code list, for code and codes"""
    unit: Given[Label] = None
    at_least: Given[int] = None
    """the smallest value that can be right (int, chf)"""
    at_most: Given[Largest] = None
    """the largest value that can be right (int, chf); `question-date` for a day that has come"""
    by: tuple[ActorId, ...] = ()
    """roles that give the judgement, for type judgement"""
    computed: Given[Computation] = None
    """follows from another fact, or is the date of the question"""
    ech: Given[Annotated[str, Field(pattern=ECH, max_length=200)]] = None
    """where a message of a register has it: names of elements of eCH-0011, 0044, 0046 or 0010, as
    in `dateOfBirth.yearMonthDay`"""
    sensitive: bool = False
    """whether no message may repeat what a case says of it; of an AHV number, where nothing is
    said"""
    dated: bool = False
    """whether it is something that happens on a day, which then belongs to it (bool)"""

    @property
    def day(self) -> str | None:
        """The fact that is the day on which it happened, where it is dated."""
        return f"{self.id}{DAY_OF}" if self.dated else None


DAY_OF = "_on"
"""How the fact is called, behind what happened, that is the day on which it did."""


def day_of(fact: Fact) -> Fact:
    """The day on which something happened, as a fact of its own: it has come."""
    made = Fact.model_construct(
        id=fact.day,
        type="date",
        label=_worded(fact.label, "rules.dated.label"),
        question=_worded(fact.question, "rules.dated.question"),
        held_by=fact.held_by,
        at_most=QUESTION_DATE,
        sensitive=fact.sensitive,
    )
    return made_at(made, fact)


def _worded(own: Label, key: str) -> Label:
    """A text of the canton's in words of ours, in those of its languages that are ours."""
    worded = own.model_copy()
    for language in LANGUAGES:
        if language in own.texts:
            worded.add(language, say(key, language, own=own.texts[language]))
    return worded


class FactsFile(Part):
    """The file facts.yaml."""

    code_lists: tuple[CodeList, ...] = ()
    facts: Annotated[tuple[Fact, ...], Field(min_length=1)]
