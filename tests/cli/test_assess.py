"""`iiz assess`: answers, their form, their exit codes."""

import io
import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from iiz_rules.schemas import SCHEMAS
from tests.cli.terminal import EXAMPLE, ROOT, ZURICH, Done, Terminal, command

CASES = EXAMPLE / "new" / "cases"
HERE = ("--canton", EXAMPLE)


def assess(terminal: Terminal, case: object, *more: object) -> Done:
    return terminal.iiz("assess", case, *HERE, *more)


def test_eligibility_is_answered_in_full_and_the_rest_in_brief(terminal: Terminal):
    done = assess(terminal, CASES / "yes.yaml", "--full")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Kanton Beispiel · Zielgruppe · 05.03.2024\n\nJA  Alle notwendigen")
    assert "\nSchritte und Wege\n  ✗ nein      1. Stufe\n" in done.out
    assert "\nPflichten\n  ✓ ja     Meldepflicht\n" in done.out
    assert done.out.count("Kriterien\n") == 1


def test_the_answer_comes_first_and_the_last_line_says_how_to_see_more(terminal: Terminal):
    done = assess(terminal, CASES / "yes.yaml")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Kanton Beispiel · Zielgruppe · 05.03.2024\n\nJA  Alle notwendigen")
    assert done.out.endswith("\nMit Gründen, allen Schritten und Pflichten: --full.\n")
    several = assess(terminal, CASES / "yes.yaml", CASES / "no.yaml").out
    assert several.count("--full") == 1
    assert "--full" not in assess(terminal, CASES / "yes.yaml", "--rule", "report").out


def test_a_rule_that_is_named_is_answered_in_full_and_alone(terminal: Terminal):
    done = assess(terminal, CASES / "yes.yaml", "--rule", "report", "--rule", "step-1")
    assert done.out.count("Kriterien\n") == 2
    assert "Zielgruppe · " not in done.out


def test_all_rules_can_be_answered_in_full(terminal: Terminal):
    assert assess(terminal, CASES / "yes.yaml", "--all").out.count("Kriterien\n") == 4


@pytest.mark.parametrize(("case", "code"), [("yes", 0), ("no", 3), ("unknown", 4)])
def test_the_exit_code_can_tell_the_verdict(terminal: Terminal, case: str, code: int):
    assert assess(terminal, CASES / f"{case}.yaml", "--exit-verdict").code == code
    assert assess(terminal, CASES / f"{case}.yaml").code == 0


def test_the_first_rule_named_gives_the_exit_code(terminal: Terminal):
    done = assess(terminal, CASES / "yes.yaml", "--exit-verdict", "--rule", "step-1")
    assert done.code == 3


def test_several_cases_are_answered_under_their_names(terminal: Terminal):
    done = terminal.iiz("assess", CASES / "yes.yaml", CASES / "no.yaml", *HERE)
    assert f"── {CASES / 'yes.yaml'}" in done.out
    assert f"── {CASES / 'no.yaml'}" in done.out


def test_one_bad_case_does_not_keep_the_others_from_their_answers(terminal: Terminal):
    bad = terminal.file("bad.yaml", "person: {canton: ZHH}\n")
    done = terminal.iiz("assess", bad, CASES / "no.yaml", *HERE, "--on", "2024-03-05")
    assert done.code == 2
    assert "unknown-code" in done.err
    assert "NEIN" in done.out


def test_the_facts_may_stand_alone(terminal: Terminal):
    case = terminal.file("facts.yaml", "person.canton: SG\nperson: {age: 9}\n")
    done = assess(terminal, case, "--on", "2024-03-05")
    assert "Wohnkanton: St. Gallen" in done.out


def test_a_case_document_that_is_only_asked_needs_no_title(terminal: Terminal):
    case = terminal.file(
        "case.json", '{"date": "2024-03-05", "facts": {"person": {"canton": "SG"}}}'
    )
    assert "05.03.2024" in assess(terminal, case).out


