"""How a case stood on a day, as far as it was known by another."""

from datetime import date

import pytest

import iiz_rules as iiz
from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.standing import StandingCase, standing
from iiz_rules.escalation.store.store import Store
from iiz_rules.render.text.flow import standing_parts


@pytest.fixture(scope="module")
def flow() -> Flow:
    """A complex case that was told of a month late."""
    flow = iiz.load("valais").open_case("C-1", on="2024-01-08", store=Store())
    person = {"birth_date": "1980-05-01", "district": "visp"}
    new = {"reported_in": ["iv"], "person": person, "case.youth_theme": False}
    flow.record("new-mandate", "2024-01-08", new)
    flow.record("need-evaluated", "2024-01-15", {"evaluation.indicated": True})
    flow.record("complexity-judged", "2024-01-24", {"case.complex": True}, learned_on="2024-03-01")
    return flow


def stood(flow: Flow, on: str, known_on: str) -> StandingCase:
    found = standing(flow, date.fromisoformat(on), date.fromisoformat(known_on))
    assert found
    return found


def test_what_was_learned_late_held_before_and_was_not_known(flow: Flow):
    then, now = stood(flow, "2024-02-01", "2024-02-01"), stood(flow, "2024-02-01", "2024-03-01")
    assert "case.complex" not in then.facts
    assert now.facts["case.complex"] is True
    assert [one.event for one in then.moves] == [None, "new-mandate", "need-evaluated"]


def test_on_an_earlier_day_what_was_owed_then_stands_with_what_happened(flow: Flow):
    back = stood(flow, "2024-02-01", "2024-03-01")
    assert back.looks_back
    assert (back.obligations, back.possible, back.now) == ((), (), None)
    owed = next(one for one in standing_parts(back, "de") if one.heading == "Was geschuldet ist")
    assert owed.sentences == [
        "An einem früheren Tag; was damals geschuldet war, steht bei dem, was geschehen ist."
    ]


def test_later_the_days_have_passed_and_nothing_is_written(flow: Flow):
    later = stood(flow, "2024-07-05", "2024-07-05")
    assert later.obligations
    assert any(one.overdue for one in later.obligations)
    assert "followed-up" in [one.event for one in later.possible]
    owed, may, history = (
        next(one for one in standing_parts(later, "fr") if one.heading == heading)
        for heading in ("Ce qui est dû", "Ce qui peut se produire maintenant", "Ce qui s'est passé")
    )
    assert any("en retard" in row for row in owed.rows)
    assert may.rows
    assert "les jours passent" in [row[1] for row in history.rows]
    assert flow.on == date(2024, 3, 1)


def test_before_it_was_opened_or_known_of_there_is_no_case(flow: Flow):
    assert standing(flow, date(2024, 1, 7), date(2024, 3, 1)) is None
    assert standing(flow, date(2024, 3, 1), date(2024, 1, 7)) is None


def test_what_ran_under_another_reading_is_told_as_it_ran():
    store = Store()
    valais = iiz.load("valais")
    first = valais.open_case("C-2", on="2024-01-08", store=store)
    again = valais.reading({"A-VS-37": "rolling-three-months"}).migrate(
        first, "2024-02-01", "anders gelesen"
    )
    assert stood(again, "2024-01-20", "2024-01-20").timeline.options == {}
    assert stood(again, "2024-02-01", "2024-02-01").timeline.options == {
        "A-VS-37": "rolling-three-months"
    }
