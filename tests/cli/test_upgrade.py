"""`iiz upgrade`: a canton of the first form in the form of today, with the same answers."""

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.language.editions import Folder
from iiz_rules.language.text.putting import put, unwritable
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.language.upgrading import upgrade
from tests.cli.terminal import Terminal
from tests.effort import sampled
from tests.rights import ordinary_user

MUSTERLAND = Path(__file__).parents[1] / "cantons" / "musterland"


@pytest.fixture
def first_form(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MUSTERLAND, tmp_path / "musterland"))


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def comments(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.lstrip().startswith("#"))


def test_the_rules_are_the_same_and_shorter(terminal: Terminal, first_form: Path):
    before = iiz.load(MUSTERLAND).program
    done = terminal.iiz("upgrade", first_form)
    assert done.code == 0
    assert done.out.endswith(
        "Die Regeln sind dieselben, die eigenen Fälle werden gleich beantwortet.\n"
    )
    after = iiz.load(first_form).program
    assert after.rules.keys() == before.rules.keys()
    assert {name: fact.label for name, fact in after.facts.items()} == {
        name: fact.label for name, fact in before.facts.items()
    }
    assert after.digest != before.digest
    assert terminal.iiz("test", first_form).out == terminal.iiz("test", MUSTERLAND).out
    assert terminal.iiz("check", first_form, "--strict").code == 0
    clauses = (first_form / "2025-01-01" / "clauses.yaml").read_text("utf-8")
    assert "executable: full" not in clauses
    assert len(clauses.splitlines()) < 40


def test_comments_stay_and_what_they_stand_beside(terminal: Terminal, first_form: Path):
    path = first_form / "2025-01-01" / "eligibility.yaml"
    text = path.read_text("utf-8").replace(
        "    clauses: [ML-2]\n    mode", "    clauses: [ML-2]  # wie die Regel\n    mode", 1
    )
    path.write_text(text, "utf-8")
    before = {name: list(comments(data.decode())) for name, data in contents(first_form).items()}
    assert terminal.iiz("upgrade", first_form).code == 0
    after = {name: list(comments(data.decode())) for name, data in contents(first_form).items()}
    assert {name: after[name] for name in before} == before
    rewritten = path.read_text("utf-8")
    assert rewritten.count("clauses: [ML-2]  # wie die Regel\n") == 1
    assert rewritten.count("clauses: [ML-2]") == 2  # and that of the rule


def test_what_is_in_the_newest_form_stays_as_it_is(terminal: Terminal, first_form: Path):
    terminal.iiz("upgrade", first_form)
    written = contents(first_form)
    done = terminal.iiz("upgrade", first_form)
    assert (done.code, done.out) == (
        0,
        "Der Kanton ist schon in der neuesten Form (2) geschrieben.\n",
    )
    assert contents(first_form) == written


def test_a_dry_run_writes_nothing(terminal: Terminal, first_form: Path):
    done = terminal.iiz("upgrade", first_form, "--dry-run")
    assert "musterland/2025-01-01/clauses.yaml: 66 → " in done.out
    assert contents(first_form) == contents(MUSTERLAND)


def test_a_canton_with_faults_is_not_rewritten(terminal: Terminal, first_form: Path):
    path = first_form / "2025-01-01" / "facts.yaml"
    path.write_text(path.read_text("utf-8").replace("type: int", "type: inn", 1), "utf-8")
    written = contents(first_form)
    done = terminal.iiz("upgrade", first_form)
    assert done.code == 2
    assert "unknown-word" in done.err
    assert contents(first_form) == written


def test_nothing_is_written_where_an_answer_would_be_another(
    terminal: Terminal, first_form: Path, monkeypatch: pytest.MonkeyPatch
):
    """As if what is left out followed otherwise."""

    def wrong(folder: Folder) -> None:
        path = folder.path / "2025-01-01" / "eligibility.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("indicative: {at_least: 3}", "indicative: {at_least: 2}"))

    monkeypatch.setattr("iiz_rules.cli.upgrade.rewrite", wrong)
    done = terminal.iiz("upgrade", first_form)
    assert done.code == 1
    assert "upgrade-differs" in done.err
    assert contents(first_form) == contents(MUSTERLAND)


def test_a_folder_that_cannot_be_written_is_refused(
    terminal: Terminal, first_form: Path, tmp_path: Path
):
    inside = first_form / "2025-01-01"
    inside.chmod(0o555)
    with ordinary_user(tmp_path):
        done = terminal.iiz("upgrade", first_form)
    inside.chmod(0o755)
    assert (done.code, "unwritable-file" in done.err) == (2, True)


