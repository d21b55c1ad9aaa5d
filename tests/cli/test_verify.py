"""`iiz test` and `iiz verify` say what is proved of all cases, and show the case that is not."""

import json
import re
import shutil
from pathlib import Path

import pytest

from iiz_rules.cli import test as testing
from iiz_rules.verification import prover
from tests.checks.canton import TINY
from tests.cli.terminal import Terminal
from tests.rights import ordinary_user
from tests.verification.solver import solving

CLAIMS = """
claims:
  - id: adults-only
    says: {de: Nur Erwachsene, fr: Adultes seulement, en: Adults only}
    clauses: [XX-1]
    whenever: {rule: eligibility}
    then: {fact: person.age, at_least: 18}
  - id: nobody-under-sixteen
    says: {de: Niemand unter 16, fr: Personne de moins de 16 ans, en: Nobody under 16}
    clauses: [XX-1]
    whenever: {rule: eligibility}
    then: {fact: person.age, at_least: 16}
"""


@pytest.fixture
def canton(tmp_path: Path) -> Path:
    """The tiny canton with two claims, one of which holds."""
    folder = tmp_path / "tiny"
    shutil.copytree(TINY, folder)
    (folder / "2024-01-01" / "claims.yaml").write_text(CLAIMS, "utf-8")
    return folder


@solving
def test_a_claim_that_does_not_hold_is_a_fault_with_its_case(
    canton: Path, terminal: Terminal
) -> None:
    done = terminal.iiz("test", "tiny")
    assert done.code == 1
    said = done.out
    assert "claims.yaml:3:5: Fehler[claim-broken] die Behauptung `adults-only` hält nicht" in said
    assert re.search(r"Fall     Alter: 1[67] \(am 05.03.2024\)", said)
    assert "Antwort  Zielgruppe [eligibility]: ja · tiny/2024-01-01/eligibility.yaml:7:11" in said
    assert said.rstrip().endswith("Behauptungen: 2, davon bewiesen 1.")


def test_without_a_solver_no_claim_has_passed(
    canton: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prover, "LIBRARY", "no_such_solver")
    said = terminal.iiz("test", "tiny").out
    assert "Nicht bewiesene Behauptungen: 2." in said
    assert "pip install 'iiz-rules[verify]'" in said


@solving
def test_verify_says_what_is_proved_and_keeps_the_case_of_what_is_not(
    canton: Path, terminal: Terminal
) -> None:
    done = terminal.iiz("verify", "tiny", "--save")
    assert done.code == 1
    assert "✗ Nur Erwachsene [adults-only]: hält nicht" in done.out
    assert (
        "✓ Niemand unter 16 [nobody-under-sixteen]: in jedem Fall, unter jeder Lesart" in done.out
    )
    assert "Behauptungen: 2, davon bewiesen 1." in done.out
    kept = canton / "2024-01-01" / "cases" / "claim-broken-adults-only.yaml"
    assert 'expect: {eligibility: {verdict: "yes"}}' in kept.read_text("utf-8")
    assert "Bestandene Fälle: 6" in terminal.iiz("test", "tiny").out
    kept.write_text("mine", "utf-8")
    again = terminal.iiz("verify", "tiny", "--save")
    assert kept.read_text("utf-8") == "mine"
    assert f"Schon da, bleibt, wie es ist: tiny/2024-01-01/cases/{kept.name}" in again.err


@solving
def test_no_case_that_was_found_is_put_in_the_place_of_another(
    canton: Path, terminal: Terminal
) -> None:
    claims = CLAIMS.replace("nobody-under-sixteen", "adults.only").replace("at_least: 16", "is: 18")
    (canton / "2024-01-01" / "claims.yaml").write_text(claims, "utf-8")
    cases, elsewhere = canton / "2024-01-01" / "cases", canton.parent / "elsewhere.yaml"
    first, second = (cases / f"claim-broken-adults{sign}only.yaml" for sign in "-.")
    cases.mkdir()
    first.symlink_to(elsewhere)
    done = terminal.iiz("verify", "tiny", "--save", "--lang", "fr")
    assert f"Déjà là, reste tel quel : tiny/2024-01-01/cases/{first.name}" in done.err
    assert second.read_text("utf-8").splitlines()[1].startswith("title: {fr: ")  # main is German
    assert (elsewhere.exists(), second.exists()) == (False, True)


@solving
def test_where_no_case_can_be_put_it_says_so(canton: Path, terminal: Terminal) -> None:
    cases = canton / "2024-01-01" / "cases"
    with ordinary_user(canton):
        cases.parent.chmod(0o500)
        done = terminal.iiz("verify", "tiny", "--save")
        cases.parent.chmod(0o700)
    assert (done.code, "[unwritable-folder]" in done.err) == (2, True)
    cases.write_text("no folder", "utf-8")
    assert terminal.iiz("verify", "tiny", "--save").code == 2
    assert cases.read_text("utf-8") == "no folder"


