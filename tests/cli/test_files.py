"""`iiz check`, `iiz test`, `iiz explain` and `iiz schema`: what an author of rules works with."""

import json
import shutil
from pathlib import Path

import pytest

from iiz_rules.cli.explain import TINY
from iiz_rules.findings.registry import page, stages
from iiz_rules.language.schemas import policy_schema
from iiz_rules.schemas import SCHEMAS
from iiz_rules.words.text import LANGUAGES, Language
from tests.cli.terminal import EXAMPLE, ROOT, Done, Terminal
from tests.rights import ordinary_user

RULES = "new/eligibility.yaml"
CASE = "new/cases/yes.yaml"


@pytest.fixture
def own(terminal: Terminal) -> Terminal:
    """A terminal in a folder with a canton of the user's own, called `own`."""
    shutil.copytree(EXAMPLE, terminal.folder / "own")
    return terminal


def change(terminal: Terminal, name: str, old: str, new: str) -> None:
    """Change a file of the canton."""
    path = terminal.folder / "own" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


# ------------------------------------------------------------------------------------- check


def test_a_folder_in_place_of_a_file_is_a_finding(own: Terminal):
    file = own.folder / "own" / "new" / "escalation.yaml"
    file.unlink()
    file.mkdir()
    done = own.iiz("check", "own")
    assert done.code == 1
    assert "own/new/escalation.yaml: Fehler[unreadable-file]" in done.out
    assert "es ist ein Ordner" in done.out


def test_what_is_not_proved_is_said_and_does_not_pass_a_gate(terminal: Terminal):
    shutil.copytree(TINY, terminal.folder / "tiny")
    rules = terminal.folder / "tiny" / "2024-01-01" / "eligibility.yaml"
    rules.write_text(page("not-proved").bad, "utf-8")
    done = terminal.iiz("check", "tiny")
    assert (done.code, "Warnung[not-proved] nicht bewiesen" in done.out) == (0, True)
    assert terminal.iiz("check", "tiny", "--strict").code == 1


def test_a_canton_without_faults(own: Terminal):
    done = own.iiz("check", "own")
    assert (done.code, done.out) == (0, "15 Dateien geprüft, keine Befunde.\n")


def test_a_fault_is_shown_at_its_line(own: Terminal):
    change(own, RULES, "{fact: person.canton, is: ZH}", "{fact: person.kanton, is: ZH}")
    done = own.iiz("check", "own")
    assert done.code == 1
    assert "own/new/eligibility.yaml:11:24: Fehler[unknown-fact]" in done.out
    assert "= Hilfe: meinten Sie `person.canton`?" in done.out
    assert done.out.splitlines()[-1] == "Geprüfte Dateien: 15, Fehler: 1, Warnungen: 0."


def test_all_faults_of_all_files_are_shown_once_and_in_order(own: Terminal):
    change(own, "canton.yaml", "canton: example", "canton: example\nmoto: x")
    change(own, CASE, "ZH", "ZHH")
    done = own.iiz("check", "own", "--format", "json")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [(one["file"], one["code"]) for one in found] == [("own/canton.yaml", "unknown-key")]
    change(own, "canton.yaml", "\nmoto: x", "")
    found = [
        json.loads(line) for line in own.iiz("check", "own", "--format", "json").out.splitlines()
    ]
    assert [(one["file"], one["code"]) for one in found] == [(f"own/{CASE}", "unknown-code")]


def test_cases_are_read_even_where_the_rules_cannot_be(own: Terminal):
    change(own, RULES, "person.canton, is: ZH", "person.kanton, is: ZH")
    change(own, CASE, "title:", "titel:")
    codes = {
        json.loads(line)["code"]
        for line in own.iiz("check", "own", "--format=json").out.splitlines()
    }
    assert codes == {"unknown-fact", "unknown-key", "missing-key"}


def test_warnings_are_shown_and_count_only_where_that_is_wanted(own: Terminal):
    own.file("own/new/eligibilty.yaml", "a: 1\n")
    done = own.iiz("check", "own")
    assert done.code == 0
    assert "Warnung[unexpected-file]" in done.out
    assert own.iiz("check", "own", "--strict").code == 1


def test_without_a_path_the_cantons_of_the_folder_are_checked(own: Terminal, monkeypatch):
    assert own.iiz("check").out.startswith("15 Dateien")
    monkeypatch.chdir(own.folder / "own")
    assert own.iiz("check").out.startswith("15 Dateien")


