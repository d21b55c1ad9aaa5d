"""The JSON Schemas: in step with the models, in words that editors honour, and right."""

import ast
import inspect
import json
import sys
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

import iiz_rules as iiz
from iiz_rules.case.documents import read_case
from iiz_rules.case.facts import read_facts
from iiz_rules.case.schema import case_schema
from iiz_rules.language.model.base import Label, Part
from iiz_rules.language.model.case import CaseFile, Story
from iiz_rules.language.model.catalogues import CatalogueFile
from iiz_rules.language.model.changes import ChangeFile
from iiz_rules.language.model.conditions import ComparedFact
from iiz_rules.language.model.edition import FILES
from iiz_rules.language.model.population import PopulationFile
from iiz_rules.language.model.roster import RosterFile
from iiz_rules.language.model.scenario import ScenarioFile
from iiz_rules.language.model.sources import CantonFile
from iiz_rules.language.schemas import meaning, policy_schema
from iiz_rules.language.text.bind import bind
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.schemas import ANSWERS, SCHEMAS
from iiz_rules.words.text import LANGUAGES
from tests.effort import sampled
from tests.packaged import files_of

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "tests" / "render" / "canton"
CANTONS = sorted(
    path.parent
    for folder in (ROOT / "cantons", ROOT / "tests" / "cantons", EXAMPLE)
    for path in folder.rglob("canton.yaml")
)
MODELS: dict[str, type[Part]] = {
    "canton": CantonFile,
    "case": CaseFile,
    **{name.removesuffix(".yaml"): model for name, model in FILES.items()},
}
# What the YAML server of VS Code and the one of IntelliJ complete and check.
HONOURED = {
    *("$schema", "$defs", "$ref", "title", "description", "type", "enum", "const", "properties"),
    *("additionalProperties", "required", "items", "minItems", "maxItems", "uniqueItems"),
    *("minLength", "maxLength", "pattern", "minimum", "maximum", "minProperties", "maxProperties"),
    *("anyOf", "oneOf", "if", "then", "else"),
}


LATER = {
    "facts": "facts: [{id: person.age, at_most: 120}, {id: person.here, removed: true}]",
    "eligibility": "criteria: [{id: adult, when: {fact: person.age, at_least: 16}}]",
    "eligibility/removed": "removed: true",
    "escalation": "duties: [{id: report, whole: true, criteria: [{id: a, removed: true}]}]",
    "events": "initially: {person.here: false}",
    "interpretations": "interpretations: [{id: A-CH-01, default: wide}]",
    "catalogue": "measures: [{code: job-coaching, valid_to: 2025-12-31}]",
}
BADLY = {
    "facts/no id": "facts: [{label: Alter}]",
    "facts/no word": "facts: [{id: person.age, removed: 1}]",
    "eligibility/no key": "criterias: []",
}


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[name]())


@cache
def of_canton(folder: Path) -> Draft202012Validator:
    return Draft202012Validator(case_schema(iiz.load(folder).program))


def plain(node: Node) -> Any:
    """The value as an editor sees it: with lists and without places."""
    return json.loads(json.dumps(node.plain()))


def read(text: str | bytes) -> Node:
    document = read_yaml(text.encode() if isinstance(text, str) else text, "x.yaml")
    assert document.root is not None, document.findings
    return document.root


@pytest.mark.parametrize("name", [*LATER, *BADLY])
def test_what_amends_another_edition_is_accepted_and_nothing_else_is(name: str):
    stem = name.partition("/")[0]
    faults = list(validator(f"{stem}-amendment").iter_errors(plain(read((LATER | BADLY)[name]))))
    assert bool(faults) is (name in BADLY)


def keywords(schema: Any) -> set[str]:
    """All keywords of a schema; the names of properties and definitions are none."""
    if isinstance(schema, list):
        return {word for one in schema for word in keywords(one)}
    if not isinstance(schema, dict):
        return set()
    found = set(schema)
    for key, inner in schema.items():
        named = key in ("properties", "$defs")
        found |= {w for one in inner.values() for w in keywords(one)} if named else keywords(inner)
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_files_are_in_step_with_the_models(name: str):
    file = ROOT / "schemas" / f"{name}.schema.json"
    assert json.loads(file.read_text("utf-8")) == SCHEMAS[name](), "run scripts/schemas"


