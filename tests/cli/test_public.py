"""What is public: exported where it is named, held by callers by its name, and taken by JSON."""

import ast
import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from tests.cli.terminal import ROOT, Terminal
from tests.escalation.writer import TINY

ZURICH = iiz.load("zurich", on="2024-03-05")
VALAIS = iiz.load("valais", on="2024-03-05")
PACKAGE = Path(iiz.__file__).parent


def held() -> Iterator[object]:
    """What the public calls give."""
    flow = VALAIS.open_case("C-1", on="2024-01-08")
    move = flow.record("new-mandate", on="2024-01-08", facts={"reported_in": ["iv"]})
    funding = VALAIS.funding({"measure": {"amount": 4000}})
    body = ZURICH.composition("traegerschaft", [])
    decision = ZURICH.eligibility({})
    yield from (move, move.obligations[0], move.state, *flow.records[:1])
    yield from (funding, funding.payers[0], funding.competent[0], funding.cost)
    yield from (body, body.counts, decision, decision.criteria[0], decision.criteria[0].step)
    yield from (decision.missing[0], decision.interpretations[0], decision.label)
    yield from (*ZURICH.competence("lead-fallteam"), ZURICH.route({}), ZURICH.decide({}))
    yield ZURICH.roster({"held": []})


def test_what_callers_hold_is_exported() -> None:
    for held_ in held():
        name = type(held_).__name__
        assert getattr(iiz, name) is type(held_), name
        assert len(repr(held_)) < 2_000, name


INSIDE = {
    *("Agenda", "Answer", "Basis", "Condition", "Criterion", "Decisions", "EditionKey", "Engine"),
    *("Folder", "Frame", "FrameQuestion", "Holder", "Logging", "PaidPart", "Portfolio", "Program"),
    *("Setting", "Evaluation", "Silent", "Situation", "Source", "ScenarioFile", "CatalogueFile"),
    *("Ballots", "Effect", "EffectReason", "Entry", "Holding", "InForce", "Member", "OtherReading"),
    *("Outcome", "Outlay", "RecordBasis", "Side", "Topic", "Voice", "Event", "BillItem"),
    *("Exposure", "OwnShare", "RiskFigures", "Swing"),
}
"""What stands behind an answer and may become another thing: nobody has to name it."""