def test_without_any_canton_around_the_packaged_ones_are_checked(terminal: Terminal):
    done = terminal.iiz("check")
    assert done.code == 0, done.out
    assert int(done.out.split()[0]) > 100


@pytest.mark.parametrize(
    "path", ["own/new/eligibility.yaml", "own/new/cases", "own/new", ".", "own"]
)
def test_a_path_may_be_a_canton_or_anything_in_it(own: Terminal, path: str):
    assert own.iiz("check", path).out.startswith("15 Dateien")


def test_a_canton_named_twice_is_checked_once(own: Terminal):
    assert own.iiz("check", "own", "own/new").out.startswith("15 Dateien")


def test_a_folder_of_cantons_may_be_named(terminal: Terminal):
    shutil.copytree(EXAMPLE, terminal.folder / "rules" / "cantons" / "own")
    assert terminal.iiz("check", "rules").out.startswith("15 Dateien")
    assert terminal.iiz("check", "rules/cantons").out.startswith("15 Dateien")


def test_a_packaged_canton_may_be_named(terminal: Terminal):
    assert terminal.iiz("check", "valais").code == 0


def test_a_single_file_is_one_file(terminal: Terminal):
    terminal.file("own/canton.yaml", "canton: [\n")
    assert (
        terminal.iiz("check", "own")
        .out.splitlines()[-1]
        .startswith("Geprüfte Dateien: 1, Fehler: 1")
    )


# -------------------------------------------------------------------------------------- test


def test_cases_that_pass_are_counted(own: Terminal):
    done = own.iiz("test", "own")
    assert (done.code, done.out) == (0, "Bestandene Fälle: 5, verglichene Antworten: 16.\n")


def failing(own: Terminal, old: str, new: str, *arguments: str) -> Done:
    change(own, CASE, old, new)
    done = own.iiz("test", "own", *arguments)
    assert done.code == 1
    return done


def test_a_failure_shows_expected_actual_and_what_decided(own: Terminal):
    done = failing(own, "canton: ZH", "canton: SG")
    assert done.out == (
        "own/new/cases/yes.yaml:9:26: andere Antwort: Zielgruppe [eligibility]\n"
        "  Alles erfüllt\n"
        "  erwartet:  ja (yes)\n"
        "  erhalten:  nein (no)\n"
        "  weil:      Nicht erfüllt: Wohnsitz (Wohnkanton: St. Gallen).\n"
        "\n"
        "own/new/cases/yes.yaml:9:55: andere Antwort: Zielgruppe [eligibility], "
        "Wohnsitz [residence]\n"
        "  Alles erfüllt\n"
        "  erwartet:  ja (yes)\n"
        "  erhalten:  nein (no)\n"
        "  weil:      Wohnkanton: St. Gallen\n"
        "\n"
        "own/new/cases/yes.yaml:9:99: andere Antwort: Zielgruppe [eligibility], "
        "entscheidende Auslegungen\n"
        "  Alles erfüllt\n"
        "  erwartet:  nichts ([])\n"
        "  erhalten:  [Bedeutung von Wohnen (A-XX-01)]\n"
        "\n"
        "Nicht bestandene Fälle: 1 von 5.\n"
    )


def test_what_is_missing_is_compared_too(own: Terminal):
    done = failing(own, "missing: []", "missing: [person.age]")
    assert "Zielgruppe [eligibility], zu fragende Angaben\n" in done.out
    assert "erwartet:  [Alter (person.age)]\n  erhalten:  nichts ([])\n" in done.out


def test_what_is_awaited_is_compared_too(own: Terminal):
    done = failing(own, "pending: []", "pending: [case.complex]", "--lang", "fr")
    assert "[eligibility], appréciations en attente\n" in done.out
    assert "attendu\u00a0:    [Cas complexe (case.complex)]\n" in done.out


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("title: Alles erfüllt", "titel: x", "unknown-key", "1:1"),
        ("canton: ZH", "canton: ZHH", "unknown-code", "4:20"),
        ("eligibility: {", "eligibilty: {", "unknown-expectation", "9:3"),
        ("residence:", "residenz:", "unknown-criterion", "9:44"),
        ("date: 2024-03-05", "", "no-date", "1:1"),
        ("date: 2024-03-05", "date: 2021-03-05", "case-outside-edition", "2:7"),
        ("date: 2024-03-05", "date: 2024-02-30", "impossible-date", "2:7"),
        ("facts:\n", "interpretations: {A-XX-9: narrow}\nfacts:\n", "unknown-reading", "3:19"),
        ("facts:\n", "interpretations: {A-XX-01: none2}\nfacts:\n", "unknown-option", "3:28"),
    ],
)
def test_a_case_that_cannot_be_right_is_a_finding(
    own: Terminal, old: str, new: str, code: str, place: str
):
    done = failing(own, old, new)
    assert f"yes.yaml:{place}: Fehler[{code}]" in done.out
    assert done.out.endswith("Nicht bestandene Fälle: 1 von 5.\n")


