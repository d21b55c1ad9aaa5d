"""A batch of made-up programs, drawn from its number alone."""

import random
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from iiz_rules.language.program.rules import Program


def each_drawn(
    programs: SearchStrategy[Program],
    most: int,
    number: int,
    tried: Callable[[Program, random.Random], None],
) -> None:
    """Try each program of a batch, at most so many."""
    chance = random.Random(number)

    @seed(number)
    @settings(
        max_examples=most,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(programs)
    def run(program: Program) -> None:
        tried(program, chance)

    run()
