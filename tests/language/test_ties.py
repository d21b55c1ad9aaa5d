"""A body's one answer: whether it can decide, its numbers, who breaks a tie, who may not vote."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import jsonschema
import pytest

from iiz_rules.answers.composition import Composition, Counts
from iiz_rules.findings.errors import LoadError
from iiz_rules.language.truth import Truth, agreed
from iiz_rules.language.values import Between
from iiz_rules.policy import Policy
from iiz_rules.schemas import SCHEMAS
from iiz_rules.words.formats import NBSP
from tests.language.canton import lake, rewritten

SEATS = """    seats:
      - {of: guide, at_least: 2, at_most: 3, clauses: [XX-1]}
"""
HEADED = """    seats:
      - {of: clerk, clauses: [XX-1]}
      - {of: guide, at_least: 0, at_most: 3, clauses: [XX-1]}
    quorum: 2
    majority: simple
    tie: {interpretation: A-XX-01, choose: {all: clerk, two: rejected, silent: not-regulated}}
"""
OPTIONS = ("all", "two", "silent")
Vote = str | None


@pytest.fixture(scope="module")
def headed(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """A crew under a clerk, whose vote decides on a tie, as one reads it."""
    return rewritten(tmp_path_factory.mktemp("headed"), {"organisation": (SEATS, HEADED)})


def voted(headed: Policy, votes: tuple[Vote, ...], reading: str = "all") -> Composition:
    """The clerk's vote first, then those of the guides; None is not known, "" is absent."""
    seats = ("clerk", "guide", "guide")
    members = [
        {"of": of, "present": False}
        if vote == ""
        else {"of": of, **({"vote": vote} if vote else {})}
        for of, vote in zip(seats, votes, strict=False)
    ]
    return headed.composition("crew", members, interpretations={"A-XX-01": reading})


@pytest.mark.parametrize(
    ("votes", "verdicts"),
    [
        (("for", "against"), (Truth.YES, Truth.NO, Truth.OPEN)),
        (("against", "for"), (Truth.NO, Truth.NO, Truth.OPEN)),
        (("abstains", "for", "against"), (Truth.OPEN, Truth.NO, Truth.OPEN)),
        (("against", "for", "for"), (Truth.YES, Truth.YES, Truth.YES)),
        (("for", "recused", "against"), (Truth.YES, Truth.NO, Truth.OPEN)),
    ],
)
def test_who_decides_where_as_many_are_for_as_against(
    headed: Policy, votes: tuple[Vote, ...], verdicts: tuple[Truth, ...]
):
    """The vote of a seat, nobody because it is rejected then, or it is not regulated."""
    found = [voted(headed, votes, reading).majority.verdict for reading in OPTIONS]
    assert tuple(found) == verdicts


def ways(votes: tuple[Vote, ...]) -> Iterator[tuple[Vote, ...]]:
    known = ("for", "against", "abstains", "")
    yield from product(*(known if vote is None else (vote,) for vote in votes))


@pytest.mark.parametrize("reading", OPTIONS)
def test_a_casting_vote_leaves_open_only_what_is_open(headed: Policy, reading: str):
    for votes in product(("for", "against", "abstains", None), repeat=3):
        each = {voted(headed, way, reading).majority.verdict for way in ways(votes)}
        told = voted(headed, votes, reading).majority.verdict
        assert told is agreed(each), votes


def test_whoever_may_not_vote_has_a_seat_and_is_not_counted_as_there(headed: Policy):
    found = voted(headed, ("for", "recused"))
    assert (found.verdict, found.quorate, found.can_decide) == (Truth.YES, Truth.NO, Truth.NO)
    assert (found.recused, found.carried, found.majority.verdict) == (
        ("guide",),
        Truth.NO,
        Truth.YES,
    )
    assert found.counts == Counts(2, 1, 1, 2, 1, 0, 0)


def test_numbers_are_told_from_so_many_to_so_many(headed: Policy):
    found = voted(headed, (None, "abstains", "against"))
    one = Between(0, 1)
    assert found.counts == Counts(3, 0, Between(2, 3), 2, one, Between(1, 2), Between(1, 2))
    assert (found.rule, found.tie, found.tie_broken_by) == ("simple", Truth.OPEN, "clerk")
    assert voted(headed, ("for", "for", "against")).tie is Truth.NO
    assert voted(headed, ("for", "against"), "silent").tie_broken_by is None


