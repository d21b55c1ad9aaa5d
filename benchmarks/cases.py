"""Random cases of the measured canton, from a fixed seed, whole or with facts left out."""

from __future__ import annotations

import random
from typing import Any

Case = dict[str, Any]

INSTITUTIONS = ("awa", "ksa", "ajb", "sva", "gemeinde")
PROBLEMS = ("health", "debt", "housing", "addiction", "education", "family", "work")
CATALOGUES = ("iv", "alv", "sozialhilfe")
CANTONS = ("ZH", "BE", "VS", "AG", "SG")
REGIONS = ("oberwallis", "unterwallis", "zuerich", "limmattal", "oberland")
PROPOSERS = ("office", "doctor", "self")
TODAY = 20_000
"""the day on which the questions are put, counted as the mandates are"""


def cases(count: int, seed: int = 7) -> list[Case]:
    """Draw whole cases."""
    chance = random.Random(seed)
    return [case(chance) for _ in range(count)]


def case(chance: random.Random) -> Case:
    """Draw one whole case; most people live in the canton and need coordination."""
    likely = chance.random

    def some(names: tuple[str, ...], share: float) -> list[str]:
        return [name for name in names if likely() < share]

    return {
        "person": {
            "canton": "ZH" if likely() < 0.75 else chance.choice(CANTONS),
            "age": chance.randint(14, 70),
            "employable": likely() < 0.8,
        },
        "registrations": some(INSTITUTIONS, 0.45),
        "problems": some(PROBLEMS, 0.4),
        "lead": chance.choice(INSTITUTIONS),
        "coordination_needed": likely() < 0.8,
        "months_unemployed": chance.randint(0, 48),
        "bilateral_tried": likely() < 0.5,
        "bilateral_failed": likely() < 0.4,
        "dispute_open": likely() < 0.5,
        "mandate_until": TODAY + chance.randint(-400, 600),
        "measure": {
            "cost": chance.randint(0, 30_000),
            "catalogues": some(CATALOGUES, 0.3),
            "proposed_by": chance.choice(PROPOSERS),
        },
        "fund_balance": chance.randint(0, 60_000),
        "region": chance.choice(REGIONS),
    }


def incomplete(count: int, share: float = 0.1, seed: int = 11) -> list[Case]:
    """Draw cases of which a share of the facts is not known."""
    chance = random.Random(seed)

    def left_out(whole: Case) -> Case:
        return {
            key: left_out(inner) if isinstance(inner, dict) else inner
            for key, inner in whole.items()
            if isinstance(inner, dict) or chance.random() >= share
        }

    return [left_out(one) for one in cases(count, seed)]
