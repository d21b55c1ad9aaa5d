"""A duty whose bearer a fact names: over time, by the timeline and by durable-rules alike."""

from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.durable import ruleset
from tests.checks.examples import LABEL, TEXT
from tests.escalation.test_triggers import opened, trigger
from tests.needed import lacking

LEADS = f"""\
code_lists:
  - id: leads
    {LABEL}
    codes: [{{id: coordinator, {LABEL}}}, {{id: contact, {LABEL}}}]
"""
LEAD = f"""\
facts:
  - {{id: case.lead, type: code, code_list: leads, {LABEL}, question: {TEXT}}}
  - {{id: case.led, computed: {{known: case.lead}}, {LABEL}, question: {TEXT}}}
"""
NOTE = trigger("note", "reminded", "notify: [contact]")


@pytest.mark.parametrize("engine", ["timeline", "durable-rules"])
def test_the_duty_passes_on_to_whom_the_fact_names_next(tmp_path: Path, engine: Any):
    if engine == "durable-rules" and not ruleset.available():
        lacking("durable-rules is not installed")
    told = [(one.kind, one.actor) for one in led(tmp_path, "{fact: case.lead}", engine)]
    assert told == [("arose", None), ("passed-on", "contact"), ("passed-on", "coordinator")]


def test_whose_role_owes_it_is_told_anew_where_the_case_names_another(tmp_path: Path):
    told = led(tmp_path, "{role: contact, of: {fact: case.lead}}", "timeline")
    assert [(one.kind, one.actor, one.of) for one in told] == [
        ("arose", "contact", None),
        ("passed-on", "contact", "contact"),
        ("passed-on", "contact", "coordinator"),
    ]


def leading(tmp_path: Path, bearer: str, engine: Any) -> Any:
    """An open case whose duty falls to whom a fact names, or to a role of whom it names."""
    opened(tmp_path, NOTE)
    inside = tmp_path / "tiny" / "2024-01-01"
    for name, changes in {
        "facts": [("code_lists:\n", LEADS), ("facts:\n", LEAD)],
        "escalation": [("bearer: coordinator", f"bearer: {bearer}")],
        "events": [("payload: [person.note]", "payload: [person.note, case.lead, case.led]")],
    }.items():
        path = inside / f"{name}.yaml"
        text = path.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text, "utf-8")
    return iiz.load(tmp_path / "tiny").open_case("C-1", on="2024-01-31", engine=engine)


def led(tmp_path: Path, bearer: str, engine: Any) -> list[Any]:
    """What is told of a duty whose bearer a fact names, or whose institution it names."""
    flow = leading(tmp_path, bearer, engine)
    return [
        change
        for event, facts in [
            ("asked", {}),
            ("reminded", {"case.lead": "contact"}),
            ("reminded", {"case.lead": "coordinator"}),
        ]
        for change in flow.record(event, "2024-02-01", facts).fired
        if change.rule == "answer"
    ]


def test_where_nobody_leads_any_more_it_is_not_known_who_did(tmp_path: Path):
    flow = leading(tmp_path, "{fact: case.lead}", "timeline")
    flow.record("reminded", "2024-02-01", {"case.lead": "contact"})
    assert flow.state.facts["case.led"] is True
    flow.record("reminded", "2024-02-02", {"case.led": False})
    assert "case.lead" not in flow.state.facts
