"""How much of a measure a payer pays, and the amounts that this is written in.

::

    covers: full
    covers: {share: 0.8, cap: 12000.00}
    covers: {share: 0.5, of: whole}
    covers: {amount: 500.00}
"""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from iiz_rules.language.model.base import Given, Part, apart
from iiz_rules.language.values import Domain, Problem, read_value

FINEST = Decimal("0.0001")


def _amount(raw: Any) -> Any:
    value = raw if isinstance(raw, Decimal) else read_value(raw, Domain("chf", at_least=0))
    if isinstance(value, Problem):
        raise PydanticCustomError("wrong-amount", "amount", {})
    return value


def _share(raw: Any) -> Any:
    """Read a share from 0 to 1, to the hundredth of a per cent; decimals come as written."""
    try:
        value = Decimal(str(raw))
    except ArithmeticError:
        value = Decimal(-1)
    if isinstance(raw, bool) or not 0 <= value <= 1 or value % FINEST:
        raise PydanticCustomError("wrong-share", "share", {})
    return value


Amount = Annotated[
    Decimal, BeforeValidator(_amount), WithJsonSchema({"type": "number", "minimum": 0})
]
"""An amount of francs, exact to the Rappen."""
Share = Annotated[
    Decimal,
    BeforeValidator(_share),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
"""A part of the whole, from 0 to 1."""


class Portion(Part):
    """A share of the cost, at most a cap; without a share all of it up to the cap."""

    share: Share = Decimal(1)
    of: Literal["remaining", "whole"] = "remaining"
    """of what the payers before have left, or of the whole cost"""
    cap: Given[Amount] = None
    """the most that is paid for one measure"""


class Fixed(Part):
    """A fixed amount, or what remains where that is less."""

    amount: Amount


Coverage = Annotated[
    Annotated[Literal["full"], Tag("<word>")]
    | Annotated[Portion, Tag("<portion>")]
    | Annotated[Fixed, Tag("<fixed>")],
    apart("<word>", amount="<fixed>", other="<portion>"),
]
