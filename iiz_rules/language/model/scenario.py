"""A scenario: what is assumed beside the canton's rules, to see what a portfolio would cost.

It may put the payers in another order or add some, exchange how much they cover and which
catalogues they have, choose readings, and say what is uncertain. All it says is an assumption.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from iiz_rules.language.model.base import Given, IsoDate, Label, Named, Part, apart
from iiz_rules.language.model.catalogues import CalledMeasure
from iiz_rules.language.model.conditions import Condition, Scalar
from iiz_rules.language.model.funding import Amount, Coverage, Payer
from iiz_rules.language.model.names import (
    NAMES,
    ActorId,
    ActorKey,
    Id,
    MissingKey,
    Naming,
    PayerKey,
    Readings,
)


def _number(raw: Any) -> Any:
    """Read a number; decimals come as written."""
    try:
        if isinstance(raw, bool):
            raise ValueError
        value = float(Decimal(str(raw)))
    except (ArithmeticError, ValueError):
        value = -1.0
    if not 0 <= value < 1e12:
        raise PydanticCustomError("wrong-number", "number", {})
    return value


Number = Annotated[
    float, BeforeValidator(_number), WithJsonSchema({"type": "number", "minimum": 0})
]


class Spread(Part):
    """A number that is not known well: what is assumed, and between which limits it may lie."""

    value: Number
    low: Number
    high: Number


Uncertain = Annotated[
    Annotated[Number, Tag("<number>")] | Annotated[Spread, Tag("<mapping>")],
    apart("<mapping>", other="<number>"),
]
"""A number, or one with limits; the limits show how much hangs on it."""


class Distribution(Part):
    """How something that is chance is spread around its mean."""

    distribution: Literal["fixed", "exponential", "gamma", "lognormal"] = "fixed"
    mean: Uncertain
    sd: Uncertain = 0.0
    """the standard deviation, of gamma and lognormal"""


class Repayment(Part):
    """Whether and when an advance is repaid."""

    probability: Uncertain
    after: Distribution
    """how many months after the advance, of those that are repaid"""


class Inflow(Part):
    """What the fund receives, at the beginning of each period."""

    amount: Amount
    every: Literal["month", "quarter", "year"] = "year"


class Fund(Part):
    """The fund whose money is at risk."""

    payer: ActorId
    balance: Amount
    """what it has at the beginning"""
    inflow: Given[Inflow] = None
    prefer: tuple[Annotated[Id, Naming("route")], ...] = ()
    """which of several open routes is taken first; as the payer lists them where left out"""


class Arrivals(Part):
    """New measures that the fund will have to pay for, like those of the portfolio."""

    per_month: Uncertain


class Answers(Part):
    """How the body answers what is put to the vote; a yes to all where nothing is said."""

    yes_to: Literal["all", "none", "advances", "takeovers"] = "all"
    """to which kinds of decision it says yes; what is open is none of a kind"""
    up_to: Given[Amount] = None
    """the most that it commits, in the order of the measures' days; what does not fit is a no"""
    probability: Number = 1.0
    """how likely each yes is, when futures are drawn"""


SHARE: dict[str, Any] = {"type": "number", "minimum": 0}
SHARES: dict[str, Any] = {
    "type": "object",
    "propertyNames": {"type": "string", NAMES: "value"},
    "additionalProperties": SHARE,
}
Odds = Annotated[Any, WithJsonSchema({"anyOf": [SHARE, SHARES]})]
"""How likely a yes is, or each code: what may stand there is known once the fact is."""


class Risk(Part):
    """What is uncertain, and how it is drawn."""

    seed: Annotated[int, Field(ge=0)] = 1
    paths: Annotated[int, Field(ge=1, le=1_000_000)] = 10_000
    months: Annotated[int, Field(ge=1, le=600)] = 36
    repayment: Given[Repayment] = None
    by_payer: Given[dict[ActorKey, Repayment]] = None
    """where one of the expected payers repays otherwise"""
    open: Given[dict[MissingKey, Odds]] = None
    """how likely an open fact is a yes; `default` for those not named; codes with their shares"""
    overrun: Given[Distribution] = None
    """the factor between what a measure costs and what was planned"""
    arrivals: Given[Arrivals] = None


AnyPayer = Annotated[
    Annotated[Id, Naming("payer"), Tag("<word>")] | Annotated[Payer, Tag("<payer>")],
    apart("<word>", other="<payer>"),
]


class ScenarioFile(Named):
    """A scenario."""

    canton: Given[Annotated[str, Field(min_length=1)]] = None
    """whose rules are asked, by name or as a folder seen from this file; a call may name another"""
    invented: bool = False
    """whether the numbers are invented; reports then say so on every page"""
    note: Given[Label] = None
    date: Given[IsoDate] = None
    """the date of the question, and the beginning of the simulation"""
    interpretations: Given[Readings] = None
    payers: tuple[AnyPayer, ...] = ()
    """all payers in order: a name for one of the canton's, or a payer written out"""
    covers: Given[dict[PayerKey, Coverage]] = None
    """how much single payers cover"""
    catalogues: tuple[str, ...] = ()
    """files with catalogues, beside the scenario"""
    unlisted: tuple[CalledMeasure, ...] = ()
    """what measures are called that none of these catalogues lists"""
    derived: Given[dict[MissingKey, Condition]] = None
    """facts that a condition answers, so that a portfolio need not say them"""
    assume: Given[dict[MissingKey, Scalar]] = None
    """facts that hold for every row, where the portfolio has no column for them"""
    columns: Given[dict[str, Annotated[str, Naming("missing")]]] = None
    """what columns of the portfolio mean: their headings, each with a fact or a property"""
    own: tuple[str, ...] = ()
    """headings of the portfolio that are no facts, though they look like one"""
    fund: Given[Fund] = None
    answers: Given[Answers] = None
    """how the body that decides answers"""
    risk: Given[Risk] = None

    def spreads(self) -> Iterator[tuple[tuple[str, ...], Spread]]:
        """Every number with limits, by its path."""
        if self.risk:
            yield from _spreads(self.risk, ())


def _spreads(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Spread]]:
    if isinstance(value, Spread):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _spreads(inner, (*path, key))
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _spreads(getattr(value, name), (*path, name))


def value_of(number: float | Spread) -> float:
    """What is assumed of a number."""
    return number.value if isinstance(number, Spread) else number
