"""The two stories of examples/: what is told of them, in three languages, by both engines.

After a wanted change: `IIZ_GOLDEN=write scripts/test tests/escalation`, then read the difference.
"""

import os
from pathlib import Path

import pytest

from iiz_rules.escalation.durable import ruleset
from iiz_rules.escalation.engines import ENGINES
from iiz_rules.escalation.flow import Flow
from iiz_rules.policy import load
from iiz_rules.testing.stories import read_story, tell
from iiz_rules.words.text import LANGUAGES, Language
from tests.needed import needing

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
CANTON = {"valais-jugendfall": "valais", "zuerich-fallteam": "zurich"}
MOVING = {"valais-umzug": "valais", "zuerich-wegzug": "zurich"}
"""Shorter ones, of people who move: tried in test_moving."""
RUNNING = "valais-26-jahre"
"""One that is not over: what a changed rule does to it is shown in the README."""
each_story = pytest.mark.parametrize("story", sorted(CANTON))
each_engine = pytest.mark.parametrize("engine", ENGINES)


def told(story: str, engine: str | None = None) -> Flow:
    document, findings = read_story((EXAMPLES / f"{story}.yaml").read_bytes(), story)
    assert document, findings
    return tell(load(CANTON[story], document.opened), document, engine=engine)


def test_every_story_is_tried():
    stories = (path for path in EXAMPLES.glob("*.yaml") if "\nevents:" in path.read_text("utf-8"))
    assert sorted(path.stem for path in stories) == sorted({**CANTON, **MOVING, RUNNING: "valais"})


@each_story
def test_a_story_has_fifteen_events_over_more_than_a_year(story: str):
    flow = told(story)
    assert sum(one.kind == "event" for one in flow.records) >= 15
    assert (flow.on - flow.history[0].on).days > 365


@each_story
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_is_told_as_it_was(story: str, language: Language):
    file = HERE / "golden" / f"{story}.{language}.txt"
    now = told(story).explain(language) + "\n"
    if os.environ.get("IIZ_GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(now, encoding="utf-8")
    assert now == file.read_text(encoding="utf-8")


@needing(ruleset.available(), "durable-rules is not installed")
@each_story
def test_both_engines_tell_the_same(story: str):
    first, second = (told(story, engine) for engine in ENGINES)
    assert first.explain("en") == second.explain("en")
    assert [one.state for one in first.history] == [one.state for one in second.history]


@each_story
def test_every_thing_told_has_its_clause_and_its_reason(story: str):
    for step in told(story).history:
        for one in (*step.passed, *step.fired):
            assert one.clauses
            assert one.decision.explain("de")
