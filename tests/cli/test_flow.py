"""`iiz flow`, `iiz obligations` and `iiz store`, on good input and on bad."""

import base64
import json
import shutil
import sqlite3
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

import iiz_rules as iiz
from tests.cli.terminal import ROOT, Terminal
from tests.escalation.test_forgetting import OLD
from tests.escalation.writer import TINY
from tests.needed import lacking

STORY = ROOT / "examples" / "valais-jugendfall.yaml"
CANTON = ("--canton", "valais")
SHORT = """\
title: Kurz
case: VS-1
opened: 2024-01-08
events:
  - date: 2024-01-08
    event: new-mandate
    by: front-line
    facts: {reported_in: [iv], person.birth_date: 1980-05-01, case.youth_theme: false}
  - {date: 2024-01-15, event: need-evaluated, facts: {evaluation.indicated: true}}
  - {date: 2024-01-24, event: complexity-judged, facts: {case.complex: true}}
"""

ZURICH = """\
title: Kurz
case: ZH-1
opened: 2024-01-08
events:
  - {date: 2024-01-08, event: question-raised, by: adviser}
  - date: 2024-01-09
    event: situation-clarified
    facts:
      person: {residence: {canton: ZH}, employable: true}
      registrations: [rav]
      problems: {exceed_remit: true, hinder_integration: true}
      coordination.needed: true
      commune.concerned: true
"""


@pytest.fixture
def kept(terminal: Terminal) -> Path:
    """A store with one case."""
    story, store = terminal.file("story.yaml", SHORT), terminal.folder / "cases.db"
    done = terminal.iiz("flow", story, *CANTON, "--store", store)
    assert done.code == 0, done.err
    return store


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Geschuldet am 31.07.2025"),
        ("fr", "Obligations en cours le 31.07.2025"),
        ("en", "Owed on 31 July 2025"),
    ],
)
def test_a_story_is_told_to_its_end(terminal: Terminal, language: str, words: str):
    done = terminal.iiz("flow", STORY, *CANTON, "--lang", language)
    assert (done.code, done.err) == (0, "")
    assert words in done.out.replace("\u00a0", " ")


def test_a_story_goes_on_until_a_day(terminal: Terminal):
    story = terminal.file("story.yaml", SHORT)
    done = terminal.iiz("flow", story, *CANTON, "--until", "2024-07-02", "--engine", "timeline")
    assert done.code == 0
    assert "versäumt" in done.out


def test_a_story_as_data(terminal: Terminal):
    done = terminal.iiz("flow", STORY, *CANTON, "--format", "json")
    data = json.loads(done.out)
    assert data["case"] == "VS-2024-17"
    assert [one["event"] for one in data["moves"]][:2] == [None, "new-mandate"]
    assert (data["closed"], data["obligations"]) == (True, [])
    fired = [told for move in data["moves"] for told in move["fired"]]
    assert all(told["clauses"] for told in fired)


def test_another_reading_tells_another_story(terminal: Terminal):
    story = terminal.file("story.yaml", SHORT)
    reading = ("--interpretation", "A-VS-37=rolling-three-months")
    done = terminal.iiz("flow", story, *CANTON, *reading, "--until", "2024-07-02")
    assert done.code == 0
    assert "versäumt" not in done.out


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ("need-evaluated", "need-evalated", "story.yaml:9:5", "unknown-event"),
        ("2024-01-24", "2024-01-09", "story.yaml:10:5", "out-of-order"),
        ("indicated: true", "indicated: ja", "story.yaml:9:77", "wrong-type"),
        ("case.complex", "case.komplex", "story.yaml:10:58", "unknown-fact"),
        ("2024-01-24", "2024-02-30", "story.yaml:10:12", "impossible-date"),
        ("events:", "event:", "story.yaml:4:1", "unknown-key"),
        ("need-evaluated,", "need-evaluated, by: copil,", "story.yaml:9:5", "not-entitled"),
    ],
)
def test_what_is_wrong_in_a_story_is_shown_at_its_place(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, old: str, new: str, place: str, code: str
):
    monkeypatch.chdir(terminal.folder)
    terminal.file("story.yaml", SHORT.replace(old, new))
    done = terminal.iiz("flow", "story.yaml", *CANTON)
    assert done.code == 2
    assert f"{place}: Fehler[{code}]" in done.err


