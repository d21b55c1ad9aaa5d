"""Communes by their number: canton and district follow, of the day that is asked about."""

import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import iiz_rules as iiz
from iiz_rules.case.schema import case_schema
from iiz_rules.case.static import python_module
from iiz_rules.engine.columnar.frame import frame_of
from iiz_rules.engine.columnar.inputs import Days
from iiz_rules.engine.columnar.query import FrameQuestion, plan_query
from iiz_rules.engine.columnar.slots import Slot, fact_column
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.communes import CANTONS, commune, register, today_of
from iiz_rules.policy import ENGINES
from tests.checks.canton import TINY

LISTED = "".join(
    f"      - {{id: {one}, label: {{de: {one}, fr: {one}, en: {one}}}}}\n" for one in CANTONS
)
NAMES = "{de: Beispiel, fr: Exemple, en: Example}"
LISTS = f"""  - id: residences
    label: {NAMES}
    codes:
{LISTED}  - id: places
    label: {NAMES}
    codes:
      - {{id: commune-6248, label: {{de: Stadt Siders, fr: Ville de Sierre, en: Town of Sierre}}}}
      - {{id: district-2311, label: {{de: Bezirk Siders, fr: District de Sierre, en: Sierre}}}}
      - {{id: VS, label: {{de: Wallis, fr: Valais, en: Valais}}}}
      - {{id: elsewhere, label: {{de: anderswo, fr: ailleurs, en: elsewhere}}}}
"""
FACTS = f"""
  - id: home.commune
    type: commune
    label: {NAMES}
    question: {NAMES}
  - id: home.canton
    label: {NAMES}
    code_list: residences
    computed: {{commune: home.commune}}
  - id: home.place
    label: {NAMES}
    code_list: places
    computed: {{commune: home.commune}}
"""
RULE = f"""
  - id: canton
    label: {NAMES}
    mode: required
    clauses: [XX-1]
    when: {{fact: home.canton, is: VS}}
  - id: place
    label: {NAMES}
    mode: required
    clauses: [XX-1]
    when: {{fact: home.place, is_one_of: [district-2311, commune-6248]}}
"""
ON = date(2024, 3, 5)
SIERRE, CHALAIS, ZURICH, HIRZEL, MOUTIER_BE, MOUTIER_JU = 6248, 6232, 261, 132, 700, 6831


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(TINY, tmp_path_factory.mktemp("communes") / "tiny")
    edition = Path(folder) / "2024-01-01"
    facts = (edition / "facts.yaml").read_text("utf-8")
    facts = facts.replace("code_lists:\n", f"code_lists:\n{LISTS}") + FACTS.lstrip("\n")
    (edition / "facts.yaml").write_text(facts, "utf-8")
    rules = edition / "eligibility.yaml"
    rules.write_text(rules.read_text("utf-8") + RULE.lstrip("\n"), "utf-8")
    return Path(folder)


@pytest.fixture(scope="module")
def policy(folder: Path) -> iiz.Policy:
    return iiz.load(folder, on=ON)


def criteria(policy: iiz.Policy, case: Any, **how: Any) -> list[str]:
    decision = policy.eligibility(case, **how)
    return [str(one.verdict) for one in decision.criteria if one.id in ("canton", "place")]


