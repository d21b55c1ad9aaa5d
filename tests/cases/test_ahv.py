"""AHV numbers: right on every way in or on none; they decide nothing, and name no case."""

import json
import shutil
from datetime import date
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
from iiz_rules.language.values import Domain, Problem, read_value
from tests.checks.canton import TINY, codes
from tests.checks.examples import criterion, eligibility, fact, facts

RIGHT = "7569217076985"
WRONG = [
    "7569217076984",  # another check digit
    "7569217079685",  # two digits exchanged
    "756.9217.0769.85",
    "756 9217 0769 85",
    "6569217076985",
    "756921707698",
    "75692170769850",
    f"{RIGHT}\n",
    "\uff17569217076985",
    "",
]
NUMBER = """
  - id: person.number
    type: ahv
    label: {de: AHV-Nummer, fr: Numéro AVS, en: AHV number}
    question: {de: Welche?, fr: Lequel?, en: Which one?}
"""


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> iiz.Policy:
    folder = shutil.copytree(TINY, tmp_path_factory.mktemp("ahv") / "tiny")
    file = Path(folder) / "2024-01-01" / "facts.yaml"
    file.write_text(file.read_text("utf-8") + NUMBER.lstrip("\n"), "utf-8")
    return iiz.load(folder, on="2024-03-05")


@pytest.mark.parametrize("raw", [RIGHT, "7560000000002", *WRONG, 7569217076985, True])
def test_a_number_is_right_on_every_way_in_or_on_none(policy: iiz.Policy, raw: Any):
    right = raw in (RIGHT, "7560000000002")
    read = read_value(raw, Domain("ahv"))
    assert read == raw if right else isinstance(read, Problem)
    history = [{"from": date(2024, 1, 1), "value": raw}]
    for case in ({"person": {"number": raw}}, {"person.number": history}):
        if right:
            assert policy.eligibility(case).verdict == "open"
            assert policy.Case(person={"number": raw}).person.number == raw
            continue
        with pytest.raises(iiz.CaseError) as refused:
            policy.eligibility(case)
        assert raw in ("", True) or str(raw) not in str(refused.value)  # it is sensitive
        with pytest.raises(ValueError, match="number"):
            policy.Case(person={"number": raw})


def frames() -> list[Any]:
    rows = {"person.number": [RIGHT, None, *WRONG], "person.age": [20] * (len(WRONG) + 2)}
    table, arrow = pl.DataFrame(rows), pa.table(rows)
    return [table, table.lazy(), pd.DataFrame(rows), arrow, duckdb.from_arrow(arrow)]


@pytest.mark.parametrize("frame", frames(), ids=lambda frame: type(frame).__module__)
def test_a_frame_refuses_the_same_rows(policy: iiz.Policy, frame: Any):
    rejected: Any = policy.eligibility_frame(frame).rejected
    rejected = rejected.collect() if isinstance(rejected, pl.LazyFrame) else rejected
    assert len(rejected) == len(WRONG)


def test_no_condition_goes_by_it_and_that_none_does_is_no_fault():
    declared = facts(fact("person.number", "ahv"))
    asks = "{fact: person.number, is: '7569217076985'}"
    assert codes(facts=declared, eligibility=eligibility(criterion(asks))) == ["wrong-comparison"]
    assert codes(facts=declared) == []


def test_it_is_sensitive_where_nothing_is_said(policy: iiz.Policy):
    assert policy.program.facts["person.number"].domain.sensitive
    receipt = policy.eligibility({"person": {"number": RIGHT}}).receipt(
        reference="D-1", at="2024-03-05T08:30:00+01:00"
    )
    assert RIGHT not in json.dumps(receipt.to_dict())


def test_schema_and_module_know_it(policy: iiz.Policy):
    described = case_schema(policy.program)["$defs"]["value:person.number"]
    assert described == {"type": ["string", "null"], "pattern": "^756[0-9]{10}$"}
    assert '"number": str | list[Dated] | None' in python_module(policy.program)


@pytest.mark.parametrize(
    ("name", "fine"),
    [
        ("AWA-2024-17", True),
        ("75692170769850", True),  # more digits than an AHV number has
        ("7569217076984", True),  # a number of an office that only looks like one
        (RIGHT, False),
        ("Fall 756.9217.0769.85", False),
        ("756 9217 0769 85/2", False),
    ],
)
def test_no_case_is_called_by_one(policy: iiz.Policy, name: str, fine: bool):
    if fine:
        assert policy.open_case(name, on="2024-03-05").case == name
    else:
        with pytest.raises(iiz.UsageError, match="case-name-ahv") as refused:
            policy.open_case(name, on="2024-03-05")
        assert RIGHT[-6:] not in str(refused.value)
