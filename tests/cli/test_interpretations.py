"""`iiz interpretations`: what a canton declares, and which reading gives which answer."""

import json
import sys
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import iiz_rules as iiz
from iiz_rules.schemas import SCHEMAS
from iiz_rules.words.text import LANGUAGES, Language
from tests.cli.terminal import EXAMPLE, ROOT, Done, Terminal, command

CASES = EXAMPLE / "new" / "cases"
ZURICH = ROOT / "cantons" / "zurich" / "2014-04-01" / "cases"
SWISS_WIDTH = 88
LIVES_ELSEWHERE = """\
title: Lebt in St. Gallen
date: 2024-03-05
facts:
  person: {canton: SG, birth_date: 2004-03-01, income: 1200.00, rent: 900.00}
  registrations: [iv]
  report: {date: 2024-02-01}
  case: {complex: true}
"""


def table(terminal: Terminal, *more: object) -> Done:
    return terminal.iiz("interpretations", "--canton", EXAMPLE, *more)


def data(done: Done) -> dict[str, Any]:
    """What was printed, which must be as the schema says."""
    found: dict[str, Any] = json.loads(done.out)
    Draft202012Validator(SCHEMAS["interpretations-table"]()).validate(found)
    return found


# ------------------------------------------------------------------------- what is declared


def test_without_a_case_all_that_is_declared_is_listed(terminal: Terminal):
    done = table(terminal)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(
        "Kanton Beispiel · Ausgabe new · Auslegungen: 2\n"
        "\n"
        "A-XX-01  Bedeutung von Wohnen\n"
        "  Woran misst sich das Wohnen?\n"
        "  ▸ narrow  nur Zürich · Vorgabe\n"
        "    wide    auch Nachbarkantone\n"
        "    none    überall\n"
        "  Ziffer XX-1\n"
        "\n"
        "A-XX-02  Frist\n"
    )


def test_another_edition_may_declare_nothing(terminal: Terminal):
    done = table(terminal, "--on", "2021-01-01", "--lang", "fr")
    assert done.out.replace("\u00a0", " ") == (
        "Canton Exemple · Édition old · interprétations : 0\n"
    )


def test_what_is_declared_as_data(terminal: Terminal):
    found = data(table(terminal, "--format", "json"))
    assert [one["id"] for one in found["interpretations"]] == ["A-XX-01", "A-XX-02"]
    first = found["interpretations"][0]
    assert (first["default"], first["edition"], first["clauses"]) == ("narrow", "new", ["XX-1"])
    assert [one["id"] for one in first["options"]] == ["narrow", "wide", "none"]
    assert (found["cases"], found["summary"]) == ([], [])


@pytest.mark.parametrize("canton", iiz.known_cantons())
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_of_the_cantons_can_be_read(terminal: Terminal, canton: str, language: Language):
    done = terminal.iiz("interpretations", "--canton", canton, "--lang", language)
    assert max(map(len, done.out.splitlines())) <= SWISS_WIDTH
    for name in iiz.load(canton).program.interpretations:
        assert f"\n{name}  " in done.out


# -------------------------------------------------------------------- which gives which answer


def test_a_case_shows_the_answer_under_every_option(terminal: Terminal):
    case = terminal.file("case.yaml", LIVES_ELSEWHERE)
    done = table(terminal, case)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Kanton Beispiel · Ausgabe new · 05.03.2024\n"
        "\n"
        "NEIN  Zielgruppe\n"
        "  A-XX-01  Bedeutung von Wohnen\n"
        "  ▸ ✗ nein     nur Zürich (narrow) · Vorgabe\n"
        "    ✓ ja    ≠  auch Nachbarkantone (wide)\n"
        "    ✓ ja    ≠  überall (none)\n"
        "  Ohne Einfluss auf die Antwort: A-XX-02.\n"
        "\n"
        "▸ so gelesen  ≠ andere Antwort. Jede Auslegung für sich anders gelesen, die übrigen\n"
        "bleiben.\n"
    )