def test_how_many_are_needed_of_a_share_is_told_where_it_is_known_of_how_many(tmp_path: Path):
    rules = "    size: {at_least: 3, at_most: 7}\n    quorum: {more_than: 1/2}\n"
    policy = rewritten(tmp_path, {"organisation": (SEATS, rules)})
    needed = [policy.composition("crew", [{}] * n).counts.needed for n in (3, 4, 7, 8)]
    assert needed == [2, 3, 4, None]


@pytest.mark.parametrize(
    ("votes", "reading", "lines"),
    [
        (
            ("for", "against"),
            "all",
            (
                "JA  Das Gremium kann beschliessen. Der Antrag ist angenommen.",
                "2 von 2 anwesend, nötig sind 2",
                "Dafür 1, dagegen 1, Enthaltungen 0",
                "Bei Stimmengleichheit entscheidet die Stimme von: Schreiberin",
            ),
        ),
        (
            ("for", "against"),
            "two",
            ("Der Antrag ist nicht angenommen.", "Bei Stimmengleichheit ist der Antrag abgelehnt."),
        ),
        (
            ("for", "against"),
            "silent",
            ("JA  Das Gremium kann beschliessen.\n", "Wer bei Stimmengleichheit entscheidet, sagt"),
        ),
        (
            ("for", "recused"),
            "all",
            ("NEIN  Das Gremium kann so nicht", "Im Ausstand, ohne Stimme in dieser Sache:"),
        ),
        ((None,), "all", ("NEIN", "0 bis 1 von 1 anwesend", "Noch keine Stimme bekannt")),
        ((None, None), "all", ("OFFEN  Ob das Gremium beschliessen kann, ist noch offen.",)),
    ],
)
def test_it_reads_as_one_answer(
    headed: Policy, votes: tuple[Vote, ...], reading: str, lines: tuple[str, ...]
):
    answer = voted(headed, votes, reading)
    text = answer.explain("de").replace(NBSP, " ")
    assert [line for line in lines if line not in text] == []
    assert "<tr>" in answer._repr_html_()


def test_members_without_a_seat_and_advisory_voices_are_named():
    east, west = ({"of": of, "has": ["senior"], "vote": "for"} for of in ("east", "west"))
    guest = {"of": "guide", "person": "Anna Muster"}
    found = lake().composition("board", [east, west, {"of": "clerk"}, guest])
    assert (found.without_seat, found.advising) == (("Anna Muster",), ("clerk",))
    text = found.explain("de")
    assert "Ohne Sitz: Anna Muster" in text
    assert "Ohne Stimme dabei: " in text
    small = lake().composition("board", [east, {"of": "west"}])
    assert "Noch nicht belegt: " in small.explain("de")


def test_where_only_the_source_is_silent_it_is_said_to_be_so():
    found = lake().composition("crew", [{"of": "guide"}] * 2)
    assert (found.can_decide, found.regulated, found.rule) == (Truth.OPEN, False, None)
    assert found.explain("fr").splitlines()[2].startswith("NON RÉGLÉ")
    unproved = lake(A_XX_01="silent").composition("board", [{"of": "east"}, {"of": "west"}])
    assert (unproved.can_decide, unproved.regulated) == (Truth.OPEN, True)


def test_as_data_it_has_the_form_that_its_schema_says(headed: Policy):
    answer = voted(headed, (None, "for", "against"))
    told = answer.to_dict()
    jsonschema.validate(told, SCHEMAS["composition"]())
    assert told["counts"]["present"] == {"at_least": 2, "at_most": 3}
    assert (told["can_decide"], told["carried"], told["tie_broken_by"]) == ("yes", "open", "clerk")


@pytest.mark.parametrize("seat", ["guide", "mayor"])
def test_a_tie_is_broken_by_a_seat_for_one(tmp_path: Path, seat: str):
    rules = SEATS + f"    majority: simple\n    tie: {seat}\n"
    with pytest.raises(LoadError, match="no-casting-seat"):
        rewritten(tmp_path, {"organisation": (SEATS, rules)})
