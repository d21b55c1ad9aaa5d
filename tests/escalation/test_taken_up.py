"""A closed case that is taken up again: what happened in it did not happen in the new one."""

from typing import Any

import pytest

from iiz_rules.escalation.flow import Flow
from iiz_rules.policy import load

ENGINES = ("timeline", "durable-rules")


@pytest.fixture(params=ENGINES)
def closed(request: pytest.FixtureRequest) -> Flow:
    """A case in which advice was given, closed in March."""
    engine: Any = request.param
    flow = load("zurich", "2024-01-15").open_case("C", "2024-01-15", engine=engine)
    flow.record("question-raised", "2024-01-15", {"person.residence.canton": "ZH"}, "adviser")
    flow.record("advice-given", "2024-01-22", {"route.choice": "internal"}, "iiz-specialist")
    flow.record("case-closed", "2024-03-20")
    return flow


def told(flow: Flow) -> dict[str, Any]:
    asked = ("advice.took_place", "route.choice", "person.residence.canton")
    return {fact: flow.state.facts.get(fact) for fact in asked}


BEGUN = {"advice.took_place": False, "route.choice": None, "person.residence.canton": "ZH"}
ADVISED = {**BEGUN, "advice.took_place": True, "route.choice": "internal"}


def test_it_is_as_at_the_beginning_but_for_what_is_known_of_the_person(closed: Flow) -> None:
    assert told(closed) == ADVISED
    closed.record("question-raised", "2024-06-20", by="adviser")
    assert told(closed) == BEGUN


def test_what_comes_with_it_holds(closed: Flow) -> None:
    closed.record("question-raised", "2024-06-20", {"service.field": "work-integration"}, "client")
    assert closed.state.facts["service.field"] == "work-integration"


def test_a_second_question_in_a_running_case_takes_nothing_up(closed: Flow) -> None:
    closed.record("question-raised", "2024-06-20", by="adviser")
    closed.record("advice-given", "2024-06-21", {"route.choice": "internal"}, "iiz-specialist")
    closed.record("question-raised", "2024-06-24", by="client")
    assert told(closed) == ADVISED


def test_what_is_learned_late_of_the_closed_case_stays_there(closed: Flow) -> None:
    closed.record("question-raised", "2024-06-20", by="adviser")
    late = {"route.choice": "case-coordination"}
    closed.record("route-clarified", "2024-02-05", late, "iiz-specialist", learned_on="2024-06-25")
    assert told(closed) == BEGUN