def test_rules_with_faults_fail_all_their_cases(own: Terminal):
    change(own, RULES, "person.canton, is: ZH", "person.kanton, is: ZH")
    done = own.iiz("test", "own")
    assert done.code == 1
    assert "unknown-fact" in done.out
    assert done.out.endswith("\n\nNicht gerechnete Fälle, weil die Regeln Fehler haben: 5.\n")


def test_a_canton_that_cannot_be_read_fails(own: Terminal):
    own.file("own/canton.yaml", "canton: [\n")
    done = own.iiz("test", "own")
    assert done.code == 1
    assert done.out.endswith("Keine Beispielfälle gefunden.\n")


def test_a_case_of_an_undated_edition_needs_a_date_too(own: Terminal):
    change(own, "canton.yaml", ", valid_from: 2024-01-01}", "}")
    change(
        own,
        "canton.yaml",
        "  - {id: old, source: leaflet, valid_from: 2020-01-01, valid_to: 2023-12-31}\n",
        "",
    )
    change(own, CASE, "date: 2024-03-05", "")
    assert "Fehler[no-date]" in own.iiz("check", "own").out


def test_a_case_that_is_no_yaml_fails(own: Terminal):
    own.file("own/new/cases/yes.yaml", "title: [\n")
    assert "unclosed-bracket" in own.iiz("test", "own").out


def test_of_a_reading_that_asks_nothing_no_value_is_shown(own: Terminal):
    change(own, CASE, "facts:\n", "interpretations: {A-XX-01: none}\nfacts:\n")
    done = failing(own, 'residence: "yes"', 'residence: "no"')
    assert (
        "Wohnsitz [residence]\n  Alles erfüllt\n  erwartet:  nein (no)\n  erhalten:  ja (yes)\n\n"
        in done.out
    )


def test_a_single_case_may_be_run(own: Terminal):
    assert (
        own.iiz("test", "own/new/cases/no.yaml").out
        == "Bestandene Fälle: 1, verglichene Antworten: 2.\n"
    )
    assert own.iiz("test", "own/new/cases").out.startswith("Bestandene Fälle: 5,")


@pytest.mark.parametrize("paths", [("own", f"own/{CASE}"), (f"own/{CASE}", "own")])
def test_a_case_beside_its_canton_leaves_no_other_out(own: Terminal, paths: tuple[str, ...]):
    assert own.iiz("test", *paths).out == own.iiz("test", "own").out
    assert own.iiz("test", *paths).out != own.iiz("test", f"own/{CASE}").out


@pytest.mark.parametrize("command", ["check", "test"])
def test_a_case_that_expects_nothing_compares_nothing_and_is_told(own: Terminal, command: str):
    text = "title: Nichts erwartet\ndate: 2024-03-05\nfacts: {}\n"
    own.file("own/new/cases/nothing.yaml", text)
    done = own.iiz(command, "own/new/cases/nothing.yaml")
    assert done.code == 0
    assert "own/new/cases/nothing.yaml:1:1: Warnung[nothing-expected]" in done.out
    if command == "test":
        assert "Bestandene Fälle: 1, verglichene Antworten: 0." in done.out


HIDDEN = (".#yes.yaml", "._yes.yaml", "#yes.yaml#", "yes.yaml~", ".hidden/yes.yaml", ".DS_Store")


def test_files_of_systems_and_editors_are_nothing_of_a_canton(own: Terminal):
    before = own.iiz("check", "own").out, own.iiz("test", "own").out
    for folder in ("cases", "catalogues", ""):
        for name in HIDDEN:
            own.file(f"own/new/{folder}/{name}", b"\x00\x05\x16\x07")
        (own.folder / "own/new" / folder / ".#gone.yaml").symlink_to("anna@host.1234")
    assert (own.iiz("check", "own").out, own.iiz("test", "own").out) == before


