"""Dates that are counted from an event, chains of triggers, facts that are added and forgotten."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from tests.checks import examples
from tests.escalation.writer import TINY
from tests.needed import lacking

LABEL = examples.LABEL
DUTY = f"""\
duties:
  - id: answer
    {LABEL}
    clauses: [XX-1]
    bearer: coordinator
    criteria:
      - id: outstanding
        {LABEL}
        clauses: [XX-1]
        when: {{fact: person.employed, is: false}}
"""
EVENTS = "events:\n" + "".join(
    f"  - id: {name}\n    {LABEL}\n    clauses: [XX-1]\n    {line}\n"
    for name, line in [
        ("asked", "sets: {person.employed: false}"),
        ("reminded", "payload: [person.note]"),
        ("answered", "sets: {person.employed: true}"),
        ("troubled", "adds: {person.problems: [work]}"),
        ("indebted", "adds: {person.problems: [money]}"),
        ("relieved", "forgets: [person.problems]"),
        ("forgotten", "forgets: [person.employed]"),
        ("ended", "closes: true"),
    ]
)


def trigger(name: str, on: str, then: str, when: str = "") -> str:
    condition = f"    when: {when}\n" if when else ""
    return (
        f"  - id: {name}\n    {LABEL}\n    clauses: [XX-1]\n"
        f'    "on": [{on}]\n{condition}    then: {{{then}}}\n'
    )


def opened(folder: Path, *triggers: str, store: Any = None) -> iiz.Flow:
    """A case of the tiny canton with these triggers."""
    shutil.copytree(TINY, folder / "tiny")
    inside = folder / "tiny" / "2024-01-01"
    rules = "triggers:\n" + "".join(triggers) if triggers else ""
    (inside / "escalation.yaml").write_text(DUTY, "utf-8")
    (inside / "interpretations.yaml").unlink()
    (inside / "eligibility.yaml").unlink()
    (inside / "events.yaml").write_text(EVENTS + rules, "utf-8")
    return iiz.load(folder / "tiny").open_case("C-1", on="2024-01-31", store=store)


def told(step: Any) -> list[tuple[str, str, str]]:
    passed, fired = getattr(step, "passed", step), getattr(step, "fired", ())
    return [
        (f"{one.on:%m-%d}", one.kind, f"{one.due:%m-%d}" if one.due else "")
        for one in (*passed, *fired)
        if one.rule == "answer"
    ]


def test_a_date_is_counted_from_the_event_and_anew_with_the_next(tmp_path: Path):
    flow = opened(tmp_path, trigger("count", "asked, reminded", "oblige: answer, within: P1M"))
    assert told(flow.record("asked", "2024-01-31")) == [("01-31", "arose", "02-29")]
    assert told(flow.record("reminded", "2024-02-10")) == [("02-10", "moved", "03-10")]
    assert [one.since for one in flow.obligations] == [date(2024, 1, 31)]
    assert told(flow.advance("2024-03-12")) == [
        ("03-10", "due", "03-10"),
        ("03-11", "overdue", "03-10"),
    ]
    assert told(flow.record("answered", "2024-03-13")) == [("03-13", "settled", "03-10")]
    assert told(flow.record("asked", "2024-04-02")) == [("04-02", "arose", "05-02")]


def test_a_date_at_the_end_of_a_period_and_of_two_dates_the_first(tmp_path: Path):
    flow = opened(
        tmp_path,
        trigger("quarter", "asked", "oblige: answer, by: {end_of: quarter}"),
        trigger("year", "asked", "oblige: answer, by: {end_of: year}"),
    )
    assert told(flow.record("asked", "2024-01-31")) == [("01-31", "arose", "03-31")]


def test_a_date_that_no_trigger_counts_any_more_is_gone_with_the_duty(tmp_path: Path):
    flow = opened(
        tmp_path,
        trigger("count", "asked", "oblige: answer, within: P10D", "{fact: person.note, is: x}"),
        trigger("note", "reminded", "notify: [contact]"),
    )
    assert told(flow.record("asked", "2024-01-31")) == [("01-31", "arose", "")]
    flow.record("reminded", "2024-02-01", {"person.note": "x"})
    assert told(flow.record("asked", "2024-02-02")) == [("02-02", "moved", "02-12")]
    flow.record("answered", "2024-02-03")
    flow.record("reminded", "2024-02-04", {"person.note": "y"})
    assert told(flow.record("asked", "2024-02-05")) == [("02-05", "arose", "")]


@pytest.mark.parametrize("engine", ["timeline", "durable-rules"])
def test_a_chain_of_triggers_fires_each_once_and_in_order(tmp_path: Path, engine: Any):
    from iiz_rules.escalation.durable import ruleset

    if engine == "durable-rules" and not ruleset.available():
        lacking("durable-rules is not installed")
    flow = opened(
        tmp_path,
        trigger("third", "second, first", "notify: [contact]"),
        trigger("second", "first", "notify: [coordinator]"),
        trigger("first", "asked", "notify: [contact]"),
        trigger("never", "second", "notify: [contact]", "{fact: person.employed, is: true}"),
        trigger("after-never", "never", "notify: [contact]"),
    )
    policy = iiz.load(tmp_path / "tiny")
    again = policy.open_case("C-2", on="2024-01-31", engine=engine)
    assert flow.record("asked", "2024-01-31").triggers == ("third", "second", "first")
    assert again.record("asked", "2024-01-31").triggers == ("third", "second", "first")


def test_members_are_added_to_a_set_and_forgotten_together(tmp_path: Path):
    flow = opened(tmp_path, trigger("note", "reminded", "notify: [contact]"))
    for event in ("troubled", "indebted"):
        flow.record(event, "2024-02-01")
    assert flow.state.facts["person.problems"] == {"work", "money"}
    flow.record("relieved", "2024-02-02")
    assert "person.problems" not in flow.state.facts


def test_a_duty_of_which_nobody_can_say_any_more_whether_it_is_owed(tmp_path: Path):
    flow = opened(tmp_path, trigger("count", "asked", "oblige: answer, within: P1M"))
    flow.record("asked", "2024-01-31")
    assert told(flow.record("forgotten", "2024-02-01")) == [("02-01", "unsure", "02-29")]
    assert flow.obligations == ()
    assert flow.state.verdicts["answer"] is iiz.Truth.OPEN
