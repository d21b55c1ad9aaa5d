"""What a register's message says of a person, as a case: by the names of its elements alone."""

import shutil
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from tests.cases.test_ahv import NUMBER, RIGHT
from tests.checks.canton import TINY, codes
from tests.checks.examples import fact, facts
from tests.refused import codes_of

PERSON = {
    "person": {
        "eCH-0044:personIdentification": {
            "eCH-0044:vn": int(RIGHT),
            "officialName": "Muster",
            "dateOfBirth": {"yearMonthDay": "1990-02-28"},
        },
        "dwellingAddress": {"town": "Bern", "{http://www.ech.ch/xmlns/eCH-0010/5}street": None},
        "mailAddress": {"town": "Thun"},
    }
}
ECH = {
    "person.born": "dateOfBirth.yearMonthDay",
    "person.note": "dwellingAddress.town",
    "person.employed": "extension.employed",
    "person.age": "extension.age",
}


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> iiz.Policy:
    folder = shutil.copytree(TINY, tmp_path_factory.mktemp("ech") / "tiny")
    file = Path(folder) / "2024-01-01" / "facts.yaml"
    text = file.read_text("utf-8") + f"{NUMBER.strip(chr(10))}\n    ech: vn\n"
    for name, elements in ECH.items():
        assert f"- id: {name}\n" in text
        text = text.replace(f"- id: {name}\n", f"- id: {name}\n    ech: {elements}\n")
    file.write_text(text, "utf-8")
    return iiz.load(folder, on="2024-03-05")


def test_a_message_becomes_a_case_that_is_read_as_every_case(policy: iiz.Policy):
    case = policy.from_ech(PERSON)
    born, note = "1990-02-28", "Bern"
    assert case == {"person.number": RIGHT, "person.born": born, "person.note": note}
    assert policy.eligibility(case).verdict == "yes"


@pytest.mark.parametrize(
    ("message", "case"),
    [
        ({}, {}),
        ({"vn": "7569217076984"}, {"person.number": "7569217076984"}),  # refused as a value is
        ({"dateOfBirth": {"yearMonth": "1990-02"}}, {}),  # of which the day is not known
        (
            {"extension": [{"employed": "true"}, {"age": "34"}]},
            {"person.employed": True, "person.age": 34},
        ),
        (
            {"extension": {"employed": False, "age": 34}},
            {"person.employed": False, "person.age": 34},
        ),
        ({"a": {"vn": RIGHT}, "b": [{"vn": int(RIGHT)}]}, {"person.number": RIGHT}),
    ],
)
def test_nothing_is_guessed(policy: iiz.Policy, message: Any, case: dict[str, Any]):
    assert policy.from_ech(message) == case


def test_of_two_that_differ_none_is_chosen(policy: iiz.Policy):
    with pytest.raises(iiz.CaseError, match="ech-twice"):
        policy.from_ech({"a": {"vn": RIGHT}, "b": {"vn": "7560000000002"}})


def test_what_is_no_name_of_an_element_is_found():
    assert codes(facts=facts(fact("person.number", "ahv", "ech: 'eCH-0044:vn'"))) == ["bad-form"]
    assert codes(facts=facts(fact("person.number", "ahv", "ech: personIdentification.vn"))) == []


@pytest.mark.parametrize("message", [None, [], "", b"<person/>", 5])
def test_what_is_no_message_gives_no_empty_case(policy: iiz.Policy, message: Any):
    with pytest.raises(iiz.CaseError) as error:
        policy.from_ech(message)
    assert codes_of(error) == ["group-not-value"]


def test_both_cantons_read_a_person_of_the_register_of_residents():
    """eCH-0011: who has the main residence in the commune that reports."""
    person = {
        "person": {"personIdentification": {"dateOfBirth": {"yearMonthDay": "2004-02-29"}}},
        "hasMainResidence": {
            "mainResidence": {"reportingMunicipality": {"cantonAbbreviation": "ZH"}},
            "secondaryResidence": [{"cantonAbbreviation": "VS"}],
        },
    }
    born = {"person.birth_date": "2004-02-29"}
    zurich = iiz.load("zurich", on="2024-03-05")
    case = zurich.from_ech(person)
    assert case == {"person.residence.canton": "ZH", **born}
    assert str(zurich.eligibility(case).criteria[1].verdict) == "yes"
    assert iiz.load("valais").from_ech(person) == born
    elsewhere = {"hasSecondaryResidence": {"mainResidence": {"cantonAbbreviation": "VS"}}}
    assert zurich.from_ech(elsewhere) == {}  # another element, which no fact names
