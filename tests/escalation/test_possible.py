"""Which events may happen now: all that are recorded, by whoever does, and none that is refused."""

from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.case.facts import read_facts
from iiz_rules.escalation.flow import Flow
from iiz_rules.language.folders import home
from iiz_rules.testing.stories import StoryDocument, ToldEvent, read_story
from tests.effort import sampled

STORIES = sorted((Path(home()) / "examples").glob("*.yaml"))
REFUSED = {"not-begun", "case-closed", "not-in-this-case", "not-entitled"}


def stories() -> list[StoryDocument]:
    read = (read_story(path.read_bytes(), path.name)[0] for path in STORIES)
    return [story for story in read if story]


@pytest.mark.parametrize("story", sampled(stories(), 2), ids=lambda story: story.file.case)
@pytest.mark.parametrize("engine", ["timeline", "durable-rules"])
def test_what_is_recorded_was_possible_by_whoever_did_it(story: StoryDocument, engine: Any):
    policy = iiz.load(story.file.canton or "valais", story.opened, story.file.interpretations or {})
    flow = policy.open_case(story.file.case, story.opened, engine=engine)
    told = story.events if engine == "timeline" else story.events[:6]
    for event in told:
        expected(flow, event)
        flow.record(event.event, event.on, event.facts, event.by, learned_on=event.learned_on)


def expected(flow: Flow, event: ToldEvent) -> None:
    """The event is possible as it then happens."""
    may = {one.event: one for one in flow.possible(event.learned_on or event.on)}[event.event]
    if may.by is not None and event.by and not event.learned_on:
        assert event.by in may.by
    schema = may.schema
    facts = read_facts(flow.program, event.facts, event.on).facts.keys()
    told = facts - {fact.id for fact in flow.program.computed}
    days = {flow.program.facts[fact].domain.day for fact in schema["properties"]}
    assert told <= schema["properties"].keys() | days
    assert facts >= set(schema["required"])


def test_what_is_not_possible_is_refused_whatever_comes_with_it():
    flow = iiz.load("valais").open_case("C", on="2024-01-08")
    for step in [("new-mandate", {"reported_in": ["iv"]}), ("case-closed", {}), None]:
        possible = {one.event for one in flow.possible()}
        declared = flow.program.events.values()
        for event in {one.id for one in declared if not one.needs} - possible:
            with pytest.raises(iiz.UsageError) as error:
                flow.record(event, flow.on)
            assert REFUSED & {finding.code for finding in error.value.findings}
        if step:
            flow.record(step[0], flow.on, step[1])


def test_a_possible_event_says_itself_as_data():
    flow = iiz.load("valais").open_case("C", on="2024-01-08")
    [first] = flow.possible()
    assert repr(first) == "<PossibleEvent new-mandate by anybody>"
    data = first.to_dict()
    assert (data["event"], data["by"], data["schema"]["additionalProperties"]) == (
        "new-mandate", None, False,
    )  # fmt: skip
    assert data["label"]["en"] == first.label.en
    flow.record("new-mandate", "2024-01-08", {"reported_in": ["iv"]})
    named = {one.event: one for one in flow.possible("2024-02-01")}
    assert named["need-evaluated"].to_dict()["by"] == ["front-line"]
    assert named["need-evaluated"].schema["required"] == ["evaluation.indicated"]
    assert flow.on.isoformat() == "2024-01-08"
    with pytest.raises(iiz.UsageError):
        flow.possible("2024-01-07")
