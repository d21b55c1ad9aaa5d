"""A case in all its forms: nested, dotted, dataclass, pydantic model, document."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from time import process_time
from typing import Any

import pytest
from pydantic import BaseModel

import iiz_rules as iiz
from iiz_rules.case.entries import MOST_ENTRIES
from iiz_rules.case.facts import DEEPEST, read_facts
from iiz_rules.findings.names import MOST_SUGGESTED
from iiz_rules.language.text.json import read_json
from iiz_rules.language.text.yaml import read_yaml

ON = "2024-03-05"
EXPECTED = {"person.residence.canton": "ZH", "person.employable": True}


@dataclass
class Residence:
    canton: str | None = None


@dataclass
class Person:
    residence: Residence = field(default_factory=Residence)
    employable: bool | None = None


@dataclass
class Case:
    person: Person = field(default_factory=Person)


class ResidenceModel(BaseModel):
    canton: str


class PersonModel(BaseModel):
    residence: ResidenceModel
    employable: bool


class CaseModel(BaseModel):
    person: PersonModel


def forms() -> Iterator[Any]:
    yield pytest.param({"person": {"residence": {"canton": "ZH"}, "employable": True}}, id="nested")
    yield pytest.param(EXPECTED, id="dotted")
    yield pytest.param(
        {"person": {"residence.canton": "ZH"}, "person.employable": True}, id="mixed"
    )
    yield pytest.param(Case(Person(Residence("ZH"), True)), id="dataclass")
    model = CaseModel(person=PersonModel(residence=ResidenceModel(canton="ZH"), employable=True))
    yield pytest.param(model, id="pydantic")
    yaml = read_yaml(b"person: {residence: {canton: ZH}, employable: true}", "case.yaml")
    yield pytest.param(yaml.root, id="YAML")
    json = read_json(b'{"person": {"residence": {"canton": "ZH"}, "employable": true}}', "c.json")
    yield pytest.param(json.root, id="JSON")


@pytest.mark.parametrize("case", list(forms()))
def test_every_form_says_the_same(case: object) -> None:
    decision = iiz.load("zurich", on=ON).eligibility(case)
    facts = {k: v for k, v in decision.situation.facts.items() if k != "decision.date"}
    assert facts == EXPECTED


def test_an_empty_dataclass_knows_nothing() -> None:
    assert iiz.load("zurich", on=ON).eligibility(Case()).verdict is iiz.Truth.OPEN


def test_a_finding_in_a_document_names_line_and_column() -> None:
    text = b"person:\n  residence:\n    canton: Z\n  employble: true\n"
    document = read_yaml(text, "case.yaml")
    with pytest.raises(iiz.CaseError) as caught:
        iiz.load("zurich", on=ON).eligibility(document.root)
    assert [(f.code, f.place.line, f.place.column) for f in caught.value.findings] == [
        ("unknown-code", 3, 13),
        ("unknown-fact", 4, 3),
    ]


def test_all_findings_of_a_case_come_at_once() -> None:
    case = {"person": {"residence": {"canton": 5}, "employable": "no", "size": 3}, 7: True}
    with pytest.raises(iiz.CaseError) as caught:
        iiz.load("zurich", on=ON).eligibility(case)
    assert len(caught.value.findings) == 4


def test_what_was_meant_is_looked_for_a_hundred_times_only() -> None:
    program = iiz.load("zurich", on=ON).program
    case = {f"person.employablee{number}": True for number in range(MOST_ENTRIES)}
    findings = read_facts(program, case, date(2024, 3, 5)).findings
    assert len(findings) == MOST_ENTRIES
    assert sum(bool(found.words["near"]) for found in findings) == MOST_SUGGESTED


def test_a_case_that_is_too_deep_or_too_large_is_refused() -> None:
    program = iiz.load("zurich", on=ON).program
    circle: dict[str, Any] = {}
    circle["person"] = circle
    for case in (circle, {str(n): 1 for n in range(MOST_ENTRIES + 1)}):
        findings = read_facts(program, case, date(2024, 3, 5)).findings
        assert {found.code for found in findings} <= {"case-too-large", "unknown-fact"}
        assert findings
    assert DEEPEST < 100


def age(**person: object) -> iiz.Decision:
    return iiz.load("valais", on=ON).ask("oberwallis-youth", {"person": person})


def test_the_age_follows_from_the_date_of_birth() -> None:
    assert age(birth_date="1998-03-05").situation.facts["person.age"] == 26
    assert age(birth_date="1998-03-06").situation.facts["person.age"] == 25
    assert age(age=25).situation.facts["person.age"] == 25
    assert age(age=25, birth_date="1998-03-06").situation.facts["person.age"] == 25


def test_an_age_on_another_date_needs_that_date() -> None:
    valais = iiz.load("valais", on=ON)
    born = {"person": {"birth_date": "1998-06-01"}}
    assert "person.age_at_report" not in valais.eligibility(born).situation.facts
    told = {**born, "report": {"made": "2023-06-01"}}
    assert valais.eligibility(told).situation.facts["person.age_at_report"] == 25


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ({"age": 30, "birth_date": "2004-01-01"}, "conflicting-facts"),
        ({"birth_date": "2030-01-01"}, "after-question-date"),
        ({"birth_date": "1700-01-01"}, "out-of-range"),
        ({"birth_date": [{"from": "2024-01-01", "value": "2024-03-06"}]}, "after-question-date"),
    ],
)
def test_an_age_that_contradicts_is_refused(person: dict[str, object], code: str) -> None:
    with pytest.raises(iiz.CaseError) as caught:
        age(**person)
    assert [found.code for found in caught.value.findings] == [code]


def interpretations(count: int) -> None:
    chosen = {f"A-ZH-{number}x": "yes" for number in range(count)}
    iiz.load("zurich", on="2024-03-05").eligibility({}, interpretations=chosen)


def members(count: int) -> None:
    sitting = [{"of": f"awa{number}"} for number in range(count)]
    iiz.load("zurich", on="2024-03-05").composition("traegerschaft", sitting)


@pytest.mark.parametrize("asked", [interpretations, members])
def test_of_many_unknown_names_the_first_alone_are_searched_for(
    asked: Callable[[int], None],
) -> None:
    """Else a request of a hundred kilobytes keeps a service for ten seconds."""
    times = []
    for count in (MOST_SUGGESTED, 100 * MOST_SUGGESTED):
        started = process_time()
        with pytest.raises(iiz.IizError) as refused:
            asked(count)
        times.append(process_time() - started)
        found = [finding.words.get("near") for finding in refused.value.findings]
        assert len(found) == count
        assert 0 < sum(map(bool, found)) <= MOST_SUGGESTED
    assert times[1] < 30 * times[0]
