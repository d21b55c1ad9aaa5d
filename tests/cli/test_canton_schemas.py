"""The schemas of one canton: its names in them, kept in step, and copied with it."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from iiz_rules.language.editions import find_folder
from iiz_rules.language.schemas import Schema
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.schemas import schemas_of
from tests.cli.terminal import ZURICH, Terminal
from tests.packaged import files_of


@pytest.fixture(scope="module")
def schemas() -> dict[str, Schema]:
    """Those of Zürich, in French."""
    return schemas_of(find_folder("zurich"), "fr")


def plain(text: str) -> Any:
    root = read_yaml(text.encode(), "x").root
    assert root is not None
    return json.loads(json.dumps(root.plain()))


def test_what_the_canton_wrote_is_accepted(schemas: dict[str, Schema]):
    for path in files_of(ZURICH):
        folders = {"cases": "case", "stories": "story"}
        name = folders.get(path.parent.name, path.stem.partition(".")[0])
        validator = Draft202012Validator(schemas[name])
        faults = list(validator.iter_errors(plain(path.read_text("utf-8"))))
        assert not faults, (path, faults[0].message)


WRONG = {
    "eligibility/a fact": ("{fact: person.residence.canton,", "{fact: person.lives_heer,"),
    "eligibility/a clause": ("clauses: [ZH-6.2]", "clauses: [ZH-6.99]"),
    "facts/who knows it": ("held_by: [", "held_by: [nobody, "),
    "organisation/who acts": ("by: [", "by: [nobody, "),
}


@pytest.mark.parametrize("row", WRONG)
def test_a_name_that_there_is_not_is_marked(row: str, schemas: dict[str, Schema]):
    name = row.partition("/")[0]
    old, new = WRONG[row]
    text = (ZURICH / "2014-04-01" / f"{name}.yaml").read_text("utf-8")
    assert old in text
    validator = Draft202012Validator(schemas[name])
    assert not validator.is_valid(plain(text.replace(old, new, 1)))


def test_a_name_is_called_as_the_reader_calls_it_and_a_case_has_the_cantons_facts(
    schemas: dict[str, Schema],
):
    fact = next(
        word for word in words(schemas["eligibility"]) if word["const"] == "person.employable"
    )
    assert "?" in fact["description"]
    assert schemas["case"]["properties"]["facts"]["$ref"] == "#/$defs/known"
    facts = schemas["case"]["$defs"]["known"]["properties"]
    assert facts["person"]["properties"]["employable"]["description"] == fact["description"]
    assert {"const": "ZH", "description": "Zurich"} in words(facts)
    assert not Draft202012Validator(schemas["case"]).is_valid(
        {"title": "a", "facts": {"person": {"lives_heer": True}}}
    )


def words(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, list):
        return [word for one in schema for word in words(one)]
    if not isinstance(schema, dict):
        return []
    return ([schema] if "const" in schema else []) + words([*schema.values()])


def test_a_canton_is_copied_with_schemas_of_its_own(terminal: Terminal):
    done = terminal.iiz("new", "canton", "neuland", "--from", "zurich")
    assert done.code == 0, done.err
    folder = terminal.folder / "neuland"
    assert "canton: neuland\n" in (folder / "canton.yaml").read_text("utf-8")
    for path in folder.rglob("*.yaml"):
        head = path.read_text("utf-8").partition("\n")[0]
        named = path.parent / head.rpartition("$schema=")[2]
        assert named.resolve().is_relative_to(folder.resolve()), path
        assert named.is_file(), path
    assert terminal.iiz("check", "neuland").code == 0


def test_schemas_beside_a_canton_are_kept_in_step(terminal: Terminal):
    terminal.iiz("new", "canton", "neuland", "--edition", "2026", "--lang", "fr")
    facts = terminal.folder / "neuland" / "2026" / "facts.yaml"
    schema = terminal.folder / "neuland" / "schemas" / "eligibility.schema.json"
    assert terminal.iiz("check", "neuland", "--write").err == ""
    facts.write_text(facts.read_text("utf-8").replace("Wohnt", "Lebt"), "utf-8")
    text = facts.read_text("utf-8").replace("person.lives_here", "person.at_home")
    facts.write_text(text, "utf-8")
    for path in facts.parent.rglob("*.yaml"):
        renamed = path.read_text("utf-8").replace("lives_here", "at_home")
        path.write_text(renamed, "utf-8")
    done = terminal.iiz("check", "neuland", "--write", "--lang", "de")
    assert "eligibility.schema.json" in done.err
    assert "person.at_home" in schema.read_text("utf-8")
    assert json.loads(schema.read_text("utf-8"))["$comment"].endswith("--lang fr")


def test_all_schemas_of_a_canton_are_written_into_a_folder(terminal: Terminal):
    assert terminal.iiz("schema", "--canton", "zurich", "--to", "made", "--lang", "fr").code == 0
    made = Path(terminal.folder / "made" / "escalation.schema.json").read_text("utf-8")
    assert "Canton de domicile principal" in made
