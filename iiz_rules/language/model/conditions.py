"""Conditions: what a criterion or a term asks of a case. The keyword says which kind it is.

::

    {all: [...]}   {any: [...]}   {not: ...}   {at_least: {n: 2, of: [...]}}
    {by_case: [{when: ..., then: ...}, {otherwise: ...}]}
    {fact: person.age, between: [15, 25]}      {judgement: case.complex}
    {fact: [registered_with, planned_with], count: {at_least: 2}}
    {term: multi-problem}   {rule: eligibility}
    {interpretation: A-ZH-08, choose: {required: ..., implied: ...}}
    {is_met: true}   {not_regulated: {de: …, fr: …, en: …}}
"""

from typing import Annotated, Any

from pydantic import Discriminator, Field, PlainValidator, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from iiz_rules.language.dates import Period, parse_date
from iiz_rules.language.model.base import Given, Label, Part, apart
from iiz_rules.language.model.names import (
    NAMES,
    ActorId,
    FactId,
    Id,
    Naming,
    OptionId,
    OptionKey,
    Read,
)


def scalar(value: Any) -> Any:
    """A single value as it is written; what it means is read when the edition is checked."""
    if isinstance(value, (bool, int, str)):
        return value
    raise PydanticCustomError("wrong-type", "scalar", {"expected": "value"})


def _operand(value: Any) -> Any:
    if isinstance(value, dict):
        return ComparedFact.model_validate(value)
    return value if isinstance(value, OtherFact) else scalar(value)


SCALAR: dict[str, Any] = {"type": ["boolean", "integer", "number", "string"], NAMES: "value"}
Scalar = Annotated[Any, PlainValidator(scalar), WithJsonSchema(SCALAR)]


class OtherFact(Part):
    """Another fact of the same type, to compare with."""

    fact: FactId


Acting = Annotated[
    Annotated[OtherFact, Tag("<mapping>")] | Annotated[ActorId, Tag("<word>")],
    apart("<mapping>", other="<word>"),
]
"""An actor, or whoever a fact of the case names."""


DURATION = r"^P[0-9]{1,4}[DWMY]$"
Duration = Annotated[str, Field(pattern=DURATION)]


class ComparedFact(OtherFact):
    """Another fact of the same type, to compare with; of a date so much later."""

    plus: Given[Duration] = None


class OfGroup(Part):
    """The members of a group of actors, as the organisation names them."""

    group: Annotated[Id, Naming("group")]


Facts = Annotated[
    Annotated[FactId, Tag("<word>")]
    | Annotated[Annotated[tuple[FactId, ...], Field(min_length=2)], Tag("<list>")],
    apart("<list>", other="<word>"),
]
"""One fact, or several sets whose members are taken together."""
Listed = Annotated[
    Annotated[OfGroup, Tag("<mapping>")]
    | Annotated[Annotated[tuple[Scalar, ...], Field(min_length=1)], Tag("<list>")],
    apart("<mapping>", other="<list>"),
]
"""Values one by one, or the members of a group of actors."""
Members = Annotated[
    Annotated[OfGroup, Tag("<group>")]
    | Annotated[OtherFact, Tag("<mapping>")]
    | Annotated[Annotated[tuple[Scalar, ...], Field(min_length=1)], Tag("<list>")],
    apart("<mapping>", group="<group>", other="<list>"),
]
"""Members of a set one by one, or those of another set, or of a group of actors."""
_COMPARED = {
    key: part for key, part in ComparedFact.model_json_schema().items() if key != "description"
}
Operand = Annotated[Any, PlainValidator(_operand), WithJsonSchema({"anyOf": [SCALAR, _COMPARED]})]


class Within(Part):
    """A stretch of time up to (`last`), from (`next`) or around (`same`) the question's date."""

    last: Given[Duration] = None
    next: Given[Duration] = None
    same: Given[Period] = None
    """in the same calendar month, quarter or year"""

    @property
    def sides(self) -> list[str]:
        """The keys that were given, of which exactly one is right."""
        return [name for name in type(self).model_fields if getattr(self, name) is not None]


