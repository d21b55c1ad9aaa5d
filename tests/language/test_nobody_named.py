"""A competence that names nobody: what the source does not regulate is that for everybody."""

from pathlib import Path

import pytest

from iiz_rules.language.truth import Truth
from iiz_rules.policy import Policy
from iiz_rules.render.drawing.brief import Brief
from tests.language.canton import rewritten

OPEN_BOAT = "  - id: open-boat\n"
SILENT = "{not_regulated: {de: Niemand ist genannt., fr: Personne n'est désigné., en: Nobody is.}}"
STEER = f"""\
  - id: steer
    label: {{de: Das Boot steuern, fr: Piloter le bateau, en: Steer the boat}}
    capacity: leads
    when: {{all: [{{fact: case.young, is: false}}, {SILENT}]}}
    clauses: [XX-1]
"""
BESIDE = """\
  - id: steer-with-the-young
    action: steer
    label: {de: Das Boot mit Jungen steuern, fr: Avec les jeunes, en: With the young}
    capacity: leads
    by: [guide]
    when: {fact: case.young, is: true}
    clauses: [XX-1]
"""


@pytest.fixture
def silent(tmp_path: Path) -> Policy:
    return rewritten(tmp_path, {"organisation": (OPEN_BOAT, STEER + OPEN_BOAT)})


@pytest.fixture
def beside(tmp_path: Path) -> Policy:
    return rewritten(tmp_path, {"organisation": (OPEN_BOAT, STEER + BESIDE + OPEN_BOAT)})


def said(policy: Policy, actor: str, young: bool) -> str:
    return " ".join(policy.may(actor, "steer", {"case.young": young}).explain("de").split())


def test_everybody_hears_that_it_is_not_regulated(silent: Policy) -> None:
    for actor in silent.program.actors:
        answer = silent.may(actor, "steer", {"case.young": False})
        assert (answer.verdict, answer.regulated) == (Truth.OPEN, False)
    assert "Niemand ist genannt." in said(silent, "clerk", young=False)


def test_a_no_names_nobody_either(silent: Policy) -> None:
    assert "Die Voraussetzung fehlt: Das Boot steuern" in said(silent, "clerk", young=True)


def test_beside_others_it_answers_whom_they_do_not_let(beside: Policy) -> None:
    asked = {
        (actor, young): beside.may(actor, "steer", {"case.young": young}).verdict
        for actor in ("guide", "clerk")
        for young in (True, False)
    }
    assert asked == {
        ("guide", True): Truth.YES,
        ("guide", False): Truth.OPEN,
        ("clerk", True): Truth.NO,
        ("clerk", False): Truth.OPEN,
    }
    assert "Dafür vorgesehen ist: Lotsin." in said(beside, "clerk", young=True)


def test_it_is_listed_as_naming_nobody_and_drawn_nowhere(silent: Policy) -> None:
    [entry] = silent.competence("steer")
    assert (entry.by, entry.names_nobody) == ((), True)
    assert not Brief(silent.program, "de").may(entry)