def test_cases_in_folders_below_are_run(own: Terminal):
    case = (own.folder / "own/new/cases/yes.yaml").read_text("utf-8")
    own.file("own/new/cases/entry/young/yes.yml", case)
    assert own.iiz("test", "own").out.startswith("Bestandene Fälle: 6,")
    for path in ("own/new/cases/entry", "own/new/cases/entry/young/yes.yml"):
        assert own.iiz("test", path).out.startswith("Bestandene Fälle: 1,")


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("cases/yes.YAML", "cases/yes.YAML"),
        ("cases/yes.json", "cases/yes.json"),
        ("cases/yes.yaml.txt", "cases/yes.yaml.txt"),
        ("Cases/yes.yaml", "Cases"),
        ("fälle/yes.yaml", "fälle"),
        ("case/below/yes.yaml", "case"),
    ],
)
def test_what_looks_like_a_case_and_is_not_read_is_told(own: Terminal, file: str, told: str):
    own.file(f"own/new/{file}", "title: x\n")
    own.file("own/new/pictures/team.png", b"")
    own.file("own/new/cases/README.md", "x")
    for command in ("check", "test"):
        done = own.iiz(command, "own")
        assert done.code == 0
        assert f"own/new/{told}: Warnung[unexpected-file]" in done.out
        assert done.out.count("unexpected-file]") == 1


@pytest.mark.parametrize("folder", ["new", "new/cases", "new/catalogues"])
def test_a_folder_that_may_not_be_read_is_a_finding(own: Terminal, folder: str):
    locked = own.folder / "own" / folder
    locked.mkdir(exist_ok=True)
    for command in ("check", "test"):  # what they import may lie where root alone may read
        assert own.iiz(command, "own").code == 0
    with ordinary_user(own.folder):
        locked.chmod(0o000)
        done = [own.iiz(command, "own") for command in ("check", "test")]
        locked.chmod(0o700)
    for one in done:
        assert (one.code, one.err) == (1, "")
        assert f"own/{folder}: Fehler[unreadable-file]" in one.out
        assert one.out.count("[unreadable-file]") == 1


def test_a_case_that_cannot_be_opened_fails(own: Terminal):
    (own.folder / "own/new/cases/folder.yaml").mkdir()
    assert "es ist ein Ordner" in own.iiz("test", "own").out


def test_the_cases_of_the_packaged_cantons_pass(terminal: Terminal):
    done = terminal.iiz("test")
    assert done.code == 0, done.out


# ----------------------------------------------------------------------------------- explain


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_listed(terminal: Terminal, language: Language):
    listed = terminal.iiz("explain", "--lang", language).out
    assert [code for code in stages() if f"  {code} " not in listed] == []


def test_an_explanation_shows_the_fault_its_message_and_the_same_mended(terminal: Terminal):
    out = terminal.iiz("explain", "unknown-fact", "--lang", "en").out
    bad, message, good = (out.index(part) for part in ("Wrong (", "The message:", "Right ("))
    assert bad < message < good
    assert "error[unknown-fact] fact `person.agee` is not declared" in out


def test_the_tiny_canton_is_that_of_the_checks():
    ours = {path.relative_to(TINY): path.read_bytes() for path in TINY.rglob("*.yaml")}
    tests = ROOT / "tests" / "checks" / "tiny"
    if tests.is_dir():
        assert ours == {
            path.relative_to(tests): path.read_bytes() for path in tests.rglob("*.yaml")
        }


# ------------------------------------------------------------------------------------ schema


@pytest.mark.parametrize("name", ["policy", *SCHEMAS])
def test_a_schema_is_printed(terminal: Terminal, name: str):
    """As it is made: that it is a schema is held by `tests/test_schemas.py`."""
    done = terminal.iiz("schema", name)
    assert json.loads(done.out) == (policy_schema() if name == "policy" else SCHEMAS[name]())


def test_the_schema_of_a_case_knows_the_facts_of_a_canton(terminal: Terminal):
    schema = json.loads(terminal.iiz("schema", "case", "--canton", EXAMPLE).out)
    assert "fact:person.canton" in schema["$defs"]


def test_all_schemas_are_written_into_a_folder(terminal: Terminal):
    done = terminal.iiz("schema", "--to", "out/schemas")
    assert done.out == f"{len(SCHEMAS)} Schemata nach {Path('out/schemas')} geschrieben.\n"
    assert len(list((terminal.folder / "out/schemas").iterdir())) == len(SCHEMAS)


def test_a_folder_that_cannot_be_written_is_a_finding(terminal: Terminal):
    terminal.file("taken", "")
    done = terminal.iiz("schema", "--to", "taken")
    assert done.code == 2
    assert "Fehler[unwritable-folder]" in done.err
