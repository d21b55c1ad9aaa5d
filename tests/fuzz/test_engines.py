"""Long fuzzing of the engines: random programs, each with many random situations.

Runs only when told how many pairs of both: `IIZ_FUZZ=1000000`.
"""

import os
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iiz_rules.language.program.rules import Program
from tests.laws.test_compiled import ASKED, agree, compiled
from tests.laws.worlds import situation, whole_programs

PAIRS = int(os.environ.get("IIZ_FUZZ") or 0)
SITUATIONS = 100


@pytest.mark.skipif(not PAIRS, reason="set IIZ_FUZZ to a number of pairs")
@settings(
    max_examples=max(1, PAIRS // SITUATIONS),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(whole_programs(), st.integers(0, 2**32))
def test_both_engines_give_one_answer(program: Program, seed: int) -> None:
    engine, chance = compiled(program), random.Random(seed)
    for _ in range(SITUATIONS):
        agree(engine, program, situation(chance), chance.choice(ASKED))
