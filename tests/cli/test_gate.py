"""`iiz gate` lets a change through that is declared, and nothing else."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml

from tests.checks.canton import TINY
from tests.cli.terminal import ROOT, Terminal
from tests.cli.test_diff import commit, git
from tests.verification.solver import solving

pytestmark = solving
ELIGIBILITY, ORGANISATION = "2024-01-01/eligibility.yaml", "2024-01-01/organisation.yaml"


@pytest.fixture
def canton(tmp_path: Path) -> Path:
    """The tiny canton as it was, and beside it with a limit changed."""
    shutil.copytree(TINY, tmp_path / "before")
    shutil.copytree(TINY, tmp_path / "after")
    exchange(tmp_path / "after" / ELIGIBILITY, "at_least: 16", "at_least: 18")
    (tmp_path / "after" / "changes").mkdir()
    return tmp_path / "after"


def exchange(file: Path, text: str, other: str) -> None:
    file.write_text(file.read_text("utf-8").replace(text, other), "utf-8")


def declare(canton: Path, effects: str, **keys: str) -> None:
    said = {"says": "Erst ab 18", "from": "2026-11-01", "decision": "Beschluss vom 14.09.2026"}
    text = "".join(f"{key}: {value}\n" for key, value in {**said, **keys}.items() if value)
    (canton / "changes" / "2026-11-age.yaml").write_text(f"{text}effects: [{effects}]\n", "utf-8")


def found(terminal: Terminal, *more: str) -> tuple[int, list[str]]:
    done = terminal.iiz("gate", "before", "after", "--on", "2026-10-01", *more)
    return done.code, re.findall(r"(?:Fehler|Warnung)\[([a-z-]+)\]", done.out + done.err)


def test_what_changes_has_to_be_declared(canton: Path, terminal: Terminal) -> None:
    done = terminal.iiz("gate", "before", "after", "--on", "2026-10-01")
    assert done.code == 1
    assert "after/2024-01-01/eligibility.yaml:7:11: Fehler[undeclared-effect]" in done.out
    assert "`eligibility` (Zielgruppe) ändert sich" in done.out
    assert "Nicht erklärt: 1. So kommt die Änderung nicht durch." in done.out
    assert "in manchen Fällen nein statt ja" in done.out
    assert "`--draft NAME` schreibt die Erklärung vor." in done.out
    (canton / "changes").rmdir()
    (canton / "canton.yaml").write_text(
        "# yaml-language-server: $schema=../s/canton.schema.json\n"
        + (canton / "canton.yaml").read_text("utf-8"),
        "utf-8",
    )
    draft_it = ("gate", "before", "after", "--on", "2026-11-01", "--draft")
    assert terminal.iiz(*draft_it, "2026-11-age").out == (
        "Geschrieben: after/changes/2026-11-age.yaml\n"
    )
    assert "[already-there]" in terminal.iiz(*draft_it, "2026-11-age").err
    assert "[wrong-argument]" in terminal.iiz(*draft_it, "../age").err
    file = canton / "changes" / "2026-11-age.yaml"
    draft = file.read_text("utf-8")
    assert draft.startswith("# yaml-language-server: $schema=../../s/declared-change.schema.json")
    unsaid = terminal.iiz("gate", "before", "after", "--on", "2026-10-01")
    assert unsaid.code == 1  # nobody has said yet what it is for
    assert "`says` ist leer" in unsaid.out
    assert "--draft" not in unsaid.out  # it is there
    file.write_text(re.sub(r'""  #.*', "Beschluss vom 14.09.2026", draft), "utf-8")
    done = terminal.iiz("gate", "before", "after", "--on", "2026-10-01")
    assert (done.code, "Erklärt und eingetreten: 1." in done.out) == (0, True)
    told = json.loads(terminal.iiz("gate", "before", "after", "--format", "json").out)
    assert (told["passed"], told["findings"], told["changes"][0]["name"]) == (
        True,
        [],
        "eligibility",
    )
    exchange(canton / ORGANISATION, "by: [coordinator]", "by: [contact]")
    assert found(terminal) == (1, ["undeclared-effect"])  # who may act is written otherwise


def test_what_is_written_otherwise_under_another_reading_is_named(
    canton: Path, terminal: Terminal
) -> None:
    """No answer changes as the source is read; whoever asks is told what else to look at."""
    options = "{narrow: {is_met: true}, wide: {fact: person.age, at_least: %d}}"
    read = f"{{interpretation: A-XX-01, choose: {options}}}"
    for name, age in (("before", 16), ("after", 18)):
        file = canton.parent / name / ELIGIBILITY
        exchange(file, "{fact: person.age, at_least: 16}", read % age)
        exchange(file, "{fact: person.age, at_least: 18}", read % age)
    gate, diff = (
        " ".join(terminal.iiz(one, "before", "after").out.split()) for one in ("gate", "diff")
    )
    for said in (gate, diff):
        assert "ändern sich nur bei einer Lesart, die hier nicht gilt: A-XX-01: weit" in said
        assert "mit `--interpretation A-XX-01=wide`" in said
    wide = terminal.iiz(
        "diff", "before", "after", "--interpretation", "A-XX-01=wide", "--format", "json"
    )
    told = json.loads(wide.out)
    assert [(one["name"], one["before"], one["after"]) for one in told["changes"]] == [
        ("eligibility", "yes", "no")
    ]
    assert told["other_readings"] == []
    usual = json.loads(terminal.iiz("diff", "before", "after", "--format", "json").out)
    assert usual["other_readings"] == [["A-XX-01", "wide"]]
    assert usual["changes_under"] == [
        {
            "interpretation": "A-XX-01",
            "option": "wide",
            "changes": ["eligibility"],
            "settled": True,
        }
    ]


def test_a_reading_that_is_gone_or_new_is_named(canton: Path, terminal: Terminal) -> None:
    """It is in force on neither side, and under it nothing can be compared."""
    before, after = (canton.parent / name / "2024-01-01" for name in ("before", "after"))
    exchange(after / "eligibility.yaml", "at_least: 18", "at_least: 16")
    for file in after.glob("*.yaml"):
        exchange(file, "wide", "widest")
    for name in ("gate", "diff"):
        said = " ".join(terminal.iiz(name, "before", "after").out.split())
        assert "Weggefallen sind Lesarten, die hier nicht galten: A-XX-01: weit." in said
        assert "Neu vorgesehen sind Lesarten, die hier nicht gelten: A-XX-01: weit." in said
        assert "--interpretation" not in said
    told = json.loads(terminal.iiz("diff", "before", "after", "--format", "json").out)
    assert (told["changes"], told["other_readings"]) == ([], [])
    assert told["dropped_readings"] == [["A-XX-01", "wide"]]
    assert told["new_readings"] == [["A-XX-01", "widest"]]
    exchange(before / "interpretations.yaml", "default: narrow", "default: wide")
    used = json.loads(terminal.iiz("diff", "before", "after", "--format", "json").out)
    assert used["dropped_readings"] == []  # it was in force: its answers are compared


def test_what_is_not_proved_does_not_pass(canton: Path, terminal: Terminal) -> None:
    declare(canton, "{rules: [eligibility], direction: less}")
    assert found(terminal) == (0, [])
    assert found(terminal, "--time-limit", "0") == (1, ["effect-not-proved"])
    done = terminal.iiz("gate", "before", "after", "--time-limit", "0", "--format", "json")
    told = json.loads(done.out)
    assert (told["passed"], "verdict" in told["unasked"]) == (False, True)


def test_a_canton_is_not_let_through_as_it_is(canton: Path, terminal: Terminal) -> None:
    """Who forgets what it is compared with would have a gate that is always open."""
    done = terminal.iiz("gate", "after")
    assert (done.code, "[nothing-to-compare]" in done.err) == (2, True)


def test_what_is_declared_twice_counts_once(canton: Path, terminal: Terminal) -> None:
    declare(canton, "{rules: [eligibility, eligibility], direction: less}")
    done = terminal.iiz("gate", "before", "after", "--on", "2026-10-01")
    assert "Erklärt und eingetreten: 1." in done.out


def test_of_a_rule_that_there_is_not_nothing_is_awaited(canton: Path, terminal: Terminal) -> None:
    declare(canton, "{rules: [eligibility, nothing], direction: less}")
    assert found(terminal) == (1, ["unknown-rule"])


def test_what_is_declared_has_to_happen(canton: Path, terminal: Terminal) -> None:
    eligible = "{rules: [eligibility], direction: less}"
    rows: list[tuple[str, dict[str, str], tuple[int, list[str]]]] = [
        (eligible, {}, (0, [])),
        (eligible.replace("less", "more"), {}, (1, ["undeclared-effect", "effect-missing"])),
        (f"{eligible}, {{rules: [entry], direction: new}}", {}, (1, ["effect-missing"])),
        (f"{eligible}, {{rules: [route, nothing], direction: less}}", {}, (1, [])),
        (eligible, {"decision": ""}, (1, ["change-without-ground"])),
        (eligible, {"decision": "", "clauses": "[XX-1]"}, (0, [])),
        (eligible, {"clauses": "[XX-7]"}, (1, ["unknown-clause"])),
        (eligible, {"from": "2026-02-30"}, (1, ["impossible-date", "undeclared-effect"])),
        (eligible, {"says": ""}, (1, ["undeclared-effect", "missing-key"])),
    ]
    for effects, keys, (code, codes) in rows:
        declare(canton, effects, **keys)
        told = found(terminal)
        assert told[0] == code, (effects, keys, told)
        assert not codes or sorted(told[1]) == sorted(codes), (effects, keys)


def test_what_is_announced_warns_until_its_day(canton: Path, terminal: Terminal) -> None:
    later = "{rules: [eligibility], direction: less}, {rules: [entry], direction: less}"
    declare(canton, later, announced="true")
    assert found(terminal) == (0, ["effect-announced"])
    assert found(terminal, "--on", "2026-11-01") == (1, ["effect-missing"])
    shutil.copytree(canton / "changes", canton.parent / "before" / "changes")
    assert found(terminal) == (0, ["effect-announced"])  # also where it stood there before


def test_what_was_carried_out_before_covers_nothing_now(canton: Path, terminal: Terminal) -> None:
    declare(canton, "{rules: [eligibility], direction: less}")
    shutil.copytree(canton / "changes", canton.parent / "before" / "changes")
    assert found(terminal) == (1, ["undeclared-effect"])
    shutil.rmtree(canton / "2024-01-01")
    shutil.copytree(canton.parent / "before" / "2024-01-01", canton / "2024-01-01")
    assert found(terminal) == (0, [])
    comment = terminal.iiz("gate", "before", "after", "--format", "markdown", "--lang", "en").out
    assert comment.startswith("**Declared and happening: 0. Nothing else changes")
    (canton / "changes" / "broken.yaml").write_text("says: [", "utf-8")
    assert found(terminal)[0] == 1


def test_what_is_declared_is_checked_with_the_canton(canton: Path, terminal: Terminal) -> None:
    declare(canton, "{rules: [long-gone], direction: dropped}", decision="")
    done = terminal.iiz("check", "after")
    assert (done.code, "[change-without-ground]" in done.err + done.out) == (1, True)
    declare(canton, "{rules: [long-gone], direction: dropped}")
    assert terminal.iiz("check", "after").code == 0


def test_the_workflow_and_the_hook_run_what_there_is(canton: Path, terminal: Terminal) -> None:
    canton.rename(canton.parent / "kanton")
    git(canton.parent, "init", "--quiet", "--initial-branch", "origin/main")
    commit(canton.parent)
    exchange(canton.parent / "kanton" / ELIGIBILITY, "at_least: 18", "at_least: 19")
    [job] = yaml.safe_load((ROOT / "examples/gate/iiz.yml").read_text("utf-8"))["jobs"].values()
    codes = {}
    for line in (step["run"] for step in job["steps"] if step.get("run", "").startswith("iiz ")):
        called = line.partition(" >> ")[0].partition(" || ")[0]
        words = shlex.split(called.replace("$GITHUB_BASE_REF", "main"))
        codes[words[1]] = terminal.iiz(*words[1:]).code
    assert codes == {"check": 0, "test": 0, "impact": 0, "gate": 1}
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    done = [terminal.iiz(*hook["entry"].split()[1:], "kanton").code for hook in hooks]
    assert done == [0, 1]


CLAIMED = """
claims:
  - {id: adults, says: {de: Nur Erwachsene, fr: x, en: x}, clauses: [XX-1],
     whenever: {rule: eligibility}, then: {fact: person.age, at_least: %d}}
