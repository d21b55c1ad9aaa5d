"""Long runs of the laws of tests/escalation: only when told how many steps, `IIZ_FUZZ=100000`."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.escalation import test_laws as laws
from tests.escalation.machines import programs, stories
from tests.needed import run_long

STEPS = int(os.environ.get("IIZ_FUZZ") or 0)
STORIES = 40
"""Stories for each machine: durable-rules keeps some memory of every ruleset for ever."""
STORY = 5
"""How many steps a story has, about: the days before each event, the event, the days after."""
long = settings(
    max_examples=max(1, STEPS // STORY // STORIES),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
many = st.lists(stories(), min_size=STORIES, max_size=STORIES)
pytestmark = run_long(STEPS, "scripts/fuzz")


@laws.needs_durable
@given(programs(), laws.options, many)
@long
def test_durable_rules_tells_the_same_as_the_timeline(program, readings, tales):
    laws.both_engines_tell_the_same(program, readings, tales)


@given(programs(), laws.options, many)
@long
def test_asking_what_can_change_tells_the_same_as_asking_everything(program, readings, tales):
    laws.sparing_tells_the_same_as_daily(program, readings, tales)
