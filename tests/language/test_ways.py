"""What is next, who acts, by when, and who may do what."""

from datetime import date
from pathlib import Path

import pytest

from iiz_rules.findings.errors import CaseError, UsageError
from iiz_rules.language.truth import Truth
from tests.language.canton import lake, rewritten

HARD = {"case.hard": True}


def test_the_next_step_is_the_first_that_is_neither_done_nor_ruled_out():
    route = lake().route(HARD | {"case.young": False})
    assert route.next is not None
    assert (route.next.rule, route.actor) == ("advice", "guide")


def test_a_step_that_is_done_lies_behind():
    route = lake().route(HARD | {"advice.given": True})
    assert [one.rule for one in route.done] == ["advice"]
    assert route.next is not None
    assert route.next.rule == "boat"


def test_nothing_is_next_when_all_is_done_or_ruled_out():
    route = lake().route({"case.hard": False, "advice.given": True})
    assert route.next is None
    assert "nichts Weiteres" in route.explain("de")
    assert route.to_dict()["next"] is None


def test_a_step_that_is_open_is_next_and_says_what_to_find_out():
    route = lake().route({"advice.given": True})
    assert route.next is not None
    assert (route.next.rule, route.next.verdict) == ("boat", Truth.OPEN)
    assert [str(one) for one in route.next.pending] == ["case.hard"]


def test_the_first_provider_that_applies_is_the_one():
    young = lake().route({"case.young": True}).next
    assert young is not None
    assert young.actors == {"provider": "youth-guide", "of": "west"}


def test_who_provides_is_open_while_the_first_may_apply():
    found = lake().route(HARD).next
    assert found is not None
    assert found.actor is None
    assert [one.role for one in found.candidates] == ["youth-guide", "guide"]
    assert found.actor_hangs_on == ("case.young",)
    text = found.explain("de")
    assert "noch offen): Jugendlotse (Amt West) / Lotsin" in text
    assert "Dafür noch nicht bekannt: jung." in text


PROVIDERS = """      - {role: youth-guide, of: west, when: {fact: case.young, is: true}}
      - {role: guide}
"""


def test_the_same_role_at_two_institutions_is_two_who_may_act(tmp_path: Path):
    """Whoever looks at the role alone would call the guide of the east the one."""
    east = "      - {role: guide, of: east, when: {fact: case.young, is: true}}\n"
    west = "      - {role: guide, of: west}\n"
    found = rewritten(tmp_path, {"escalation": (PROVIDERS, east + west)}).route(HARD).next
    assert found is not None
    assert (found.actor, found.actor_hangs_on) == (None, ("case.young",))
    assert [(one.role, one.of) for one in found.candidates] == [
        ("guide", "east"),
        ("guide", "west"),
    ]


def test_the_last_who_may_act_is_not_the_one_while_it_is_open_whether_he_applies(tmp_path: Path):
    young = "      - {role: youth-guide, of: west, when: {fact: case.young, is: true}}\n"
    shared = "      - {role: guide, when: {fact: cost.kind, is: shared}}\n"
    policy = rewritten(tmp_path, {"escalation": (PROVIDERS, young + shared)})
    found = policy.route({**HARD, "case.young": False}).next
    assert found is not None
    assert (found.actor, found.actor_hangs_on) == (None, ("cost.kind",))
    assert [one.role for one in found.candidates] == ["guide"]
    asked = policy.route({**HARD, "case.young": False, "cost.kind": "shared"}).next
    assert asked is not None
    assert (asked.actor, asked.actor_hangs_on) == ("guide", ())


def test_a_dispute_that_nobody_regulates_says_so():
    dispute = lake().dispute({"dispute.raised": True})
    assert (dispute.actor, dispute.regulated) == (None, False)
    assert "Niemand ist genannt." in dispute.explain("de")
    assert "ne règle pas la suite" in dispute.explain("fr")


def test_a_dispute_goes_to_the_board_where_the_source_is_read_so():
    dispute = lake(A_XX_04="board").dispute({"dispute.raised": True})
    assert (dispute.actor, dispute.regulated) == ("board", True)


def test_no_dispute_leads_nowhere():
    assert lake().dispute({"dispute.raised": False}).next is None


def test_a_way_that_there_is_not():
    with pytest.raises(UsageError) as caught:
        lake().ladder("disput", {})
    assert "dispute" in str(caught.value)


@pytest.mark.parametrize(
    ("last", "on", "verdict"),
    [
        ("2023-12-31", "2024-01-01", Truth.YES),
        ("2024-01-01", "2024-03-31", Truth.NO),
        ("2024-03-31", "2024-04-01", Truth.YES),
    ],
)
def test_a_quarter_ends_with_the_calendar(last: str, on: str, verdict: Truth):
    assert lake(on).ask("visit", {"visit.last_on": last}).verdict is verdict


def test_a_duty_says_by_when_and_whom_to_tell():
    [duty] = lake("2024-02-10").obligations({"visit.last_on": "2023-11-30"})
    assert (duty.rule, duty.due, duty.actor) == ("visit", date(2024, 3, 31), "guide")
    text = duty.explain("de")
    assert "Fällig bis 31.03.2024." in text
    assert "Zu informieren: Schreiberin." in text