@pytest.mark.parametrize("name", sampled([*SCHEMAS]))
def test_a_schema_is_valid_and_made_of_what_editors_honour(name: str):
    schema = SCHEMAS[name]()
    Draft202012Validator.check_schema(schema)
    told = {"format"} if name in ANSWERS else set[str]()  # read by programs, written by none
    assert keywords(schema) - HONOURED - told == set()
    assert "<" not in json.dumps(schema)


def test_there_is_no_schema_too_many():
    files = {path.name for path in (ROOT / "schemas").iterdir()}
    assert files == {f"{name}.schema.json" for name in SCHEMAS}


@pytest.mark.parametrize("canton", CANTONS, ids=lambda canton: canton.name)
def test_what_the_cantons_wrote_is_accepted(canton: Path):
    told = {"cases": "case", "stories": "story"}
    for path in files_of(canton):
        data = plain(read(path.read_bytes()))
        name = told.get(path.parent.name, path.stem.partition(".")[0])
        assert [*validator(name).iter_errors(data)] == [], path
        if name == "case":
            assert [*of_canton(canton).iter_errors(data)] == [], path


def test_that_of_a_whole_policy_is_made_of_those_of_its_files():
    """So that it is as valid, and accepts what they accept."""
    whole = policy_schema()
    parts = whole.pop("$defs")
    Draft202012Validator.check_schema(whole)
    accepted = {choice["$ref"].removeprefix("#/$defs/") for choice in whole["anyOf"]}
    assert accepted == {*MODELS, "texts"} - {"case"}
    for name in accepted:
        schema = SCHEMAS[name]()
        assert schema.pop("$schema") == whole["$schema"]
        for part, meant in {**schema.pop("$defs", {}), name: schema}.items():
            assert parts[part] == meant, (name, part)


LABEL = "label: {de: a, fr: b, en: c}"
HEAD = f"{LABEL}\nclauses: [XX-1]\n"


def rule(when: str) -> str:
    return f"{HEAD}criteria:\n  - id: a\n    {LABEL}\n    clauses: [XX-1]\n    when: {when}\n"


CONDITIONS = [
    "{fact: a, is: ZH}",
    "{fact: a, is: {fact: b}}",
    "{fact: a, is_one_of: [1, 2]}",
    "{fact: a, at_least: 3}",
    "{fact: a, between: [1, 2]}",
    "{fact: a, before: 2024-01-01}",
    "{fact: a, within: {last: P3M}}",
    "{fact: a, contains_any: [x]}",
    "{fact: a, count: {at_least: 1, of: [x]}}",
    "{judgement: a, by: b}",
    "{term: a}",
    "{rule: a}",
    "{is_met: true}",
    "{interpretation: A-XX-01, is: a}",
    "{interpretation: A-XX-01, choose: {a: {term: b}}}",
    "{all: [{term: a}, {any: [{term: b}]}]}",
    "{not: {term: a}}",
    "{at_least: {n: 1, of: [{term: a}]}}",
]
WRONG_CONDITIONS = [
    "{}",
    "[]",
    "abc",
    "{facts: a}",
    "{fact: A b}",
    "{fact: a, is: ZH, at_least: 3}",
    "{fact: a}",
    "{fact: a, iss: ZH}",
    "{fact: a, is_one_of: []}",
    "{fact: a, between: [1]}",
    "{fact: a, between: [1, 2, 3]}",
    "{fact: a, within: {}}",
    "{fact: a, within: {last: P3M, next: P1Y}}",
    "{fact: a, within: {last: 3 months}}",
    "{fact: a, count: {at_least: -1}}",
    "{fact: a, is: {judgement: b}}",
    "{term: [a]}",
    "{term: a, rule: b}",
    "{all: []}",
    "{all: {term: a}}",
    "{not: [{term: a}]}",
    "{at_least: {n: 0, of: [{term: a}]}}",
    "{at_least: {of: [{term: a}]}}",
    "{interpretation: AXX, is: a}",
    "{interpretation: A-XX-01}",
    "{interpretation: A-XX-01, is: a, choose: {}}",
    '{is_met: "yes"}',
    "{all: [{any: [{not: {fact: a, iss: b}}]}]}",
]


