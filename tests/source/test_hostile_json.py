"""Hostile and sloppy JSON gets its finding at its place; what is fine stays as written."""

import pytest

from iiz_rules.findings.finding import Finding
from iiz_rules.findings.registry import one_line
from iiz_rules.language.text.json import read_json
from iiz_rules.words.text import LANGUAGES
from tests.source.hostile import made
from tests.source.hostile_json import ACCEPTED, REFUSED


def shown(finding: Finding) -> str:
    place = finding.place
    if place.line:
        return f"{place.line}:{place.column} {finding.code}"
    return f"{place.pointer or '-'} {finding.code}"


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_case_gets_its_findings(name):
    given, expected = REFUSED[name]
    assert [shown(found) for found in read_json(made(given), "case.json").findings] == expected


@pytest.mark.parametrize("name", REFUSED)
def test_every_finding_can_be_told_in_three_languages(name):
    for finding in read_json(made(REFUSED[name][0]), "case.json").findings:
        for language in LANGUAGES:
            assert one_line(finding, language).replace("\u00a0", " ").isprintable()


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_is_documented_is_accepted(name):
    given, value = ACCEPTED[name]
    document = read_json(made(given), "case.json")
    assert document.findings == ()
    assert document.root is not None
    assert document.root.plain() == value


def test_a_number_can_be_told_from_a_text():
    root = read_json(b'{"a": 1.50, "b": "1.50"}', "case.json").root
    assert root is not None
    number, text = root.find(["a"]), root.find(["b"])
    assert (number.value, number.quoted, text.value, text.quoted) == ("1.50", False, "1.50", True)
