"""What is usually changed, as fields; how what is below an edition is begun to be changed."""

from pathlib import Path

import pytest

from iiz_rules.editor.amending import begun, inherited
from iiz_rules.editor.canton import CantonText
from iiz_rules.editor.edits import Edit, applied
from iiz_rules.editor.usual import Fields
from iiz_rules.language.editions import Folder, find_folder, read_canton
from iiz_rules.language.in_force import read_in_force
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.loading import read_program
from tests.web.bay import RULES, bay

FIELDS = """\
label: "Aufnahme: hier"
clauses: [BA-1.1]
criteria:
  - id: adult
    label: Mindestalter
    when: {fact: person.age, between: [16, 25]}
  - id: number
    label: Anzahl
    when: {fact: registrations, count: {at_least: 2}}
  - id: listed
    label: Liste
    when:
      fact: registrations
      contains_any:
        - rav   # zuerst
        - iv
"""
LISTED = "Anmeldungen: enthält mindestens eines von"
CHANGED = [
    ("Alter: von", ["18"], "between: [18, 25]"),
    ("Alter: bis", ["30"], "between: [16, 30]"),
    ("Anmeldungen: mindestens", ["3"], "count: {at_least: 3}"),
    (
        "Anmeldungen: enthält mindestens eines von",
        ["rav", "commune"],
        "# zuerst\n        - commune",
    ),
    ("Bezeichnung", ["Zugang: dort"], 'label: "Zugang: dort"'),
]
REFUSED = [
    ("Alter: von", ["alt"]),
    ("Alter: von", [""]),
    (LISTED, []),
]


@pytest.fixture
def fields(tmp_path: Path) -> Fields:
    folder = Folder(bay(tmp_path).resolve(), "bay")
    program, _ = read_program(folder, read_canton(folder).editions[0])
    assert program
    text = CantonText(Folder(folder.path, "bay", {folder.path / RULES: FIELDS.encode()}))
    file = text.file(folder.path / RULES)
    assert file
    return Fields(program, file, "de")


@pytest.mark.parametrize(("label", "typed", "wanted"), CHANGED)
def test_a_field_changes_its_value_and_nothing_else(
    fields: Fields, label: str, typed: list[str], wanted: str
) -> None:
    [change, *_] = [one for one in fields.changes() if one.label == label]
    edit = fields.edit(change, typed)
    assert isinstance(edit, Edit)
    after = applied(FIELDS, [edit])
    assert wanted in after
    assert len(set(FIELDS.split("\n")) ^ set(after.split("\n"))) <= 2


@pytest.mark.parametrize(("label", "typed"), REFUSED)
def test_what_cannot_be_is_said(fields: Fields, label: str, typed: list[str]) -> None:
    [change] = [one for one in fields.changes() if one.label == label]
    assert isinstance(fields.edit(change, typed), str)


def tree(text: str) -> Node | None:
    return read_yaml(text.encode(), "text").root


def test_an_amendment_begins_with_what_is_to_be_changed(tmp_path: Path) -> None:
    folder = find_folder("zurich")
    rules = read_in_force(folder, read_canton(folder).editions[-1])
    known = {one.name: one for one in inherited(rules, "escalation.yaml", None)}
    first = begun("", known["step-3/selected"], "# schema")
    assert first
    assert first.startswith("# schema\nsteps:\n  - {id: step-3, criteria: [{id: selected, when:")
    second = begun(first, known["step-1"], "")
    assert second
    assert second.startswith(first.rstrip("\n"))
    assert "\n  - id: step-1\n    provider:" in second
    assert begun(second, known["step-1/target-group"], "") is None  # step-1 stands there
    assert begun("steps: [", known["step-1"], "") is None
    left = {one.name for one in inherited(rules, "escalation.yaml", tree(second))}
    assert {"step-3/selected", "step-1"} & left == set()
    assert begun("# only this\n", known["step-1"], "") or ""


def test_a_criterion_that_goes_by_what_it_asks_for_is_amended_by_that_name(tmp_path: Path) -> None:
    folder = Folder(bay(tmp_path), "bay")
    path = folder.path / RULES
    short = "criteria:\n  - {fact: person.age, at_most: 39}\n"
    path.write_text(path.read_text("utf-8").replace("criteria:\n", short), "utf-8")
    rules = read_in_force(folder, read_canton(folder).editions[-1])
    known = {one.name: one for one in inherited(rules, "eligibility.yaml", None)}
    first = begun("", known["person.age"], "# schema")
    assert first
    wanted = "{id: person.age, when: {fact: person.age, at_most: 39}}"
    assert first.splitlines()[1:] == ["criteria:", f"  - {wanted}"]