def test_the_date_of_the_call_goes_before_that_of_the_case(terminal: Terminal):
    assert "01.02.2024" in assess(terminal, CASES / "no.yaml", "--on", "2024-02-01").out


def test_without_any_date_today_is_said_to_be_it(terminal: Terminal):
    case = terminal.file("facts.yaml", "person.canton: SG\n")
    done = assess(terminal, case, "--lang", "en")
    today = date.today()  # noqa: DTZ011
    assert f"As of today, {today.day}\u00a0{today:%B}\u00a0{today.year}; another day" in done.err


def test_another_date_is_answered_by_the_edition_in_force_then(terminal: Terminal):
    case = terminal.file("facts.yaml", "report.consent: true\n")
    assert "Ausgabe old" in assess(terminal, case, "--on", "2021-01-01", "--full").out


def test_another_reading_can_be_chosen(terminal: Terminal):
    case = terminal.file("facts.yaml", "person.canton: SG\n")
    how = ("--full", "--on", "2024-03-05", "--interpretation", "A-XX-01=wide")
    assert "gelesen als «auch Nachbarkantone»" in assess(terminal, case, *how).out


def test_the_call_reads_otherwise_than_the_case(terminal: Terminal):
    text = "date: 2024-03-05\ninterpretations: {A-XX-01: none}\nfacts: {person.canton: SG}\n"
    case = terminal.file("case.yaml", text)
    assert "gelesen als «überall»" in assess(terminal, case, "--full").out
    narrow = assess(terminal, case, "--full", "--interpretation", "A-XX-01=narrow").out
    assert "gelesen als «nur" in narrow


def test_json_is_as_its_schemas_say(terminal: Terminal):
    done = terminal.iiz("assess", CASES / "yes.yaml", CASES / "no.yaml", *HERE, "--format", "json")
    data = json.loads(done.out)
    Draft202012Validator(SCHEMAS["assessment"]()).validate(data)
    assert [case["case"] for case in data["cases"]] == [
        str(CASES / "yes.yaml"),
        str(CASES / "no.yaml"),
    ]
    rules = [decision["rule"] for decision in data["cases"][0]["decisions"]]
    assert rules == ["eligibility", "step-1", "report", "hand-over"]
    Draft202012Validator(SCHEMAS["decision"]()).validate(data["cases"][0]["decisions"][0])


MOVED = """
  person.canton:
    - {from: 2019-07-01, value: ZH}
    - {from: 2024-02-15, value: SG, attested_by: office, learned_on: 2024-02-20}
"""


def test_what_held_on_the_day_is_answered_as_far_as_it_was_known(terminal: Terminal):
    case = terminal.file("case.yaml", f"date: 2024-02-15\nfacts:{MOVED}")
    now = assess(terminal, case, "--full").out
    assert "St. Gallen – seit 15.02.2024, bestätigt durch:\n" in now
    early = assess(terminal, case, "--known-on", "2024-02-19", "--full").out
    assert "Wohnkanton: Zürich – seit 01.07.2019\n" in early
    assert "· 15.02.2024 · Wissensstand 19.02.2024\n" in early
    assert "Zürich – seit" in assess(terminal, case, "--on", "2024-02-14", "--full").out


def test_the_case_may_say_what_counts_as_known_and_the_call_goes_before_it(terminal: Terminal):
    case = terminal.file("case.yaml", f"date: 2024-03-05\nknown_on: 2024-02-19\nfacts:{MOVED}")
    assert "Wissensstand 19.02.2024" in assess(terminal, case).out
    done = assess(terminal, case, "--known-on", "2024-02-20", "--format", "json")
    [first, *_] = json.loads(done.out)["cases"][0]["decisions"]
    assert first["known_on"] == "2024-02-20"
    assert first["origins"]["person.canton"]["attested_by"] == "office"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("known_on: 2024-02-30\nfacts: {}\n", "impossible-date"),
        ("date: 2024-02-30\nknown_on: 2024-02-31\nfacts: {}\n", "impossible-date"),
        ("known_on: gestern\nfacts: {}\n", "bad-form"),
        ("known_on: null\nfacts: {}\n", "wrong-type"),
        ("date: 2024-03-05\nfacts: {person.canton: [{from: 2024-01-01}]}\n", "incomplete-entry"),
    ],
)
def test_a_faulty_day_of_knowledge_or_entry_is_told_at_its_place(terminal, text: str, code: str):
    done = assess(terminal, terminal.file("case.yaml", text))
    assert done.code == 2
    assert f"[{code}]" in done.err
    assert done.err.count(f"[{code}]") == text.count("2024-02-3") or code != "impossible-date"


