"""`iiz diff` against an earlier state in git, and as a page and a comment."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from iiz_rules.verification import committed
from tests.checks.canton import TINY
from tests.cli.terminal import Terminal
from tests.verification.solver import solving
from tests.verification.test_impact import FUNDING

ELIGIBILITY = "2024-01-01/eligibility.yaml"


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Anna", "-c", "user.email=anna@example.org", "-c", "core.hooksPath=")
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")


@pytest.fixture
def canton(tmp_path: Path) -> Path:
    """The tiny canton in a checkout, one commit old, with a limit changed since."""
    folder = tmp_path / "tiny"
    shutil.copytree(TINY, folder)
    (folder / "2024-01-01" / "link.yaml").symlink_to("facts.yaml")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    rules = folder / ELIGIBILITY
    rules.write_text(rules.read_text("utf-8").replace("at_least: 16", "at_least: 18"), "utf-8")
    return folder


@solving
def test_an_earlier_state_is_read_beside_the_working_tree(
    canton: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "nowhere")  # as a hook of another repository sets it
    before = {file: file.read_bytes() for file in canton.rglob("*.yaml")}
    done = terminal.iiz("diff", "tiny", "--against", "HEAD")
    assert done.code == 1
    assert "Zielgruppe [eligibility]: ja → nein" in done.out
    assert f"/{ELIGIBILITY}:7:11 → tiny/{ELIGIBILITY}:7:11" in done.out
    assert "tiny@" in done.out
    assert before == {file: file.read_bytes() for file in canton.rglob("*.yaml")}
    edition = terminal.iiz("diff", "tiny/2024-01-01", "--against", "HEAD", "--format", "markdown")
    assert "- **Zielgruppe \\[eligibility\\]**: ja → nein\n  <br>Fall: Alter: 1" in edition.out
    assert terminal.iiz("diff", "tiny", "--against", "HEAD", "-o", "d.html", "--format", "html").out
    page = Path("d.html").read_text("utf-8")
    assert '<th scope="row">Zielgruppe</th>' in page
    assert "Sonst ändert sich keine Antwort; das ist bewiesen." in page
    monkeypatch.delenv("GIT_DIR")
    commit(canton.parent)
    assert terminal.iiz("diff", "tiny", "--against", "HEAD").code == 0


@solving
def test_what_time_does_not_suffice_for_is_not_compared(canton: Path, terminal: Terminal) -> None:
    asked = ("diff", "tiny", "--against", "HEAD", "--time-limit")
    done = terminal.iiz(*asked, "0")
    assert done.code == 1
    assert "Nicht verglichen, weil der Aufwand dafür nicht mehr reichte: ob Regeln" in done.out
    assert "Sonst ändert sich keine Antwort" not in done.out
    told = json.loads(terminal.iiz(*asked, "0", "--format", "json").out)
    assert told["changes"] == []
    assert told["unasked"] == {"verdict": 1, "acts": 1}
    page = terminal.iiz(*asked, "0", "--format", "html").out
    assert "Was nicht genannt ist, kann sich ändern." in page
    commit(canton.parent)
    assert terminal.iiz(*asked, "600").code == 0
    assert terminal.iiz(*asked, "soon").code == 2


@solving
def test_what_cannot_be_compared_says_why(
    canton: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*arguments: object) -> str:
        done = terminal.iiz("diff", *arguments)
        assert done.code == 2
        return done.err.partition("[")[2].partition("]")[0]

    assert refused("tiny", "--against", "no-such") == "unknown-commit"
    assert refused("tiny", "--against", "--output=x") == "unknown-commit"
    assert refused("tiny", "tiny", "--against", "HEAD") == "clashing-options"
    shutil.copytree(TINY, canton.parent / "later")
    assert refused("later", "--against", "HEAD") == "not-in-commit"
    monkeypatch.setattr(committed, "GIT", "no-such-git")
    assert refused("tiny", "--against", "HEAD") == "no-git"
    monkeypatch.undo()
    monkeypatch.chdir(canton.parent)
    shutil.rmtree(canton.parent / ".git")
    assert refused("tiny", "--against", "HEAD") == "no-checkout"


def test_impact_names_the_cases_that_a_change_touches(canton: Path, terminal: Terminal) -> None:
    case = {"title": "x", "date": "2024-03-05", "facts": {"person": {"born": "2007-01-01"}}}
    (canton.parent / "anna.json").write_text(json.dumps(case), "utf-8")
    asked = ("impact", "tiny", "--against", "HEAD", "--cases", "anna.json")
    done = terminal.iiz(*asked)
    assert (done.code, "anna.json (05.03.2024)\n    Zielgruppe: ja → nein" in done.out) == (1, True)
    told = json.loads(terminal.iiz(*asked, "--format", "json").out)
    assert told["sources"][0]["counts"][0]["cases"] == 1
    assert terminal.iiz(*asked, "--format", "html", "-o", "impact.html").code == 1
    page = re.sub("<[^>]+>", "|", Path("impact.html").read_text("utf-8"))
    assert "|Zielgruppe: ja → nein" in page
    same = terminal.iiz("impact", "tiny", "tiny", "--cases", "anna.json", "--lang", "en")
    assert (same.code, "No answer changes in these cases." in same.out) == (0, True)


@pytest.mark.parametrize("option", ["--cases", "--receipts", "--store", "--population"])
def test_where_there_is_nothing_nothing_was_tried(
    canton: Path, terminal: Terminal, option: str
) -> None:
    done = terminal.iiz("impact", "tiny", "tiny", option, "nothing.yaml")
    assert (done.code, "[unreadable-file]" in done.err) == (2, True)
    assert "es gibt sie nicht" in done.err
    (canton.parent / "empty").mkdir(exist_ok=True)
    none = terminal.iiz("impact", "tiny", "tiny", "--cases", "empty")
    assert "Es gab keinen Fall, an dem sich" in none.out
    (canton.parent / "empty" / "x.yaml").write_text("facts: {person.income: -}", "utf-8")
    wrong = terminal.iiz("impact", "tiny", "tiny", "--cases", "empty")
    assert "weil fehlerhaft: 1.\n  x.yaml:1:" in wrong.out


@solving
def test_a_policy_is_compared_with_what_a_scenario_assumes(
    canton: Path, terminal: Terminal
) -> None:
    (canton / "2024-01-01" / "funding.yaml").write_text(FUNDING.replace("CAP", "500.00"), "utf-8")
    scenario = "id: more\nlabel: {de: Mehr, fr: Plus, en: More}\ncovers: {pays: {cap: 800.00}}\n"
    (canton.parent / "more.yaml").write_text(scenario, "utf-8")
    done = terminal.iiz("diff", "tiny", "--scenario", "more.yaml")
    assert done.code == 1
    assert "Amt zahlt [pays]: zahlt bis zu 300.00 CHF mehr" in done.out.replace("\u00a0", " ")


@pytest.mark.parametrize("command", ["diff", "impact"])
def test_a_state_is_not_compared_with_itself(
    canton: Path, terminal: Terminal, command: str
) -> None:
    """`Nothing changes` would read as if a change had been looked at."""
    done = terminal.iiz(command, "tiny")
    assert (done.code, "[nothing-to-compare]" in done.err) == (2, True)
