"""Whole explanations as they are read, kept in golden/; `UPDATE=1 pytest tests/render` writes them.

What a change does to the texts is then seen in the difference of these files.
"""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.language.program.rules import TERM
from iiz_rules.language.truth import Truth
from iiz_rules.render.text.decision import explanation, summary
from iiz_rules.render.text.layout import Paper
from iiz_rules.words.text import LANGUAGES, Language
from tests.render.example import CASES, decide, policy

GOLDEN = Path(__file__).parent / "golden"
RULES = [rule.id for rule in policy().program.rules.values() if rule.kind != TERM]
every_language = pytest.mark.parametrize("language", LANGUAGES)


def undigested(text: str) -> str:
    """The text without what changes with every byte of the canton's files."""
    return re.sub(r"(?<=[(] )?\b[0-9a-f]{12}\b", "<digest>", text)


def joined(decision: iiz.Decision) -> str:
    """A French explanation in one line."""
    return " ".join(decision.explain("fr").split())


def compare(name: str, text: str) -> None:
    file = GOLDEN / name
    if os.environ.get("UPDATE"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


@every_language
@pytest.mark.parametrize("case", CASES)
def test_a_decision_is_explained_in_full(case: str, language: Language):
    texts = [explanation(decide(case, rule), Paper(language)) for rule in RULES]
    texts.append("\n".join(summary(decide(case, rule), Paper(language)) for rule in RULES))
    compare(f"{case}.{language}.txt", undigested("\n\n\n".join(texts) + "\n"))


@every_language
def test_no_line_is_too_wide_and_none_ends_in_space(language: Language):
    for case in CASES:
        for rule in RULES:
            for line in explanation(decide(case, rule), Paper(language)).splitlines():
                assert len(line) <= 88
                assert line == line.rstrip()


@every_language
def test_dates_and_amounts_are_swiss_and_nothing_is_python(language: Language):
    text = " ".join(explanation(decide(case), Paper(language)) for case in CASES)
    assert "2024-" not in text
    assert "1'200.00\u00a0CHF" in text
    assert not re.search(r"None(?! of)|True|False|frozenset|Decimal|\bir\b|<[A-Z]", text)


def test_another_reading_that_decides_otherwise_is_named_with_its_answer():
    facts = {
        "person": {"canton": "SG", "age": 20, "income": "1000.00", "rent": "1.00"},
        "registrations": ["rav"],
        "report": {"date": "2024-03-01"},
        "case": {"complex": True},
    }
    decision = policy().eligibility(facts, on="2024-03-05")
    text = " ".join(explanation(decision, Paper("de")).split())
    assert decision.verdict is Truth.NO
    assert (
        "A-XX-01 Bedeutung von Wohnen: gelesen als «nur Zürich». Anders gelesen: "
        "«auch Nachbarkantone» → ja, «überall» → ja." in text
    )


def test_another_reading_that_would_need_more_facts_is_named():
    facts = {"person": {"canton": "ZH", "age": 20, "income": "1000.00"}, "registrations": ["rav"]}
    facts |= {"report": {"date": "2024-03-01"}, "case": {"complex": True}}
    text = " ".join(policy().eligibility(facts, on="2024-03-05").explain("en").split())
    assert "would need more facts: Time limit (A-XX-02)." in text
    assert "would not change the answer: Meaning of living (A-XX-01)." in text


def test_an_undated_source_is_said_to_be_undated():
    old = policy().at("2022-01-01")  # its leaflet bears no date, and the edition says when it holds
    silent = iiz.Policy.of(replace(old.program, valid_from=None), old.folder, old.on)
    case = {"report.consent": True}
    assert "La source n'est pas datée" in joined(silent.eligibility(case))
    assert "La source" not in joined(old.eligibility(case))


def test_a_dated_source_that_does_not_say_when_it_holds_is_said_to_be_so():
    now = decide("yes")
    silent = iiz.Decision.of(replace(now.program, valid_from=None), now.situation, now.answer)
    assert "La source ne dit pas à partir de quand elle vaut" in joined(silent)
    assert "La source" not in joined(now)


def test_an_explanation_can_be_painted():
    painted = explanation(decide("no"), Paper("en", lambda text, style: f"<{style}>{text}</>"))
    assert "<no>NO  </>" in painted
    assert "<heading>Criteria</>" in painted


def test_who_may_by_one_entry_is_not_told_of_the_others():
    case = {"team.formed": True, "team.further_participants": ["doctor"]}
    zurich = iiz.load("zurich", "2024-03-05")
    target = {
        "person.residence.canton": "ZH",
        "person.employable": True,
        "registrations": ["rav"],
        "problems.exceed_remit": True,
        "problems.hinder_integration": True,
        "coordination.needed": True,
        "concept.in_force": True,
    }
    allowed = zurich.may("doctor", "work-out-strategy", {**case, **target})
    assert allowed.verdict is Truth.YES
    assert "nicht erfüllt" not in allowed.explain("de")
    assert allowed.explain("de").count("organisation.yaml:") == 1
    refused = zurich.may("adviser", "work-out-strategy", {**case, **target})
    assert refused.explain("de").count("✗ nicht erfüllt") == len(refused.criteria)
