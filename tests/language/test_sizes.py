"""A body with a number of members and no names, and a quorum that is a share of them."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from iiz_rules.answers.composition import Composition
from iiz_rules.answers.funding import quorum_node, quorum_of
from iiz_rules.engine.interpreter import Situation
from iiz_rules.findings.errors import CaseError, LoadError
from iiz_rules.language.model.sizes import MoreThanShare, ShareOfMembers
from iiz_rules.language.program.conditions import ByCase, Range, Silent
from iiz_rules.language.truth import Truth
from iiz_rules.policy import Policy
from iiz_rules.render.drawing.organisation import draw_organisation
from tests.language.canton import rewritten

SEATS = """    seats:
      - {of: guide, at_least: 2, at_most: 3, clauses: [XX-1]}
"""
THREE_TO_SEVEN = "    size: {at_least: 3, at_most: 7}\n"
HERE: Mapping[str, object] = {"present": True}
AWAY: Mapping[str, object] = {"present": False}


def canton(folder: Path, crew: str) -> Policy:
    """The canton of the lake, with other things said of its crew."""
    return rewritten(folder, {"organisation": (SEATS, crew)})


def sitting(policy: Policy, here: int, away: int = 0) -> Composition:
    return policy.composition("crew", [*[HERE] * here, *[AWAY] * away])


@pytest.mark.parametrize(
    ("members", "verdict"), [(2, Truth.NO), (3, Truth.YES), (7, Truth.YES), (8, Truth.NO)]
)
def test_from_so_many_members_to_so_many(tmp_path: Path, members: int, verdict: Truth):
    found = sitting(canton(tmp_path, THREE_TO_SEVEN), members)
    assert found.verdict is verdict
    assert [one.id for one in found.composition.criteria] == ["size"]


def test_a_number_of_members_is_just_that_many(tmp_path: Path):
    policy = canton(tmp_path, "    size: 5\n")
    assert [sitting(policy, members).verdict for members in (4, 5, 6)] == [
        Truth.NO,
        Truth.YES,
        Truth.NO,
    ]


def test_a_number_may_hang_on_a_reading(tmp_path: Path):
    sizes = "{all: 5, two: {at_least: 2}, silent: 3}"
    policy = canton(tmp_path, f"    size: {{interpretation: A-XX-01, choose: {sizes}}}\n")
    members = [HERE] * 9
    assert policy.composition("crew", members).verdict is Truth.NO
    open_ended = policy.composition("crew", members, interpretations={"A-XX-01": "two"})
    assert open_ended.verdict is Truth.YES


def test_whoever_sits_in_a_body_without_seats_has_a_vote(tmp_path: Path):
    advisory = "    advisory:\n      - {of: clerk, clauses: [XX-1]}\n    majority: simple\n"
    policy = canton(tmp_path, THREE_TO_SEVEN + advisory)
    members = [
        {"vote": "for"},
        {"of": "guide", "vote": "for"},
        {"vote": "against"},
        {"of": "clerk", "vote": "against"},
    ]
    found = policy.composition("crew", members)
    assert (found.verdict, found.majority.verdict) == (Truth.YES, Truth.YES)


def test_who_has_a_seat_says_whose(tmp_path: Path):
    with pytest.raises(CaseError, match="missing-key"):
        canton(tmp_path, SEATS).composition("crew", [HERE])


HALF, TWO_THIRDS = "    quorum: {more_than: 1/2}\n", "    quorum: {at_least: 2/3}\n"


@pytest.mark.parametrize(
    ("quorum", "here", "away", "verdict"),
    [
        (HALF, 2, 1, Truth.YES),
        (HALF, 2, 2, Truth.NO),
        (HALF, 3, 2, Truth.YES),
        (HALF, 3, 4, Truth.NO),
        (HALF, 4, 3, Truth.YES),
        (TWO_THIRDS, 2, 1, Truth.YES),
        (TWO_THIRDS, 2, 2, Truth.NO),
        (TWO_THIRDS, 4, 2, Truth.YES),
        (TWO_THIRDS, 4, 3, Truth.NO),
        (HALF, 8, 0, Truth.OPEN),
    ],
)
def test_a_share_of_those_who_are_members(
    tmp_path: Path, quorum: str, here: int, away: int, verdict: Truth
):
    found = sitting(canton(tmp_path, THREE_TO_SEVEN + quorum), here, away).quorum
    assert found.verdict is verdict
    assert found.regulated is (verdict is not Truth.OPEN)


def test_a_share_of_the_seats_where_each_has_a_limit(tmp_path: Path):
    policy = canton(tmp_path, SEATS + TWO_THIRDS)
    guide = {"of": "guide"}
    members = [{**guide, **HERE}, {**guide, **HERE}, {**guide, **AWAY}]
    assert policy.composition("crew", members).quorum.verdict is Truth.YES
    assert policy.composition("crew", members[1:]).quorum.verdict is Truth.NO


def test_a_share_of_a_single_number_is_a_number(tmp_path: Path):
    policy = canton(tmp_path, "    size: 5\n" + HALF)
    assert sitting(policy, 2, 1).quorum.verdict is Truth.NO  # of five, not of those who are there
    assert sitting(policy, 3, 2).quorum.verdict is Truth.YES


def test_how_many_are_there_is_open_while_it_is_of_one(tmp_path: Path):
    unknown = canton(tmp_path, THREE_TO_SEVEN + HALF).composition("crew", [HERE, {}, {}])
    assert unknown.quorum.verdict is Truth.OPEN


def test_it_is_told_what_is_enough(tmp_path: Path):
    text = sitting(canton(tmp_path, THREE_TO_SEVEN + HALF), 2, 3).quorum.explain("de")
    assert "mindestens 3" in text


@pytest.mark.parametrize(
    ("size", "code"),
    [
        ("    size: {at_least: 3}\n" + HALF, "share-without-size"),
        ("    size: {at_least: 7, at_most: 3}\n", "empty-range"),
        ("    size: 5\n    quorum: {more_than: 3/2}\n", "wrong-type"),
        ("    size: 5\n    quorum: {more_than: 0.5}\n", "wrong-type"),
        ("    size: {at_least: 1, at_most: 90000}\n" + HALF, "too-costly"),
        ("    size: 5\n    quorum: 6\n", "threshold-too-high"),
        ("    size: 5\n    quorum: {more_than: 1/1}\n", "threshold-too-high"),
        (SEATS + "    quorum: 9\n", "threshold-too-high"),
        ("    seats: [{of: guide, at_least: 2}]\n", "empty-range"),
    ],
)
def test_what_cannot_be_a_size_or_a_share(tmp_path: Path, size: str, code: str):
    with pytest.raises(LoadError) as caught:
        canton(tmp_path, size)
    [found] = caught.value.findings
    assert found.code == code
    assert found.place.source.name.endswith("organisation.yaml")


def test_a_funding_says_how_many_have_to_be_there_where_that_is_one_number(tmp_path: Path):
    quora = "{all: {at_least: 2/3}, two: not-regulated, silent: 4}"
    quorum = f"    quorum: {{interpretation: A-XX-01, choose: {quora}}}\n"
    program = canton(tmp_path, THREE_TO_SEVEN + quorum).program
    asked = {
        option: Situation({}, date(2024, 2, 29), {"A-XX-01": option})
        for option in ("all", "two", "silent")
    }
    nodes = {name: type(quorum_node(program, one, "crew")) for name, one in asked.items()}
    assert nodes == {"all": ByCase, "two": Silent, "silent": Range}
    assert [quorum_of(program, one, "crew") for one in asked.values()] == [None, None, 4]


def test_a_drawing_says_how_many_they_are(tmp_path: Path):
    drawing = draw_organisation(canton(tmp_path, THREE_TO_SEVEN).program, "de")
    [card] = (one for part in drawing.parts for one in part.cards if one.id == "crew")
    [said] = (text for line in card.facts for text in line.texts)
    assert said == "Mitglieder mit Stimme: 3 bis 7"


def test_shares_are_exact():
    assert [ShareOfMembers(at_least=Fraction(2, 3)).of(n) for n in (0, 1, 3, 4, 6)] == [
        *(1, 1, 2, 3, 4)
    ]
    assert [MoreThanShare(more_than=Fraction(1, 2)).of(n) for n in (1, 2, 3, 4)] == [1, 2, 2, 3]
