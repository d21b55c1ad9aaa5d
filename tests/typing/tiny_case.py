# Tiny canton, edition 2024-01-01: what a case may say.
# ruff: noqa
# fmt: off
"""Written by `iiz export python`: write it anew when the edition changes."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypedDict

Day = date | str
"""a date, or one as text: 2024-03-05"""
Bounds = TypedDict("Bounds", {"at_least": "Amount", "at_most": "Amount"})
Amount = Decimal | int | str
"""francs; as text with at most two decimals"""
Dated = TypedDict(
    "Dated",
    {"from": Day, "value": Any, "attested_by": str | None, "learned_on": Day | None},
    total=False,
)
"""an entry of a fact that is given as a dated history"""

EDITION = "2024-01-01"
DIGEST = "b728051a404d58a7bbde7e36da4114d72dbfa78310b2c167abed812369b8c499"

# what can be asked
Rule = Literal[
    "eligibility", "entry", "report", "hand-over", "give-support", "ask-for-support", "poor",
]

# what can be read otherwise
Interpretation = Literal[
    "A-XX-01",
]

# roles and institutions
Actor = Literal[
    "coordinator", "contact", "office", "services",
]

# Kanton
PersonCantonCode = Literal[
    "ZH", "VS",
]

# Probleme
PersonProblemsCode = Literal[
    "health", "work", "money",
]

CaseFacts = TypedDict(
    "CaseFacts",
    {
        # Eröffnung
        "opened": Day | list[Dated] | None,
        # komplex
        "complex": bool | list[Dated] | None,
        # sinnvoll
        "useful": bool | list[Dated] | None,
    },
    total=False,
)

PersonFacts = TypedDict(
    "PersonFacts",
    {
        # Alter
        "age": int | list[Dated] | None,
        # Geburtsdatum
        "born": Day | list[Dated] | None,
        # Einkommen
        "income": Amount | Bounds | list[Dated] | None,
        # Erspartes
        "savings": Amount | Bounds | list[Dated] | None,
        # Arbeit
        "employed": bool | list[Dated] | None,
        # Kanton
        "canton": PersonCantonCode | list[Dated] | None,
        # Probleme
        "problems": Collection[PersonProblemsCode | Dated] | None,
        # Weitere
        "others": Collection[PersonProblemsCode | Dated] | None,
        # Notiz
        "note": str | list[Dated] | None,
    },
    total=False,
)

QuestionFacts = TypedDict(
    "QuestionFacts",
    {
        # Tag der Frage
        "day": Day | list[Dated] | None,
    },
    total=False,
)

Case = TypedDict(
    "Case",
    {
        "case": CaseFacts | None,
        "person": PersonFacts | None,
        "question": QuestionFacts | None,
    },
    total=False,
)
