"""The answer first: whole pages, kept in golden/ (`UPDATE=1 pytest tests/render` writes them)."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.case.documents import read_case
from iiz_rules.render.text.brief import brief_text
from iiz_rules.render.text.layout import Paper
from iiz_rules.words.text import LANGUAGES, Language
from tests.render.test_explanations import compare

CANTONS = Path(__file__).parents[2] / "cantons"
SHOWN = {
    "zurich": (
        "erstgespraech-mit-wenig-angaben",  # open
        "bilateral-geloest",  # yes, and the next step
        "wegzug-nach-st-gallen",  # no
        "drei-rappen",  # about something else than the entry
    ),
    "valais": (
        "gemeldet-nun-der-runde-tisch",
        "oberwallis-19-jahre-komplex",  # judgements, duties, a delegation
        "der-fonds-zahlt-was-niemand-traegt",
        "quartalsende-noch-nicht-betreut",  # a duty and its date
    ),
}


in_force = cache(iiz.load)
"""A canton on a day, loaded once: hundreds of cases ask of a few days."""


def overview(path: Path) -> iiz.Overview:
    case, findings = read_case(path.read_bytes(), path.name)
    assert case is not None, findings
    assert case.on is not None
    policy = in_force(path.parents[2], case.on)
    readings = case.interpretations
    return policy.decide(case.facts, interpretations=readings, known_on=case.known_on)


def shown(canton: str) -> Iterator[tuple[str, iiz.Overview]]:
    [edition] = (CANTONS / canton).glob("*/cases")
    for name in SHOWN[canton]:
        yield name, overview(edition / f"{name}.yaml")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("canton", SHOWN)
def test_the_answer_comes_first(canton: str, language: Language):
    texts = [f"── {name}\n\n{answers.brief(language)}" for name, answers in shown(canton)]
    compare(f"brief.{canton}.{language}.txt", "\n\n\n".join(texts) + "\n")


@pytest.mark.parametrize("canton", SHOWN)
def test_it_is_short_for_every_case(canton: str):
    cases = sorted((CANTONS / canton).glob("*/cases/*.yaml"))
    lengths = []
    for path in cases[::5]:
        lines = overview(path).brief("fr").splitlines()
        assert all(len(line) <= 88 and line == line.rstrip() for line in lines)
        lengths.append(len(lines))
    assert sorted(lengths)[len(lengths) // 2] <= 12
    assert max(lengths) <= 24


def test_of_many_duties_the_most_urgent_are_told_and_the_others_counted():
    facts = {
        "reported_in": ["db", "diha"],
        "evaluation.indicated": True,
        "person": {"birth_date": "2005-01-20", "district": "goms"},
        "case": {"complex": True, "closed": False, "youth_theme": True},
        "mandate": {"given": True, "valid_until": "2024-06-30"},
    }
    answers = iiz.load("valais", on="2024-07-01").decide(facts)
    owed = answers.obligations
    text = " ".join(answers.brief("en").split())
    assert len(owed) > 3
    assert f"– and {len(owed) - 3} more" in text
    assert text.index("Owed") < text.index("Due by") < text.index("– and")


def test_a_narrow_paper_holds_it_too():
    [(_, answers), *_] = shown("valais")
    assert all(len(line) <= 60 for line in brief_text(answers, Paper("de", width=60)).splitlines())
