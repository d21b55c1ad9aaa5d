"""Who sits in a body, who is missing, whether it is quorate and has decided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iiz_rules.answers.composition import Composition
from iiz_rules.findings.errors import CaseError, UsageError
from iiz_rules.language.truth import Truth
from tests.language.canton import lake

EAST: dict[str, object] = {"of": "east", "has": ["senior"]}
WEST: dict[str, object] = {"of": "west", "has": ["senior"]}


def board(*members: dict[str, object], **readings: str) -> Composition:
    return lake(**readings).composition("board", members)


def crew(*members: dict[str, object]) -> Composition:
    return lake().composition("crew", members)


def test_one_member_for_each_seat_is_a_proper_board():
    assert board(EAST, WEST).verdict is Truth.YES


def test_a_seat_that_nobody_holds_is_missing():
    found = board(EAST)
    assert (found.verdict, found.missing) == (Truth.NO, ("west",))


def test_two_members_for_one_seat_are_one_too_many():
    found = board(EAST, EAST, WEST)
    assert (found.verdict, found.duplicate) == (Truth.NO, ("east",))


def test_one_of_two_is_missing_and_two_of_two_are_not_one_too_many():
    isle: dict[str, object] = {"of": "isle"}
    assert board(EAST, WEST, isle, isle).duplicate == ("isle",)  # its seat is for one at most
    guide: dict[str, object] = {"of": "guide"}
    assert crew(guide).missing == ("guide",)
    assert crew(guide, guide).verdict is Truth.YES
    assert crew(guide, guide, guide, guide).duplicate == ("guide",)


def test_in_the_seat_of_a_group_sits_whoever_stands_for_a_member():
    """Who has a seat of its own sits there, and not in that of its group."""

    def forum(*members: str) -> Composition:
        return lake().composition("forum", [{"of": name} for name in members])

    assert forum("west", "east", "isle").verdict is Truth.YES
    assert forum("west").missing == ("offices",)
    assert forum("west", "east", "guide").surplus == 1


def test_whoever_has_no_seat_is_surplus():
    found = board(EAST, WEST, {"of": "guide"})
    assert (found.verdict, found.surplus) == (Truth.NO, 1)


def test_an_advisory_voice_is_neither_surplus_nor_counted():
    found = board(
        EAST | {"vote": "for"},
        WEST | {"vote": "for"},
        {"of": "clerk", "vote": "for"},
        A_XX_01="two",
    )
    assert found.verdict is Truth.YES
    assert found.advisory == ("clerk",)
    facts = found.quorum.situation.facts
    assert (facts["board.size"], facts["board.present"], facts["board.in_favour"]) == (2, 2, 2)


def test_a_quality_that_a_member_lacks_is_told_apart_from_one_not_known():
    found = board({"of": "east", "lacks": ["senior"]}, {"of": "west"})
    assert (found.unqualified, found.unproved) == (("east.senior",), ("west.senior",))
    assert board(EAST, {"of": "west"}).verdict is Truth.OPEN


def test_the_quorum_depends_on_how_the_source_is_read():
    two = (EAST | {"present": True}, WEST | {"present": True})
    assert board(*two).quorum.verdict is Truth.NO
    assert board(*two, A_XX_01="two").quorum.verdict is Truth.YES
    silent = board(*two, A_XX_01="silent").quorum
    assert (silent.verdict, silent.regulated) == (Truth.OPEN, False)


def test_a_member_of_whom_nobody_knows_whether_he_is_there_leaves_the_quorum_open():
    found = board(EAST | {"present": True}, WEST, A_XX_01="two").quorum
    assert found.verdict is Truth.OPEN
    assert [str(fact) for fact in found.missing] == ["board.present"]


@pytest.mark.parametrize(
    ("votes", "verdict"),
    [
        (("for", "for"), Truth.YES),
        (("for", "abstains"), Truth.YES),
        (("against", "abstains"), Truth.NO),
        (("for", "against"), Truth.OPEN),
    ],
)
def test_a_simple_majority_is_more_for_than_against(votes: tuple[str, str], verdict: Truth):
    found = board(*(one | {"vote": vote} for one, vote in zip((EAST, WEST), votes, strict=True)))
    assert found.majority.verdict is verdict


def test_a_tie_is_not_regulated_and_says_so():
    tie = board(EAST | {"vote": "for"}, WEST | {"vote": "against"}).majority
    assert not tie.regulated
    assert "Stimmengleichheit" in tie.explain("de")
    assert "NON RÉGLÉ" in tie.explain("fr")
    assert tie.to_dict()["regulated"] is False


def test_a_missing_vote_leaves_the_decision_open():
    found = board(EAST | {"vote": "for"}, WEST | {"present": True}).majority
    assert (found.verdict, found.regulated) == (Truth.OPEN, True)


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ({"of": "nobody"}, "unknown-actor"),
        ({"of": "east", "has": ["seniour"]}, "unknown-quality"),
        ({"of": "east", "has": ["senior"], "lacks": ["senior"]}, "conflicting-facts"),
        ({"of": "east", "present": False, "vote": "for"}, "conflicting-facts"),
        ({"of": "east", "vote": "yes"}, "unknown-word"),
        ({"of": "east", "voice": "for"}, "unknown-key"),
        ({"has": []}, "missing-key"),
        ("east", "wrong-type"),
    ],
)
def test_a_member_that_cannot_be_right_is_refused(member: object, code: str):
    with pytest.raises(CaseError) as caught:
        lake().composition("board", [member])
    assert [found.code for found in caught.value.findings] == [code]
    assert "members[0]" in str(caught.value)


def test_a_body_that_there_is_not():
    with pytest.raises(UsageError) as caught:
        lake().composition("bord", [])
    assert caught.value.findings[0].code == "unknown-body"
    assert "board" in str(caught.value)


def test_every_office_needs_a_guide():
    staff = [{"role": "guide", "of": "east"}, {"role": "youth-guide", "of": "west"}]
    offices, regions = lake().staffing(staff)
    assert [one.id for one in offices.criteria if one.verdict is Truth.NO] == ["isle"]
    assert regions.verdict is Truth.NO


def test_regions_are_counted_by_their_code():
    staff = [{"role": "guide", "in": "north"}, {"role": "guide", "in": "south"}]
    assert lake().staffing(staff)[1].verdict is Truth.YES
    assert lake().staffing([*staff, staff[0]])[1].verdict is Truth.NO


def test_staff_in_a_role_that_there_is_not():
    with pytest.raises(CaseError) as caught:
        lake().staffing([{"role": "gide", "of": "east"}])
    assert caught.value.findings[0].code == "unknown-actor"


MEMBERS = st.lists(
    st.fixed_dictionaries(
        {"of": st.sampled_from(["east", "west", "isle", "clerk", "guide"])},
        optional={
            "has": st.just(["senior"]),
            "vote": st.sampled_from(["for", "against", "abstains"]),
        },
    ),
    max_size=6,
)


@given(MEMBERS)
def test_the_order_of_members_does_not_matter(members: list[dict[str, object]]):
    one, other = board(*members), board(*reversed(members))
    assert [str(found.verdict) for found in one.decisions] == [
        str(found.verdict) for found in other.decisions
    ]
    assert (one.missing, one.duplicate) == (other.missing, other.duplicate)


@given(MEMBERS)
def test_another_advisory_voice_changes_nothing(members: list[dict[str, object]]):
    one, other = board(*members), board(*members, {"of": "clerk", "vote": "against"})
    assert [found.verdict for found in one.decisions] == [
        found.verdict for found in other.decisions
    ]


@given(MEMBERS)
def test_learning_a_quality_never_revokes_what_is_decided(members: list[dict[str, object]]):
    before = board(*members).verdict
    after = board(*(one | {"has": ["senior"]} for one in members)).verdict
    assert after is before or not before.decided


def test_what_is_counted_of_a_body_is_called_by_the_body_and_then_by_what_is_counted() -> None:
    program = lake().program
    counted = {name: fact for name, fact in program.facts.items() if not fact.given}
    for body in program.bodies:
        own = {name: fact for name, fact in counted.items() if name.startswith(f"{body}.")}
        assert own
        for fact in own.values():
            assert fact.label.de.startswith(f"{program.actors[body].de} – "), fact