@pytest.mark.parametrize(
    ("number", "verdicts"),
    [(SIERRE, ["yes", "yes"]), (CHALAIS, ["yes", "yes"]), (ZURICH, ["no", "no"])],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_where_a_commune_lies_follows_from_its_number(
    folder: Path, number: int, verdicts: list[str], engine: Any
):
    asked = iiz.load(folder, on=ON, engine=engine)
    assert criteria(asked, {"home": {"commune": number}}) == verdicts
    assert criteria(asked, {"home.commune": number, "home.canton": None}) == verdicts


def test_the_place_can_be_given_itself_and_has_to_agree(policy: iiz.Policy):
    assert criteria(policy, {"home": {"canton": "VS"}}) == ["yes", "open"]
    assert criteria(policy, {"home": {"canton": "VS", "commune": SIERRE}}) == ["yes", "yes"]
    with pytest.raises(iiz.CaseError, match="conflicting-facts"):
        policy.eligibility({"home": {"canton": "ZH", "commune": SIERRE}})


def test_a_commune_of_another_day_is_refused_with_what_came_of_it(policy: iiz.Policy):
    with pytest.raises(iiz.CaseError, match="commune-of-another-day") as gone:
        policy.eligibility({"home": {"commune": HIRZEL}})
    assert "295 Horgen" in str(gone.value)
    with pytest.raises(iiz.CaseError, match="commune-of-another-day"):
        policy.eligibility({"home": {"commune": MOUTIER_JU}})
    assert criteria(policy, {"home": {"commune": MOUTIER_BE}}) == ["no", "no"]
    with pytest.raises(iiz.CaseError, match="unknown-commune"):
        policy.eligibility({"home": {"commune": 8001}})
    for wrong in ("261", 261.0, True, -1):
        with pytest.raises(iiz.CaseError):
            policy.eligibility({"home": {"commune": wrong}})


def test_a_commune_changes_its_canton_on_its_day():
    assert commune(MOUTIER_BE, date(2025, 12, 31)).canton == "BE"  # type: ignore[union-attr]
    assert commune(MOUTIER_BE, date(2026, 1, 1)) is None
    assert [one.canton for one in today_of(MOUTIER_BE)] == ["JU"]


def test_no_two_communes_have_one_number_on_a_day():
    for stretches in register().values():
        for one, next_one in pairwise(stretches):
            assert one.first <= one.last < next_one.first


NUMBERS = [SIERRE, CHALAIS, ZURICH, None, HIRZEL, 8001, MOUTIER_JU]
ROWS: dict[str, list[Any]] = {"home.commune": NUMBERS, "person.age": [20] * len(NUMBERS)}


def frames() -> list[Any]:
    table = pl.DataFrame(ROWS)
    arrow = table.to_arrow()
    return [table, table.lazy(), table.to_pandas(), arrow, duckdb.from_arrow(arrow)]


def rows(answer: Any) -> list[dict[str, Any]]:
    if hasattr(answer, "collect"):
        answer = answer.collect()
    if isinstance(answer, pd.DataFrame):
        answer = pl.from_pandas(answer)
    if not isinstance(answer, pl.DataFrame):
        answer = pl.from_arrow(answer if isinstance(answer, pa.Table) else answer.to_arrow_table())
    return list(answer.to_dicts())


@pytest.mark.parametrize("frame", frames(), ids=lambda frame: type(frame).__module__)
def test_a_frame_answers_as_a_case_does_and_refuses_the_same(policy: iiz.Policy, frame: Any):
    answers = policy.eligibility_frame(frame, give=["verdict", "criteria"])
    given = rows(answers.frame)
    assert [row["eligibility:verdict"] for row in given] == ["yes", "yes", "no", "open"]
    names = [f"eligibility:criterion:{one}" for one in ("canton", "place")]
    told = [tuple(row[name] for name in names) for row in given]
    assert told == [("yes", "yes"), ("yes", "yes"), ("no", "no"), ("open", "open")]
    assert len(rows(answers.rejected)) == 3


def test_each_row_has_its_own_day(policy: iiz.Policy):
    """As in a portfolio; Moutier went to the canton of Jura on 1.1.2026."""
    last, first = date(2025, 12, 31), date(2026, 1, 1)
    numbers = [MOUTIER_BE, MOUTIER_BE, MOUTIER_JU, MOUTIER_JU, SIERRE]
    table = pl.DataFrame({"home.commune": numbers, "day": [last, first, last, first, first]})
    source, days = frame_of(table, {}), Days("day", (last, first))
    question = FrameQuestion(("eligibility",), give=("verdict",), facts=("home.canton",))
    heading = source.heading({Slot("home.commune"): "home.commune"}, days, 0)
    query = plan_query(policy.program, Situation({}, last, {}), question, heading)
    answered, refused = source.answer(query, table.columns)
    assert answered[fact_column("home.canton")].to_list() == ["BE", "JU", "VS"]
    assert refused["home.commune"].to_list() == [MOUTIER_BE, MOUTIER_JU]


def test_what_is_missing_is_the_place_and_the_commune_would_tell_it(policy: iiz.Policy):
    missing = policy.eligibility({}).missing
    (canton,) = [one for one in missing if one.fact == "home.canton"]
    assert canton.instead == ("home.commune",)
    assert "home.commune" not in [one.fact for one in missing]


def test_schema_and_module_know_it(policy: iiz.Policy):
    described = case_schema(policy.program)["$defs"]["value:home.commune"]
    assert described["type"] == ["integer", "null"]
    assert '"commune": int | list[Dated] | None' in python_module(policy.program)
    assert policy.Case(home={"commune": SIERRE}).home.commune == SIERRE


def test_what_would_turn_an_answer_is_said_of_the_place(policy: iiz.Policy):
    flips = policy.eligibility({"home.commune": SIERRE, "person.age": 20}).flips()
    named = {fact for flip in flips for fact in flip.changes}
    assert "home.commune" not in named
    assert {"home.canton", "person.age"} <= named


def test_a_receipt_has_the_commune_and_is_answered_again(policy: iiz.Policy):
    decision = policy.eligibility({"home.commune": SIERRE, "person.age": 20})
    receipt = decision.receipt(reference="D-1", at="2024-03-05T08:30:00+01:00")
    assert receipt.content["inputs"]["facts"]["home.commune"] == SIERRE
    assert policy.replay(receipt).same_answer