def test_the_option_chosen_in_the_case_is_told_from_the_default(terminal: Terminal):
    text = LIVES_ELSEWHERE.replace("facts:", "interpretations: {A-XX-01: wide}\nfacts:")
    done = table(terminal, terminal.file("case.yaml", text))
    assert "    ✗ nein  ≠  nur Zürich (narrow) · Vorgabe\n" in done.out
    assert "  ▸ ✓ ja       auch Nachbarkantone (wide) · hier gewählt\n" in done.out


def test_a_chosen_default_is_both(terminal: Terminal):
    done = table(
        terminal,
        terminal.file("case.yaml", LIVES_ELSEWHERE),
        *("--interpretation", "A-XX-01=narrow"),
    )
    assert "nur Zürich (narrow) · Vorgabe · hier gewählt\n" in done.out


def test_an_option_that_needs_more_facts_differs_too(terminal: Terminal):
    text = LIVES_ELSEWHERE.replace("canton: SG", "canton: ZH")
    done = table(terminal, terminal.file("case.yaml", text))
    assert "    ? offen ≠  mit Einwilligung (consent)\n" in done.out
    assert "Ohne Einfluss auf die Antwort: A-XX-01.\n" in done.out


def test_the_table_agrees_with_the_decision_under_each_option(terminal: Terminal):
    """What stands in a row is what `iiz assess --interpretation` answers."""
    case = terminal.file("case.yaml", LIVES_ELSEWHERE)
    found = data(table(terminal, case, "--format", "json"))
    policy = iiz.load(EXAMPLE, on="2024-03-05")
    facts = {
        "person": {"canton": "SG", "birth_date": "2004-03-01", "income": "1200", "rent": "900"},
        "registrations": ["iv"],
        "report.date": "2024-02-01",
        "case.complex": True,
    }
    for one in found["cases"][0]["answers"][0]["interpretations"]:
        for row in one["rows"]:
            readings = {one["id"]: row["option"]}
            asked = policy.eligibility(facts, interpretations=readings)
            assert row["verdict"] == str(asked.verdict)
            assert row["differs"] is (asked.verdict is not policy.eligibility(facts).verdict)


def test_a_case_is_about_what_it_expects(terminal: Terminal):
    done = table(terminal, CASES / "yes.yaml")
    assert done.out.count("JA  ") == 2
    assert "Übergabe" in done.out


def test_bare_facts_are_about_the_entry(terminal: Terminal):
    case = terminal.file("facts.yaml", "person.canton: SG\n")
    assert "\nNEIN  Zielgruppe\n" in table(terminal, case, "--on", "2024-03-05").out


def test_an_edition_without_entry_is_asked_all_it_answers(terminal: Terminal):
    case = terminal.file("facts.yaml", "report.consent: true\n")
    done = table(terminal, case, "--on", "2021-01-01")
    assert done.code == 0
    assert "\nJA  Zielgruppe\n" in done.out


def test_the_questions_may_be_named(terminal: Terminal):
    done = table(terminal, CASES / "yes.yaml", "--rule", "step-1", "--rule", "report")
    assert "NEIN  1. Stufe\n" in done.out
    assert "JA  Meldepflicht\n" in done.out
    assert "Zielgruppe" not in done.out


def test_a_question_that_there_is_not(terminal: Terminal):
    done = table(terminal, CASES / "yes.yaml", "--rule", "eligibilty")
    assert (done.code, done.out) == (2, "")
    assert "meinten Sie: Zielgruppe (eligibility)?" in done.err


def test_an_answer_may_rest_on_no_interpretation(terminal: Terminal):
    case = terminal.file("facts.yaml", "report.consent: true\n")
    done = table(terminal, case, "--on", "2021-01-01", "--lang", "en")
    assert "  This answer rests on no interpretation.\n" in done.out
    assert "read so" not in done.out


# ------------------------------------------- beside the verdict: who, by when, how much, silence

