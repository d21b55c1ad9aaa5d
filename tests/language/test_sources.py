"""Several sources in one edition, and two undated editions in an order that is assumed."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.language.editions import find_folder
from iiz_rules.render.drawing.escalation import draw_escalation
from iiz_rules.render.drawing.mermaid import markdown
from iiz_rules.render.drawing.organisation import draw_organisation
from iiz_rules.render.drawing.steps import draw_steps
from iiz_rules.render.drawing.svg.picture import svg
from iiz_rules.render.html.trace import trace_page
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.trace import trace_text
from iiz_rules.testing.suite import run_edition
from iiz_rules.testing.trace.form import trace_data
from iiz_rules.testing.trace.matrix import trace
from tests.checks.canton import TINY

TEXT = "{de: %s, fr: %s, en: %s}"


def label(word: str) -> str:
    return TEXT % (word, word, word)


def canton(folder: Path, *editions: str) -> Path:
    """The tiny canton with two sources and these editions, each a copy of the one there is."""
    found = folder / "small"
    shutil.copytree(TINY, found)
    head = f"language: 2\ncanton: small\nlabel: {label('small')}\nsources:\n"
    head += "".join(
        f"  - {{id: {name}, label: {label(name)}}}\n" for name in ("concept", "leaflet")
    )
    lines = "".join(f"  - {{{one}}}\n" for one in editions)
    (found / "canton.yaml").write_text(f"{head}editions:\n{lines}", "utf-8")
    for one in editions[1:]:
        name = one.partition(",")[0].removeprefix("id: ")
        shutil.copytree(found / "2024-01-01", found / name)
    return found


def sourced(folder: Path) -> Path:
    """The tiny canton whose first clause is of the concept and whose others are of the leaflet."""
    found = canton(folder, "id: 2024-01-01, source: [concept, leaflet], valid_from: 2024-01-01")
    file = found / "2024-01-01" / "clauses.yaml"
    text = file.read_text("utf-8").replace("    executable: full", "    source: concept")
    file.write_text(text.replace("    executable: none", "    source: leaflet"), "utf-8")
    return found


def test_answers_cite_the_source_of_each_clause(tmp_path: Path):
    policy = iiz.load(sourced(tmp_path), "2024-03-05")
    decision = policy.eligibility({"person": {"age": 20}})
    cited = decision.criteria[0].clauses[0]
    assert policy.program.register.clauses[cited].source is not None
    assert f"{cited} (concept)" in decision.explain("en")
    assert decision.to_dict()["sources"][cited]["en"] == "concept"


def test_a_trace_cites_them_too(tmp_path: Path):
    folder = sourced(tmp_path)
    run = run_edition(find_folder(folder), None)
    assert run.program is not None
    found = trace(run.program, run)
    assert "concept: " in trace_text(found, Paper("en"))
    assert "concept: " in trace_page(found, "en")
    assert trace_data(found)["clauses"][0]["source"]["en"] == "concept"


def test_a_clause_without_a_source_is_found_where_there_are_several(tmp_path: Path):
    folder = canton(tmp_path, "id: 2024-01-01, source: [concept, leaflet], valid_from: 2024-01-01")
    with pytest.raises(iiz.LoadError, match="clause-source"):
        iiz.load(folder)


UNDATED = (
    "id: 2024-01-01, source: concept",
    "id: later, source: leaflet, assumed_after: 2024-01-01",
)


@pytest.mark.parametrize("on", ["1999-01-01", "2024-03-05", None])
def test_the_later_of_two_undated_editions_answers_and_says_what_is_assumed(
    tmp_path: Path, on: str | None
):
    folder = canton(tmp_path, *UNDATED)
    assert iiz.load(folder, on).program.edition == "later"
    policy = iiz.load(folder, on)  # out of the cache
    assert policy.program.edition == "later"
    decision = policy.eligibility({}, on="2024-03-05")
    assert "01.01.2024 abgelöst" in decision.explain("de").replace("\u00a0", " ")
    assert json.loads(json.dumps(decision.to_dict()))["assumed_after"] == "2024-01-01"


@pytest.mark.parametrize("draw", [draw_organisation, draw_steps, draw_escalation])
def test_a_drawing_says_what_is_assumed(tmp_path: Path, draw: Any):
    drawing = draw(iiz.load(canton(tmp_path, *UNDATED)).program, "fr")
    assert drawing.footnote.endswith("remplacé l'édition 01.01.2024 ; aucune des deux n'est datée.")
    assert "01.01.2024" in svg(drawing)
    assert "01.01.2024" in markdown(drawing)


@pytest.mark.parametrize(
    "second",
    [
        "id: later, source: leaflet, assumed_after: nothing",
        "id: later, source: leaflet, assumed_after: later",
        "id: later, source: leaflet, assumed_after: 2024-01-01, valid_from: 2025-01-01",
    ],
)
def test_only_what_bears_no_date_can_be_assumed(tmp_path: Path, second: str):
    folder = canton(tmp_path, UNDATED[0], second)
    with pytest.raises(iiz.LoadError, match="assumed-order"):
        iiz.load(folder)