@pytest.mark.parametrize("when", CONDITIONS)
def test_every_kind_of_condition_is_accepted(when: str):
    node = read(rule(when))
    assert bind(MODELS["eligibility"], node)[1] == []
    validator("eligibility").validate(plain(node))


@pytest.mark.parametrize("when", WRONG_CONDITIONS)
def test_a_wrong_condition_is_refused(when: str):
    assert not validator("eligibility").is_valid(plain(read(rule(when))))


def test_a_complaint_is_about_the_kind_that_was_meant():
    data = plain(read(rule("{all: [{fact: a, iss: ZH}]}")))
    [error] = validator("eligibility").iter_errors(data)
    assert error.json_path == "$.criteria[0].when.all[0]"
    assert "'iss' was unexpected" in error.message


WRONG_FILES = [
    ("canton", f"canton: a\n{LABEL}\nsources: []\neditions: []\n"),
    ("canton", "canton: A!\n"),
    (
        "facts",
        f"facts:\n  - {{id: a, {LABEL}, type: boolean, question: {{de: a, fr: b, en: c}}}}\n",
    ),
    ("facts", f"facts:\n  - {{id: a, {LABEL}, type: bool, question: [a, b]}}\n"),
    ("facts", "facts: []\n"),
    ("clauses", "clauses:\n  - {id: 6.2, section: a}\n"),
    ("organisation", f"roles:\n  - {{id: a, {LABEL}}}\n"),
    ("interpretations", "interpretations:\n  - {id: A-XX-01}\n"),
    ("eligibility", HEAD),
    ("eligibility", f"{HEAD}criteria: []\n"),
    ("escalation", "steps:\n  - {id: a}\n"),
    ("case", "title: a\n"),
    ("case", "title: a\nfacts: [a]\n"),
    ("case", "title: a\nfacts: {}\nexpect: {a: {verdict: maybe}}\n"),
    ("case", "title: a\ndate: 5.3.2024\nfacts: {}\n"),
]


@pytest.mark.parametrize(("name", "text"), WRONG_FILES)
def test_a_wrong_file_is_refused(name: str, text: str):
    assert not validator(name).is_valid(plain(read(text)))


@pytest.mark.parametrize(("name", "text"), WRONG_FILES)
def test_what_is_refused_the_model_refuses_too(name: str, text: str):
    if "facts: [a]" not in text:  # the model leaves the facts to the canton
        assert bind(MODELS[name], read(text))[1] != []


CASES = [
    ("person: {canton: ZH}", True),
    ("person.canton: ZH", True),
    ("person: {canton: null}", True),
    ("person: null", True),
    ("person.income: 1500", True),
    ("person.income: 1500.05", True),
    ("person.age: 31", True),
    ("registrations: [rav, iv]", True),
    ("report: {date: 2024-03-05, consent: true}", True),
    ("facts: {person.canton: ZH}", True),
    ("date: 2024-03-05\nfacts: {person: {canton: ZH}}", True),
    ("person: {canton: XX}", False),
    ("person: {kanton: ZH}", False),
    ("person: ZH", False),
    ("person.income: 1500.055", False),
    ("person.age: 131", False),
    ('person.age: "31"', False),
    ("registrations: [rav, rav]", False),
    ("registrations: rav", False),
    ("report: {date: 5.3.2024}", False),
    ("facts: {kanton: ZH}", False),
    ("person.canton: [{from: 2024-05-01, value: SG}]", True),
    ("person: {canton: [{from: 2024-05-01, value: null, attested_by: office}]}", True),
    ("person.age: [{from: 2024-05-01, value: 31, learned_on: 2024-06-01}]", True),
    ("registrations: [{from: 2024-05-01, value: [rav, iv]}]", True),
    ("known_on: 2024-03-05\nfacts: {person.age: [{from: 2024-05-01, value: 31}]}", True),
    ("registrations: []", True),
    ("person.canton: []", False),
    ("person.canton: [SG]", False),
    ("person.canton: [{value: SG}]", False),
    ("person.canton: [{from: 2024-05-01}]", False),
    ("person.canton: [{from: null, value: SG}]", False),
    ("person.canton: [{from: 2024-05-01, value: XX}]", False),
    ("person.canton: [{from: 2024-05-01, value: SG}, SG]", False),
    ("person.canton: [{from: 1.5.2024, value: SG}]", False),
    ("person.canton: [{form: 2024-05-01, from: 2024-05-01, value: SG}]", False),
    ("person.canton: [{from: 2024-05-01, value: SG, attested_by: ofice}]", False),
    ("registrations: [{from: 2024-05-01, value: rav}]", False),
    ("registrations: [rav, {from: 2024-05-01, value: [rav]}]", False),
    ("facts: {}\nday: 2024-03-05", False),
]


