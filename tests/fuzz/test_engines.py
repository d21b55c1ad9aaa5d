"""A small batch of the long run that compares all engines: `scripts/fuzz engines`."""

import pytest

from iiz_rules.escalation.durable import ruleset
from tests.fuzz import engines
from tests.needed import needing

pytestmark = needing(ruleset.available(), "durable-rules is not installed")


def test_a_batch_is_answered_alike_by_all_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PROGRAMS", 2)
    monkeypatch.setattr(engines, "SITUATIONS", 11)
    count = engines.batch(1)
    assert (count["pairs"], count["columnar"], count["anew"], count["forward"]) == (22, 22, 4, 2)
