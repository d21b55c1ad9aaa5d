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


def dated(period: str) -> str:
    """The duty, due at the end of a period if one is named."""
    line = "    bearer: coordinator\n"
    return DUTY.replace(line, f"{line}    due: {{end_of: {period}}}\n") if period else DUTY


def trigger(name: str, on: str, then: str, when: str = "") -> str:
    condition = f"    when: {when}\n" if when else ""
    return (
        f"  - id: {name}\n    {LABEL}\n    clauses: [XX-1]\n"
        f'    "on": [{on}]\n{condition}    then: {{{then}}}\n'
    )


def opened(
    folder: Path, *triggers: str, store: Any = None, more: str = "", due: str = ""
) -> iiz.Flow:
    """A case of the tiny canton with these triggers."""
    shutil.copytree(TINY, folder / "tiny")
    inside = folder / "tiny" / "2024-01-01"
    rules = "triggers:\n" + "".join(triggers) if triggers else ""
    (inside / "escalation.yaml").write_text(dated(due) + more, "utf-8")
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
        ("03-11", "missed", "03-10"),
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


def test_what_was_missed_stays_owed_while_it_is_open_whether_anything_is(tmp_path: Path):
    flow = opened(tmp_path, trigger("count", "asked", "oblige: answer, within: P10D"))
    flow.record("asked", "2024-01-31")
    assert told(flow.record("forgotten", "2024-02-11")) == [
        ("02-10", "due", "02-10"),
        ("02-11", "missed", "02-10"),
    ]
    assert flow.state.verdicts["answer"] is iiz.Truth.OPEN
    assert [(one.since, one.overdue) for one in flow.obligations] == [(date(2024, 1, 31), True)]
    assert told(flow.record("answered", "2024-02-12")) == [("02-12", "settled", "02-10")]


def test_a_missed_period_stays_beside_the_next_also_where_it_was_open_in_between(tmp_path: Path):
    flow = opened(tmp_path, trigger("note", "reminded", "notify: [contact]"), due="quarter")
    flow.record("asked", "2024-01-31")
    flow.record("forgotten", "2024-04-01")
    assert [f"{one.due}" for one in flow.obligations] == ["2024-03-31"]
    assert told(flow.record("asked", "2024-04-02")) == [("04-02", "arose", "06-30")]
    assert [f"{one.due}" for one in flow.obligations] == ["2024-03-31", "2024-06-30"]
    assert told(flow.record("ended", "2024-04-03")) == [
        ("04-03", "lapsed", "03-31"),
        ("04-03", "lapsed", "06-30"),
    ]


def test_what_was_missed_is_forgotten_where_the_next_edition_knows_no_such_duty(tmp_path: Path):
    flow = opened(tmp_path, trigger("note", "reminded", "notify: [contact]"), due="quarter")
    flow.record("asked", "2024-01-31")
    file = tmp_path / "tiny" / "2024-01-01" / "escalation.yaml"
    file.write_text(dated("quarter").replace("answer", "reply"), "utf-8")
    again = iiz.load(tmp_path / "tiny").migrate(flow, "2024-04-02", "neue Fassung")
    assert [(one.duty, f"{one.due}") for one in again.obligations] == [("reply", "2024-06-30")]


MISSED = [
    trigger("tell", "{missed: answer}", "notify: [contact]"),
    trigger("ask-first", "remind", "notify: [coordinator]"),
    trigger("remind", "{missed: answer}, troubled", "oblige: excuse, within: P10D"),
    trigger("never", "{missed: answer}", "notify: [contact]", "{fact: person.note, is: x}"),
    trigger("count", "asked", "oblige: answer, within: P1M"),
    trigger("too-late", "{missed: excuse}", "notify: [contact]"),
]


@pytest.mark.parametrize("engine", ["timeline", "durable-rules"])
def test_a_date_that_was_missed_sets_triggers_off_on_the_day_after(tmp_path: Path, engine: Any):
    from iiz_rules.escalation.durable import ruleset

    if engine == "durable-rules" and not ruleset.available():
        lacking("durable-rules is not installed")
    opened(tmp_path, *MISSED, more=DUTY.removeprefix("duties:\n").replace("answer", "excuse"))
    flow = iiz.load(tmp_path / "tiny").open_case("C-2", on="2024-01-31", engine=engine)
    flow.record("asked", "2024-01-31")
    passed = flow.advance("2024-03-20")
    assert [(f"{one.on:%m-%d}", one.rule, one.kind, f"{one.due or ''}") for one in passed] == [
        ("02-29", "answer", "due", "2024-02-29"),
        ("03-01", "answer", "missed", "2024-02-29"),
        ("03-01", "tell", "notified", ""),
        ("03-01", "ask-first", "notified", ""),
        ("03-01", "excuse", "moved", "2024-03-11"),
        ("03-11", "excuse", "due", "2024-03-11"),
        ("03-12", "excuse", "missed", "2024-03-11"),
        ("03-12", "too-late", "notified", ""),
    ]
    assert [(one.duty, one.overdue) for one in flow.obligations] == [
        ("answer", True),
        ("excuse", True),
    ]


def test_what_was_done_on_its_last_day_sets_nothing_off(tmp_path: Path):
    flow = opened(tmp_path, MISSED[0], MISSED[4])
    flow.record("asked", "2024-01-31")
    flow.record("answered", "2024-02-29")
    assert flow.advance("2024-03-20") == ()


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