@pytest.mark.parametrize(("text", "right"), CASES)
def test_a_case_of_a_canton_is_checked_against_its_facts(text: str, right: bool):
    assert of_canton(EXAMPLE).is_valid(plain(read(text))) is right


@pytest.mark.parametrize(("text", "right"), CASES)
def test_a_case_that_its_schema_accepts_is_read_and_no_other(text: str, right: bool):
    case, findings = read_case(text.encode(), "case.yaml")
    if case is not None:
        program = iiz.load(EXAMPLE).program
        findings = tuple(read_facts(program, case.facts, date(2024, 3, 5)).findings)
    assert (findings == ()) is right


def test_codes_carry_their_labels():
    definitions = case_schema(iiz.load(EXAMPLE).program)["$defs"]
    canton = definitions["value:person.canton"]["oneOf"]
    assert {"const": "SG", "title": "St. Gallen"} in canton
    assert {"const": "office", "title": "Geschäftsstelle"} in definitions["actor:"]["oneOf"]
    assert definitions["fact:person.canton"]["title"] == "Wohnkanton"


def models(part: type[Part]) -> set[type[Part]]:
    """A model and all that may stand in it."""
    known, ahead = set[type[Part]](), [part]
    while ahead:
        model = ahead.pop()
        if model not in known:
            known.add(model)
            inside = (field.annotation for field in model.model_fields.values())
            ahead += [one for annotation in inside for one in written_in(annotation)]
    return known


def written_in(annotation: Any) -> list[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return [annotation]
    return [one for inner in get_args(annotation) for one in written_in(inner)]


def test_what_a_key_means_is_said_in_every_language_and_in_english_as_the_model_says():
    files: list[type[Part]] = [*MODELS.values(), CatalogueFile, ChangeFile, PopulationFile]
    files += [RosterFile, ScenarioFile, Story]
    written = {model for file in files for model in models(file)} - {Label, ComparedFact}
    for model in written:
        name = model.__name__.partition("[")[0]
        if name != "Chosen":  # of the values for each option the keys say enough
            assert meaning(name, "en") == " ".join((model.__doc__ or "").split())
        documented = docstrings(model)
        for field, how in model.model_fields.items():
            key = f"{name}.{how.alias or field}"
            assert all(meaning(key, language) for language in LANGUAGES), key
            if field in documented and field != "clauses":
                assert meaning(key, "en") == " ".join(documented[field].split())


def docstrings(model: type[Part]) -> dict[str, str]:
    """What stands below each field of a model and of those that it is made of."""
    return {
        field.target.id: said.value.value
        for part in reversed(model.__mro__)
        if part.__module__.startswith("iiz_rules.")
        for field, said in pairwise(written_of(part.__module__).get(part.__qualname__, []))
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(said, ast.Expr)
        and isinstance(said.value, ast.Constant)
        and isinstance(said.value.value, str)
    }


@cache
def written_of(module: str) -> dict[str, list[ast.stmt]]:
    """The statements in each class of a module."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {part.name: part.body for part in tree.body if isinstance(part, ast.ClassDef)}
