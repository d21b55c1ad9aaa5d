"""What happens on a day: one fact, given as yes, no or that day; the day is a fact beside it."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from jsonschema import Draft202012Validator

import iiz_rules as iiz
from iiz_rules.case.schema import case_schema
from iiz_rules.cli.answering import Question, answered
from iiz_rules.findings.errors import CaseError, UsageError
from iiz_rules.language.truth import Truth
from iiz_rules.policy import Policy
from iiz_rules.tables.reading import chunks

CANTON = """
language: 2
languages: [de, fr]
canton: tal
label: {de: Tal, fr: Vallée}
sources: [{id: konzept, label: {de: Konzept, fr: Concept}}]
editions: [{id: only, source: konzept}]
"""
FACTS = """
facts:
  - id: visit.made
    dated: true
    label: {de: Besuch, fr: Visite}
    question: {de: "Schon besucht?", fr: "Déjà visité ?"}
  - id: person.born
    type: date
    label: {de: geboren, fr: né}
    question: {de: "Wann geboren?", fr: "Né quand ?"}
  - id: person.age
    computed: {completed_years_since: person.born, at: visit.made}
    label: {de: Alter beim Besuch, fr: Âge}
"""
CLAUSES = """
clauses: [{id: XX-1, section: eins, says: {de: Besuch im Quartal., fr: Visite par trimestre.}}]
"""
ORGANISATION = """
roles: [{id: guide, label: {de: Begleitung, fr: Suivi}, clauses: [XX-1]}]
competences:
  - id: note-birth
    label: {de: Geburt vermerken, fr: Noter la naissance}
    capacity: executes
    by: [guide]
    clauses: [XX-1]
"""
ESCALATION = """
duties:
  - id: visit
    label: {de: Besuch im Quartal, fr: Visite du trimestre}
    bearer: guide
    due: {fact: visit.made, plus: P3M}
    clauses: [XX-1]
    criteria:
      - id: due
        label: {de: steht aus, fr: à faire}
        when: {not: {fact: visit.made, within: {same: quarter}}}
  - id: adults
    label: {de: Erwachsen beim Besuch, fr: Majeur lors de la visite}
    bearer: guide
    clauses: [XX-1]
    criteria:
      - id: adult
        label: {de: erwachsen, fr: majeur}
        when: {fact: person.age, at_least: 18}
"""
EVENTS = """
initially: {visit.made: false}
events:
  - {id: begun, label: {de: Beginn, fr: Début}, clauses: [XX-1], opens: true}
  - {id: visited, label: {de: besucht, fr: visite}, clauses: [XX-1], sets: {visit.made: event-date}}
  - {id: told, label: {de: gemeldet, fr: annoncé}, clauses: [XX-1], needs: [visit.made]}
  - id: noted
    label: {de: Geburt vermerkt, fr: Naissance notée}
    clauses: [XX-1]
    needs: [person.born]
    action: note-birth
  - {id: undone, label: {de: zurückgenommen, fr: annulé}, clauses: [XX-1], forgets: [visit.made]}
  - {id: refused, label: {de: abgelehnt, fr: refusé}, clauses: [XX-1], sets: {visit.made: false}}
