"""`iiz set`: one value of a file changes, every other byte stays."""

import shutil
from pathlib import Path

import pytest

from iiz_rules.cli import set as command
from iiz_rules.cli.main import run
from iiz_rules.editor.setting import with_value

ROOT = Path(__file__).parents[2]
TEXT = """\
# gepflegt
criteria:   # alle
  - {id: residence, when: {fact: person.lives_here, is: true}}
  - id: several
    label: "Mehrere"     # wie im Leitfaden
    when:
      any:
        - {fact: person.age, at_least: 18}  # volljährig
        - {term: other}
"""
ROWS = {
    "a value in brackets": (
        ("criteria/residence/when/is", "false"),
        ("is: true}", "is: false}"),
    ),
    "a value in a list without ids": (
        ("criteria/several/when/any/1/at_least", "16"),
        ("at_least: 18", "at_least: 16"),
    ),
    "a text that keeps its quotation marks": (
        ("criteria/several/label", "Mehr als eines"),
        ('"Mehrere" ', '"Mehr als eines" '),
    ),
    "a text that needs some": (
        ("criteria/residence/id", "no"),
        ("id: residence", 'id: "no"'),
    ),
    "a whole condition": (
        ("criteria/several/when", "{term: other}"),
        ("any:\n        - {fact: person.age, at_least: 18}  # volljährig\n        - ", ""),
    ),
    "a new key in brackets": (
        ("criteria/residence/mode", "judgement"),
        ("is: true}}", "is: true}, mode: judgement}"),
    ),
    "a new key on a line": (
        ("criteria/several/mode", "judgement"),
        ("- {term: other}\n", "- {term: other}\n    mode: judgement\n"),
    ),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("row", ROWS)
def test_one_value_changes_and_no_other_byte(row: str, ends: str, tmp_path: Path) -> None:
    (way, value), (old, new) = ROWS[row]
    file = tmp_path / "rules.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", ends).encode())
    assert run(["set", str(file), way, value]) == 0
    assert TEXT.count(old) == 1
    wanted = TEXT.replace(old, new).replace("\n", ends)
    assert file.read_bytes() == b"\xef\xbb\xbf" + wanted.encode()


@pytest.mark.parametrize(
    ("way", "value", "said"),
    [
        ("criteria/residnce/when", "x", "meinten Sie `residence`"),
        ("criteria/9", "x", "möglich ist: residence, several"),
        ("criteria/residence/when/is/deeper", "x", "geht bei `WEG` nicht"),
        ("criteria/residence/when", "{fact: ", "geht bei `WERT` nicht"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    way: str, value: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(TEXT, "utf-8")
    assert run(["set", str(file), way, value, "--lang", "de"]) == 2
    assert said in capsys.readouterr().err
    assert file.read_text("utf-8") == TEXT


def test_in_a_canton_a_key_is_one_of_those_that_may_stand_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", "canton", "neuland", "--into", str(tmp_path), "--edition", "2026"]) == 0
    file = tmp_path / "neuland" / "2026" / "eligibility.yaml"
    before = file.read_text("utf-8")
    assert run(["set", str(file), "criteria/residence/modus", "judgement", "--lang", "de"]) == 2
    assert "meinten Sie `mode`" in capsys.readouterr().err
    assert file.read_text("utf-8") == before
    assert run(["set", str(file), "criteria/residence/mode", "judgement"]) == 0
    packaged = Path("cantons/zurich/2014-04-01/eligibility.yaml")
    assert run(["set", str(packaged), "criteria/nothing/mode", "judgement"]) == 2


def test_what_somebody_else_changed_meanwhile_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(TEXT, encoding="utf-8")
    theirs = TEXT.replace("at_least: 18", "at_least: 20")

    def changing(*given: object) -> bytes:
        file.write_text(theirs, encoding="utf-8")
        return with_value(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(command, "with_value", changing)
    assert run(["set", str(file), "criteria/residence/when/is", "false"]) == 2
    assert "changed-meanwhile" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == theirs


def test_what_may_stand_there_is_named_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    canton = tmp_path / "musterland"
    shutil.copytree(ROOT / "tests" / "cantons" / "musterland", canton)
    (file,) = canton.glob("*/eligibility.yaml")
    assert run(["set", str(file), "title", "x"]) == 2
    named = capsys.readouterr().err
    assert (named.count("label"), named.count("criteria")) == (1, 1)
