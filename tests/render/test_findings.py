"""How a finding looks: place, excerpt, carets, remedy."""

import json
from textwrap import dedent

import click
import pytest

from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.render.text.findings import (
    WIDEST,
    columns,
    excerpt,
    finding_line,
    finding_text,
    findings_text,
)
from iiz_rules.render.text.layout import coloured

LINE = "    when: {fact: person.agee, is: 16}"
PLACE = Place(Source("eligibility.yaml", "\n" * 10 + LINE), 11, 18, 29)
FINDING = Finding("unknown-fact", PLACE, {"fact": "person.agee", "near": "person.age"})


def test_a_finding_is_laid_out_with_its_line_and_a_caret():
    assert finding_text(FINDING, "en") == dedent(
        """\
        eligibility.yaml:11:18: error[unknown-fact] fact `person.agee` is not declared
           |
        11 |     when: {fact: person.agee, is: 16}
           |                  ^^^^^^^^^^^ not in facts.yaml
           = help: did you mean `person.age`?
           = see:  iiz explain unknown-fact"""
    )


def test_a_finding_is_told_in_german_and_french():
    german, french = finding_text(FINDING, "de"), finding_text(FINDING, "fr")
    assert "Fehler[unknown-fact]" in german
    assert "= Hilfe: meinten Sie" in german
    assert "erreur[unknown-fact]" in french
    assert "= aide\u00a0: vouliez-vous dire" in french


def test_a_warning_is_called_one():
    warning = Finding("unused-fact", PLACE, {"fact": "person.age"}, "warning")
    assert "Warnung[unused-fact]" in finding_text(warning, "de")


def test_a_finding_without_a_line_has_no_excerpt():
    place = Place(Source("case.json"), pointer="/person/age")
    finding = Finding("not-a-number", place, {"text": "NaN"})
    head, *rest = finding_text(finding, "en").splitlines()
    assert head.startswith("case.json: /person/age: error[not-a-number]")
    assert all(line.startswith("  = ") for line in rest)


def test_a_file_name_cannot_steer_the_terminal():
    place = Place(Source("a\x1b[2Jb.yaml"))
    assert "\x1b" not in finding_text(Finding("empty-file", place), "en")


def test_findings_stand_apart():
    assert findings_text([FINDING, FINDING], "en").count("\n\n") == 1


def test_the_caret_of_a_painted_finding_stands_where_the_plain_one_does():
    painted = finding_text(FINDING, "en", coloured)
    assert painted != finding_text(FINDING, "en")
    assert click.unstyle(painted) == finding_text(FINDING, "en")


def test_a_style_without_a_look_leaves_the_text():
    assert coloured("a", "") == "a"
    assert coloured("", "no") == ""


def test_a_finding_as_a_line_of_json():
    data = json.loads(finding_line(FINDING, "en"))
    assert data == {
        "code": "unknown-fact",
        "severity": "error",
        "file": "eligibility.yaml",
        "line": 11,
        "column": 18,
        "end_column": 29,
        "pointer": None,
        "message": "fact `person.agee` is not declared",
        "help": "did you mean `person.age`?",
    }
    assert "\n" not in finding_line(FINDING, "en")


def marked(line: str, column: int, end: int) -> tuple[str, str]:
    """The text that is shown, and what stands above the carets, by columns of the screen."""
    _, shown, carets = excerpt(Place(Source("x", line), 1, column, end))
    text, marks = shown[4:], carets[4:]
    start, stop = marks.index("^"), marks.rindex("^") + 1
    above, width = "", 0
    for char in text:
        if start <= width < stop:
            above += char
        width += columns(char)
    return text, above


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("fact: wrong", "wrong"),
        ("\tfact:\twrong", "wrong"),
        ("漢字: wrong", "wrong"),
        ("name: 漢字 !", "漢字"),
        ("e\u0301te\u0301: wrong", "wrong"),
        ("x" * 500 + " wrong " + "y" * 500, "wrong"),
        ("wrong " + "y" * 500, "wrong"),
        ("漢" * 90 + "wrong", "wrong"),
        ("a\u200bb\x07: wrong", "wrong"),
    ],
)
def test_the_caret_stands_below_the_word(line: str, word: str):
    start = line.index(word) + 1
    text, above = marked(line, start, start + len(word))
    assert above == word
    assert columns(text) <= WIDEST + 2
    assert all(char.isprintable() for char in text)


def test_a_mark_longer_than_the_line_ends_with_what_is_shown():
    _, shown, carets = excerpt(Place(Source("x", "y" * 500), 1, 1, 501))
    assert shown.endswith("…")
    assert carets.count("^") == WIDEST


def test_a_mark_behind_the_line_is_still_one_caret():
    _, _, carets = excerpt(Place(Source("x", "abc"), 1, 4, 5))
    assert carets == "  |    ^"


def test_no_excerpt_without_a_text():
    assert excerpt(Place(Source("x", ""), 1, 1)) == []
    assert excerpt(Place(Source("x", "a"))) == []