"""
SETS = "needs: [person.born]"
DUTY = "bearer: coordinator"


def test_what_no_answer_shows_has_to_be_declared_as_well(
    tmp_path: Path, terminal: Terminal
) -> None:
    """A claim that is made no more, what an event brings, who is told."""
    events, claims = "2024-01-01/events.yaml", "2024-01-01/claims.yaml"
    shutil.copytree(TINY, tmp_path / "before")
    (tmp_path / "before" / claims).write_text(CLAIMED % 16, "utf-8")
    informed = ("2024-01-01/escalation.yaml", DUTY, f"{DUTY}\n    informs: [contact]")
    rows = [
        ((events, SETS, f"{SETS}\n    sets: {{person.employed: true}}"), "entered", "otherwise"),
        ((events, "opens: true", "opens: true\n    after_closing: true"), "entered", "otherwise"),
        ((events, "id: noted", "id: remarked"), "remarked", "new"),
        (informed, "report", "otherwise"),
        ((claims, "at_least: 16", "at_least: 15"), "adults", "otherwise"),
        ((claims, "id: adults", "id: grown-up"), "adults", "dropped"),
    ]
    for (file, text, other), name, towards in rows:
        shutil.copytree(tmp_path / "before", tmp_path / "after")
        exchange(tmp_path / "after" / file, text, other)
        done = terminal.iiz("gate", "before", "after", "--on", "2026-10-01")
        assert done.code == 1, other
        assert f"`{name}`, `direction: {towards}`" in " ".join(done.out.split()), other
        assert terminal.iiz("gate", "before", "after", "--draft", "it", "--on=2026-10-01").code == 0
        draft = tmp_path / "after" / "changes" / "it.yaml"
        exchange(draft, 'decision: ""', "decision: Beschluss")
        exchange(draft, 'says: ""', "says: Es ist gemeint")
        assert found(terminal) == (0, []), (other, terminal.iiz("gate", "before", "after").out)
        shutil.rmtree(tmp_path / "after")


def test_what_an_event_brings_otherwise_is_said(tmp_path: Path, terminal: Terminal) -> None:
    for name in ("before", "after"):
        shutil.copytree(TINY, tmp_path / name)
    exchange(tmp_path / "after" / "2024-01-01/events.yaml", SETS, "needs: [person.canton]")
    said = " ".join(terminal.iiz("diff", "before", "after").out.split())
    assert "Eintritt [entered]: das Ereignis bringt oder verlangt anderes: Geburtsdatum" in said


OWED = """duties:
  - {id: owed, label: {de: Bericht, fr: x, en: x}, clauses: [XX-1], bearer: coordinator,
     due: {fact: case.opened, plus: P1M}, criteria: [{fact: person.employed, is: true}]}
"""


def test_all_that_a_declaration_of_a_direction_covers_is_named(
    canton: Path, terminal: Terminal
) -> None:
    """Both go otherwise: whoever reads of the actor alone would let the other day through."""
    for place in ("before", "after"):
        exchange(canton.parent / place / "2024-01-01" / "escalation.yaml", "duties:\n", OWED)
    escalation = canton / "2024-01-01" / "escalation.yaml"
    exchange(escalation, "bearer: coordinator,\n     due", "bearer: contact,\n     due")
    exchange(escalation, "plus: P1M", "plus: P2M")
    said = " ".join(terminal.iiz("gate", "before", "after", "--on", "2026-10-01").out.split())
    assert "`owed` (Bericht) ändert sich" in said
    assert "jemand anderes handelt, eine andere Frist gilt" in said
