"""What events.yaml may not say, beyond the examples of the pages."""

import pytest

from tests.checks import examples
from tests.checks.canton import codes


def events(*lines: str) -> list[str]:
    """The codes of all findings about one event."""
    return codes(events=examples.events(*lines))


def trigger(then: str, on: str = "entered") -> list[str]:
    """The codes of all findings about one trigger."""
    return codes(events=examples.events(trigger=then, on=on))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("sets: {person.canton: XY}", "unknown-code"),
        ("sets: {person.born: gestern}", "wrong-type"),
        ("sets: {person.born: 2024-02-30}", "impossible-date"),
        ("sets: {person.employed: 1}", "wrong-type"),
        ("sets: {person.employed: event-date}", "wrong-type"),
        ("adds: {person.problems: [wealth]}", "unknown-code"),
        ("adds: {person.problems: work}", "wrong-type"),
        ("sets: {person.income: [1]}", "wrong-type"),
        ("sets: {person.born: {plus: one year}}", "bad-form"),
        ("sets: {person.birth: {plus: P1Y}}", "unknown-fact"),
        ("sets: {person.note: {plus: P1Y}}", "no-later-day"),
        ("sets: {person.employed: {plus: P1Y}}", "no-later-day"),
        ("adds: {person.problems: {plus: P1Y}}", "wrong-type"),
        ("sets: {person.birth: event-date}", "unknown-fact"),
        ("payload: [person.birth]", "unknown-fact"),
        ("forgets: [person.birth]", "unknown-fact"),
        ("action: advise", "unknown-action"),
        ("sets: {question.day: event-date}", "computed-in-event"),
        ("closes: 1", "wrong-type"),
        ("set: {person.note: x}", "unknown-key"),
    ],
)
def test_what_an_event_brings_is_read_by_its_facts(line: str, found: str):
    assert events(line) == [found]


@pytest.mark.parametrize(
    "line",
    [
        "sets: {person.born: event-date}",
        "sets: {case.opened: {plus: P1Y}}",
        "sets: {person.note: event-date}",
        "sets: {person.income: 1500.50, case.opened: 2024-01-01}",
        "adds: {person.problems: [work, money]}",
        "sets: {person.problems: []}",
    ],
)
def test_what_an_event_may_bring(line: str):
    assert events(line) == []


def test_what_holds_at_first_is_read_by_its_fact():
    whole = examples.events("payload: [person.note]")
    assert codes(events=f"initially: {{person.employed: ja}}\n{whole}") == ["wrong-type"]
    assert codes(events=f"initially: {{person.age: 30}}\n{whole}") == ["computed-in-event"]
    assert codes(events=f"initially: {{person.employed: false}}\n{whole}") == []


def test_one_event_does_one_thing_to_a_fact():
    adds = "adds: {person.problems: [work]}"
    assert events("sets: {person.problems: [money]}", adds) == ["fact-set-twice"]
    assert events("forgets: [person.note, person.note]") == ["fact-set-twice"]
    assert events(adds, "forgets: [person.note]") == []
    assert events("needs: [person.note]", "sets: {person.note: x}") == ["fact-set-twice"]
    assert events("payload: [person.note]", "sets: {person.note: x}") == []


@pytest.mark.parametrize(
    ("then", "found"),
    [
        ("notify: [contacts]", ["unknown-actor"]),
        ("request: advise", ["unknown-action"]),
        ("oblige: report", ["trigger-date"]),
        ("oblige: report, within: P30D, by: {end_of: quarter}", ["trigger-date"]),
        ("oblige: report, within: 30", ["bare-number"]),
        ("oblige: report, within: 30 days", ["bad-form"]),
        ("oblige: report, by: {end_of: week}", ["unknown-word"]),
        ("oblige: report, by: {end_of: quarter}", []),
        ("within: P3M", ["trigger-date", "idle-trigger"]),
    ],
)
def test_what_may_follow(then: str, found: list[str]):
    assert sorted(trigger(then)) == sorted(found)


def test_a_trigger_may_follow_on_a_trigger_and_need_not_do_more_than_set_it_off():
    chain = examples.events(trigger="") + (
        f"  - id: then\n    {examples.LABEL}\n    clauses: [XX-1]\n"
        '    "on": [tell]\n    then: {notify: [contact]}\n'
    )
    assert codes(events=chain) == []


def test_triggers_and_events_have_names_of_their_own():
    assert "duplicate-id" in codes(
        events=examples.events(trigger="notify: [contact]").replace("id: tell", "id: entered")
    )
    named = examples.events(trigger="notify: [contact]").replace("id: tell", "id: report")
    assert codes(events=named) == ["reserved-id"]


def test_a_condition_of_a_trigger_is_checked_as_any_other():
    whole = examples.events(trigger="notify: [contact]")
    when = '    "on": [entered]\n    when: {fact: person.agee, at_least: 16}\n'
    assert codes(events=whole.replace('    "on": [entered]\n', when)) == ["unknown-fact"]


def test_a_clause_cited_by_an_event_has_to_be_in_the_register():
    whole = examples.events(trigger="notify: [contact]")
    assert set(codes(events=whole.replace("XX-1", "XX-9"))) == {"unknown-clause"}


def test_without_events_nothing_is_said_about_what_moves():
    step = examples.step("done: {fact: person.employed, is: true}")
    assert codes(escalation=step, events="events: []\n") == []


@pytest.mark.parametrize(
    ("initially", "done", "found"),
    [
        ("false", "{fact: person.employed, is: true}", True),
        ("true", "{fact: person.employed, is: true}", False),
        ("false", "{not: {fact: person.employed, is: true}}", False),
    ],
)
def test_what_is_set_initially_leads_on_only_where_it_holds(initially: str, done: str, found: bool):
    file = f"initially:\n  person.employed: {initially}\n{examples.events()}"
    told = codes(escalation=examples.step(f"done: {done}"), events=file)
    assert ("no-way-on" in told) is found
