"""The meaning of every condition, row by row, in the language itself: text in, verdict out."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from iiz_rules.case.facts import read_facts
from iiz_rules.engine.compiled.day import Day
from iiz_rules.engine.compiled.engine import Engine
from iiz_rules.engine.interpreter import Situation, answer
from iiz_rules.language.checks.run import check_edition
from iiz_rules.language.compiler.program import compile_edition
from iiz_rules.language.completing import complete
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.facts import FactsFile
from iiz_rules.language.model.organisation import OrganisationFile
from iiz_rules.language.model.rules import RuleFile
from iiz_rules.language.model.sources import CantonFile, ClausesFile, InterpretationsFile
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.bind import bind
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.yaml import read_yaml

HERE = Path(__file__).parent
LABEL = "{de: x, fr: x, en: x}"
CANTON = f"""
canton: test
label: {LABEL}
sources: [{{id: text, label: {LABEL}}}]
editions: [{{id: only, source: text}}]
"""
CLAUSES = f"clauses: [{{id: XX-1, section: s, says: {LABEL}, executable: full}}]"
ORGANISATION = f"""
roles: [{{id: judge, label: {LABEL}, clauses: [XX-1]}}]
institutions:
  - {{id: north, label: {LABEL}, clauses: [XX-1]}}
  - {{id: south, label: {LABEL}, clauses: [XX-1]}}
groups:
  - {{id: northern, label: {LABEL}, members: [north], clauses: [XX-1]}}
  - {{id: partners, label: {LABEL}, members: [northern, south], clauses: [XX-1]}}
"""
INTERPRETATIONS = f"""
interpretations:
  - id: A-XX-01
    label: {LABEL}
    question: {LABEL}
    clauses: [XX-1]
    options: [{{id: strict, label: {LABEL}}}, {{id: lenient, label: {LABEL}}}]
    default: strict
    rationale: {LABEL}
"""
ELIGIBILITY = f"{{label: {LABEL}, clauses: [XX-1]}}"
CRITERION = f"{{id: only, label: {LABEL}, clauses: [XX-1], when: {{is_met: true}}}}"


def node(text: str, name: str = "row.yaml") -> Node:
    document = read_yaml(text.encode(), name)
    assert not document.findings
    assert document.root is not None
    return document.root


kept = cache(node)
"""The same text, read once: of what no row changes."""


def part(model: Any, tree: Node) -> Any:
    found, findings = bind(model, tree)
    assert found is not None, findings
    return found


def edition(row: dict[str, Any]) -> Edition:
    """An edition with one criterion, or with those that a row writes out."""
    rule: Any = node(ELIGIBILITY)
    rule.value |= {key: row[key] for key in ("criteria", "indicative", "terms") if key in row}
    if "when" in row:
        only: Any = node(CRITERION)
        only.value["when"] = row["when"]
        rule.value["criteria"] = Node([only], only.source)
    canton = part(CantonFile, kept(CANTON))
    return Edition(
        canton,
        canton.editions[0],
        "0" * 64,
        part(FactsFile, kept((HERE / "facts.yaml").read_text(encoding="utf-8"))),
        part(ClausesFile, kept(CLAUSES)),
        part(OrganisationFile, kept(ORGANISATION)),
        part(InterpretationsFile, kept(INTERPRETATIONS)),
        eligibility=part(RuleFile, rule),
    )


def rows() -> list[Any]:
    found: list[Any] = []
    for file in sorted(HERE.glob("*.yaml")):
        tree: Any = node(file.read_text(encoding="utf-8"), file.name)
        for row in tree.value.get("rows", Node([], tree.source)).value:
            says = row.value["says"].value
            found.append(pytest.param(row.value, id=f"{file.stem}: {says}"))
    return found


@pytest.mark.parametrize("row", rows())
def test_row(row: dict[str, Any]) -> None:
    written = edition(row)
    assert not list(complete(written))
    assert not [f for f in check_edition(written) if f.severity == "error"]
    program: Program = compile_edition(written)
    on = date.fromisoformat(row["date"].value) if "date" in row else date(2024, 3, 5)
    known_on = date.fromisoformat(row["known_on"].value) if "known_on" in row else None
    told = read_facts(program, row["facts"], on, known_on=known_on)
    assert not told.findings
    options = {"A-XX-01": row["reading"].value} if "reading" in row else {}
    asked = row["ask"].value if "ask" in row else "eligibility"
    found = answer(program, asked, Situation(told.facts, on, options))
    fast = Day(Engine.of(program), on, options).spread((asked,), told.facts)
    assert str(found.verdict) == row["answer"].value
    assert fast.answer(asked) == found
    if "criteria_answers" in row:
        truths = [str(step.truth) for step in found.steps]
        assert truths == [one.value for one in row["criteria_answers"].value]
    if "unknown" in row:
        assert list(found.step.unknown) == [one.value for one in row["unknown"].value]
