"""A story may say what has to come of its events; `iiz test` compares it."""

import pytest

from iiz_rules.policy import load
from iiz_rules.testing.afterwards import ComparedMove, compare_story, story_faults
from iiz_rules.testing.stories import read_story

STORY = """
title: Eine Jugendliche im Oberwallis
case: VS-1
opened: 2024-01-08
events:
  - date: 2024-01-08
    event: new-mandate
    by: front-line
    facts:
      reported_in: [iv, db]
      person: {birth_date: 2004-02-29, district: brig}
      case.youth_theme: true
    expect:
      told: []
      owed: {evaluate-iiz: undated, quarterly-follow-up: nothing}
      bearer: {evaluate-iiz: front-line}
      facts: {reported_in: [db, iv], evaluation.indicated: null, person: {age: 19}}
      next: {route: front-line-evaluation}
      closed: false
  - {date: 2024-01-08, event: mandate-given, facts: {mandate.valid_until: 2024-01-31}}
  - date: 2024-01-09
    event: mandate-renewed
    by: copil
    facts: {mandate.valid_until: 2025-01-31}
    expect: {refused: true}
until: 2024-02-01
expect: {next: {dispute: nothing}, facts: {person.age: 19}}
"""


def compared(text: str) -> list[ComparedMove]:
    story, findings = read_story(text.encode(), "story.yaml")
    assert story, findings
    policy = load("valais", story.opened)
    assert not [*story_faults(policy, story)]
    return [*compare_story(policy, story)]


def test_what_comes_of_events_is_compared():
    moves = compared(STORY)
    assert [(one.part, one.actual) for one in moves if not one.holds] == []
    assert {one.event for one in moves} == {"new-mandate", "mandate-renewed", ""}


@pytest.mark.parametrize(
    ("was", "becomes", "part"),
    [
        ("told: []", "told: [front-line]", "told"),
        ("evaluate-iiz: undated", "evaluate-iiz: 2024-01-31", "evaluate-iiz"),
        ("evaluate-iiz: front-line", "evaluate-iiz: youth-contact", "evaluate-iiz"),
        ("reported_in: [db, iv], e", "reported_in: [db], e", "reported_in"),
        ("evaluation.indicated: null", "evaluation.indicated: true", "evaluation.indicated"),
        ("person.age: 19", "person.age: 20", "person.age"),
        ("route: front-line-evaluation", "route: rto", "route"),
        ("closed: false", "closed: true", "closed"),
        ("by: copil", "by: youth-contact", "refused"),
        ("dispute: nothing", "dispute: dispute-regional", "dispute"),
    ],
)
def test_each_expectation_is_missed_where_it_is_otherwise(was: str, becomes: str, part: str):
    assert was in STORY
    missed = [one.part for one in compared(STORY.replace(was, becomes)) if not one.holds]
    assert missed == [part]


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("evaluate-iiz: undated", "evaluate: undated"),
        ("{dispute: nothing}", "{quarrel: nothing}"),
        ("{route: front-line-evaluation}", "{route: nowhere}"),
    ],
)
def test_expectations_of_what_there_is_not_are_faults(was: str, becomes: str):
    story, _ = read_story(STORY.replace(was, becomes).encode(), "story.yaml")
    assert story
    assert [one.code for one in story_faults(load("valais"), story)] == ["unknown-expectation"]