class Count(Part):
    """How many members a set has, or how many of those named in `of`."""

    at_least: Given[Annotated[int, Field(ge=0)]] = None
    at_most: Given[Annotated[int, Field(ge=0)]] = None
    of: Given[Members] = None
    """only these members count, or those of a group, or those that another set has as well"""


_ORDERED = ("is", "is_one_of", "at_least", "at_most", "between")
SUITED: dict[str, tuple[str, ...]] = {
    "bool": ("is",),
    "int": _ORDERED,
    "chf": _ORDERED,
    "date": (*_ORDERED, "before", "after", "within"),
    "code": ("is", "is_one_of"),
    "codes": ("contains", "contains_any", "contains_all", "count"),
    "text": ("is", "is_one_of"),
    "ahv": (),
    "commune": (),
}
"""By which comparisons a fact of each type can be asked."""


class FactCondition(Part):
    """Compares one fact, or several sets taken together. Exactly one comparison is given."""

    fact: Facts
    is_: Given[Operand] = Field(default=None, alias="is")
    """the fact has this value"""
    is_one_of: Given[Listed] = None
    """the fact has one of these values, or names a member of a group"""
    at_least: Given[Operand] = None
    """this or more (numbers, amounts), this date or later"""
    at_most: Given[Operand] = None
    """this or less (numbers, amounts), this date or earlier"""
    before: Given[Operand] = None
    """earlier than this date"""
    after: Given[Operand] = None
    """later than this date"""
    between: Given[tuple[Scalar, Scalar]] = None
    """from … to …, both included"""
    within: Given[Within] = None
    """a date in the last or next days, weeks, months or years, the day of the question included"""
    contains: Given[Scalar] = None
    """the set has this member"""
    contains_any: Given[Members] = None
    """the set has at least one of these members, or of those of a group or of another set"""
    contains_all: Given[Members] = None
    """the set has all of these members, or all of those of a group or of another set"""
    count: Given[Count] = None
    """how many members the set has"""

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that are compared: one, or the sets that are taken together."""
        return (self.fact,) if isinstance(self.fact, str) else self.fact

    @property
    def asks_day(self) -> bool:
        """Whether it asks of what is dated on which day it happened, rather than whether it did."""
        [(name, operand)] = self.comparisons.items()
        return name != "is" or (isinstance(operand, str) and parse_date(operand) is not None)

    @property
    def comparisons(self) -> dict[str, Any]:
        """What the fact is compared with, by the comparison as written; exactly one is right."""
        names = [name for name in type(self).model_fields if name in self.model_fields_set]
        return {name.rstrip("_"): getattr(self, name) for name in names if name != "fact"}


class JudgementCondition(Part):
    """Asks for a judgement that a named role gives; it is never computed."""

    judgement: FactId
    by: Given[ActorId] = None
    """who has to give it here; as declared with the judgement where this is left out"""


class TermCondition(Part):
    """Holds when a named condition holds."""

    term: Annotated[Id, Naming("term")]


class RuleCondition(Part):
    """Holds when another rule of the edition answers yes."""

    rule: Annotated[Id, Naming("rule")]


class ConstantCondition(Part):
    """Met or not met whatever the case says; for readings that leave nothing to examine."""

    is_met: bool


class NotRegulatedCondition(Part):
    """The source says nothing here: open, whatever the case says, and shown as not regulated."""

    not_regulated: Label
    """what the reader should know instead"""


class InterpretationCondition(Part):
    """Reads how an ambiguous or silent place of the source is understood."""

    interpretation: Read
    is_: Given[OptionId] = Field(default=None, alias="is")
    """holds under this option and under no other"""
    choose: Given["dict[OptionKey, Condition]"] = None
    """one condition for each option; the one of the chosen option counts"""


class AllCondition(Part):
    """Holds when all parts hold."""

    all: "Annotated[tuple[Condition, ...], Field(min_length=1)]"


class AnyCondition(Part):
    """Holds when at least one part holds."""

    any: "Annotated[tuple[Condition, ...], Field(min_length=1)]"


class NotCondition(Part):
    """Holds when the part does not hold; open stays open."""

    not_: "Condition" = Field(alias="not")


class Threshold(Part):
    """How many of the parts."""

    n: Annotated[int, Field(ge=1)]
    of: "Annotated[tuple[Condition, ...], Field(min_length=1)]"


class AtLeastCondition(Part):
    """Holds when at least `n` of the parts hold."""

    at_least: Threshold


class CaseBranch(Part):
    """What counts in a case: `when` it is given, `then` this; or `otherwise`, of the last one."""

    when: Given["Condition"] = None
    then: Given["Condition"] = None
    """what counts in this case"""
    otherwise: Given["Condition"] = None
    """what counts in every other case; stands last, and alone"""

    @property
    def parts(self) -> tuple["Condition", ...]:
        """The conditions that were given."""
        given = (self.when, self.then, self.otherwise)
        return tuple(part for part in given if part is not None)


class ByCaseCondition(Part):
    """What the first branch says whose `when` holds; while that is open, what all agree on."""

    by_case: "Annotated[tuple[CaseBranch, ...], Field(min_length=2)]"


# `fact` comes before `at_least`, which is also a comparison.
KINDS: dict[str, type[Part]] = {
    "fact": FactCondition,
    "judgement": JudgementCondition,
    "term": TermCondition,
    "rule": RuleCondition,
    "interpretation": InterpretationCondition,
    "is_met": ConstantCondition,
    "not_regulated": NotRegulatedCondition,
    "all": AllCondition,
    "any": AnyCondition,
    "not": NotCondition,
    "at_least": AtLeastCondition,
    "by_case": ByCaseCondition,
}
_TAGS: dict[type[Part], str] = {kind: f"<{keyword}>" for keyword, kind in KINDS.items()}


def tag(value: Any) -> str | None:
    """Tell the kind of condition by its keyword, so that an error is about the meant branch."""
    if isinstance(value, dict):
        return next((f"<{keyword}>" for keyword in KINDS if keyword in value), None)
    return _TAGS.get(type(value))


Condition = Annotated[
    Annotated[FactCondition, Tag("<fact>")]
    | Annotated[JudgementCondition, Tag("<judgement>")]
    | Annotated[TermCondition, Tag("<term>")]
    | Annotated[RuleCondition, Tag("<rule>")]
    | Annotated[InterpretationCondition, Tag("<interpretation>")]
    | Annotated[ConstantCondition, Tag("<is_met>")]
    | Annotated[NotRegulatedCondition, Tag("<not_regulated>")]
    | Annotated[AllCondition, Tag("<all>")]
    | Annotated[AnyCondition, Tag("<any>")]
    | Annotated[NotCondition, Tag("<not>")]
    | Annotated[AtLeastCondition, Tag("<at_least>")]
    | Annotated[ByCaseCondition, Tag("<by_case>")],
    Discriminator(tag, custom_error_type="no-condition", custom_error_message="no keyword"),
]

_MODELS: tuple[type[Part], ...] = (Threshold, CaseBranch, *KINDS.values())
for _model in _MODELS:
    _model.model_rebuild()


def parts(condition: Part) -> tuple[Part, ...]:
    """The conditions directly inside a condition."""
    match condition:
        case AllCondition(all=inner) | AnyCondition(any=inner):
            return inner
        case AtLeastCondition(at_least=threshold):
            return threshold.of
        case NotCondition(not_=inner):
            return (inner,)
        case ByCaseCondition(by_case=branches):
            return tuple(part for branch in branches for part in branch.parts)
        case InterpretationCondition(choose=options) if options:
            return tuple(options.values())
    return ()
