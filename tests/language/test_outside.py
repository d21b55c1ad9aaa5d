"""A day on which no edition is in force: an answer that says so, by every way of asking."""

import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import iiz_rules as iiz
from iiz_rules.findings.errors import LoadError, UsageError
from iiz_rules.language.folders import home
from iiz_rules.language.program.outside import NONE
from iiz_rules.policy import ENGINES
from iiz_rules.words.formats import NBSP

BEFORE = "2010-01-01"
GAPS = """\
canton: lake
label: {de: See, fr: Lac, en: Lake}
sources: [{id: scroll, label: {de: Rolle, fr: Rouleau, en: Scroll}}]
editions:
  - {id: "2024", source: scroll, valid_from: 2014-01-01, valid_to: 2015-12-31}
  - {id: later, source: scroll, valid_from: 2020-01-01, valid_to: 2021-12-31, predecessor: [XX-1]}
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_before_the_first_edition_a_question_is_answered(engine):
    asked = iiz.load("zurich", engine=engine).eligibility({}, on=BEFORE)
    assert (asked.verdict, asked.regulated, asked.edition) == (iiz.Truth.OPEN, False, NONE)
    [silence] = asked.silences
    assert (
        silence.hint["en"]
        .replace(NBSP, " ")
        .startswith(
            "No edition is in force on 1 January 2010. The first is in force from 1 April 2014. "
        )
    )
    assert "ZH-1.1" in silence.hint["de"]
    assert asked.clauses == ("ZH-1.1",)


def test_every_answer_is_open_and_nobody_acts():
    zurich = iiz.load("zurich", on=BEFORE, outside="answered")
    case = {"person": {"residence": {"canton": "ZH"}}}
    assert set(zurich.decide(case).verdicts.values()) == {iiz.Truth.OPEN}
    assert zurich.route(case).actor is None
    assert zurich.obligations(case) == ()
    assert zurich.funding(case).payers == ()
    assert zurich.composition("traegerschaft", []).can_decide is iiz.Truth.OPEN
    body = zurich.composition("traegerschaft", [])
    for told in (zurich.decide(case).brief("de"), body.explain("de")):
        assert told.count("keine Ausgabe in Kraft") == 1
    assert zurich.funding(case).explain("fr").count("Aucune édition n'est en vigueur") == 1


def test_what_is_no_question_is_refused():
    zurich = iiz.load("zurich")
    for asked in (
        lambda: iiz.load("zurich", on=BEFORE),
        lambda: zurich.at(BEFORE),
        lambda: zurich.open_case("ZH-1", on=BEFORE),
    ):
        with pytest.raises(UsageError, match="no-edition"):
            asked()
    with pytest.raises(UsageError, match="unknown-canton"):
        iiz.load("zuerich", on=BEFORE, outside="answered")


def test_each_row_of_a_frame_says_so():
    frame = pl.DataFrame({"person.residence.canton": ["ZH", None]})
    answers = iiz.load("zurich").eligibility_frame(frame, on=BEFORE).frame
    assert answers["iiz:edition"].to_list() == [NONE, NONE]
    assert answers["eligibility:verdict"].to_list() == ["open", "open"]
    now = iiz.load("zurich").eligibility_frame(frame, on="2024-03-05").frame
    assert "iiz:edition" not in now.columns


@pytest.fixture(scope="module")
def gaps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A canton with two editions, a gap between them and none after the second."""
    folder = tmp_path_factory.mktemp("gaps") / "lake"
    shutil.copytree(Path(home()) / "tests" / "language" / "lake", folder)
    shutil.copytree(folder / "2024", folder / "later")
    (folder / "canton.yaml").write_text(GAPS, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2013-12-31", "The first is in force from 1 January 2014."),
        (
            "2016-01-01",
            "The last was in force until 31 December 2015. The next is in force from "
            "1 January 2020. It is said. (XX-1)",
        ),
        ("2022-01-01", "The last was in force until 31 December 2021."),
    ],
)
def test_it_is_said_which_editions_come_before_and_after(gaps: Path, day: str, told: str):
    policy = iiz.load(gaps, on="2014-05-01")
    asked = policy.ask("advice", {}, on=day)
    hint = asked.silences[0].hint["en"].replace(NBSP, " ")
    said = policy.program.register.clauses["XX-1"].says["en"]
    assert hint.partition(". ")[2] == told.replace("It is said.", said)
    assert policy.at("2020-05-01").program.edition == "later"
    assert iiz.load(gaps, on=date.fromisoformat(day), outside="answered").at(day).on is not None


def test_a_clause_of_what_was_before_has_to_be_there(gaps: Path, tmp_path: Path):
    folder = shutil.copytree(gaps, tmp_path / "lake")
    (folder / "canton.yaml").write_text(GAPS.replace("[XX-1]", "[XX-99]"), "utf-8")
    with pytest.raises(LoadError, match="unknown-clause"):
        iiz.load(folder)
