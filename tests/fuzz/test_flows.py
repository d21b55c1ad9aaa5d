"""Long runs of the laws of tests/escalation: only when told how many steps, `IIZ_FUZZ=100000`."""

import os

import pytest
from hypothesis import HealthCheck, given, settings

from tests.escalation import test_laws as laws
from tests.escalation.machines import programs, stories

STEPS = int(os.environ.get("IIZ_FUZZ") or 0)
STORY = 5
"""How many steps a story has, about: the days before each event, the event, the days after."""
long = settings(
    max_examples=max(1, STEPS // STORY), deadline=None, suppress_health_check=list(HealthCheck)
)
pytestmark = pytest.mark.skipif(not STEPS, reason="a long run, see scripts/fuzz")


@laws.needs_durable
@given(programs(), laws.options, stories())
@long
def test_durable_rules_tells_the_same_as_the_timeline(program, readings, story):
    laws.both_engines_tell_the_same(program, readings, story)


@given(programs(), laws.options, stories())
@long
def test_asking_what_can_change_tells_the_same_as_asking_everything(program, readings, story):
    laws.sparing_tells_the_same_as_daily(program, readings, story)
