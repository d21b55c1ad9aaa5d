"""What a canton claims of all cases, compiled."""

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import Literal

from iiz_rules.findings.finding import Place
from iiz_rules.language.program.conditions import NOWHERE, Condition
from iiz_rules.words.frozen import frozen
from iiz_rules.words.text import Text, brief

Readings = Literal["default", "every"] | tuple[Mapping[str, str], ...]
"""Under which readings; or each with the options that are not the default."""


@frozen
class Whenever:
    """Whenever `when` holds, `then` does."""

    when: Condition
    then: Condition


@frozen
class Never:
    """`what` never holds."""

    what: Condition


@frozen
class Growing:
    """Where `keeps` holds, it still does with more of a fact."""

    keeps: Condition
    fact: str


@frozen
class Whatever:
    """Where `keeps` holds, it still does whatever some facts are."""

    keeps: Condition
    facts: tuple[str, ...]


@frozen
class PaidAtMost:
    """A payer never pays more for a measure."""

    payer: str
    amount: Decimal


@frozen
class Claim:
    """What is said to hold in every case, under which readings, by which clauses."""

    id: str
    says: Text
    clauses: tuple[str, ...]
    readings: Readings
    holds: Whenever | Never | Growing | Whatever | PaidAtMost
    at: Place = field(default=NOWHERE, compare=False, repr=False)

    def __repr__(self) -> str:
        return brief(f"<Claim {self.id}>")

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions that it is made of."""
        values = (getattr(self.holds, name) for name in self.holds.__match_args__)
        return tuple(value for value in values if isinstance(value, Condition))
