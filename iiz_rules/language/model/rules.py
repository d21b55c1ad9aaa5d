"""Rules made of criteria, and the terms they share: what eligibility.yaml and others hold."""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, Tag

from iiz_rules.language.model.base import UNWRITTEN, Clauses, Given, Label, Named, Part, apart
from iiz_rules.language.model.chosen import Choosable, Number
from iiz_rules.language.model.conditions import Acting, Condition
from iiz_rules.language.model.names import ActorId, FactId, Id

Mode = Literal["required", "indicative", "judgement"]


class Term(Named):
    """A named condition, written once and used by its name."""

    clauses: Clauses
    when: Condition


class Criterion(Part):
    """One thing to be met, or its condition alone. What is left out follows.

    `required`: needed. `indicative`: speaks for it; the rule says how many are enough, and where
    none is needed they only orient whoever judges.
    `judgement`: needed, and a named role decides it.
    """

    id: Id = ""
    """left out, that of the fact, term or rule asked for"""
    label: Label = UNWRITTEN
    """left out, that of the fact, term or rule asked for"""
    clauses: Clauses = ()
    """left out, those of the rule"""
    mode: Mode = "required"
    """left out, `judgement` where somebody has to judge it"""
    when: Condition


if TYPE_CHECKING:
    Criteria = tuple[Criterion, ...]
else:
    Criteria = tuple[
        Annotated[
            Annotated[Criterion, Tag("<criterion>")] | Annotated[Condition, Tag("<condition>")],
            apart(other="<condition>", **dict.fromkeys(("id", "label", "when"), "<criterion>")),
        ],
        ...,
    ]


class Indicative(Part):
    """How many of the indicative criteria are enough."""

    at_least: Choosable[Number]
    """0 where none is needed: they are shown, ask for nothing and decide nothing"""


class Rule(Part):
    """A question the edition answers with yes, no or open."""

    label: Label
    clauses: Clauses
    criteria: Annotated[Criteria, Field(min_length=1)]
    indicative: Given[Indicative] = None


class RuleFile(Rule):
    """A file with one rule, called as the file is: eligibility.yaml, exchange.yaml."""

    terms: tuple[Term, ...] = ()


class NamedRule(Rule):
    """One rule of several in a file."""

    id: Id


class Holder(Part):
    """Who acts, and when: the first of a list that applies is the one."""

    role: ActorId
    """the role, body or institution"""
    of: Given[Acting] = None
    """the institution whose role it is, or the fact of the case that names it"""
    when: Given[Condition] = None
    """in which case; left out for the one who acts in every other"""


class HolderByFact(Part):
    """Whoever a fact of the case names acts; its codes are roles, bodies or institutions."""

    fact: FactId
    when: Given[Condition] = None
    """in which case; left out where it is so in every other"""


if TYPE_CHECKING:
    Holders = str | Holder | HolderByFact | tuple[Holder | HolderByFact, ...]
else:
    _Single = Annotated[
        Annotated[Holder, Tag("<role>")] | Annotated[HolderByFact, Tag("<fact>")],
        apart(fact="<fact>", other="<role>"),
    ]
    Holders = Annotated[
        Annotated[ActorId, Tag("<word>")]
        | Annotated[_Single, Tag("<mapping>")]
        | Annotated[Annotated[tuple[_Single, ...], Field(min_length=1)], Tag("<list>")],
        apart("<list>", "<mapping>", other="<word>"),
    ]
"""One actor, whoever a fact names, or the first of several that applies."""