"""
FILES = {
    "facts": FACTS,
    "clauses": CLAUSES,
    "organisation": ORGANISATION,
    "escalation": ESCALATION,
    "events": EVENTS,
}


def written(folder: Path, **changed: str) -> Path:
    canton = folder / "tal"
    (canton / "only").mkdir(parents=True)
    (canton / "canton.yaml").write_text(CANTON, "utf-8")
    for name, text in (FILES | changed).items():
        (canton / "only" / f"{name}.yaml").write_text(text, "utf-8")
    return canton


@pytest.fixture(scope="module")
def tal(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return iiz.load(written(tmp_path_factory.mktemp("dated")), on="2026-05-15")


@pytest.mark.parametrize("engine", ["compiled", "interpreter"])
@pytest.mark.parametrize(
    ("made", "verdict"),
    [
        (False, Truth.YES),
        (True, Truth.OPEN),
        (None, Truth.OPEN),
        ("2026-04-01", Truth.NO),
        (date(2026, 3, 31), Truth.YES),
    ],
)
def test_one_fact_says_whether_and_when(tmp_path: Path, engine: Any, made: Any, verdict: Truth):
    tal = iiz.load(written(tmp_path), on="2026-05-15", engine=engine)
    assert tal.ask("visit", {"visit": {"made": made}}).verdict is verdict


def test_it_is_asked_for_once_with_the_day(tal: Policy):
    [missing] = tal.ask("visit", {}).missing
    assert (missing.fact, missing.question.de) == (
        "visit.made",
        "Schon besucht? Wenn ja, wann zuletzt?",
    )
    [missing] = tal.ask("visit", {"visit.made": True}).missing
    assert missing.fact == "visit.made_on"
    assert missing.label.fr == "Visite (jour)"


def test_a_reason_tells_the_day_and_not_that_there_is_one(tal: Policy):
    why = tal.ask("visit", {"visit.made": "2026-02-03"}).explain("de")
    assert "Besuch (Tag): 03.02.2026" in why
    assert "Besuch: ja" not in why
    assert "Besuch: nein" in tal.ask("visit", {"visit.made": False}).explain("de")


def test_what_counts_from_it_counts_from_its_day(tal: Policy):
    assert tal.ask("visit", {"visit.made": "2026-01-31"}).due == date(2026, 4, 30)
    born = {"person.born": "2008-02-03"}
    assert tal.ask("adults", {**born, "visit.made": "2026-02-02"}).verdict is Truth.NO
    assert tal.ask("adults", {**born, "visit.made": "2026-02-03"}).verdict is Truth.YES


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ({"visit.made": False, "visit.made_on": "2026-01-31"}, "conflicting-facts"),
        ({"visit.made": "2026-01-31", "visit.made_on": "2026-01-30"}, "conflicting-facts"),
        ({"visit.made": "2026-05-16"}, "after-question-date"),
        ({"visit.made": "2026-02-30"}, "impossible-date"),
        ({"visit.made": "yes"}, "wrong-type"),
        ({"visit.made": 1}, "wrong-type"),
    ],
)
def test_what_cannot_be_is_refused(tal: Policy, case: dict[str, Any], code: str):
    with pytest.raises(CaseError) as refused:
        tal.ask("visit", case)
    assert [finding.code for finding in refused.value.findings] == [code]


@pytest.mark.parametrize(
    ("event", "facts", "owed"),
    [
        ("visited", {}, False),
        ("told", {"visit.made": "2026-04-02"}, False),
        ("told", {"visit.made": "2026-03-02"}, True),
        ("told", {"visit.made_on": "2026-04-02"}, False),
        ("refused", {}, True),
    ],
)
def test_an_event_sets_it_to_its_day_and_may_bring_another(
    tal: Policy, event: str, facts: dict[str, Any], owed: bool
):
    flow = tal.open_case("C", "2026-05-01")
    flow.record("begun", "2026-05-01")
    move = flow.record(event, "2026-05-04", facts)
    assert bool(move.obligations) is owed


def test_what_is_told_anew_takes_the_day_away_with_it(tal: Policy):
    flow = tal.open_case("C", "2026-05-01")
    flow.record("begun", "2026-05-01")
    flow.record("visited", "2026-05-04")
    assert flow.state.facts == {"visit.made": True, "visit.made_on": date(2026, 5, 4)}
    flow.record("told", "2026-05-05", {"visit.made": False})
    assert flow.state.facts == {"visit.made": False}
    flow.record("visited", "2026-05-06")
    flow.record("refused", "2026-05-07")
    assert flow.state.facts == {"visit.made": False}
    flow.record("visited", "2026-05-08")
    flow.record("undone", "2026-05-09")
    assert flow.state.facts == {}


@pytest.mark.parametrize("by", [None, "guide"])
def test_what_cannot_be_beside_what_is_known_is_refused_as_that(tal: Policy, by: str | None):
    """Born after the visit: no right is missing, the age at the visit cannot be."""
    flow = tal.open_case("C", "2026-05-01")
    flow.record("begun", "2026-05-01")
    flow.record("told", "2026-05-04", {"visit.made": "2026-04-02"})
    with pytest.raises(CaseError) as refused:
        flow.record("noted", "2026-05-05", {"person.born": "2026-04-03"}, by=by)
    assert [finding.code for finding in refused.value.findings] == ["out-of-range"]


@pytest.mark.parametrize("column", ["visit.made", "visit.made_on"])
def test_a_column_of_days_tells_both(tal: Policy, column: str):
    days = [date(2026, 4, 1), date(2026, 3, 31), None, date(2026, 5, 16)]
    answers = tal.ask_frame(["visit"], pl.DataFrame({"n": range(4), column: days}), keep=["n"])
    assert answers.frame["visit:verdict"].to_list() == ["no", "yes", "open"]
    assert answers.rejected["fault"].to_list() == ["visit.made_on: after-question-date"]


def test_a_column_of_truths_stands_beside_one_of_days(tal: Policy):
    frame = pl.DataFrame(
        {
            "visit.made": [True, False, None, False],
            "visit.made_on": [date(2026, 4, 1), None, date(2026, 3, 31), date(2026, 3, 31)],
        }
    )
    answers = tal.ask_frame(["visit"], frame)
    assert answers.frame["visit:verdict"].to_list() == ["no", "yes", "yes"]
    assert answers.rejected["fault"].to_list() == ["visit.made: conflicting-facts"]


def test_two_columns_of_days_are_refused(tal: Policy):
    days = [date(2026, 4, 1)]
    with pytest.raises(UsageError, match="visit"):
        tal.ask_frame(["visit"], pl.DataFrame({"visit.made": days, "visit.made_on": days}))


def test_a_cell_is_yes_no_or_a_day(tal: Policy, tmp_path: Path):
    path = tmp_path / "table.csv"
    path.write_text("visit.made\n01.04.2026\nnein\nja\n?\nvielleicht\n31.03.2026\n", "utf-8")
    [part] = [answered(Question(tal, ("visit",), {}), chunk) for chunk in chunks(path, "--batch")]
    assert list(part.columns["visit:verdict"]) == ["no", "yes", "open", "open", "yes"]
    [finding] = part.findings
    assert (finding.code, finding.place.line) == ("bad-cell", 6)
    assert "31.12.2026" in str(finding.words["expected"])


def test_a_second_column_of_days_in_a_table_is_refused(tal: Policy, tmp_path: Path):
    path = tmp_path / "table.csv"
    path.write_text("visit.made;visit.made_on\n01.04.2026;01.04.2026\n", "utf-8")
    with pytest.raises(UsageError) as refused:
        [answered(Question(tal, ("visit",), {}), chunk) for chunk in chunks(path, "--batch")]
    assert [finding.code for finding in refused.value.findings] == ["column-twice"]


def test_models_and_schemas_take_a_day_too(tal: Policy):
    case = tal.Case(visit={"made": date(2026, 4, 1)})
    assert tal.ask("visit", case).verdict is Truth.NO
    schema = Draft202012Validator(case_schema(tal.program))
    valid = [schema.is_valid({"visit": {"made": made}}) for made in (True, False, "2026-04-01", 3)]
    assert valid == [True, True, True, False]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"facts": FACTS.replace("type: date", "type: date\n    dated: true")}, "unfit-key"),
        (
            {"escalation": ESCALATION.replace("within: {same: quarter}", "at_least: 3")},
            "wrong-type",
        ),
        (
            {"escalation": ESCALATION.replace("within: {same: quarter}", "contains: A")},
            "wrong-comparison",
        ),
        ({"events": EVENTS.replace("event-date", "maybe")}, "wrong-type"),
    ],
)
def test_what_does_not_suit_it_is_found(tmp_path: Path, changed: dict[str, str], code: str):
    with pytest.raises(iiz.LoadError) as refused:
        iiz.load(written(tmp_path, **changed), on="2026-05-15")
    assert [finding.code for finding in refused.value.findings] == [code]


def test_the_day_may_not_be_declared_a_second_time(tmp_path: Path):
    again = "  - {id: visit.made_on, type: date, label: {de: x, fr: x}, question: {de: y, fr: y}}\n"
    with pytest.raises(iiz.LoadError) as refused:
        iiz.load(written(tmp_path, facts=FACTS + again), on="2026-05-15")
    errors = [one.code for one in refused.value.findings if one.severity == "error"]
    assert errors == ["reserved-id"]