def test_the_same_duty_read_as_three_months_since_the_last():
    [duty] = lake("2024-03-10", A_XX_02="rolling").obligations({"visit.last_on": "2023-11-30"})
    assert (duty.due, duty.due_hangs_on) == (date(2024, 2, 29), None)


def test_a_date_that_hangs_on_an_unknown_fact_is_open():
    duty = lake(A_XX_02="rolling").ask("visit", {})
    assert (duty.due, duty.due_hangs_on) == (None, "visit.last_on")
    assert "Fälligkeit noch offen, nicht bekannt: letzter Besuch." in duty.explain("de")


def test_another_reading_with_the_same_verdict_and_another_date_is_named():
    duty = lake("2024-02-10").ask("visit", {"visit.last_on": "2023-10-01"})
    [reading] = duty.interpretations
    assert (reading.decisive, reading.changing) == (False, ("rolling",))
    assert "bis wann" in duty.explain("de")
    assert duty.to_dict()["interpretations"][0]["changing"] == ["rolling"]


def test_a_duty_that_is_not_owed_is_due_on_no_day():
    duty = lake("2024-02-10").ask("visit", {"visit.last_on": "2024-02-01"})
    assert (duty.verdict, duty.due) == (Truth.NO, None)


def test_what_a_group_may_do_each_of_its_members_may():
    policy = lake()
    assert policy.may("offices", "keep-register").verdict is Truth.YES
    assert policy.may("isle", "keep-register").verdict is Truth.YES
    assert policy.may("guide", "keep-register").verdict is Truth.NO


def test_a_condition_that_is_not_known_leaves_it_open_whether_somebody_may():
    policy = lake()
    assert policy.may("guide", "open-boat").verdict is Truth.OPEN
    assert policy.may("guide", "open-boat", HARD).verdict is Truth.YES
    refused = policy.may("guide", "open-boat", {"case.hard": False})
    assert "Voraussetzung fehlt" in refused.explain("de")
    stranger = policy.may("clerk", "open-boat", HARD)
    assert "Dafür vorgesehen ist: Lotsin." in stranger.explain("de")


def test_competences_are_listed_by_action():
    [entry] = lake().competence("keep-register")
    assert (entry.capacity, entry.by, entry.together) == ("executes", ("offices",), ("clerk",))
    assert len(lake().competence()) == 2
    with pytest.raises(UsageError):
        lake().competence("keep-registr")


def test_an_actor_that_there_is_not():
    with pytest.raises(UsageError) as caught:
        lake().may("gide", "open-boat")
    assert "guide" in str(caught.value)


def test_an_action_that_there_is_not():
    with pytest.raises(UsageError) as caught:
        lake().may("guide", "open-boot")
    assert "open-boat" in str(caught.value)


AGES = """facts:
  - {id: person.born, type: date, label: {de: geboren, fr: né, en: born}, question: {de: Wann?, fr: Quand ?, en: When?}}
  - {id: person.age, type: int, computed: {completed_years_since: person.born}, label: {de: Alter, fr: âge, en: age}, question: {de: Wie alt?, fr: Quel âge ?, en: How old?}}
"""  # noqa: E501


@pytest.mark.parametrize("engine", ["compiled", "interpreter"])
def test_nobody_is_younger_than_nothing_where_no_limit_says_so(tmp_path: Path, engine: str):
    young = ("{any: [{judgement: case.hard}", "{any: [{fact: person.age, at_most: 24}")
    policy = rewritten(tmp_path, {"facts": ("facts:\n", AGES), "escalation": young}, engine)
    assert policy.ask("advice", {"person.born": "2024-02-29"}).verdict is Truth.YES
    with pytest.raises(CaseError, match="after-question-date"):
        policy.ask("advice", {"person.born": "2024-03-01"})


def test_everything_at_once():
    whole = lake().decide(HARD | {"case.young": False, "dispute.raised": True})
    assert whole.route.actor == "guide"
    assert not whole.ladder("dispute").regulated
    assert [one.rule for one in whole.obligations] == []
    assert [one.rule for one in whole.possible_obligations] == ["visit"]
    owed = lake("2024-02-10").decide({"visit.last_on": "2023-11-30"})
    assert [one.rule for one in owed.obligations] == ["visit"]
    assert {"shared-cost", "own-cost", "dispute-board"} <= set(whole)
    assert not any(rule.startswith("board.") for rule in whole)


def test_of_the_next_step_it_is_said_what_decides_whether_it_lies_behind():
    case = HARD | {"case.young": False}
    step = lake().route(case).next
    assert step is not None
    assert (step.rule, step.done, step.done_hangs_on) == ("advice", Truth.OPEN, ("advice.given",))
    assert step.to_dict()["done_hangs_on"] == ["advice.given"]
    label = step.program.facts["advice.given"].label.de
    assert f"hängt ab von: {label}." in " ".join(lake().route(case).explain("de").split())
    ahead = lake().route(case | {"advice.given": False}).next
    assert ahead is not None
    assert ahead.done_hangs_on == ()