def test_a_story_that_is_not_there(terminal: Terminal):
    done = terminal.iiz("flow", "nothing.yaml", *CANTON)
    assert (done.code, "unreadable-file" in done.err) == (2, True)


def test_a_story_is_not_kept_twice(terminal: Terminal, kept: Path):
    done = terminal.iiz("flow", terminal.folder / "story.yaml", *CANTON, "--store", kept)
    assert (done.code, "case-exists" in done.err) == (2, True)


def test_what_is_owed_is_listed_by_role(terminal: Terminal, kept: Path):
    done = terminal.iiz("obligations", "--store", kept, *CANTON, "--on", "2024-03-31")
    assert done.code == 0
    assert "Regionaler Koordinator" in done.out
    assert "31.03.2024" in done.out
    late = terminal.iiz("obligations", "--store", kept, *CANTON, "--on", "2024-08-15", "--dated")
    assert "30.09.2024" in late.out
    assert "ohne Termin" not in late.out


def test_of_a_past_day_it_is_said_what_was_owed_then(terminal: Terminal, kept: Path):
    done = terminal.iiz(
        "obligations", "--store", kept, *CANTON, "--on", "2024-01-10", "--format", "json"
    )
    owed = {one["duty"] for one in json.loads(done.out)["obligations"]}
    assert "evaluate-iiz" in owed
    assert "quarterly-follow-up" not in owed


def test_far_ahead_the_case_is_followed_further(terminal: Terminal, kept: Path):
    for _ in range(2):  # worked out, then looked up
        done = terminal.iiz(
            "obligations", "--store", kept, *CANTON, "--on", "2029-11-02", "--format", "json"
        )
        due = {one["duty"]: one["due"] for one in json.loads(done.out)["obligations"]}
        assert due["quarterly-follow-up"] == "2029-12-31"


def test_of_a_role_that_owes_nothing(terminal: Terminal, kept: Path):
    done = terminal.iiz(
        "obligations", "--store", kept, *CANTON, "--on", "2024-03-31", "--by", "copil"
    )
    assert "Nichts ist geschuldet." in done.out


def test_what_a_group_owes_is_found_by_each_of_its_members(terminal: Terminal):
    story, store = terminal.file("story.yaml", ZURICH), terminal.folder / "cases.db"
    assert terminal.iiz("flow", story, "--canton", "zurich", "--store", store).code == 0

    def owed(by: str) -> str:
        done = terminal.iiz("obligations", "--store", store, "--on", "2024-01-10", "--by", by)
        assert done.code == 0, done.err
        return done.out

    group = owed("partners")
    assert "Partnerinstitutionen (AWA, KSA, AJB, SVA Zürich)" in group
    assert owed("ksa") == owed("awa") == group
    assert "Nichts ist geschuldet." in owed("mba")


def test_dates_for_a_calendar(terminal: Terminal, kept: Path):
    done = terminal.iiz(
        "obligations", "--store", kept, *CANTON, "--on", "2024-03-01", "--format", "ics"
    )
    lines = done.out.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART;VALUE=DATE:20240331" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines.count("BEGIN:VEVENT") == 1


def test_a_case_name_cannot_write_lines_of_its_own(terminal: Terminal):
    name = '"VS\\nBEGIN:VALARM; x, y"'
    story = terminal.file("story.yaml", SHORT.replace("VS-1", name))
    done = terminal.iiz("flow", story, *CANTON, "--store", terminal.folder / "cases.db")
    assert (done.code, "bad-case-name" in done.err, "\nBEGIN" in done.err) == (2, True, False)


def test_a_store_that_is_not_there(terminal: Terminal):
    for command in (
        ("obligations", "--store", "no.db", *CANTON, "--on", "2024-03-01"),
        ("store", "verify", "no.db"),
    ):
        done = terminal.iiz(*command)
        assert (done.code, "unreadable-file" in done.err) == (2, True)
    assert not (terminal.folder / "no.db").exists()


