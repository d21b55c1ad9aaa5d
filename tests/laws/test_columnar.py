"""The columnar engine answers what the interpreter answers, on every kind of frame."""

import os
import random
from dataclasses import replace
from decimal import Decimal
from math import ceil, floor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iiz_rules.answers.frame import FrameAnswers, answer_frame
from iiz_rules.engine.columnar.outputs import NO, OPEN, YES
from iiz_rules.engine.columnar.query import GIVE, FrameQuestion
from iiz_rules.engine.holders import settled
from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.engine.result import Answer
from iiz_rules.engine.shares import bounded, shares
from iiz_rules.engine.waterfall import NO_LIMIT, flow
from iiz_rules.language.program.money import Split
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Between
from tests.laws.frames import KINDS, frame, rows_of, table
from tests.laws.worlds import (
    DAY,
    DOMAINS,
    ROUNDING,
    SOME,
    WEIGHTS,
    consistent,
    paying_programs,
    situation,
    whole_programs,
)

ROWS = 40
RULES = ("r", "s")
FUZZ = int(os.environ.get("IIZ_FUZZ") or 0) // ROWS
TRIED = settings().max_examples
fewer = settings(max_examples=max(TRIED // 4, FUZZ))
fewest = settings(max_examples=max(TRIED // 12, 1, FUZZ))
WORDS = {Truth.YES: YES, Truth.NO: NO, Truth.OPEN: OPEN}


def ask(
    program: Program, native: Any, options: dict[str, str], asked: FrameQuestion
) -> FrameAnswers[Any]:
    situation = Situation({}, DAY, options)
    return answer_frame(program, asked, native, None, ["number"], situation)


def expected(program: Program, facts: dict[str, Any], options: dict[str, str]) -> dict[str, Any]:
    """The columns of the answers as the interpreter's answers make them."""
    row: dict[str, Any] = {}
    for found in answers(program, RULES, Situation(facts, DAY, options)):
        rule = found.rule.id
        row[f"{rule}:verdict"] = WORDS[found.verdict]
        for one, step in found.criteria:
            row[f"{rule}:criterion:{one.id}"] = WORDS[step.truth]
        names = found.step.unknown
        row[f"{rule}:missing"] = {name for name in names if not judged(name)}
        row[f"{rule}:pending"] = {name for name in names if judged(name)}
        row[f"{rule}:actor"] = acting(found)
    return row


def judged(fact: str) -> bool:
    return DOMAINS[fact].type == "judgement"


def acting(found: Answer) -> str | None:
    one = settled(found)
    return one.role if one else None


def answered(row: dict[str, Any]) -> dict[str, Any]:
    """The columns of the answers, lists as sets; those that a rule does not have are empty."""
    empty: dict[str, Any] = {}
    for rule in RULES:
        empty |= {f"{rule}:missing": "", f"{rule}:pending": "", f"{rule}:actor": None}
    row = {**empty, **row}
    listed = {
        name: set(filter(None, (row[name] or "").split(", "))) for name in row if _lists(name)
    }
    return {name: value for name, value in {**row, **listed}.items() if name != "number"}


def _lists(name: str) -> bool:
    return name.endswith((":missing", ":pending"))


@pytest.mark.parametrize("kind", KINDS)
@fewer
@given(whole_programs(), st.integers(0, 2**32))
def test_a_frame_answers_as_its_rows_do(kind: str, program: Program, seed: int) -> None:
    chance = random.Random(seed)
    worlds = [situation(chance) for _ in range(ROWS)]
    options = dict(worlds[0].options)
    asked = FrameQuestion(RULES, give=GIVE)
    native = frame(kind, table([one.facts for one in worlds], chance))
    found = answer_frame(program, asked, native, None, ["number"], Situation({}, DAY, options))
    assert not rows_of(found.rejected)
    rows = rows_of(found.frame)
    assert [row["number"] for row in rows] == list(range(ROWS))
    for row, world in zip(rows, worlds, strict=True):
        assert answered(row) == expected(program, dict(world.facts), options)


@pytest.mark.parametrize("kind", KINDS)
@fewer
@given(paying_programs(), st.integers(0, 2**32), st.booleans())
def test_a_payer_pays_in_a_row_what_it_pays_in_its_case(
    kind: str, program: Program, seed: int, known: bool
) -> None:
    """With all facts known in every row, too: then amounts are worked out once, not twice."""
    chance = random.Random(seed)
    worlds = [situation(chance) for _ in range(ROWS)]
    options = dict(worlds[0].options)
    beside = [all_known(chance) if known else {} for _ in worlds]
    cases = [consistent(more | dict(one.facts)) for more, one in zip(beside, worlds, strict=True)]
    asked = FrameQuestion(RULES, give=("parts", "left"))
    found = ask(program, frame(kind, table(cases, chance)), options, asked)
    for row, facts in zip(rows_of(found.frame), cases, strict=True):
        wanted = {"number": row["number"]}
        for portion in flow(program, Situation(facts, DAY, options)):
            for what, bounds in (("part", portion.part), ("left", portion.left)):
                name = f"{portion.payer.rule}:{what}"
                most = None if bounds.high == NO_LIMIT else int(bounds.high * 100)
                wanted |= {f"{name}:low": int(bounds.low * 100), f"{name}:high": most}
        assert row == wanted


@pytest.mark.parametrize("kind", KINDS)
@fewest
@given(whole_programs(), WEIGHTS, ROUNDING, st.integers(0, 2**32))
def test_who_bears_a_cost_bears_in_a_row_what_it_bears_in_its_case(
    kind: str, program: Program, weights: dict[str, int], rounding: Any, seed: int
) -> None:
    """The same bounds, too, where of the cost only bounds are known."""
    chance = random.Random(seed)
    program = replace(program, splits={"r": Split("m1", weights, rounding)})
    cases = [{**situation(chance).facts, "m1": cost(chance)} for _ in range(ROWS)]
    found = ask(program, frame(kind, table(cases, chance)), {}, FrameQuestion(("r",), give=PARTS))
    for row, facts in zip(rows_of(found.frame), cases, strict=True):
        told = {name: value for name, value in row.items() if value is not None}
        assert told == {"number": row["number"], **borne(program, Situation(facts, DAY))}


PARTS = ("parts",)


def cost(chance: random.Random) -> Any:
    """An amount, of which bounds may be all that is known, or nothing."""
    low, high = sorted(chance.sample(range(-40, 400), 2))
    ends = Decimal(low).scaleb(-2), Decimal(high).scaleb(-2)
    return chance.choice([None, ends[0], Between(*ends), Between(*ends)])


def borne(program: Program, world: Situation) -> dict[str, int]:
    """The parts and their bounds as the definition has them; of a fraction the Rappen around it."""
    if answers(program, ("r",), world)[0].verdict is Truth.NO:
        return {}
    row: dict[str, int] = {}
    for who, part in (shares(program, "r", world) or {}).items():
        row |= {f"r:part:{who}": int(part * 100)} if isinstance(part, Decimal) else {}
        row |= {f"r:part:{who}:low": floor(part * 100), f"r:part:{who}:high": ceil(part * 100)}
    for who, bounds in bounded(program, "r", world).items():
        ends = {"low": int(bounds.low * 100), "high": int(bounds.high * 100)}
        row |= {f"r:part:{who}:{end}": amount for end, amount in ends.items()}
    return row


def all_known(chance: random.Random) -> dict[str, Any]:
    return {name: chance.choice(SOME.get(name) or SOME[DOMAINS[name].type]) for name in DOMAINS}


@fewer
@given(whole_programs(), st.integers(0, 2**32))
def test_nullable_booleans_say_the_same_as_words(program: Program, seed: int) -> None:
    chance = random.Random(seed)
    worlds = [situation(chance) for _ in range(ROWS)]
    native = frame("polars", table([one.facts for one in worlds], chance))

    def verdicts(*, words: bool) -> list[Any]:
        asked = FrameQuestion(RULES, give=("verdict", "criteria"), words=words)
        found = ask(program, native, {}, asked)
        return [row[1:] for row in found.frame.rows()]

    meaning = {True: YES, False: NO, None: OPEN}
    worded = [tuple(meaning[value] for value in row) for row in verdicts(words=False)]
    assert worded == verdicts(words=True)