@solving
def test_verify_as_data(canton: Path, terminal: Terminal) -> None:
    [told] = json.loads(terminal.iiz("verify", "tiny", "--format", "json").out)
    assert [claim["holds"] for claim in told["claims"]] == [False, True]
    assert told["found"][0]["code"] == "claim-broken"
    assert [*told["found"][0]["case"]["facts"]] == ["person.age"]


def test_a_claim_with_a_key_of_another_kind_is_told_the_keys_of_its_own(
    canton: Path, terminal: Terminal
) -> None:
    mixed = CLAIMS.replace("whenever: {rule: eligibility}", "never: {rule: eligibility}", 1)
    (canton / "2024-01-01" / "claims.yaml").write_text(mixed, "utf-8")
    said = terminal.iiz("check", "tiny").out
    assert "[unknown-key] Schlüssel `then` ist hier nicht bekannt" in said
    assert "möglich sind: id, says, clauses, readings, never" in said


@solving
def test_what_time_does_not_suffice_for_is_not_passed(
    canton: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IIZ_CACHE", str(canton.parent / "cache"))  # nothing was proved before
    done = terminal.iiz("verify", "tiny", "--time-limit", "0")
    assert done.code == 1
    assert "? Nur Erwachsene [adults-only]: nicht bewiesen und nicht widerlegt" in done.out
    words = " ".join(done.out.split())
    assert "der Aufwand dafür nicht mehr reichte: ob die Behauptungen halten (2); ob" in words
    assert "Ohne Befund" not in words
    [told] = json.loads(terminal.iiz("verify", "tiny", "--time-limit", "0", "--format=json").out)
    assert ([one["holds"] for one in told["claims"]], told["proved"]) == ([None, None], False)
    assert (told["unasked"]["claims"], told["unasked"]["never-met"]) == (2, 6)
    again = terminal.iiz("verify", "tiny", "--time-limit", "600").out
    assert "Behauptungen: 2, davon bewiesen 1." in again
    assert terminal.iiz("verify", "tiny", "--time-limit", "soon").code == 2
    monkeypatch.setattr(testing, "Budget", lambda: prover.Budget(0))
    tested = terminal.iiz("test", "tiny", "--lang", "fr")
    assert tested.code == 1
    assert "les moyens de calcul n'ont pas suffi : 2." in tested.out.replace("’", "'")


def test_without_a_solver_verify_says_what_to_install(
    canton: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prover, "LIBRARY", "no_such_solver")
    done = terminal.iiz("verify", "tiny")
    assert done.code == 2
    assert "pip install 'iiz-rules[verify]'" in done.err


@solving
def test_diff_says_for_whom_an_answer_changes_and_that_nothing_else_does(
    canton: Path, terminal: Terminal
) -> None:
    changed = canton.parent / "changed"
    shutil.copytree(canton, changed)
    rules = changed / "2024-01-01" / "eligibility.yaml"
    rules.write_text(rules.read_text("utf-8").replace("at_least: 16", "at_least: 18"), "utf-8")
    done = terminal.iiz("diff", "tiny", "changed/2024-01-01", "--lang", "en")
    assert done.code == 1
    assert "Target group [eligibility]: yes → no\n  Case       Age: 1" in done.out
    assert "tiny/2024-01-01/eligibility.yaml:7:11 → changed/2024-01-01" in done.out
    assert done.out.rstrip().endswith("No other answer changes; that is proved.")
    told = json.loads(terminal.iiz("diff", "tiny", "changed", "--format", "json").out)
    ((change,), unasked) = told["changes"], told["unasked"]
    assert not unasked
    assert (change["kind"], change["before"], change["after"]) == ("verdict", "yes", "no")
    assert "Ausgabe vom 01.01.2024 (Prüfsumme " in terminal.iiz("diff", "tiny", "changed").out
    same = terminal.iiz("diff", "tiny", "tiny", "--lang", "fr")
    assert (same.code, "Aucune réponse ne change" in same.out) == (0, True)


@solving
@pytest.mark.parametrize("folder", ["tiny/notes", "tiny/2023-01-01", "tiny/2024-01-01/cases"])
def test_a_folder_that_is_no_edition_is_not_compared(
    canton: Path, terminal: Terminal, folder: str
) -> None:
    (canton.parent / folder).mkdir(parents=True, exist_ok=True)
    done = terminal.iiz("diff", folder, "tiny")
    assert (done.code, "[not-a-canton]" in done.err) == (2, True)
