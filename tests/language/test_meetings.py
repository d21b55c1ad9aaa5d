"""How often a body meets: from the days on which it met, to the end of the year."""

from datetime import date
from pathlib import Path

import pytest

from iiz_rules.findings.errors import CaseError, LoadError, UsageError
from iiz_rules.language.editions import Folder
from iiz_rules.language.truth import Truth
from iiz_rules.policy import Policy
from iiz_rules.render.drawing.organisation import draw_organisation
from iiz_rules.testing.suite import run_edition
from tests.language.canton import lake, rewritten

SEATS = """    seats:
      - {of: guide, at_least: 2, at_most: 3, clauses: [XX-1]}
"""
FOUR_TO_SIX = "    meetings: {at_least: 4, at_most: 6, clauses: [XX-1]}\n"


def canton(folder: Path, meetings: str = FOUR_TO_SIX) -> Policy:
    """The canton of the lake, whose crew meets so often."""
    return rewritten(folder, {"organisation": (SEATS, SEATS + meetings)})


def days(*months: int, year: int = 2024) -> list[str]:
    return [f"{year}-{month:02}-10" for month in months]


@pytest.mark.parametrize(
    ("met", "on", "verdict"),
    [
        (days(2, 4), "2024-05-31", Truth.OPEN),
        (days(2, 3, 4, 5), "2024-05-31", Truth.OPEN),
        (days(2, 3, 4, 5, 6, 7, 8), "2024-08-31", Truth.NO),
        (days(2, 4), "2024-12-31", Truth.NO),
        (days(2, 4, 6, 8), "2024-12-31", Truth.YES),
        (days(1, 2, 3, 4, 5, 6, 7), "2024-12-31", Truth.NO),
        ([*days(2, 4), *days(11, 12, year=2023)], "2024-12-31", Truth.NO),
        (days(2, 4, 6, 8), "2024-07-01", Truth.OPEN),
    ],
)
def test_too_many_are_a_no_at_once_and_too_few_on_the_last_day(
    tmp_path: Path, met: list[str], on: str, verdict: Truth
):
    found = canton(tmp_path).meetings("crew", met, on=on)
    assert (found.rule, found.verdict) == ("crew.meetings", verdict)


def test_enough_are_known_before_the_year_is_over(tmp_path: Path):
    found = canton(tmp_path).meetings("crew", days(2, 3, 4, 5), on="2024-05-31")
    assert [str(one.verdict) for one in found.criteria] == ["yes", "open"]
    assert "Mannschaft – Sitzungen im ganzen Jahr" in found.explain("de").replace("\n", " ")


def test_a_number_for_each_quarter(tmp_path: Path):
    policy = canton(tmp_path, "    meetings: {per: quarter, at_least: 1, clauses: [XX-1]}\n")
    met = [date(2024, 2, 5), date(2024, 3, 5)]
    assert policy.meetings("crew", met, on="2024-03-31").verdict is Truth.YES
    assert policy.meetings("crew", met, on="2024-06-30").verdict is Truth.NO


def test_a_number_may_hang_on_a_reading(tmp_path: Path):
    low = "{interpretation: A-XX-01, choose: {all: 4, two: 2, silent: 1}}"
    high = "{interpretation: A-XX-01, choose: {all: 6, two: any, silent: any}}"
    written = f"    meetings: {{at_least: {low}, at_most: {high}, clauses: [XX-1]}}\n"
    policy = canton(tmp_path, written)
    met = days(2, 4)
    found = policy.meetings("crew", met, on="2024-12-31")
    assert found.verdict is Truth.NO
    assert [one.id for one in found.interpretations if one.decisive] == ["A-XX-01"]
    two = {"A-XX-01": "two"}
    assert policy.meetings("crew", met, on="2024-12-31", interpretations=two).verdict is Truth.YES


def test_at_most_so_often_and_never_too_rarely(tmp_path: Path):
    policy = canton(tmp_path, "    meetings: {at_least: 0, at_most: 2, clauses: [XX-1]}\n")
    assert policy.meetings("crew", [], on="2024-12-31").verdict is Truth.YES
    assert policy.meetings("crew", days(1, 2, 3), on="2024-12-31").verdict is Truth.NO


def test_a_source_that_says_no_number_leaves_it_open(tmp_path: Path):
    found = canton(tmp_path, "    meetings: not-regulated\n").meetings("crew", days(2, 4))
    assert (found.verdict, found.regulated) == (Truth.OPEN, False)


def test_of_a_body_that_says_nothing_of_it_nothing_is_asked():
    with pytest.raises(UsageError, match="unknown-question"):
        lake().meetings("crew", [])
    with pytest.raises(UsageError, match="unknown-body"):
        lake().meetings("crews", [])


def test_a_day_is_a_day_and_stands_once(tmp_path: Path):
    with pytest.raises(CaseError) as caught:
        canton(tmp_path).meetings("crew", ["2024-02-30", "2024-03-01", "2024-03-01"])
    assert [one.code for one in caught.value.findings] == ["impossible-date", "duplicate-member"]


def test_a_range_of_meetings_is_not_upside_down(tmp_path: Path):
    with pytest.raises(LoadError, match="empty-range"):
        canton(tmp_path, "    meetings: {at_least: 6, at_most: 4, clauses: [XX-1]}\n")


def test_a_drawing_says_how_often_a_body_meets(tmp_path: Path):
    drawing = draw_organisation(canton(tmp_path).program, "de")
    [card] = (one for part in drawing.parts for one in part.cards if one.id == "crew")
    assert [text for line in card.facts for text in line.texts] == [
        "Mannschaft – Sitzungen im ganzen Jahr: mindestens 4",
        "Mannschaft – Sitzungen im ganzen Jahr: höchstens 6",
    ]


CASE = """title: x
date: 2024-12-31
facts: {}
meetings: {crew: [2024-02-10, 2024-04-10, 2024-06-10, 2024-08-10]}
expect: {crew.meetings: {verdict: "yes", criteria: {enough: "yes"}}}
"""


def run(folder: Path, case: str) -> list[str]:
    """What is wrong with a case, or answered otherwise than it expects."""
    canton(folder)
    cases = folder / "lake" / "2024" / "cases"
    cases.mkdir()
    (cases / "x.yaml").write_text(case, "utf-8")
    [found] = run_edition(Folder(folder / "lake", "lake"), None).cases
    return [*(one.code for one in found.findings), *(one.actual for one in found.failures)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("", []),
        ("2024-08-10", ["no", "no"]),
        ("crew: [", ["unknown-body"]),
        ("2024-06-10", ["impossible-date"]),
    ],
)
def test_a_case_may_expect_how_often_a_body_met(tmp_path: Path, wrong: str, said: list[str]):
    instead = {"2024-08-10": "2023-08-10", "crew: [": "crews: [", "2024-06-10": "2024-06-31"}
    assert run(tmp_path, CASE.replace(wrong, instead[wrong]) if wrong else CASE) == said
