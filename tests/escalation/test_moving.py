"""A person who moves during a case: what the two sources let follow, and what they leave open."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.flow import Flow
from iiz_rules.testing.stories import read_story, tell
from tests.escalation.test_stories import EXAMPLES, MOVING


@cache
def told(name: str) -> Flow:
    story, findings = read_story((EXAMPLES / f"{name}.yaml").read_bytes(), name)
    assert story, findings
    return tell(iiz.load(MOVING[name], story.opened), story)


def moves(flow: Flow) -> list[Any]:
    return [move for move in flow.history if move.event == "person-moved"]


def rules(changes: Iterable[Any]) -> set[tuple[str, str]]:
    return {(change.kind, change.rule) for change in changes}


def test_out_of_the_oberwallis_the_delegation_ends_and_the_follow_up_passes_on():
    within, _ = moves(told("valais-umzug"))
    assert {("fails", "oberwallis-youth"), ("passed-on", "quarterly-follow-up")} <= rules(
        within.fired
    )
    [followed] = [one for one in within.obligations if one.duty == "quarterly-follow-up"]
    assert followed.bearer == "thematic-coordinator"


def test_what_becomes_of_the_file_of_who_leaves_valais_is_not_regulated():
    _, away = moves(told("valais-umzug"))
    assert away.triggers == ()
    asked = iiz.load("valais").ask("runs-on-after-move", away.state.facts, on=away.on)
    assert (asked.verdict, asked.regulated) == (iiz.Truth.OPEN, False)


def test_into_the_oberwallis_the_coordinator_consults_and_delegates():
    flow = iiz.load("valais").open_case("C", "2024-03-04")
    born = {"birth_date": "2005-06-14", "district": "sion"}
    new = {"reported_in": ["iv", "db"], "person": born, "case.youth_theme": True}
    flow.record("new-mandate", "2024-03-04", new)
    flow.record("need-evaluated", "2024-03-11", {"evaluation.indicated": True})
    flow.record("complexity-judged", "2024-03-18", {"case.complex": True})
    move = flow.record("person-moved", "2024-09-02", {"person.district": "visp"})
    assert {"consult-contact-of-db", "delegate-oberwallis-case"} <= set(move.triggers)


@pytest.mark.parametrize("option", ["agreement", "not-regulated", "target-group"])
def test_who_leaves_zurich_belongs_no_more_to_those_the_network_is_for(option: str):
    story, _ = read_story((EXAMPLES / "zuerich-wegzug.yaml").read_bytes(), "story")
    assert story
    readings = {"A-ZH-23": option}
    flow = iiz.load("zurich", story.opened, interpretations=readings).open_case("C", story.opened)
    for event in story.events:
        flow.record(event.event, event.on, event.facts, event.by)
    [move] = moves(flow)
    assert {("fails", "eligibility"), ("left", "step-3")} <= rules(move.fired)
    assert move.triggers == ()
