"""Amounts of which bounds are known: what they decide and bound holds for each amount between."""

import random
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.engine.shares import bounded, shares
from iiz_rules.engine.waterfall import flow
from iiz_rules.language.program.money import Split
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Between
from tests.laws.worlds import (
    DAY,
    FACTS,
    ROUNDING,
    SOME,
    WEIGHTS,
    WORD,
    paying_programs,
    situation,
    whole_programs,
)

RAPPEN = Decimal("0.01")
seeds = st.integers(0, 2**32)


def bounds(chance: random.Random, most: int) -> Between[Decimal]:
    """Make up two amounts."""
    low, high = sorted(chance.sample(range(most), 2))
    return Between(RAPPEN * low, RAPPEN * high)


def amounts(chance: random.Random, between: Between[Any]) -> list[Decimal]:
    """The two ends, and some amounts between them."""
    low, high = int(between.low * 100), int(between.high * 100)
    return [RAPPEN * rappen for rappen in (low, high, *(chance.randint(low, high) for _ in "123"))]


def knowing(found: Situation, chance: random.Random) -> Situation:
    """The same situation with one of the amounts between."""
    settled = {
        fact: chance.choice(amounts(chance, value))
        for fact, value in found.facts.items()
        if isinstance(value, Between)
    }
    return Situation({**found.facts, **settled}, found.on, found.options)


@given(whole_programs(), seeds)
def test_what_bounds_decide_the_amount_itself_does_not_revoke(program: Program, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(10):
        found = situation(chance)
        found = Situation(
            {**found.facts, "m1": chance.choice(SOME["chf"][-5:])}, DAY, found.options
        )
        told = answers(program, ("r", "s"), found)
        known = answers(program, ("r", "s"), knowing(found, chance))
        for before, after in zip(told, known, strict=True):
            assert not before.verdict.decided or before.verdict is after.verdict


@given(paying_programs(), seeds)
def test_the_part_of_each_payer_lies_in_its_bounds(program: Program, seed: int) -> None:
    chance = random.Random(seed)
    for most in (6, 30, 400):
        found = situation(chance)
        found = Situation({**found.facts, "m2": bounds(chance, most)}, DAY, found.options)
        told = flow(program, found)
        for amount in amounts(chance, bounds_of(found)):
            settled = Situation({**found.facts, "m2": amount}, DAY, found.options)
            for wide, narrow in zip(told, flow(program, settled), strict=True):
                for one, other in ((wide.part, narrow.part), (wide.left, narrow.left)):
                    assert one.low <= other.low <= other.high <= one.high


def bounds_of(found: Situation) -> Between[Decimal]:
    """The bounds of what is paid for."""
    between = found.facts["m2"]
    assert isinstance(between, Between)
    return Between(Decimal(between.low), Decimal(between.high))


@given(WEIGHTS, ROUNDING, seeds)
def test_the_part_of_each_bearer_lies_in_its_bounds(
    weights: dict[str, int], rounding: Any, seed: int
) -> None:
    chance, program = random.Random(seed), costing(weights, rounding)
    between = bounds(chance, 300)
    told = bounded(program, "r", Situation({"m2": between}, DAY))
    for amount in amounts(chance, between):
        parts = shares(program, "r", Situation({"m2": amount}, DAY)) or {}
        assert parts.keys() == told.keys()
        assert all(told[who].low <= part <= told[who].high for who, part in parts.items())
    assert not bounded(program, "r", Situation({"m2": between.low}, DAY))


def costing(weights: dict[str, int], rounding: Any) -> Program:
    """A program of one cost that some bear."""
    none, split = (None, None, None), Split("m2", weights, rounding)
    return Program("test", WORD, "e", "0", *none, FACTS, {}, {}, {}, {}, splits={"r": split})


def test_who_bears_the_rest_may_bear_more_than_its_share_rounded_up() -> None:
    program = costing(dict.fromkeys("abcd", 1), "half-up-rest-to-last")
    parts = shares(program, "r", Situation({"m2": Decimal("0.02")}, DAY))
    assert parts is not None
    assert parts["d"] == Decimal("0.02")
    told = bounded(program, "r", Situation({"m2": Between(Decimal("0.01"), Decimal("0.02"))}, DAY))
    assert told["d"].high >= parts["d"]