MUSTERLAND = ROOT / "tests" / "cantons" / "musterland"
OTHERS = MUSTERLAND / "2025-01-01" / "cases"


def of_musterland(terminal: Terminal, case: str, rule: str, *how: object) -> str:
    call = ("interpretations", OTHERS / f"{case}.yaml", "--canton", MUSTERLAND, "--rule", rule)
    done = terminal.iiz(*call, *how)
    assert (done.code, done.err) == (0, "")
    return done.out.replace("\u00a0", " ")


def test_another_date_is_another_answer(terminal: Terminal):
    out = of_musterland(terminal, "iv-fuehrt-mit-dem-arbeitsamt", "review")
    assert "  ▸ ✓ ja       Kalenderquartal (calendar) · Vorgabe · bis 30.06.2025\n" in out
    assert "    ✓ ja    ≠  drei Monate seit der Zustimmung (agreement) · bis 01.07.2025\n" in out


def test_other_parts_are_another_answer(terminal: Terminal):
    out = of_musterland(terminal, "kosten-nach-schluessel", "joint-cost", "--lang", "en")
    assert "✓ yes  ≠  the one named last (last) · Labour office 500.03 CHF, IV office" in out


def test_silence_is_told_from_what_is_open(terminal: Terminal):
    out = of_musterland(terminal, "streit-nicht-geregelt", "dispute-body")
    assert "NICHT GEREGELT  Stelle für Streitfälle\n" in out
    assert "  ▸ ? nicht geregelt    niemand (nobody) · Vorgabe\n" in out
    assert "    ✓ ja             ≠  das Leitungstandem (tandem) · Leitungstandem\n" in out


def test_the_members_of_a_body_are_counted(terminal: Terminal):
    terminal.iiz("new", "canton", "neuland", "--edition", "2026")
    case = "neuland/2026/cases/admitted.yaml"
    how = ("--canton", "neuland", "--rule", "steering-group.quorum")
    out = terminal.iiz("interpretations", case, *how).out
    assert "  ▸ ✓ ja       die Mehrheit (majority) · Vorgabe\n" in out
    assert "    ✗ nein  ≠  alle (everybody)\n" in out


def test_members_that_cannot_be_right_are_findings(terminal: Terminal):
    terminal.iiz("new", "canton", "neuland", "--edition", "2026")
    case = terminal.file("case.yaml", "date: 2026-02-02\nmembers: {steering-grup: []}\n")
    done = terminal.iiz("interpretations", case, "--canton", "neuland")
    assert (done.code, done.out) == (2, "")
    assert "meinten Sie `steering-group`?" in done.err


def test_who_acts_by_when_and_who_bears_what_as_data(terminal: Terminal):
    found = json.loads(
        of_musterland(terminal, "iv-fuehrt-mit-dem-arbeitsamt", "review", "--format", "json")
    )
    Draft202012Validator(SCHEMAS["interpretations-table"]()).validate(found)
    [used] = found["cases"][0]["answers"][0]["interpretations"]
    assert [row["due"] for row in used["rows"]] == ["2025-06-30", "2025-07-01"]
    assert [row["actors"] for row in used["rows"]] == [["fallfuehrung"], ["fallfuehrung"]]
    assert [row["differs"] for row in used["rows"]] == [False, True]


# ------------------------------------------------------------------------------ several cases


def test_several_cases_have_a_table_each_and_a_summary(terminal: Terminal):
    one = terminal.file("one.yaml", LIVES_ELSEWHERE)
    two = terminal.file("two.yaml", LIVES_ELSEWHERE.replace("canton: SG", "canton: ZH"))
    done = table(terminal, one, two, CASES / "no.yaml")
    assert [line for line in done.out.splitlines() if line.startswith("── ")] == [
        f"── {name} " for name in (one, two, CASES / "no.yaml")
    ]
    assert done.out.replace("\u00a0", " ").endswith(
        "\n"
        "Übersicht (Fälle: 3, Antworten: 3)\n"
        "  A-XX-01  Bedeutung von Wohnen: ändert 1 von 3 Antworten\n"
        "  A-XX-02  Frist: ändert 1 von 3 Antworten\n"
    )


