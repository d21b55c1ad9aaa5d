"""Open only where it is open: no answer that every completion of what is missing decides alike.

Kleene's logic takes each condition by itself, so that an answer can stay open where conditions
exclude each other or leave nothing out (`x or not x`). In the cantons there are few such places,
each listed with its case; everywhere else some completion says yes and some completion no.
"""

import os
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import iiz_rules as iiz
from iiz_rules.case.documents import Example, read_example
from iiz_rules.case.facts import read_facts
from iiz_rules.engine.asking.candidates import candidates, reachable
from iiz_rules.engine.interpreter import Situation, evaluate
from iiz_rules.language.program.conditions import Condition
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth

CANTONS = Path(__file__).parents[2] / "cantons"
BOTH = {Truth.YES, Truth.NO}
ON = date(2024, 3, 5)
MOST_STEPS = 5_000
FUZZ = int(os.environ.get("IIZ_FUZZ") or 0)
TRIED = settings().max_examples // 5
EITHER = {"A-ZH-13": "specialist-or-client"}
EXCEPTIONS: Mapping[str, tuple[str, Mapping[str, Any], Mapping[str, str]]] = {
    # The youth's pool has designated, and the adults' contact manages: wrong at every age.
    "case-management": (
        "valais",
        {
            "case_management.needed": True,
            "case_management.designated_by": "youth-pool",
            "case_management.manager": "adult-contact",
        },
        {},
    ),
    # Nobody else can wish for a second opinion than the two of whom each is enough.
    "second-opinion-requested": ("zurich", {}, EITHER),
}
"""Rules that stay open though they are decided: the canton, what is known, how it is read."""


@cache
def policy(canton: str) -> iiz.Policy:
    return iiz.load(canton)


@cache
def examples(canton: str) -> tuple[Example, ...]:
    read = (
        read_example(path.read_bytes(), path.name)[0]
        for path in sorted(CANTONS.glob(f"{canton}/*/cases/*.yaml"))
    )
    return tuple(one for one in read if one)


@st.composite
def situations(draw: st.DrawFn, canton: str) -> Situation:
    """One of the canton's own cases, of which less is known."""
    case = draw(st.sampled_from(examples(canton)))
    program = policy(canton).program
    on = case.on or ON
    known = read_facts(program, case.facts, on).facts
    kept = draw(st.sets(st.sampled_from(sorted(known)))) if known else set[str]()
    return Situation({fact: known[fact] for fact in kept}, on, case.interpretations or {})


def completed(program: Program, node: Condition, situation: Situation) -> set[Truth]:
    """The answers of the completions, until there is a yes and a no; none where it takes too long.

    An answer that is open with nothing missing is one that the source does not regulate.
    """
    nodes = tuple(reachable(program, node))
    answers: set[Truth] = set()
    ahead = [situation]
    for _ in range(MOST_STEPS):
        if not ahead or answers >= BOTH:
            return answers
        now = ahead.pop()
        step = evaluate(program, node, now)
        fact = next(iter(step.unknown), None)
        if fact is None:
            answers.add(step.truth)
        else:
            ahead += [now.knowing(fact, value) for value in candidates(program, nodes, fact, now)]
    return set()


def decided_alike(program: Program, situation: Situation) -> list[str]:
    """The rules that are open though all completions give the same answer."""
    rules = {name: rule.node for name, rule in program.rules.items()}
    still_open = (
        name
        for name, node in rules.items()
        if evaluate(program, node, situation).truth is Truth.OPEN
    )
    answers = {name: completed(program, rules[name], situation) for name in still_open}
    return [name for name, found in answers.items() if found in ({Truth.YES}, {Truth.NO})]


@pytest.mark.parametrize("canton", ["zurich", "valais"])
@settings(max_examples=max(TRIED, FUZZ // 100), derandomize=not FUZZ)  # searched by scripts/fuzz
@given(data=st.data())
def test_where_an_answer_is_open_more_can_decide_it_either_way(canton: str, data: st.DataObject):
    situation = data.draw(situations(canton))
    assert set(decided_alike(policy(canton).program, situation)) <= EXCEPTIONS.keys()


def test_nothing_known_leaves_every_open_answer_open():
    for canton in ("zurich", "valais"):
        assert decided_alike(policy(canton).program, Situation({}, ON)) == []


@pytest.mark.parametrize("rule", EXCEPTIONS)
def test_each_exception_is_one(rule: str):
    canton, known, options = EXCEPTIONS[rule]
    situation = Situation({"question.date": ON, **known}, ON, options)
    assert rule in decided_alike(policy(canton).program, situation)
