"""Key figures: counted by hand for the two stories, day by day for all their days, and in words."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import iiz_rules as iiz
from iiz_rules.escalation.engines import ByInterpreter
from iiz_rules.escalation.figures.counting import count
from iiz_rules.escalation.figures.counts import OTHER, UNKNOWN, KeyFigures
from iiz_rules.escalation.figures.lives import moments
from iiz_rules.escalation.figures.standing import standing
from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.store import sqlite
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.chain import verify
from iiz_rules.escalation.store.store import Store
from iiz_rules.language.program.rules import Program
from iiz_rules.render.charts.key_figures import figures_svg
from iiz_rules.render.key_figures import FigureSheet, kept, sheet
from iiz_rules.render.text.key_figures import sheet_data, sheet_text, title
from iiz_rules.render.text.layout import Paper
from iiz_rules.testing.stories import StoryDocument, read_story, tell
from tests.effort import sampled
from tests.escalation.test_stories import CANTON, EXAMPLES
from tests.escalation.test_triggers import LABEL, opened

each_story = pytest.mark.parametrize("name", sorted(CANTON))

YEAR = date(2024, 1, 1), date(2024, 12, 31)


def story_of(name: str) -> StoryDocument:
    found, findings = read_story((EXAMPLES / f"{name}.yaml").read_bytes(), name)
    assert found, findings
    return found


@cache
def program_of(canton: str) -> Program:
    return iiz.load(canton).program


def counted(store: Store, canton: str, start: date, end: date, options: Any = None) -> KeyFigures:
    return count(archive_of(store, canton), program_of(canton), (start, end), options or {})


def archive_of(store: Store, canton: str) -> Archive:
    """The archive of a store, its edition read already: these tests open many stores."""
    return Archive(store, {iiz.load(canton).basis.key: program_of(canton)})


@cache
def figures(name: str, start: date, end: date) -> KeyFigures:
    story = story_of(name)
    with Store() as store:
        tell(iiz.load(CANTON[name], story.opened), story, store)
        return counted(store, CANTON[name], start, end)


def cells(found: KeyFigures, breakdown: str) -> dict[str, tuple[int, int, int]]:
    [one] = [one for one in found.breakdowns if one.id == breakdown]
    return {group: (cell.cases, cell.at_end, cell.days) for group, cell in one.cells.items()}


# ------------------------------------------------------------------------ the stories, by hand


def test_the_year_2024_of_the_youth_case_in_valais():
    found = figures("valais-jugendfall", *YEAR)
    assert (found.open_in_period, found.opened, found.closed, found.open_at_end) == (1, 1, 0, 1)
    assert cells(found, "state") == {"open": (1, 1, 359)}  # 8 January to 31 December of a leap year
    assert cells(found, "reported") == {"reported": (1, 1, 331), "not-reported": (1, 0, 28)}
    assert cells(found, "region") == {"oberwallis": (1, 1, 359)}
    assert cells(found, "field") == {"youth": (1, 1, 359)}
    steps = cells(found, "route")
    assert steps["front-line-evaluation"] == (1, 0, 9)  # 8 to 16 January
    assert steps["rto"] == (1, 0, 24)  # 6 to 29 February
    assert cells(found, "dispute")["dispute-commission"] == (1, 0, 21)


def test_three_of_four_quarters_were_followed_up_in_time():
    [follow_up] = figures("valais-jugendfall", *YEAR).follow_ups
    assert follow_up.counts == {"on-time": 3, "late": 0, "not-done": 1}
    [follow_up] = figures("valais-jugendfall", date(2024, 7, 1), date(2024, 9, 30)).follow_ups
    assert follow_up.counts == {"on-time": 0, "late": 0, "not-done": 1}


def test_a_case_closed_before_its_date_counts_neither_as_in_time_nor_as_late():
    [follow_up] = figures("valais-jugendfall", date(2025, 4, 1), date(2025, 7, 31)).follow_ups
    assert follow_up.total == 0


def test_under_the_other_reading_a_follow_up_can_be_late():
    with Store() as store:
        policy = iiz.load("valais", interpretations={"A-VS-37": "rolling-three-months"})
        flow = policy.open_case("C", "2024-01-08", store=store)
        flow.record(
            "new-mandate",
            "2024-01-08",
            {
                "reported_in": ["iv"],
                "person": {"birth_date": "1980-05-01", "district": "visp"},
                "case.youth_theme": False,
            },
        )
        flow.record("need-evaluated", "2024-01-15", {"evaluation.indicated": True})
        flow.record("complexity-judged", "2024-01-24", {"case.complex": True})
        for day in ("2024-02-15", "2024-05-10", "2024-08-20"):  # the last one ten days late
            flow.record("followed-up", day)
        [found] = counted(store, "valais", *YEAR).follow_ups
    assert found.counts == {"on-time": 1, "late": 1, "not-done": 1}


def followed(store: Store, opened: str, evaluated: str, judged: str) -> Flow:
    """A complex case of Valais, which is to be followed up in each quarter."""
    flow = iiz.load("valais").open_case("C", opened, store=store)
    person = {"birth_date": "1980-05-01", "district": "visp"}
    facts = {"reported_in": ["iv"], "person": person, "case.youth_theme": False}
    flow.record("new-mandate", opened, facts)
    flow.record("need-evaluated", evaluated, {"evaluation.indicated": True})
    flow.record("complexity-judged", judged, {"case.complex": True})
    return flow


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (("followed-up", "2024-10-07"), {"on-time": 1, "late": 0, "not-done": 2}),
        (("case-closed", "2024-10-07"), {"on-time": 0, "late": 0, "not-done": 2}),
        (("drastic-change", "2024-10-07"), {"on-time": 0, "late": 0, "not-done": 3}),
    ],
)
def test_a_missed_quarter_counts_once_whatever_it_ends_with(
    last: tuple[str, str], expected: dict[str, int]
):
    """One doing is that of one date: of the quarter in which it lies."""
    with Store() as store:
        flow = followed(store, "2024-04-01", "2024-04-01", "2024-04-01")
        flow.record(*last)
        [found] = counted(store, "valais", *YEAR).follow_ups
    assert found.counts == expected


def test_done_on_the_last_day_is_done_in_time():
    with Store() as store:
        flow = followed(store, "2024-01-08", "2024-01-15", "2024-01-24")
        flow.record("followed-up", "2024-03-31")  # the quarter ends on this day
        [found] = counted(store, "valais", date(2024, 1, 1), date(2024, 3, 31)).follow_ups
    assert found.counts == {"on-time": 1, "late": 0, "not-done": 0}


def test_the_outcome_at_closing_in_zurich():
    found = figures("zuerich-fallteam", *YEAR)
    assert found.closed == 1
    assert found.days_to_closing == [448]  # 4 September 2023 to 25 November 2024
    assert found.outcomes
    assert found.outcomes.share == (1, 1)


def test_where_nothing_was_closed_no_share_is_told():
    before = figures("zuerich-fallteam", date(2024, 1, 1), date(2024, 1, 31)).outcomes
    assert before
    assert before.share is None


def test_what_is_not_known_may_be_success_or_not():
    with Store() as store:
        policy = iiz.load("zurich", "2024-01-08")
        for number, facts in enumerate([{"outcome.reintegrated": True}, {}, {}, {}]):
            flow = policy.open_case(f"C-{number}", "2024-01-08", store=store)
            flow.record("question-raised", "2024-01-08")
            flow.record("case-closed", "2024-02-08", facts)
        found = counted(store, "zurich", *YEAR)
    assert found.outcomes
    assert found.outcomes.share == (0.25, 1)


def test_valais_says_that_no_outcome_is_measured():
    found = figures("valais-jugendfall", date(2025, 1, 1), date(2025, 12, 31))
    assert found.closed == 1
    assert [one.de for one in found.silences] == [
        "Die Pflichtenhefte verlangen zum Abschluss eine Begründung und messen kein Ergebnis."
    ]


# --------------------------------------------------------------------------- against every day


def every_day(name: str, store: Store) -> Iterator[tuple[date, dict[str, str]]]:
    """Where the case of a story stands at the end of each day, its groups asked every day."""
    story = story_of(name)
    policy = iiz.load(CANTON[name], story.opened, story.file.interpretations or {})
    groups = [one.id for one in policy.program.rules.values() if one.kind == "group"]
    flow = policy.open_case(story.file.case, story.opened, store=store)
    day, coming = story.opened, list(story.events)
    assert story.until
    while day <= story.until:
        while coming and coming[0].on == day:
            one = coming.pop(0)
            flow.record(one.event, one.on, one.facts, one.by)
        flow.advance(day)
        asked = ByInterpreter(policy.program).evaluate(groups, flow.state.situation)
        verdicts = {**flow.state.verdicts, **asked.verdicts}
        yield day, standing(policy.program, replace(flow.state, verdicts=verdicts))
        day += timedelta(days=1)


@each_story
def test_the_days_in_each_group_are_those_of_going_through_every_day(name: str):
    with Store() as store:
        lived = dict(every_day(name, store))
        for start, length in [(-30, 60), (0, 1), (100, 200), (300, 90), (0, 800)]:
            first = min(lived) + timedelta(days=start)
            last = min(first + timedelta(days=length), max(lived))
            expected: dict[tuple[str, str], int] = {}
            for day, at in lived.items():
                if first <= day <= last:
                    for one in at.items():
                        expected[one] = expected.get(one, 0) + 1
            found = counted(store, CANTON[name], first, last)
            assert {
                (one.id, group): cell.days
                for one in found.breakdowns
                for group, cell in one.cells.items()
            } == expected
            ends = {
                (one.id, group)
                for one in found.breakdowns
                for group, cell in one.cells.items()
                if cell.at_end
            }
            assert ends == set(lived[last].items())


@each_story
def test_what_was_kept_with_each_record_counts_as_what_all_records_give(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    story, canton = story_of(name), CANTON[name]
    with Store(tmp_path / "cases.db") as store, Store() as anew:
        for each in (store, anew):  # in memory nobody looks before somebody asks
            tell(iiz.load(canton, story.opened), story, each)
        assert verify(store).finding is None
        periods = [(story.opened + timedelta(days=n), n + 90) for n in range(-40, 500, 45)]
        for start, length in periods:
            end = start + timedelta(days=length)
            assert counted(store, canton, start, end) == counted(anew, canton, start, end)
    monkeypatch.setattr(sqlite, "_may_be_written", lambda _: False)
    late = date(2034, 1, 1), date(2034, 12, 31)
    with Store(tmp_path / "cases.db") as store:
        assert counted(store, canton, *late) == figures(name, *late)


def test_after_the_period_nothing_is_known():
    found = figures("valais-jugendfall", date(2024, 1, 1), date(2024, 1, 31))
    assert found.closed == 0
    assert cells(found, "reported") == {"not-reported": (1, 1, 24)}


def test_a_case_opened_and_closed_on_one_day_and_one_closed_before():
    with Store() as store:
        policy = iiz.load("zurich", "2024-01-08")
        for case, closed in [("same-day", "2024-01-08"), ("before", "2024-01-10")]:
            flow = policy.open_case(case, "2024-01-08", store=store)
            flow.record("question-raised", "2024-01-08")
            flow.record("case-closed", closed)
        found = counted(store, "zurich", date(2024, 1, 8), date(2024, 1, 9))
        assert (found.open_in_period, found.opened, found.closed, found.open_at_end) == (2, 2, 1, 1)
        found = counted(store, "zurich", date(2024, 2, 1), date(2024, 2, 9))
        assert (found.open_in_period, found.closed, cells(found, "state")) == (0, 0, {})


def test_each_case_is_counted_under_the_edition_that_it_ran_on(tmp_path: Path):
    canton = tmp_path / "zurich"
    shutil.copytree(EXAMPLES.parent / "cantons" / "zurich", canton)
    by_age = {"A-ZH-21": "three-groups"}
    policy = iiz.load(canton, "2024-01-08", by_age)
    with Store(tmp_path / "cases.db") as store:
        flow = policy.open_case("C", "2024-01-08", store=store)
        flow.record("question-raised", "2024-01-08", {"person.birth_date": "1990-05-01"})
        events = canton / "2014-04-01" / "events.yaml"
        events.write_text(events.read_text("utf-8") + "# geändert\n", "utf-8")
        changed = iiz.load(canton, "2024-01-08", by_age)
        changed.migrate(flow, "2024-03-01", "neue Fassung")
        archive = Archive(store)
        assert archive.newest("zurich") == changed.program
        found = count(archive, changed.program, YEAR, {})
        assert cells(found, "age") == {"from-25-to-49": (1, 1, 359)}
        assert found.opened == 1
        assert verify(store).finding is None


def test_what_cases_are_not_told_apart_by_as_read_is_no_table():
    """Zürich counts by age only as A-ZH-21 is read otherwise; nobody is "up to 24: 0" before."""
    with Store() as store:
        flow = iiz.load("zurich", "2024-01-08").open_case("C", "2024-01-08", store=store)
        flow.record("question-raised", "2024-01-08", {"person.birth_date": "1990-05-01"})
        found = counted(store, "zurich", *YEAR)
        otherwise = counted(store, "zurich", *YEAR, {"A-ZH-21": "three-groups"})
    assert "age" not in [one.id for one in found.breakdowns if one.told]
    assert "region" in [one.id for one in found.breakdowns if one.told]
    assert "age" in [one.id for one in otherwise.breakdowns if one.told]


def edition_after(canton: Path, *changes: tuple[str, str]) -> iiz.Policy:
    """The same canton after its statistics were edited."""
    file = canton / "2014-04-01" / "statistics.yaml"
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")
    return iiz.load(canton, "2024-01-08")


def test_what_only_an_older_edition_tells_apart_is_not_counted_and_a_new_number_is_plain(
    tmp_path: Path,
):
    canton = tmp_path / "zurich"
    shutil.copytree(EXAMPLES.parent / "cantons" / "zurich", canton)
    german = (canton / "canton.yaml").read_text("utf-8").replace("[de, fr, en]", "[de]")
    (canton / "canton.yaml").write_text(german, "utf-8")
    policy = iiz.load(canton, "2024-01-08")
    with Store() as store:
        flow = policy.open_case("C", "2024-01-08", store=store)
        flow.record("question-raised", "2024-01-08", {"person.birth_date": "1990-05-01"})
        flow.record("case-closed", "2024-03-01", {"outcome.reintegrated": True})
        policy.open_case("later", "2025-02-01", store=store)
        chosen = (
            "\n  interpretation: A-ZH-22\n  choose: {below-five: 5, below-three: 3, all-shown: 1}"
        )
        smallest = ("smallest_cell:" + chosen, "smallest_cell: 4")
        changed = edition_after(
            canton, smallest, ("- id: age\n", "- id: ages\n"), ("id: outcome\n", "id: outcomes\n"),
            ("- id: reintegrated", "- id: back-at-work"),
        )  # fmt: skip
        found = count(Archive(store), changed.program, YEAR, {})
    assert found.smallest == 4
    assert "A-ZH-22" not in found.readings
    assert cells(found, "ages") == {}
    assert (found.opened, found.closed) == (1, 1)
    assert found.outcomes
    assert {group: cell.cases for group, cell in found.outcomes.breakdown.cells.items()} == {
        OTHER: 1
    }


GROUPS = f"""\
clauses: [XX-1]
breakdowns:
  - id: work
    {LABEL}
    clauses: [XX-1]
    groups:
      - id: employed
        {LABEL}
        when: {{fact: person.employed, is: true}}
