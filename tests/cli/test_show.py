"""`iiz show`: an edition as it is in force, and where each line of it was written."""

from pathlib import Path

import pytest

from iiz_rules.language.text.yaml import read_yaml
from tests.cli.terminal import Terminal
from tests.language.test_layers import OWN, below_a_law, canton

CHANGED = {
    "facts.yaml": "facts: [{id: person.age, at_most: 120}]",
    "eligibility.yaml": """
criteria:
  - {id: elder, label: {de: Älter, fr: Aîné}, when: {not: {fact: person.age, at_least: 90}}}
  - {fact: person.here, removed: true}
""",
}


def test_an_overview_says_what_the_edition_changes(terminal: Terminal, tmp_path: Path):
    done = terminal.iiz("show", canton(tmp_path, CHANGED))
    assert done.code == 0
    assert "Tal  2026-01-01, gilt ab 01.01.2026\n  stützt sich auf 2024-01-01" in done.out
    assert "eligibility.yaml  3 Einträge" in done.out  # criteria, not the label of the rule
    assert "facts.yaml\n  geändert: person.age" in done.out
    assert "eligibility.yaml\n  neu: elder\n  entfernt: person.here" in done.out


def test_a_thing_is_shown_whole_with_the_origin_of_each_line(terminal: Terminal, tmp_path: Path):
    folder = canton(tmp_path, CHANGED)
    [heading, line, _] = terminal.iiz("show", folder, "person.age").out.split("\n", 2)
    assert heading == "facts.yaml / facts / person.age"
    assert "type: int" in line
    assert "at_most: 120" in line
    shown = terminal.iiz("show", folder, "eligibility").out
    assert "2024-01-01/eligibility.yaml:2" in shown
    assert "2026-01-01/eligibility.yaml:3" in shown


def test_the_yaml_alone_is_the_file_in_force(terminal: Terminal, tmp_path: Path):
    folder = canton(tmp_path, CHANGED)
    text = terminal.iiz("show", folder, "eligibility.yaml", "--format", "yaml").out
    (folder / "2026-01-01" / "eligibility.yaml").write_text("whole: true\n" + text, "utf-8")
    assert terminal.iiz("show", folder, "eligibility", "--format", "yaml").out == text
    tree = read_yaml(text.encode(), "eligibility.yaml").root
    assert tree
    assert [one.get("id", one.get("fact")) for one in tree.plain()["criteria"]] == [
        "adult",
        "elder",
        "person.asks",
    ]


def test_a_file_of_which_nothing_is_left_is_shown_empty(terminal: Terminal, tmp_path: Path):
    folder = canton(tmp_path, {"events.yaml": "whole: true"})
    done = terminal.iiz("show", folder, "events")
    assert (done.code, done.out) == (0, "events.yaml\n\n")


def test_the_law_above_is_named(terminal: Terminal, tmp_path: Path):
    folder = below_a_law(tmp_path, OWN)
    assert "steht auf dem Recht loi/2024" in terminal.iiz("show", folder).out
    assert "loi/2024/eligibility.yaml:4" in terminal.iiz("show", folder, "of-age").out


@pytest.mark.parametrize("what", ["elders", "facts.yml"])
def test_what_there_is_not_is_refused_with_what_was_probably_meant(
    terminal: Terminal, tmp_path: Path, what: str
):
    done = terminal.iiz("show", canton(tmp_path, CHANGED), what)
    assert done.code == 2
    assert "meinten Sie `" in done.err


def test_files_with_faults_are_not_shown_as_in_force(terminal: Terminal, tmp_path: Path):
    folder = canton(tmp_path, {"facts.yaml": "facts: [{label: Alter}]"})
    assert "unnamed-amendment" in terminal.iiz("show", folder).err