def test_one_store_holds_cases_of_several_cantons(terminal: Terminal, kept: Path):
    story = terminal.file("zuerich.yaml", ZURICH)
    assert terminal.iiz("flow", story, "--canton", "zurich", "--store", kept).code == 0
    both = ("obligations", "--store", kept, "--on", "2024-06-01", "--format", "json")
    found = json.loads(terminal.iiz(*both).out)["obligations"]
    assert {one["canton"] for one in found} == {"valais", "zurich"}
    mine = json.loads(terminal.iiz(*both, "--canton", "zurich").out)["obligations"]
    assert mine == [one for one in found if one["canton"] == "zurich"]


@pytest.mark.parametrize(("option", "name"), [("--canton", "wallis"), ("--by", "niemand sonst")])
def test_a_name_that_nothing_in_the_store_bears(
    terminal: Terminal, kept: Path, option: str, name: str
):
    done = terminal.iiz("obligations", "--store", kept, "--on", "2024-02-01", option, name)
    assert (done.code, done.out) == (2, "")
    assert "wrong-argument" in done.err
    assert ("valais" if option == "--canton" else "coordinators") in done.err


def test_cases_are_listed_page_by_page(terminal: Terminal):
    policy, file = iiz.load("valais"), terminal.folder / "some.db"
    with iiz.Store(file) as store:
        first, second = (policy.open_case(one, "2024-01-08", store) for one in ("A-1", "B-2"))
        for flow in (first, second):
            flow.record("new-mandate", "2024-01-08", {"reported_in": ["iv"]})
        second.record("case-closed", "2024-02-01")
    listed = ("store", "cases", file, "--on", "2024-03-04")
    assert terminal.iiz(*listed, "--limit", 1).out.replace("\u00a0", " ") == (
        "Fälle am 04.03.2024\n\n"
        "  A-1: laufend, zuletzt am 08.01.2024\n"
        "    Schritte und Wege: Evaluation durch den Frontmitarbeiter\n"
        "    Meldung: nicht gemeldet\n\n"
        "Anzahl Fälle: 1; weiter mit `--behind A-1`\n"
    )
    rest = terminal.iiz(*listed, "--behind", "A-1", "--format", "json")
    assert [case["case"] for case in json.loads(rest.out)] == ["B-2"]
    assert "Kein Fall" in terminal.iiz(*listed, "--state", "not-begun").out
    assert terminal.iiz(*listed, "--step", "nowhere").code == 2
    assert terminal.iiz("store", "cases", file).code == 2
    told = terminal.iiz("store", "--help").out
    assert "reindex   Die Verzeichnisse" in told


def test_a_store_is_verified(terminal: Terminal, kept: Path):
    done = terminal.iiz("store", "verify", kept)
    assert (done.code, done.out) == (0, "4 Aufzeichnungen, alle wie geschrieben.\n")
    head = terminal.iiz("store", "head", kept).out.strip()
    assert terminal.iiz("store", "verify", kept, "--head", head).code == 0
    other = sqlite3.connect(kept)
    other.execute("UPDATE records SET body = '{}' WHERE seq = 3")
    other.commit()
    other.close()
    done = terminal.iiz("store", "verify", kept)
    assert done.code == 1
    assert "Aufzeichnung 3" in done.err


def test_a_cut_store_is_restored_by_name(terminal: Terminal, kept: Path):
    head = f"9:{'a' * 64}"
    done = terminal.iiz("store", "verify", kept, "--head", head)
    assert (done.code, "cut" in done.err) == (1, True)
    assert terminal.iiz("store", "restored", kept, "--head", head).code == 2
    for cut in ("5:", ":", "5", f"5:{head[-64:]} ", f"x:{head[-64:]}"):
        done = terminal.iiz("store", "restored", kept, "--head", cut, "--on", date(2024, 4, 2))
        assert (done.code, "wrong-argument" in done.err) == (2, True), cut
    done = terminal.iiz("store", "restored", kept, "--head", head, "--on", date(2024, 4, 2))
    assert done.code == 0
    done = terminal.iiz("store", "verify", kept, "--head", head)
    assert done.code == 0
    assert done.out.splitlines()[1] == (
        "Aufzeichnung 5: am 02.04.2024 wurde eine Sicherung zurückgespielt; verloren ging das Ende "
        "bis zur Aufzeichnung 9."
    )