def test_whoever_may_act_is_told_by_what_was_known_too(terminal: Terminal):
    text = """
date: 2024-03-05
facts:
  service.field: [{from: 2024-03-01, value: work-integration, learned_on: 2024-03-10}]
"""
    case = terminal.file("case.yaml", text)
    asked = ("may", "gemeinde", "use-services", case, "--canton", ZURICH, "--exit-verdict")
    assert terminal.iiz(*asked).code == 0
    assert terminal.iiz(*asked, "--known-on", "2024-03-09").code == 4


def test_a_day_of_knowledge_that_is_none_is_wrong_use(terminal: Terminal):
    case = terminal.file("case.yaml", f"date: 2024-03-05\nfacts:{MOVED}")
    done = assess(terminal, case, "--known-on", "2024-02-30", "--lang", "en")
    assert done.code == 2
    assert done.err.startswith("--known-on: error[impossible-date]")


@pytest.mark.parametrize("how", [("--format", "json"), ("--format=json",)])
def test_findings_are_lines_of_json_where_json_is_wanted(terminal: Terminal, how: tuple[str, ...]):
    bad = terminal.file("bad.yaml", "person: {canton: ZHH}\n")
    done = assess(terminal, bad, "--on", "2024-03-05", *how)
    assert json.loads(done.err)["code"] == "unknown-code"
    done = terminal.iiz("assess", bad, "--canton", "nowhere", "--on", "2024-03-05", *how)
    assert json.loads(done.err)["code"] == "unknown-canton"


@pytest.mark.parametrize("text", [b'{"person.canton": "SG"}', b"person.canton: SG\n"])
def test_standard_input_may_be_json_or_yaml(text: bytes):
    done = command("assess", "-", *HERE, "--on", "2024-03-05", stdin=text)
    assert (done.code, done.err) == (0, "")
    assert "Wohnkanton: St. Gallen" in done.out


@pytest.mark.parametrize(("text", "code"), [(b'{"person.canton": "SG"}', 3), (b"[", 2)])
def test_standard_input_is_read_like_a_file(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, text: bytes, code: int
):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert assess(terminal, "-", "--on", "2024-03-05", "--exit-verdict").code == code


def test_an_edition_without_eligibility_answers_the_rest(terminal: Terminal):
    for path in EXAMPLE.rglob("*.yaml"):
        if path.name != "eligibility.yaml":
            terminal.file(str(path.relative_to(EXAMPLE)), path.read_text("utf-8"))
    text = (EXAMPLE / "new" / "escalation.yaml").read_text("utf-8")
    terminal.file("new/escalation.yaml", text.replace("{rule: eligibility}", "{is_met: true}"))
    interpretations = terminal.folder / "new" / "interpretations.yaml"
    interpretations.unlink()
    done = terminal.iiz("assess", CASES / "yes.yaml", "--canton", ".", "--exit-verdict", "--full")
    assert done.code == 3
    assert done.out.startswith("Schritte und Wege")
    brief = terminal.iiz("assess", CASES / "yes.yaml", "--canton", ".").out
    assert brief.startswith("Kanton Beispiel · 05.03.2024\n\nJA  Meldepflicht.")
    assert "\nNächster Schritt  Es steht nichts Weiteres an.\n" in brief


