"""claims.yaml: what holds in every case whatever, as `iiz verify` and `iiz test` prove it.

::

    claims:
      - id: no-case-team-outside-the-target-group
        says: Kein Fallteam ohne Zielgruppe
        clauses: [ZH-6.1]
        whenever: {rule: step-3}
        then: {rule: eligibility}
      - id: the-workplace-plays-no-part
        says: …
        clauses: [ZH-6.2]
        keeps: {rule: eligibility}
        whatever: [person.workplace.canton]
        readings: default
"""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, Tag

from iiz_rules.language.model.base import Clauses, Label, Part, apart
from iiz_rules.language.model.conditions import Condition
from iiz_rules.language.model.funding import Amount
from iiz_rules.language.model.names import FactId, Id, Naming, OptionId

Readings = Annotated[
    Annotated[Literal["default", "every"], Tag("<word>")]
    | Annotated[
        Annotated[
            tuple[dict[Annotated[str, Naming("reading")], OptionId], ...], Field(min_length=1)
        ],
        Tag("<list>"),
    ],
    apart("<list>", other="<word>"),
]


class Claim(Part):
    """What holds in every case."""

    id: Id
    says: Label
    clauses: Clauses
    readings: Readings = "every"
    """under every reading; `default`: as the source is read unless another reading is chosen; or a
    list of readings, each with the options that are not the default"""


class WheneverClaim(Claim):
    """Whenever one condition holds, another one does."""

    whenever: Condition
    then: Condition


class NeverClaim(Claim):
    """A condition never holds."""

    never: Condition


class GrowingClaim(Claim):
    """Where a condition holds, it still does with more of a fact: members, a later day."""

    keeps: Condition
    growing: FactId


class WhateverClaim(Claim):
    """Where a condition holds, it still does whatever some facts are."""

    keeps: Condition
    whatever: Annotated[tuple[FactId, ...], Field(min_length=1)]


class PayerClaim(Claim):
    """A payer never pays more for a measure than an amount."""

    payer: Annotated[Id, Naming("payer")]
    at_most: Amount


if TYPE_CHECKING:
    AnyClaim = Claim
else:
    AnyClaim = Annotated[
        Annotated[WheneverClaim, Tag("<whenever>")]
        | Annotated[NeverClaim, Tag("<never>")]
        | Annotated[GrowingClaim, Tag("<growing>")]
        | Annotated[WhateverClaim, Tag("<whatever>")]
        | Annotated[PayerClaim, Tag("<payer>")],
        apart(
            never="<never>",
            growing="<growing>",
            keeps="<whatever>",
            payer="<payer>",
            other="<whenever>",
        ),
    ]
"""A claim of the kind that one of its keys tells."""


class ClaimsFile(Part):
    """The file claims.yaml."""

    claims: tuple[AnyClaim, ...] = ()