def test_a_case_is_handed_over_and_erased(terminal: Terminal, kept: Path):
    done = terminal.iiz("store", "export", kept, "--case", "VS-1")
    [case] = json.loads(done.out)
    assert (case["case"], len(case["records"])) == ("VS-1", 4)
    assert terminal.iiz("store", "forget", kept, "--case", "VS-1").code == 2
    done = terminal.iiz("store", "forget", kept, "--case", "VS-1", "--reason", "auf Verlangen")
    assert (done.code, done.out) == (0, "Fälle gelöscht: 1.\n")
    done = terminal.iiz("store", "verify", kept)
    assert (done.code, "(auf Verlangen)" in done.out) == (0, True)
    assert b"1980-05-01" not in kept.read_bytes()
    assert terminal.iiz("store", "export", kept, "--case", "VS-1").code == 2
    assert terminal.iiz("store", "purge", kept).code == 0


def test_an_index_is_written_anew(terminal: Terminal, kept: Path):
    with sqlite3.connect(kept) as other:
        other.execute("DELETE FROM owed")
    other.close()
    assert terminal.iiz("store", "verify", kept).code == 1
    done = terminal.iiz("store", "reindex", kept)
    assert (done.code, done.out[-10:]) == (0, "Fälle: 1.\n")
    assert terminal.iiz("store", "verify", kept).code == 0


def test_cases_whose_time_is_over_are_named_and_erased(terminal: Terminal):
    text = SHORT + "  - {date: 2024-06-03, event: case-closed}\n"
    story, store = terminal.file("story.yaml", text), terminal.folder / "cases.db"
    assert terminal.iiz("flow", story, *CANTON, "--store", store).code == 0
    over = ("--after", "P5Y", "--on")
    assert terminal.iiz("store", "expired", store, *over, "2029-06-03").out == ""
    assert terminal.iiz("store", "expired", store, *over, "2029-06-04").out == "VS-1\n"
    done = terminal.iiz("store", "forget", store, *over, "2029-06-04", "--reason", "Frist")
    assert done.out == "Fälle gelöscht: 1.\n"
    assert terminal.iiz("store", "expired", store, *over, "2029-06-04").out == ""
    for call in (("--after", "5 Jahre", "--on", "2029-06-04"), ("--after", "P5Y"), ()):
        assert terminal.iiz("store", "expired", store, *call).code == 2


def test_a_canton_says_how_long_its_cases_are_kept(terminal: Terminal, tmp_path: Path):
    canton = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    events = canton / "2024-01-01" / "events.yaml"
    declared = "kept: {after_closing: P5Y, clauses: [XX-2]}\n"
    events.write_text(events.read_text(encoding="utf-8") + declared, encoding="utf-8")
    story, store = terminal.file("story.yaml", CLOSED_SOON), tmp_path / "cases.db"
    for number, folder in enumerate((canton, TINY)):  # of another edition nothing is said
        file = story.read_text(encoding="utf-8")
        story.write_text(file.replace("C-0", f"C-{number}"), encoding="utf-8")
        assert terminal.iiz("flow", story, "--canton", folder, "--store", store).code == 0
    assert terminal.iiz("store", "expired", store, "--on", "2029-03-06").out == ""
    assert terminal.iiz("store", "expired", store, "--on", "2029-03-07").out == "C-0\n"
    over = ("--after", "P4Y", "--on", "2028-03-07")
    assert terminal.iiz("store", "expired", store, *over).out == "C-0\nC-1\n"
    done = terminal.iiz("store", "forget", store, "--on", "2029-03-07", "--reason", "Frist")
    assert (done.code, done.out) == (0, "Fälle gelöscht: 1.\n")