@pytest.mark.parametrize(
    "text",
    [
        "canton: valais\ndate: 2024-06-12\nfacts: {reported_in: [dsw]}\n",
        "canton: valais\ndate: 2024-06-12\nfacts: {reported_in: [dsw]}\nclauses: [VS-6.2]\n",
    ],
)
def test_a_case_may_name_its_canton(terminal: Terminal, text: str):
    case = terminal.file("fall.yaml", text)
    named, asked = (terminal.iiz("assess", case, *more) for more in ((), ("--canton", "valais")))
    assert named.code == 0
    assert named.out == asked.out
    assert named.out.startswith("Kanton Wallis")


def test_a_folder_is_seen_from_the_file_that_names_it(terminal: Terminal):
    shutil.copytree(ZURICH, terminal.folder / "below" / "rules")
    case = terminal.file("below/fall.yaml", "canton: rules\ndate: 2024-06-12\nfacts: {}\n")
    assert terminal.iiz("assess", case).out.startswith("Kanton Zürich")


def test_a_story_is_no_case(terminal: Terminal):
    done = terminal.iiz("assess", ROOT / "examples" / "valais-jugendfall.yaml")
    assert (done.code, done.err.count("[story-as-case]"), "iiz flow" in done.err) == (2, 1, True)


def test_a_call_may_name_another_canton(terminal: Terminal):
    case = terminal.file("fall.yaml", "canton: valais\ndate: 2024-06-12\nfacts: {}\n")
    assert terminal.iiz("assess", case, "--canton", "zurich").out.startswith("Kanton Zürich")


def test_where_nobody_names_a_canton_the_option_is_asked_for(terminal: Terminal):
    done = terminal.iiz("assess", terminal.file("fall.json", "{}"))
    assert (done.code, "`--canton` fehlt" in done.err) == (2, True)


EXPECTING = """
canton: zurich
date: 2024-03-05
facts: {person.residence.canton: SG}
expect: {eligibilty: {verdict: "no"}, eligibility: {verdict: "yes"}}
"""


def test_what_a_case_expects_is_compared_by_another_command(terminal: Terminal, tmp_path: Path):
    """Neither does it change an answer; but for a rule that there is not, which is told."""
    case = tmp_path / "case.yaml"
    case.write_text(EXPECTING, "utf-8")
    done = terminal.iiz("assess", case)
    assert done.code == 0
    assert "vergleicht iiz test.\nMit Gründen" in done.out
    assert f"{case}:5:10: Warnung[unknown-expectation]" in done.err
    assert "`eligibility`" in done.err
    told = terminal.iiz("assess", case, "--format", "json")
    assert json.loads(told.err)["severity"] == "warning"
    assert json.loads(told.out)["cases"][0]["decisions"]
    case.write_text(EXPECTING[: EXPECTING.index("expect")], "utf-8")
    assert "iiz test" not in terminal.iiz("assess", case).out


def test_what_would_turn_an_answer_is_said_and_given_as_data(terminal: Terminal):
    facts = {"person": {"residence": {"canton": "SG"}}, "registrations": ["rav"]}
    case = {"canton": "zurich", "date": "2024-03-05", "facts": facts}
    (terminal.folder / "anna.json").write_text(json.dumps(case), "utf-8")
    asked = ("assess", "anna.json", "--flips", "--rule", "partner-registration")
    said = terminal.iiz(*asked)
    assert said.code == 0
    assert "mit Anmeldungen: " in " ".join(said.out.split())
    told = json.loads(terminal.iiz(*asked, "--format", "json").out)
    Draft202012Validator(SCHEMAS["assessment"]()).validate(told)
    [flip] = told["cases"][0]["flips"]
    assert flip == {
        "rule": "partner-registration",
        "changes": {"registrations": []},
        "verdict": "no",
    }
    assert (
        json.loads(terminal.iiz("assess", "anna.json", "--format", "json").out)["cases"][0]["flips"]
        == []
    )
    both = terminal.iiz("assess", "anna.json", "anna.json", "--flips").out
    assert both.count("── anna.json") == 4
