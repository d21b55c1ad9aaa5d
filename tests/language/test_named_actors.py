"""A provider, a bearer or whoever may act, named by a fact of the case."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from iiz_rules.engine.interpreter import Situation
from iiz_rules.escalation.engines import timeline_of
from iiz_rules.findings.errors import LoadError
from iiz_rules.language.truth import Truth
from iiz_rules.language.values import Value
from iiz_rules.policy import Policy
from iiz_rules.render.drawing.steps import StepCards
from tests.language.canton import rewritten

YOUNG = "      - {role: youth-guide, of: west, when: {fact: case.young, is: true}}\n"
PROVIDERS = f"    provider:\n{YOUNG}      - {{role: guide}}\n"
HARD = {"case.hard": True}
DAY = date(2024, 2, 29)


def ad_hoc(folder: Path, provider: str = "    provider: {fact: cost.payer}\n") -> Policy:
    """The canton of the lake, with other providers of the first step."""
    return rewritten(folder, {"escalation": (PROVIDERS, provider)})


def test_whom_the_fact_names_provides_the_step(tmp_path: Path):
    route = ad_hoc(tmp_path).route({**HARD, "cost.payer": "isle"})
    assert (route.next and route.next.rule, route.actor) == ("advice", "isle")


def test_who_provides_is_open_while_the_fact_is_not_known(tmp_path: Path):
    found = ad_hoc(tmp_path).ask("advice", HARD)
    assert (found.verdict, found.actor) == (Truth.YES, None)
    assert [one.role for one in found.candidates] == ["east", "west", "isle"]
    assert found.actor_hangs_on == ("cost.payer",)
    assert "Dafür noch nicht bekannt: Zahler." in found.explain("de")


def test_a_fact_that_names_the_same_as_the_one_behind_it_need_not_apply(tmp_path: Path):
    named = "      - {fact: cost.payer, when: {fact: case.young, is: true}}\n"
    policy = ad_hoc(tmp_path, f"    provider:\n{named}      - {{role: west}}\n")
    asked = {"case.young": (True, False), "cost.payer": ("west", "east")}
    found = {
        (young, payer): policy.ask("advice", {**HARD, "case.young": young, "cost.payer": payer})
        for young in asked["case.young"]
        for payer in asked["cost.payer"]
    }
    assert {given: one.actor for given, one in found.items()} == {
        (True, "west"): "west",
        (True, "east"): "east",
        (False, "west"): "west",
        (False, "east"): "west",
    }
    assert policy.ask("advice", {**HARD, "cost.payer": "west"}).actor == "west"
    assert policy.ask("advice", {**HARD, "cost.payer": "east"}).actor is None


def test_a_frame_names_the_same(tmp_path: Path):
    cases = pl.DataFrame({"case.young": [True, True], "cost.payer": ["isle", None]})
    answered = ad_hoc(tmp_path).ask_frame("advice", cases, give=["actor"])
    assert answered.frame["advice:actor"].to_list() == ["isle", None]


def test_a_duty_is_owed_by_whom_the_fact_names(tmp_path: Path):
    bearer = ("    bearer: guide\n", "    bearer: {fact: cost.payer}\n")
    policy = rewritten(tmp_path, {"escalation": bearer})
    case = {"visit.last_on": "2023-01-01", "cost.payer": "west"}
    [duty] = policy.obligations(case)
    assert duty.actors == {"bearer": "west"}


MAY = ("    by: [guide]\n", "    by: [guide, {fact: cost.payer}]\n")


@pytest.mark.parametrize(
    ("actor", "facts", "verdict"),
    [
        ("guide", {}, Truth.YES),
        ("isle", {"cost.payer": "isle"}, Truth.YES),
        ("isle", {"cost.payer": "east"}, Truth.NO),
        ("isle", {}, Truth.OPEN),
    ],
)
def test_whoever_the_fact_names_may_act(tmp_path: Path, actor: str, facts: object, verdict: Truth):
    policy = rewritten(tmp_path, {"organisation": MAY})
    given = {**HARD, **facts}  # type: ignore[dict-item]
    assert policy.may(actor, "open-boat", given).verdict is verdict


def test_whoever_is_in_the_group_that_the_fact_names_may_act(tmp_path: Path):
    isle = "      - {id: isle, label: {de: Amt Insel, fr: Office de l'île, en: Isle Office}}\n"
    offices = "      - {id: offices, label: {de: Ämter, fr: Offices, en: Offices}}\n"
    policy = rewritten(tmp_path, {"organisation": MAY, "facts": (isle, isle + offices)})
    assert policy.may("isle", "open-boat", {**HARD, "cost.payer": "offices"}).verdict is Truth.YES
    assert policy.may("isle", "open-boat", {**HARD, "cost.payer": "east"}).verdict is Truth.NO
    assert policy.may("isle", "open-boat", HARD).verdict is Truth.OPEN
    refused = policy.may("isle", "open-boat", {"case.hard": False, "cost.payer": "offices"})
    assert "Die Voraussetzung fehlt" in refused.explain("de")


def test_a_refusal_says_whom_the_fact_may_name(tmp_path: Path):
    policy = rewritten(tmp_path, {"organisation": MAY})
    refused = policy.may("clerk", "open-boat", {**HARD, "cost.payer": "isle"}).explain("de")
    assert "Dafür vorgesehen ist: Lotsin / wer unter «Zahler» genannt ist." in " ".join(
        refused.split()
    )
    named = policy.may("isle", "open-boat", {"case.hard": False, "cost.payer": "isle"})
    assert "Die Voraussetzung fehlt" in named.explain("de")


def test_only_whom_a_fact_names_may_act(tmp_path: Path):
    alone = (MAY[0], "    by: [{fact: cost.payer}]\n")
    policy = rewritten(tmp_path, {"organisation": alone})
    [entry] = policy.competence("open-boat")
    assert (entry.by, entry.named_by) == ((), ("cost.payer",))
    assert policy.may("isle", "open-boat", {**HARD, "cost.payer": "isle"}).verdict is Truth.YES
    refused = policy.may("clerk", "open-boat", {**HARD, "cost.payer": "isle"}).explain("fr")
    assert "qui est nommé sous «\u00a0Payeur\u00a0»" in " ".join(refused.split(" "))


def test_whoever_the_fact_names_is_asked_by_a_trigger(tmp_path: Path):
    program = rewritten(tmp_path, {"organisation": MAY}).program
    facts: dict[str, Value] = {**HARD}
    timeline = timeline_of(program, {})
    assert list(timeline.entitled("open-boat", Situation(facts, DAY))) == ["guide"]
    facts["cost.payer"] = "isle"
    assert list(timeline.entitled("open-boat", Situation(facts, DAY))) == ["guide", "isle"]


def test_a_drawing_says_that_a_fact_names_who_acts(tmp_path: Path):
    named = "      - {fact: cost.payer, when: {fact: case.young, is: true}}\n"
    policy = ad_hoc(tmp_path, f"    provider:\n{named}      - {{role: guide}}\n")
    card = StepCards(policy.program, "de").step("advice")
    texts = [text for line in card.facts for text in line.texts]
    assert "wer unter «Zahler» genannt ist, wenn: jung" in texts
    assert "sonst Lotsin" in texts


def test_a_code_that_is_nobody_cannot_provide(tmp_path: Path):
    with pytest.raises(LoadError) as caught:
        ad_hoc(tmp_path, "    provider: {fact: cost.kind}\n")
    [found] = caught.value.findings
    assert (found.code, found.words["codes"]) == ("code-no-actor", "shared, own")


def test_a_fact_that_is_no_code_cannot_provide(tmp_path: Path):
    with pytest.raises(LoadError, match="unsuited-fact"):
        ad_hoc(tmp_path, "    provider: {fact: visit.last_on}\n")


WHOSE = "    provider: {role: guide, of: {fact: cost.payer}}\n"


def test_whose_role_it_is_is_named_where_the_case_names_it(tmp_path: Path):
    policy = ad_hoc(tmp_path, WHOSE)
    named = policy.ask("advice", {**HARD, "cost.payer": "isle"})
    assert named.actors == {"provider": "guide", "of": "isle"}
    assert "Lotsin (Amt Insel)" in named.explain("de")
    unknown = policy.ask("advice", HARD)
    assert (unknown.actors, unknown.actor_hangs_on) == ({"provider": "guide"}, ())
    assert [one.fact for one in unknown.missing] == []
    frame = pl.DataFrame({"case.hard": [True, True], "cost.payer": ["isle", None]})
    actors = policy.ask_frame("advice", frame, give=["actor"]).frame["advice:actor"]
    assert actors.to_list() == ["guide", "guide"]


def test_an_institution_that_nobody_is_named_by_is_refused(tmp_path: Path):
    with pytest.raises(LoadError, match="unsuited-fact"):
        ad_hoc(tmp_path, "    provider: {role: guide, of: {fact: case.hard}}\n")
