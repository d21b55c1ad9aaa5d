"""Row 21: every engine, one answer, on a corpus of what engines are known to trip over.

Nulls, empty sets, the limits of whole numbers, amounts and dates, texts that mean something
elsewhere. The corpus is fixed; beside it comes one of a fresh seed, which a failure names.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from iiz_rules.answers.frame import answer_frame
from iiz_rules.case.facts import read_facts
from iiz_rules.engine.columnar.query import FrameQuestion
from iiz_rules.engine.compiled.day import Day
from iiz_rules.engine.compiled.engine import Engine
from iiz_rules.engine.interpreter import Situation, answers
from iiz_rules.escalation.durable import ruleset
from iiz_rules.escalation.durable.forward import Forward, truths_of
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Criterion, Definition, Program, Rule
from iiz_rules.language.values import LARGEST, LONGEST_TEXT
from tests.laws.frames import KINDS, frame, rows_of, table
from tests.laws.test_columnar import WORDS
from tests.laws.worlds import CODES, DOMAINS, FACTS, WORD, consistent
from tests.needed import needing

LEAP = date(2024, 2, 29)
MOST = Decimal("9999999999999999.99")
EDGES: dict[str, list[Any]] = {
    "b1": [True, False],
    "b2": [True, False],
    "b3": [True, False],
    "b4": [True, False],
    "i1": [0, 120],
    "i2": [0, -1, LARGEST, -LARGEST, 2**53, 2**53 + 1, -(2**53) - 1, 2**31, 2**32 - 1, -(2**31)],
    "m1": [Decimal("0.00"), Decimal("0.01"), Decimal("-0.01"), MOST, -MOST, Decimal("0.30")],
    "m2": [Decimal("0.00"), Decimal("0.01"), MOST],
    "d1": [date.min, date.max, LEAP, date(2023, 2, 28), date(1900, 3, 1), date(1582, 10, 15)],
    "d2": [date.min, date.max, LEAP, date(2025, 2, 28)],
    "d3": [date.min, LEAP, date(2023, 2, 28)],
    "d4": [date.min, LEAP],
    "c1": sorted(CODES),
    "s1": [frozenset(), frozenset("A"), frozenset("ABC"), CODES],
    "s2": [frozenset(), frozenset("B"), CODES],
    "t1": ["", " ", "NULL", "null", "nan", "=1+1", "'; --", '"', "\\", "ä", "x" * LONGEST_TEXT],
    "j1": [True, False],
    "j2": [True, False],
}


def every_kind() -> Iterator[conditions.Condition]:
    """Ask for every edge: whether it is there, whether it is passed, and from the other side."""
    for fact, domain in DOMAINS.items():
        if domain.type == "judgement":
            yield conditions.Judgement(fact, ("role",))
        elif domain.type == "codes":
            yield from (conditions.Members(fact, None, n, None) for n in (0, 1, len(CODES)))
            yield from (conditions.Members(fact, None, 0, n) for n in (0, 3))
            yield from (conditions.Members(fact, ("A", "D"), n, None) for n in (1, 2))
        else:
            yield from (conditions.OneOf(fact, (edge,)) for edge in EDGES[fact])
        if domain.type in ("int", "chf", "date"):
            for edge in EDGES[fact]:
                yield from (conditions.Range(fact, edge, None), conditions.Range(fact, None, edge))
    for sign in ("==", "<=", ">=", "<", ">"):
        yield from (conditions.Compare("i1", sign, "i2"), conditions.Compare("d1", sign, "d2"))
    every = tuple(sorted(CODES))
    yield from (conditions.Joined(("s1", "s2"), every, n, None) for n in (1, 2, len(CODES)))
    yield conditions.Joined(("s1", "s2"), ("A", "D"), 0, 1)
    yield from (conditions.Joined(("s1",), every, 1, high, "s2") for high in (None, 1))
    yield conditions.Joined(("s2",), every, 0, 0, "s1", lacking=True)
    for stretch in ("P1D", "P1M", "P1Y"):
        yield from (conditions.Within("d1", side, stretch) for side in ("last", "next"))
    yield from (
        conditions.Within("d1", "same", stretch) for stretch in ("month", "quarter", "year")
    )


@cache
def program() -> Program:
    """Make each condition a rule, and some rules of several."""
    single = list(every_kind())
    mixed: list[conditions.Condition] = [conditions.All(tuple(single[n::17])) for n in range(5)]
    mixed += [conditions.AtLeast(3, tuple(single[n::13])) for n in range(5)]
    nodes = {
        f"q{n}": node for n, node in enumerate([*single, *mixed, *map(conditions.Not, single[::7])])
    }
    rules = {
        name: Rule(
            name,
            "eligibility",
            WORD,
            ("X-1",),
            (Criterion("c", WORD, "required", ("X-1",), node),),
        )
        for name, node in nodes.items()
    }
    named = {f"rule:{name}": Definition("", WORD, (), one.node) for name, one in rules.items()}
    none = (None, None, None)
    return Program("edges", WORD, "e", "0" * 64, *none, FACTS, {}, named, rules, {})


def corpus() -> list[dict[str, Any]]:
    """Nothing known, each edge alone, all known, and a fixed mixture."""
    alone = [{fact: edge} for fact, edges in EDGES.items() for edge in edges]
    ends = [{fact: edges[n] for fact, edges in EDGES.items()} for n in (0, -1)]
    return [{}, *alone, *ends, *mixture(random.Random(21), 120)]


def mixture(chance: random.Random, count: int) -> list[dict[str, Any]]:
    def case() -> dict[str, Any]:
        known = [fact for fact in EDGES if chance.random() < 0.7]
        return {fact: chance.choice(EDGES[fact]) for fact in known}

    return [case() for _ in range(count)]


FRESH = random.SystemRandom().randrange(2**32)
CASES = [consistent(one) for one in (*corpus(), *mixture(random.Random(FRESH), 60))]


def verdicts(case: dict[str, Any]) -> dict[str, str]:
    """The verdicts of the interpreter, which is the definition."""
    found = answers(program(), list(program().rules), Situation(case, LEAP))
    return {one.rule.id: WORDS[one.verdict] for one in found}


@cache
def expected() -> list[dict[str, str]]:
    return list(map(verdicts, CASES))


def test_the_corpus_proves_what_it_seems_to() -> None:
    """Every condition is open in some case and decided in another, nearly all in both ways."""
    seen = {rule: {row[rule] for row in expected()} for rule in program().rules}
    assert all("open" in found and len(found) > 1 for found in seen.values())
    assert sum(len(found) == 3 for found in seen.values()) > 0.8 * len(seen)


def test_the_generated_code() -> None:
    engine = Engine.of(program())
    rules, day = tuple(program().rules), Day(engine, LEAP, {})
    for case, row in zip(CASES, expected(), strict=True):
        found = day.spread(rules, case).verdicts
        assert {rule: WORDS[one] for rule, one in found.items()} == row, FRESH


@pytest.mark.parametrize("kind", KINDS)
def test_the_frames(kind: str) -> None:
    found = table(CASES, random.Random(1))
    native = frame(kind, found)
    if kind == "pandas":  # whole numbers with gaps become floating-point ones unless one says so
        native = found.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    asked = FrameQuestion(tuple(program().rules))
    answered = answer_frame(program(), asked, native, None, ["number"], Situation({}, LEAP))
    assert not rows_of(answered.rejected), FRESH
    for row, wanted in zip(rows_of(answered.frame), expected(), strict=True):
        del row["number"]
        assert {name.removesuffix(":verdict"): one for name, one in row.items()} == wanted, FRESH


@needing(ruleset.available(), "durable-rules is not installed")
def test_the_forward_engine() -> None:
    engine = Forward(program(), program().rules)
    rules = list(program().rules)
    for case in CASES[::4]:
        situation = Situation(case, LEAP)
        wanted = {one.rule.id: truths_of(one) for one in answers(program(), rules, situation)}
        assert engine.verdicts(program().rules, situation) == wanted, FRESH


BEYOND = [("i2", LARGEST + 1), ("i2", -LARGEST - 1), ("i1", 121), ("i1", -1)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_day_after_the_question_has_not_come_in_any_engine(kind: str) -> None:
    late = {"d3": LEAP + timedelta(days=1)}
    [finding] = read_facts(program(), late, LEAP).findings
    assert finding.code == "after-question-date"
    assert Day(Engine.of(program()), LEAP, {}).evaluate(("q0",), late) is None
    native = frame(kind, pa.table({"number": [0], "d3": [late["d3"]]}))
    asked = FrameQuestion(("q0",))
    found = answer_frame(program(), asked, native, None, ["number"], Situation({}, LEAP))
    assert rows_of(found.rejected)[0]["fault"] == "d3: after-question-date"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("fact", "value"), BEYOND)
def test_one_step_beyond_the_limits_is_refused_everywhere(fact: str, value: int, kind: str) -> None:
    [finding] = read_facts(program(), {fact: value}, LEAP).findings
    assert finding.code == "out-of-range"
    native = frame(kind, pa.table({"number": [0], fact: [value]}))
    asked = FrameQuestion(("q0",))
    found = answer_frame(program(), asked, native, None, ["number"], Situation({}, LEAP))
    assert not rows_of(found.frame)
    assert rows_of(found.rejected)[0]["fault"] == f"{fact}: out-of-range"
