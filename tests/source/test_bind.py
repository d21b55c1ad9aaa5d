"""Faults of form are about what the author meant: the right key, the right kind of condition."""

import pytest

from iiz_rules.language.model.base import Part
from iiz_rules.language.model.facts import FactsFile
from iiz_rules.language.model.rules import RuleFile
from iiz_rules.language.text.bind import bind
from iiz_rules.language.text.yaml import read_yaml

HEAD = """label: {de: x, fr: x, en: x}
clauses: [XX-1]
criteria:
  - id: one
    label: {de: x, fr: x, en: x}
    clauses: [XX-1]
"""


def found(text: str, model: type[Part] = RuleFile) -> list[tuple[str, int, int, str]]:
    """The code, line, column and the suggestion or expectation of each finding."""
    document = read_yaml(text.encode(), "file.yaml")
    assert document.root is not None
    assert not document.findings
    _, findings = bind(model, document.root)
    return [
        (one.code, one.place.line, one.place.column, str(one.words.get("near", "")))
        for one in findings
    ]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{fact: a, iss: 1}", ("unknown-key", 7, 21, "is")),
        ("{fakt: a, is: 1}", ("no-condition", 7, 11, "fact")),
        ("{}", ("no-condition", 7, 11, "")),
        ("true", ("wrong-type", 7, 11, "")),
        ("[{fact: a, is: 1}]", ("wrong-type", 7, 11, "")),
        ("{fact: 5, is: 1}", ("wrong-type", 7, 18, '"5"')),
        ("{fact: Ä, is: 1}", ("bad-form", 7, 18, "")),
        ("{fact: pers\u043en, is: 1}", ("lookalike-letter", 7, 18, "")),
        ("{fact: a, is: [1]}", ("wrong-type", 7, 25, "")),
        ("{fact: a, is: }", ("wrong-type", 7, 25, "")),
        ("{fact: a, at_least: {fakt: b}}", ("missing-key", 7, 31, "")),
        ("{fact: a, between: [1]}", ("wrong-type", 7, 30, "")),
        ("{fact: a, between: [1, 2, 3]}", ("wrong-type", 7, 30, "")),
        ("{fact: a, is_one_of: []}", ("empty-list", 7, 32, "")),
        ("{fact: a, within: {last: 30 Tage}}", ("bad-form", 7, 36, "")),
        ("{fact: a, count: {at_least: -1}}", ("out-of-range", 7, 39, "")),
        ("{all: {fact: a, is: 1}}", ("wrong-type", 7, 17, "")),
        ("{all: [], any: []}", ("unknown-key", 7, 21, "")),
        ("{any: [{not: {fact: a, is_: 1}}]}", ("unknown-key", 7, 34, "is")),
        ("{at_least: {n: two, of: [{is_met: true}]}}", ("wrong-type", 7, 26, "")),
        ("{is_met: sometimes}", ("wrong-type", 7, 20, "")),
        ("{interpretation: A-1, is: x}", ("bad-form", 7, 28, "")),
        (
            "{interpretation: A-ZH-01, choose: {x: {term: 5}}}",
            ("wrong-type", 7, 56, '"5"'),
        ),
    ],
)
def test_a_condition_is_reported_for_the_branch_that_was_meant(
    when: str, expected: tuple[str, int, int, str]
) -> None:
    assert expected in found(f"{HEAD}    when: {when}\n")


def test_only_the_branch_that_was_meant_is_reported() -> None:
    assert len(found(f"{HEAD}    when: {{all: [{{any: [{{fact: a, iss: 1}}]}}]}}\n")) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            HEAD + "    when: {is_met: true}\n    mode: requierd\n",
            ("unknown-word", 8, 11, "required"),
        ),
        (HEAD + "    whem: {is_met: true}\n", ("unknown-key", 7, 5, "when")),
        (HEAD + "    whem: {is_met: true}\n", ("missing-key", 4, 5, "")),
        (
            HEAD.replace("de: x", 'de: ""', 1) + "    when: {is_met: true}\n",
            ("empty-text", 1, 13, ""),
        ),
        (
            HEAD.replace("de: x", 'de: "  "', 1) + "    when: {is_met: true}\n",
            ("empty-text", 1, 13, ""),
        ),
        (
            HEAD.replace("{de: x", "{}\nx: {de: x", 1) + "    when: {is_met: true}\n",
            ("empty-text", 1, 8, ""),
        ),
        (
            HEAD.replace("[XX-1]", "XX-1", 1) + "    when: {is_met: true}\n",
            ("wrong-type", 2, 10, "[XX-1]"),
        ),
        (HEAD.replace("[XX-1]", "[]", 1) + "    when: {is_met: true}\n", ("empty-list", 2, 10, "")),
        (HEAD.replace("XX-1", "Art. 3", 1) + "    when: {is_met: true}\n", ("bad-form", 2, 11, "")),
    ],
)
def test_a_fault_of_form_stands_where_it_is_mended(
    text: str, expected: tuple[str, int, int, str]
) -> None:
    assert expected in found(text)


def test_all_faults_of_a_file_come_at_once() -> None:
    text = HEAD + "    when: {fact: a, iss: 1}\n    mode: requierd\n    extra: 1\n"
    assert [code for code, *_ in found(text)] == ["unknown-word", "unknown-key", "unknown-key"]


@pytest.mark.parametrize("computed", ["question-dat", "{completed_years_sinc: born}", "[]"])
def test_a_computed_fact_is_a_word_or_a_group(computed: str) -> None:
    text = (
        "facts: [{id: a, type: int, label: {de: x, fr: x, en: x}, question: {de: x, fr: x, en: x}, "
    )
    codes = [code for code, *_ in found(f"{text}computed: {computed}}}]", FactsFile)]
    assert codes
    assert set(codes) <= {"unknown-word", "unknown-key", "missing-key"}
