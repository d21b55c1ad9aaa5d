"""One criterion explained: the same words from both engines, kept for the same values only."""

import json

import pytest

import iiz_rules as iiz
from iiz_rules.engine.compiled import evaluation
from iiz_rules.words.text import LANGUAGES
from tests.threats.test_threats import CASE

ON = "2024-03-05"
FEW = {"person": {"residence": {"canton": "SG"}}, "registrations": ["gemeinde"]}


@pytest.mark.parametrize("canton", ["zurich", "valais"])
def test_both_engines_tell_every_criterion_alike(canton: str) -> None:
    compiled = iiz.load(canton, on=ON)
    defined = iiz.load(canton, on=ON, engine="interpreter")
    for case in ({}, *((CASE, FEW) if canton == "zurich" else ())):
        for _ in range(2):  # the second time from what was told before
            whole, expected = compiled.decide(case), defined.decide(case)
            for rule, decision in whole.items():
                for one, other in zip(decision.criteria, expected[rule].criteria, strict=True):
                    assert one.verdict is other.verdict is one.step.truth
                    for language in LANGUAGES:
                        assert one.explain(language) == other.explain(language)


def test_a_criterion_says_whether_it_is_met_and_why() -> None:
    decision = iiz.load("zurich", on=ON).eligibility({"person.residence.canton": "SG"})
    told = decision.criterion("residence").explain("en")
    assert told.startswith("✗ Residence in the canton of Zürich: not met\n  ")
    assert "St Gallen" in told
    assert decision.criterion("residence").step == decision.criteria[1].step
    with pytest.raises(KeyError):
        decision.criterion("nothing")


def test_another_value_another_reading_or_another_day_is_told_anew() -> None:
    zurich = iiz.load("zurich", on=ON)
    case = {"registrations": ["gemeinde"]}
    told = {
        zurich.eligibility({"registrations": ["rav"]}).criterion("registered").explain("en"),
        zurich.eligibility(case).criterion("registered").explain("en"),
        zurich.eligibility(case, interpretations={"A-ZH-03": "none"})
        .criterion("registered")
        .explain("en"),
    }
    assert len(told) == 3


def test_where_a_dated_value_comes_from_is_told_and_not_kept() -> None:
    zurich = iiz.load("zurich", on=ON)
    plain = {"person": {"residence": {"canton": "ZH"}}}
    dated = {"person": {"residence": {"canton": [{"from": "2020-01-01", "value": "ZH"}]}}}
    for _ in range(2):
        now = zurich.eligibility(plain).criterion("residence").explain("en")
        then = zurich.eligibility(dated).criterion("residence").explain("en")
        assert "2020" in then
        assert "2020" not in now


def test_only_so_much_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "MOST_KEPT", 1)
    zurich = iiz.load("zurich", on=ON)
    zurich.compiled.functions.kept.clear()  # others of this process have asked before
    for canton in ("ZH", "SG"):
        one = zurich.eligibility({"person.residence.canton": canton}).criterion("residence")
        assert one.explain("de") == one.explain("de")
    assert len(zurich.compiled.functions.kept) == 1


@pytest.mark.parametrize(
    ("looking_after", "named"), [("awa", True), ("gemeinde", False), ("mba", False)]
)
def test_a_specialist_is_named_of_a_partner_institution_alone(
    looking_after: str, named: bool
) -> None:
    asked = iiz.load("zurich", on=ON).ask(
        "step-1", {"case.institution": looking_after, "advice.question_raised": True}
    )
    assert asked.actor == "iiz-specialist"
    assert ("Spezialist (" in asked.explain("de")) is named


def test_cases_of_which_a_rule_reads_the_same_share_its_answer() -> None:
    zurich = iiz.load("zurich", on=ON)
    case = {"person": {"residence": {"canton": "SG"}}}
    answer = zurich.eligibility(case).answer
    assert zurich.eligibility({**case, "advice": {"question_raised": True}}).answer is answer
    others = [
        zurich.eligibility({"person": {"residence": {"canton": "BE"}}}),
        zurich.eligibility(case, on="2024-03-06"),
        zurich.eligibility(case, interpretations={"A-ZH-06": "domicile-or-work"}),
    ]
    assert not [one for one in others if one.answer is answer]


@pytest.mark.parametrize("canton", ["zurich", "valais"])
def test_what_is_written_once_is_what_the_definition_says(canton: str) -> None:
    compiled = iiz.load(canton, on=ON)
    defined = iiz.load(canton, on=ON, engine="interpreter")
    dated = {"person.residence.canton": [{"from": "2020-01-01", "value": "ZH"}]}
    for case in ({}, *((FEW, dated, CASE) if canton == "zurich" else ())):
        expected = [one.to_dict() for one in defined.decide(case).decisions]
        for _ in range(2):  # the second time from what was written before
            decisions = compiled.decide(case).decisions
            assert [one.to_dict() for one in decisions] == expected
            assert [json.loads(one.to_json()) for one in decisions] == expected
            decisions[0].to_dict()["criteria"].clear()
            assert [one.to_dict() for one in decisions] == expected