def test_what_is_written_meanwhile_is_not_lost(
    terminal: Terminal, first_form: Path, monkeypatch: pytest.MonkeyPatch
):
    facts = first_form / "2025-01-01" / "facts.yaml"

    def meanwhile(copy: Folder) -> None:
        upgrade(copy)
        facts.write_text(facts.read_text("utf-8") + "# neu\n", "utf-8")

    monkeypatch.setattr("iiz_rules.cli.upgrade.rewrite", meanwhile)
    done = terminal.iiz("upgrade", first_form)
    assert (done.code, "changed-meanwhile" in done.err) == (2, True)
    facts.write_text(facts.read_text("utf-8").removesuffix("# neu\n"), "utf-8")
    assert contents(first_form) == contents(MUSTERLAND)


def test_where_the_writing_ends_halfway_no_translation_is_lost(
    terminal: Terminal, first_form: Path, monkeypatch: pytest.MonkeyPatch
):
    """A full disk: the second file cannot be written any more."""
    written: list[Path] = []

    def full(path: Path, text: str) -> None:
        written.append(path)
        if len(written) > 2:
            raise unwritable(path, OSError(errno.ENOSPC, ""))
        put(path, text)

    monkeypatch.setattr("iiz_rules.cli.upgrade.put", full)
    assert terminal.iiz("upgrade", first_form).code == 2
    assert [path.name for path in written[:2]] == ["texts.en.yaml", "texts.fr.yaml"]
    before = contents(MUSTERLAND)
    assert {name: data for name, data in contents(first_form).items() if name in before} == before


@pytest.mark.parametrize("ending", sampled([1, 3, 5, 8], 2))
def test_what_ended_halfway_is_finished_by_running_it_again(
    terminal: Terminal, first_form: Path, monkeypatch: pytest.MonkeyPatch, ending: int
):
    """Whichever file could not be written any more, canton.yaml the last."""
    whole = Path(shutil.copytree(first_form, first_form.parent / "whole" / "musterland"))
    terminal.iiz("upgrade", whole)
    written: list[Path] = []

    def full(path: Path, text: str) -> None:
        written.append(path)
        if len(written) > ending:
            raise unwritable(path, OSError(errno.ENOSPC, ""))
        put(path, text)

    with monkeypatch.context() as patched:
        patched.setattr("iiz_rules.cli.upgrade.put", full)
        assert terminal.iiz("upgrade", first_form).code == 2
    assert terminal.iiz("check", first_form).code == 0
    assert terminal.iiz("upgrade", first_form).code == 0
    assert contents(first_form) == contents(whole)
    assert terminal.iiz("check", first_form, "--strict").code == 0


def test_sections_are_written_once_where_the_clauses_are_numbered_by_them(
    terminal: Terminal, first_form: Path
):
    path = first_form / "2025-01-01" / "clauses.yaml"
    text = path.read_text("utf-8")
    for number in range(1, 12):
        text = text.replace(
            f"  - id: ML-{number}\n", f"  - id: ML-{number}\n    # Ziffer {number}\n"
        )
    tree = read_yaml(text.encode(), "clauses.yaml").root
    assert tree
    for clause in tree.plain()["clauses"]:
        number = clause["id"].partition("-")[2]
        text = text.replace(f'section: "{clause["section"]}"', f"section: {number} Abschnitt", 1)
    path.write_text(text, "utf-8")
    before = iiz.load(first_form).program.register
    assert terminal.iiz("upgrade", first_form).code == 0
    rewritten = path.read_text("utf-8")
    assert 'sections:\n  "1": Abschnitt\n' in rewritten
    assert "section:" not in rewritten
    assert iiz.load(first_form).program.register.clauses == before.clauses


def test_a_canton_of_a_form_to_come_is_not_read_on_the_off_chance(
    terminal: Terminal, first_form: Path
):
    path = first_form / "canton.yaml"
    path.write_text(
        path.read_text("utf-8").replace("canton:", "language: 3\nnew: 1\ncanton:"), "utf-8"
    )
    done = terminal.iiz("check", first_form)
    assert done.code == 1
    assert "Form 3 geschrieben; bekannt ist hier die Form 2" in done.out
    assert "unknown-key" not in done.out


def test_the_first_form_is_told_by_a_warning(terminal: Terminal, first_form: Path):
    done = terminal.iiz("check", first_form)
    assert done.code == 0
    assert "old-form" in done.out
    assert "iiz upgrade" in done.out
