"""When a stretch of days that moves along brings a duty or lets it lapse, at edges of months."""

from datetime import date, timedelta
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.language.dates import window
from tests.escalation.test_triggers import opened, trigger

NOTE = trigger("note", "reminded", "notify: [contact]")
WHEN = "{fact: person.employed, is: false}"


def told(folder: Path, stretch: str, event: str, to: str, *triggers: str) -> list[tuple[str, str]]:
    """What is told of a duty to answer while a date of the case lies within a stretch."""
    on = min(event, "2024-01-01") if "next" in stretch else event
    return owed(folder, f"{{fact: case.opened, within: {{{stretch}}}}}", event, on, to, *triggers)


def owed(
    folder: Path, when: str, event: str, on: str, to: str, *triggers: str
) -> list[tuple[str, str]]:
    """What is told of a duty to answer in the case of a condition, from a day on."""
    opened(folder, NOTE, *triggers)
    inside = folder / "tiny" / "2024-01-01"
    rules = (inside / "escalation.yaml").read_text("utf-8")
    changed = rules.replace(WHEN, when)
    (inside / "escalation.yaml").write_text(changed, "utf-8")
    events = (inside / "events.yaml").read_text("utf-8")
    brought = events.replace("payload: [person.note]", "payload: [person.note, case.opened]")
    (inside / "events.yaml").write_text(brought, "utf-8")
    flow = iiz.load(folder / "tiny").open_case("C-1", on="2024-01-01")
    flow.record("reminded", on, {"case.opened": event})
    return [
        (change.on.isoformat(), change.kind)
        for change in (*flow.history[-1].fired, *flow.advance(to))
        if change.rule == "answer"
    ]


@pytest.mark.parametrize(
    ("event", "lapsed"),
    [
        ("2024-03-05", "2024-04-06"),  # a month and a day later
        ("2024-01-31", "2024-03-01"),  # February has no 31st
        ("2025-01-29", "2025-03-01"),
        ("2024-02-29", "2024-04-01"),  # a month before each of the last days of March
        ("2025-02-28", "2025-04-01"),
        ("2025-06-30", "2025-08-01"),
    ],
)
def test_a_duty_of_the_last_month_lapses_when_the_month_is_over(
    tmp_path: Path, event: str, lapsed: str
):
    changes = told(tmp_path, "last: P1M", event, "2025-12-31")
    assert changes == [(event, "arose"), (lapsed, "lapsed")]
    day = date.fromisoformat(lapsed)
    assert window(day - timedelta(days=1), "last", "P1M")[0] <= date.fromisoformat(event)
    assert window(day, "last", "P1M")[0] > date.fromisoformat(event)


@pytest.mark.parametrize(
    ("event", "arose", "lapsed"),
    [
        ("2024-05-20", "2024-04-20", "2024-05-21"),
        ("2024-03-31", "2024-03-01", "2024-04-01"),  # no day of February reaches the 31st
        ("2024-02-29", "2024-01-29", "2024-03-01"),
    ],
)
def test_a_duty_of_the_next_month_arises_a_month_ahead(
    tmp_path: Path, event: str, arose: str, lapsed: str
):
    changes = told(tmp_path, "next: P1M", event, "2025-12-31")
    assert changes == [(arose, "arose"), (lapsed, "lapsed")]


def test_a_duty_of_the_same_quarter_ends_with_it(tmp_path: Path):
    changes = told(tmp_path, "same: quarter", "2024-02-10", "2025-12-31")
    assert changes == [("2024-02-10", "arose"), ("2024-04-01", "lapsed")]


def test_the_calendar_has_an_end(tmp_path: Path):
    changes = told(tmp_path, "last: P1M", "9999-12-31", "9999-12-31")
    assert changes == [("9999-12-31", "arose")]


@pytest.mark.parametrize(("days", "kinds"), [("P32D", ["lapsed"]), ("P31D", ["missed", "lapsed"])])
def test_a_duty_that_ends_on_its_last_day_lapses_and_after_it_was_missed_first(
    tmp_path: Path, days: str, kinds: list[str]
):
    count = trigger("count", "reminded", f"oblige: answer, within: {days}")
    changes = told(tmp_path, "last: P1M", "2024-03-05", "2024-12-31", count)
    assert changes[0] == ("2024-03-05", "arose")
    assert changes[-len(kinds) :] == [("2024-04-06", kind) for kind in kinds]


@pytest.mark.parametrize(
    ("event", "lapsed"),
    [("2024-03-05", "2024-04-06"), ("2024-01-31", "2024-03-01"), ("2024-02-29", "2024-03-30")],
)
def test_a_duty_up_to_a_month_after_a_day_lapses_on_the_day_behind(
    tmp_path: Path, event: str, lapsed: str
):
    until = "{fact: question.day, at_most: {fact: case.opened, plus: P1M}}"
    changes = owed(tmp_path, until, event, event, "2025-12-31")
    assert changes == [(event, "arose"), (lapsed, "lapsed")]


@pytest.mark.parametrize(
    ("event", "arose"),
    [("2024-05-20", "2024-04-20"), ("2024-03-31", "2024-03-01"), ("2024-02-29", "2024-01-29")],
)
def test_a_duty_from_a_month_before_a_day_arises_when_that_is_so_much_later(
    tmp_path: Path, event: str, arose: str
):
    ahead = "{fact: case.opened, at_most: {fact: question.day, plus: P1M}}"
    assert owed(tmp_path, ahead, event, "2024-01-01", "2025-12-31") == [(arose, "arose")]