def test_what_changes_nothing_closes_the_summary(terminal: Terminal):
    one = terminal.file("one.yaml", LIVES_ELSEWHERE)
    done = table(terminal, one, CASES / "no.yaml", "--lang", "fr")
    assert done.out.replace("\u00a0", " ").endswith(
        "Vue d'ensemble (cas : 2, réponses : 2)\n"
        "  A-XX-01  Notion d'habiter, réponses changées : 1 sur 2\n"
        "  Sans effet sur la réponse : A-XX-02.\n"
    )


def test_the_tables_and_their_summary_as_data(terminal: Terminal):
    one = terminal.file("one.yaml", LIVES_ELSEWHERE)
    found = data(table(terminal, one, CASES / "no.yaml", "--format", "json"))
    assert [case["case"] for case in found["cases"]] == [str(one), str(CASES / "no.yaml")]
    assert found["summary"] == [
        {"id": "A-XX-01", "changes": 1, "answers": 2},
        {"id": "A-XX-02", "changes": 0, "answers": 2},
    ]
    assert [one["id"] for one in found["interpretations"]] == ["A-XX-01", "A-XX-02"]


def test_one_bad_case_does_not_keep_the_others_from_their_tables(terminal: Terminal):
    bad = terminal.file("bad.yaml", "person: {canton: ZHH}\n")
    good = terminal.file("good.yaml", LIVES_ELSEWHERE)
    done = table(terminal, bad, good, "--on", "2024-03-05")
    assert done.code == 2
    assert "unknown-code" in done.err
    assert "NEIN  Zielgruppe" in done.out


def test_nothing_is_printed_where_every_case_is_bad(terminal: Terminal):
    bad = terminal.file("bad.yaml", "person: {canton: ZHH}\n")
    done = table(terminal, bad, "--on", "2024-03-05", "--format", "json")
    assert (done.code, done.out) == (2, "")
    assert json.loads(done.err)["code"] == "unknown-code"


def test_standard_input_is_a_case_too():
    done = command(
        *("interpretations", "-", "--canton", EXAMPLE, "--on", "2024-03-05"),
        stdin=b'{"person.canton": "SG"}',
    )
    assert (done.code, done.err) == (0, "")
    assert "NEIN  Zielgruppe" in done.out


# ---------------------------------------------------------------------------------- its look


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_of_real_cases_can_be_read(terminal: Terminal, language: Language):
    cases = sorted(ZURICH.glob("*.yaml"))[:6]
    how = ("--canton", ROOT / "cantons" / "zurich", "--lang", language)
    done = terminal.iiz("interpretations", *cases, *how)
    lines = [line for line in done.out.splitlines() if not line.startswith("── ")]
    assert max(map(len, lines)) <= SWISS_WIDTH


def test_verdicts_are_coloured_unless_colours_are_not_wanted(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "\x1b[31m\x1b[1mNEIN" in table(terminal, CASES / "no.yaml").out
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "\x1b[" not in table(terminal, CASES / "no.yaml").out


def test_the_readings_are_tried_with_what_was_known(terminal: Terminal):
    text = LIVES_ELSEWHERE.replace(
        "canton: SG", "canton: [{from: 2024-01-01, value: SG, learned_on: 2024-03-01}]"
    )
    known = terminal.file("known.yaml", text)
    early = terminal.file("early.yaml", f"known_on: 2024-02-29\n{text}")
    assert "\nNEIN  Zielgruppe" in table(terminal, known).out
    assert "\nOFFEN  Zielgruppe" in table(terminal, early).out
    assert "\nOFFEN  Zielgruppe" in table(terminal, known, "--known-on", "2024-02-29").out
    assert "\nNEIN  Zielgruppe" in table(terminal, early, "--known-on", "2024-03-01").out