def test_what_callers_hold_can_be_named() -> None:
    """Every class of this package that a public method gives is public, or is named above."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}
    classes = {
        one.name
        for tree in trees.values()
        for one in tree.body
        if isinstance(one, ast.ClassDef) and not one.name.startswith("_")
    }
    held = set[str]()
    for exported in map(iiz.__getattr__, iiz.__all__):
        for kind in getattr(exported, "__mro__", ()):
            if kind.__module__.startswith("iiz_rules."):
                tree = trees[PACKAGE.joinpath(*kind.__module__.split(".")[1:]).with_suffix(".py")]
                held |= {name for name in _given(tree, kind.__name__) if name in classes}
    private = held & classes - {*iiz.__all__} - GENERIC
    assert {name for name in private if not name.endswith("Data")} == INSIDE  # parts of forms


GENERIC = {"Any", "Between", "Case", "Count"}
"""names that a type variable or alias has in one module and a class in another"""


def _given(tree: ast.Module, kind: str) -> Iterator[str]:
    """The names in what the public methods of a class give, and in its public fields."""
    (found,) = (one for one in tree.body if isinstance(one, ast.ClassDef) and one.name == kind)
    for part in found.body:
        if isinstance(part, ast.FunctionDef) and not part.name.startswith("_") and part.returns:
            given: ast.expr = part.returns
        elif isinstance(part, ast.AnnAssign) and not ast.unparse(part.target).startswith("_"):
            given = part.annotation
        else:
            continue
        yield from re.findall(r"\w+", ast.unparse(given))


def test_a_policy_says_which_edition_answers() -> None:
    assert (ZURICH.canton, ZURICH.edition) == ("zurich", "2014-04-01")
    assert ZURICH.digest == ZURICH.eligibility({}).digest
    outside = ZURICH.at("2024-03-05")
    assert outside.digest == ZURICH.digest


def test_json_takes_verdicts_as_values_and_as_keys() -> None:
    verdict = ZURICH.eligibility({}).verdict
    assert json.dumps({verdict: [verdict]}) == '{"open": ["open"]}'
    whole = ZURICH.decide({})
    for verdicts in (ZURICH.verdicts({}), whole.verdicts, ZURICH.eligibility({}).to_dict()):
        assert json.loads(json.dumps(verdicts)) == verdicts
    whole.verdicts.clear()  # the caller's own
    assert whole.verdicts["eligibility"] is iiz.Truth.OPEN
    with pytest.raises(TypeError):
        bool(verdict)
    assert (f"{verdict}", str(verdict), repr(verdict)) == ("open", "open", "<Truth.OPEN: 'open'>")


CASE: dict[str, Any] = {"person": {"residence": {"canton": "ZH"}}, "registrations": ["rav"]}


def test_a_case_travels_between_processes() -> None:
    case = ZURICH.Case(**CASE)
    again, residence = pickle.loads(pickle.dumps((case, case.person.residence)))
    assert again == case
    assert type(again) is type(case)
    assert residence == case.person.residence
    assert ZURICH.verdicts(again) == ZURICH.verdicts(CASE)


def test_the_models_of_two_cantons_have_other_names() -> None:
    names = [
        {policy.Case.__name__, *policy.Case.model_json_schema()["$defs"]}
        for policy in (ZURICH, VALAIS)
    ]
    assert not names[0] & names[1]
    assert all(re.fullmatch("(Zurich|Valais)Case[A-Za-z]*", name) for name in names[0] | names[1])
    assert len(names[0]) == 1 + len(ZURICH.Case.model_json_schema()["$defs"])


def test_a_canton_as_a_module_for_type_checkers(terminal: Terminal) -> None:
    """`tests/typing` has mypy and pyright read this one; write it anew when it differs."""
    done = terminal.iiz("export", "python", "--canton", TINY, "-o", "tiny_case.py")
    assert (done.code, done.err) == (0, "")
    written = (terminal.folder / "tiny_case.py").read_text("utf-8")
    assert written == (ROOT / "tests" / "typing" / "tiny_case.py").read_text("utf-8")
    for canton in ("zurich", "valais"):
        module: dict[str, Any] = {}
        exec(terminal.iiz("export", "python", "--canton", canton).out, module)
        policy = iiz.load(canton)
        assert (module["EDITION"], module["DIGEST"]) == (policy.edition, policy.digest)
        groups = {name.partition(".")[0] for name, one in policy.program.facts.items() if one.given}
        assert set(module["Case"].__annotations__) == groups
        assert set(module["Rule"].__args__) == set(policy.program.rules)


@pytest.mark.parametrize("canton", ["zurich", "valais"])
def test_a_canton_as_linked_data_in_which_every_name_is_there(
    terminal: Terminal, canton: str
) -> None:
    data = json.loads(terminal.iiz("export", "jsonld", "--canton", canton).out)
    nodes = {node["@id"]: node for node in data["@graph"]}
    assert len(nodes) == len(data["@graph"])
    kinds = {str(node["@type"]) for node in nodes.values()}
    assert {"cpsv:PublicService", "cv:Requirement", "cv:PublicOrganisation"} <= kinds
    relations = ("cv:holdsRequirement", "cv:hasRequirement", "cv:hasConcept", "cv:isDerivedFrom")
    lists = [node[key] for node in nodes.values() for key in relations if key in node]
    assert {one["@id"] for named in lists for one in named} <= {*nodes}
    typed = [nodes[node["dct:type"]["@id"]] for node in nodes.values() if "dct:type" in node]
    assert {node["@type"] for node in typed} == {"skos:Concept"}  # as the shapes of CPSV-AP want
    required = [node for name, node in nodes.items() if name.startswith("#criterion/")]
    assert all("cv:Requirement" in node["@type"] for node in required)
    assert {"dct:description", "cv:hasCompetentAuthority"} <= nodes[f"#{canton}"].keys()
    service, policy = nodes[f"#{canton}"], iiz.load(canton)
    assert service["dct:provenance"] == f"sha256:{policy.digest}"
    entry = policy.program.questions[0]
    labels = {one["@language"]: one["@value"] for one in nodes[f"#rule/{entry}"]["dct:title"]}
    assert labels["fr"] == policy.program.rules[entry].label.fr
    whole = iiz.load(canton, on="2024-03-05").decide({})
    asked = {f"#fact/{fact.fact}" for one in whole.values() for fact in one.missing}
    assert asked <= {*nodes}  # also what stands behind a term
    assert not any("foaf:page" in node for node in nodes.values())  # no address is made up


def test_a_module_is_written_over_no_file_of_a_canton(terminal: Terminal) -> None:
    facts = terminal.file("facts.yaml", "facts: []\n")
    done = terminal.iiz("export", "python", "--canton", TINY, "-o", facts, "--lang", "fr")
    assert (done.code, "[unknown-ending]" in done.err) == (2, True)
    assert facts.read_text("utf-8") == "facts: []\n"