"""


def test_an_edition_without_ways_and_outcomes_counts_states_and_its_own_groups(tmp_path: Path):
    opened(tmp_path)
    inside = tmp_path / "tiny" / "2024-01-01"
    (inside / "statistics.yaml").write_text(GROUPS, "utf-8")
    policy = iiz.load(tmp_path / "tiny", "2024-01-31")
    with Store() as store:
        flow = policy.open_case("C-1", "2024-01-31", store=store)
        flow.record("answered", "2024-02-01")
        flow.record("asked", "2024-02-11")
        flow.record("ended", "2024-02-21")
        found = count(Archive(store), policy.program, YEAR, {})
        early = count(Archive(store), policy.program, (YEAR[0], date(2024, 1, 30)), {})
    assert [one.id for one in found.breakdowns] == ["state", "work"]
    assert cells(found, "work") == {UNKNOWN: (1, 0, 1), "employed": (1, 0, 10), OTHER: (1, 0, 10)}
    assert (found.outcomes, found.closed, found.days_to_closing) == (None, 1, [21])
    assert (early.open_in_period, early.opened) == (0, 0)  # of what happened later nothing is known


def test_figures_are_printed_on_one_line():
    found = figures("zuerich-fallteam", *YEAR)
    assert found.outcomes
    held = [found, *found.breakdowns, *found.follow_ups, found.outcomes]
    held += figures("valais-jugendfall", *YEAR).follow_ups
    assert all("\n" not in repr(one) and len(repr(one)) < 160 for one in held)
    assert repr(found) == "<KeyFigures 2024-01-01 to 2024-12-31: 1 cases, 0 opened, 1 closed>"
    with Store() as store:
        iiz.load("zurich").open_case("C", "2024-01-08", store=store)
        moment = next(moments(archive_of(store, "zurich"), store.history("C")))
    assert repr(moment) == "<Moment <State 2024-01-08: not begun, 0 owed>: days>"


# ------------------------------------------------------------------------------ small numbers


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.integers(1, 9))
def test_no_small_number_is_shown_nor_can_be_worked_out_from_the_sum(
    numbers: list[int], smallest: int
):
    found = kept(numbers, smallest)
    assert all(one is None or one == 0 or one >= smallest for one in found)
    assert all(one in (None, number) for one, number in zip(found, numbers, strict=True))
    if found.count(None) == 1:  # the sum is as small itself, and is not shown either
        assert sum(numbers) < smallest


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), min_size=1, max_size=6))
def test_what_remains_of_a_number_shown_is_no_small_number(pairs: list[tuple[int, int]]):
    numbers, wholes = [one for one, _ in pairs], [one + more for one, more in pairs]
    for one, whole in zip(kept(numbers, 5, of=wholes), wholes, strict=True):
        assert one is None or whole - one == 0 or whole - one >= 5


def page(
    found: KeyFigures, canton: str, language: Any = "de", *, every: bool = False
) -> FigureSheet:
    return sheet(iiz.load(canton).program, found, language, every=every)


def test_a_single_case_is_shown_only_where_all_numbers_are_asked_for():
    found = figures("zuerich-fallteam", *YEAR)
    assert found.smallest == 5
    hidden, every = page(found, "zurich"), page(found, "zurich", every=True)
    assert set(hidden.totals.values()) <= {None, 0}
    assert {n for table in hidden.tables for line in table.lines for n in line.numbers} <= {None, 0}
    assert all(table.share is None for table in hidden.tables)
    assert "X steht für 1 bis 4 Fälle" in sheet_text(hidden, Paper("de")).replace("\u00a0", " ")
    assert "nicht zur Weitergabe" in sheet_text(every, Paper("de"))
    assert every.totals["closed"] == 1


def test_how_few_are_small_is_a_reading():
    with Store() as store:
        found = counted(store, "zurich", *YEAR, {"A-ZH-22": "below-three"})
    assert (found.smallest, found.readings["A-ZH-22"]) == (3, "below-three")


# ------------------------------------------------------------------------- words, data, picture


@pytest.mark.parametrize(
    ("language", "share"),
    sampled(
        [
            ("de", "Anteil «zurück im ersten Arbeitsmarkt»: 100 %"),
            ("fr", "Part « de retour sur le marché primaire du travail » : 100 %"),
            ("en", "Share “back in the primary labour market”: 100 %"),
        ],
        2,
    ),
)
def test_the_figures_in_three_languages(language: Any, share: str):
    found = page(figures("zuerich-fallteam", *YEAR), "zurich", language, every=True)
    text = sheet_text(found, Paper(found.language)).replace("\u00a0", " ")
    assert share in text
    assert all(len(line) <= 88 for line in text.splitlines())
    drawn = ElementTree.fromstring(figures_svg(found))
    words = " ".join("".join(one.itertext()) for one in drawn.iter()).replace("\u00a0", " ")
    assert share in words
    assert drawn.get("aria-labelledby") == "title desc"
    named = {one.get("id"): one.text for one in drawn.iter() if one.get("id") in ("title", "desc")}
    assert named["title"] == title(found)
    assert all(table.title in (named["desc"] or "") for table in found.tables)


def test_the_picture_shows_each_number_and_a_sign_for_those_left_out():
    story = figures("valais-jugendfall", *YEAR)
    every, hidden = (
        ElementTree.fromstring(figures_svg(page(story, "valais", every=every)))
        for every in (True, False)
    )
    told = {one.get("aria-label") for one in every.iter() if one.get("aria-label")}
    assert {"Oberwallis, Fälle: 1", "Oberwallis, am Ende: 1", "rechtzeitig, Termine: 3"} <= told
    signs = {one.get("aria-label") for one in hidden.iter() if one.get("aria-label")}
    assert {"Oberwallis, Fälle: X", "Oberwallis, am Ende: X", "rechtzeitig, Termine: X"} <= signs
    assert all(sign and sign.endswith(": X") for sign in signs)


def test_the_figures_as_data():
    data = sheet_data(page(figures("valais-jugendfall", *YEAR), "valais", every=True))
    assert json.loads(json.dumps(data))["totals"] == {
        "open_in_period": 1, "opened": 1, "closed": 0, "open_at_end": 1,
    }  # fmt: skip
    [in_time] = [one for one in data["tables"] if one["id"] == "quarterly-follow-up"]
    assert in_time["share"] == {"low": 0.75, "high": 0.75}
    assert in_time["rows"][0] == {"id": "on-time", "label": "rechtzeitig", "dates": 3}
    assert {"VS-4.3.11", "VS-4.4.9"} <= set(in_time["clauses"])
    assert all(one["clauses"] for one in data["tables"])
