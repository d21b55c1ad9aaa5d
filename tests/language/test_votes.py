"""Of members of whom not all is known an answer is open only where that leaves it open."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiz_rules.language.truth import Truth, agreed
from iiz_rules.language.values import Between
from iiz_rules.policy import Policy
from iiz_rules.words.formats import NBSP
from tests.language.canton import lake, rewritten

Voter = dict[str, Any]
VOTES = ("for", "against", "abstains")
VOTERS = st.lists(
    st.one_of(
        st.fixed_dictionaries({"vote": st.sampled_from(VOTES)}),
        st.fixed_dictionaries({}, optional={"present": st.booleans()}),
    ),
    max_size=4,
)


@pytest.fixture(scope="module", params=["compiled", "interpreter"])
def crew(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """A crew of two to three, of whom two are a quorum, and which decides in one of three ways."""
    rules = """      - {of: guide, at_least: 2, at_most: 3, clauses: [XX-1]}
    size: {at_least: 1, at_most: 4}
    quorum: {interpretation: A-XX-01, choose: {all: 2, two: {more_than: 1/2}, silent: 3}}
    majority: {interpretation: A-XX-01, choose: {all: simple, two: absolute, silent: unanimous}}
"""
    written = rules.splitlines(keepends=True)[0]
    changes = {"organisation": (written, rules)}
    return rewritten(tmp_path_factory.mktemp("crew"), changes, request.param)


def answered(crew: Policy, voters: list[Voter], reading: str) -> list[Truth]:
    members = [{"of": "guide"} | voter for voter in voters]
    found = crew.composition("crew", members, interpretations={"A-XX-01": reading})
    return [one.verdict for one in found.decisions]


def completions(voters: list[Voter]) -> Iterator[list[Voter]]:
    """What can turn out to be the case: who is there votes in one of three ways."""
    yield from map(list, product(*map(completed, voters)))


def completed(voter: Voter) -> list[Voter]:
    if "vote" in voter or voter.get("present") is False:
        return [voter]
    away = [] if voter.get("present") else [{"present": False}]
    return [*away, *({"vote": vote} for vote in VOTES)]


@given(VOTERS, st.sampled_from(["all", "two", "silent"]))
def test_an_answer_is_what_all_ways_in_which_it_can_turn_out_agree_on(
    crew: Policy, voters: list[Voter], reading: str
):
    told = answered(crew, voters, reading)
    ways = [answered(crew, one, reading) for one in completions(voters)]
    assert told == [agreed(verdicts) for verdicts in zip(*ways, strict=True)]


def test_whoever_may_be_absent_leaves_nothing_open_where_enough_are_there():
    there = [{"of": of, "has": ["senior"], "vote": "for"} for of in ("east", "west")]
    board = lake(A_XX_01="two").composition("board", [*there, {"of": "isle"}])
    assert [one.verdict for one in board.decisions] == [Truth.YES] * 3
    assert board.quorum.situation.facts["board.present"] == Between(2, 3)
    assert "2 bis 3" in board.quorum.explain("de").replace(NBSP, " ")
    values = {"board.present": {"at_least": 2, "at_most": 3}}
    assert board.quorum.to_dict()["criteria"][0]["values"] == values
