"""An event sets a date to its own day, or to one so much later."""

from datetime import date
from pathlib import Path

import pytest

import iiz_rules as iiz
from tests.language.test_dated import EVENTS, FACTS, written

UNTIL = """
  - id: mandate.valid_until
    type: date
    label: {de: gilt bis, fr: valable jusqu'au}
    question: {de: "Bis wann?", fr: "Jusqu'à quand ?"}
"""
GIVEN = """
  - id: given
    label: {de: erteilt, fr: donnée}
    clauses: [XX-1]
    sets: {mandate.valid_until: {plus: P1Y}}
"""
RENEW = """
duties:
  - id: renew
    label: {de: erneuern, fr: renouveler}
    bearer: guide
    due: {fact: mandate.valid_until}
    clauses: [XX-1]
    criteria:
      - id: given
        label: {de: erteilt, fr: donnée}
        when: {fact: mandate.valid_until, within: {next: P3M}}
"""


@pytest.mark.parametrize(
    ("given", "until"),
    [("2026-03-05", date(2027, 3, 5)), ("2024-02-29", date(2025, 2, 28))],
)
def test_a_mandate_ends_a_year_after_it_was_given(tmp_path: Path, given: str, until: date):
    files = {"facts": FACTS + UNTIL, "events": EVENTS + GIVEN, "escalation": RENEW}
    flow = iiz.load(written(tmp_path, **files)).open_case("C", given)
    flow.record("begun", given)
    flow.record("given", given)
    assert flow.state.facts["mandate.valid_until"] == until
    assert [duty.due for duty in flow.obligations] == []
    flow.advance(until)
    assert [duty.due for duty in flow.obligations] == [until]