CLOSED_SOON = """title: Kurz
case: C-0
opened: 2024-03-05
events:
  - {date: 2024-03-05, event: entered, facts: {person.born: 1990-01-01}}
  - {date: 2024-03-06, event: ended}
"""


def test_a_store_of_an_older_form_is_upgraded(terminal: Terminal):
    old = Path(shutil.copy(OLD, terminal.folder / "old.db"))
    done = terminal.iiz("store", "verify", old)
    assert (done.code, "iiz store upgrade" in done.err) == (2, True)
    done = terminal.iiz("store", "upgrade", old)
    assert (done.code, done.out) == (0, "Aus Form 2 neu geschrieben; 10 Aufzeichnungen.\n")
    done = terminal.iiz("store", "verify", old)
    assert done.code == 0
    assert "bis zur Aufzeichnung 9 in die neue Form gebracht" in done.out
    done = terminal.iiz("store", "upgrade", old)
    assert done.out == "Die Ablage hat schon die neue Form.\n"


def test_a_sealed_store_is_opened_with_its_key(terminal: Terminal):
    if find_spec("cryptography") is None:
        lacking("cryptography is not installed")
    key = terminal.file("cases.key", base64.urlsafe_b64encode(b"k" * 32).decode() + "\n")
    story, store = terminal.file("story.yaml", SHORT), terminal.folder / "cases.db"
    sealed = ("--key-file", key)
    assert terminal.iiz("flow", story, *CANTON, "--store", store, *sealed).code == 0
    assert terminal.iiz("store", "verify", store).code == 2
    assert terminal.iiz("store", "verify", store, *sealed).code == 0
    listed = terminal.iiz("obligations", "--store", store, "--on", "2024-03-01", *sealed)
    assert "VS-1" in listed.out
    assert terminal.iiz("store", "verify", store, "--key-file", "no.key").code == 2


@pytest.mark.parametrize("head", ["9", "x:y", "9999999999999999999999:a", ":", "-1:a"])
def test_a_head_that_is_none(terminal: Terminal, kept: Path, head: str):
    done = terminal.iiz("store", "verify", kept, "--head", head)
    assert (done.code, "wrong-argument" in done.err) == (2, True)


@pytest.mark.parametrize("command", ["flow", "obligations", "store"])
@pytest.mark.parametrize("language", ["de", "fr", "en"])
def test_each_command_says_what_it_does(terminal: Terminal, command: str, language: str):
    done = terminal.iiz(command, "--help", "--lang", language)
    assert done.code == 0
    assert len(done.out.splitlines()) > 10


def test_a_story_may_name_its_canton(terminal: Terminal):
    named, asked = (terminal.iiz("flow", STORY, *more) for more in ((), ("--canton", "valais")))
    assert named.code == 0
    assert named.out == asked.out


def test_an_unknown_canton_is_told_at_its_place_with_the_one_meant(
    terminal: Terminal, tmp_path: Path
):
    (tmp_path / "seetal").mkdir()
    (tmp_path / "seetal" / "canton.yaml").write_text("language: 2\n", "utf-8")
    story, case = tmp_path / "story.yaml", tmp_path / "case.yaml"
    story.write_text("title: x\ncanton: Seetal\ncase: A\nopened: 2024-01-08\nevents: []\n", "utf-8")
    case.write_text("canton: Zürch\ndate: 2024-01-08\nfacts: {}\n", "utf-8")
    told = terminal.iiz("flow", story)
    assert f"{story}:2:9: Fehler[unknown-canton]" in told.err
    assert "`seetal`" in told.err
    told = terminal.iiz("assess", case)
    assert f"{case}:1:9: Fehler[unknown-canton]" in told.err
    assert "`zurich`" in told.err


def test_a_canton_may_be_a_folder_of_where_the_call_is_made(terminal: Terminal):
    (terminal.folder / "cases").mkdir()
    shutil.copytree(ROOT / "cantons" / "zurich", terminal.folder / "mine")
    terminal.file("cases/case.yaml", "canton: mine\ndate: 2024-03-05\nfacts: {}\n")
    assert "Kanton Zürich" in terminal.iiz("assess", "cases/case.yaml").out
