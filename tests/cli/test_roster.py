"""`iiz may --person`, `iiz composition --roster`, and `iiz check` of a canton with a roster."""

import shutil
from pathlib import Path

import pytest

from iiz_rules.language.folders import home
from tests.cli.terminal import Terminal

EXAMPLE = Path(home()) / "examples" / "valais-besetzung.yaml"
VALAIS = ("--canton", "valais", "--roster", EXAMPLE, "--on", "2024-11-18")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Anna Muster als Kantonaler IIZ-Beauftragter"),
        ("fr", "Anna Muster en tant que Responsable cantonal CII"),
        ("en", "Anna Muster as Cantonal IIZ officer"),
    ],
)
def test_what_a_person_may_is_answered_with_the_role(terminal: Terminal, language: str, line: str):
    asked = ("may", "--person", "Anna Muster", "refer-dispute")
    done = terminal.iiz(*asked, *VALAIS, "--lang", language)
    assert done.code == 0
    assert done.out.splitlines()[0] == line


def test_a_roster_says_who_is_missing_in_a_body(terminal: Terminal):
    done = terminal.iiz("composition", *VALAIS, "--exit-verdict")
    assert done.code == 0
    before = [*VALAIS[:-1], "2022-11-18", "--exit-verdict"]
    assert terminal.iiz("composition", *before).code == 3


def test_of_those_who_vote_the_case_need_not_say_for_whom(terminal: Terminal):
    case = terminal.file("case.yaml", CASE)
    done = terminal.iiz("composition", case, *VALAIS, "--format", "json")
    assert done.code == 0
    former = terminal.file("former.yaml", CASE.replace("Gaby Favre", "Franz Imhof"))
    done = terminal.iiz("composition", former, *VALAIS, "--lang", "de")
    assert "Franz Imhof hat am 18.11.2024 keinen Sitz in `rechtskommission`" in done.err
    assert ":5:" in done.err


CASE = """\
members:
  rechtskommission:
    - {of: iv, vote: for}
    - {of: diha, vote: for}
    - {person: Gaby Favre, vote: abstains}
"""


def test_a_roster_in_the_folder_of_a_canton_is_found_and_checked(terminal: Terminal):
    folder = terminal.folder / "wallis"
    shutil.copytree(Path(home()) / "cantons" / "valais", folder)
    asked = ("may", "--person", "Anna Muster", "refer-dispute", "--canton", folder)
    assert "roster.yaml" in terminal.iiz(*asked, "--on", "2024-11-18").err
    shutil.copy(EXAMPLE, folder / "roster.yaml")
    assert terminal.iiz(*asked, "--on", "2024-11-18").code == 0
    clean = terminal.iiz("check", folder)
    assert clean.code == 0
    terminal.file("wallis/roster.yaml", "held: [{person: A, role: herald, from: 2024-01-01}]")
    done = terminal.iiz("check", folder)
    assert (done.code, "roster.yaml:1:" in done.out) == (1, True)


def test_without_case_and_roster_there_is_nothing_to_compose(terminal: Terminal):
    empty = terminal.file("roster.yaml", "held: []")
    done = terminal.iiz(
        "composition", "--canton", "valais", "--roster", empty, "--on", "2024-01-01"
    )
    assert (done.code, "no-members" in done.err) == (2, True)
