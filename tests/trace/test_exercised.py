"""What is determining: read off the evaluation, for each kind of comparison that a case makes."""

from hypothesis import given

from iiz_rules.engine.interpreter import Situation, answer, evaluate
from iiz_rules.engine.result import Explanation
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from tests.laws.worlds import programs, situations
from tests.trace.berg import decided

RESIDENT = {"person.resident": True}
ENTITLED = {**RESIDENT, "person.adult": True}
SIGNS = {"sign.one": True, "sign.two": True, "sign.three": False}
ACCESS = "rule:eligibility"


def expect(rule: str, verdict: str, **more: object) -> dict[str, object]:
    return {"expect": {rule: {"verdict": verdict, **more}}}


def test_of_a_yes_what_is_met_carried_it():
    assert decided({**ENTITLED, **SIGNS}, expect("eligibility", "yes")) == {
        *(ACCESS, "rule:eligibility/resident", "rule:eligibility/adult", "term:adult"),
        *("rule:eligibility/one", "rule:eligibility/two"),
    }


def test_of_a_no_what_failed_carried_it():
    facts = {**ENTITLED, **SIGNS, "person.resident": False}
    assert decided(facts, expect("eligibility", "no")) == {ACCESS, "rule:eligibility/resident"}


def test_too_few_signs_carry_a_no_by_those_that_fail():
    facts = {**ENTITLED, "sign.one": True, "sign.two": False, "sign.three": False}
    found = decided(facts, expect("eligibility", "no"))
    assert found == {ACCESS, "rule:eligibility/two", "rule:eligibility/three"}


def test_signs_that_only_orient_count_where_their_own_answer_is_expected():
    carried = {ACCESS, "rule:eligibility/resident", "rule:eligibility/adult", "term:adult"}
    facts = {**ENTITLED, **SIGNS}
    assert decided(facts, expect("eligibility", "yes"), enough=0) == carried
    named = expect("eligibility", "yes", criteria={"three": "no"})
    assert decided(facts, named, enough=0) == {*carried, "rule:eligibility/three"}


def test_of_an_open_one_what_is_open_carried_it():
    found = decided({**RESIDENT, **SIGNS}, expect("eligibility", "open"))
    assert found == {ACCESS, "rule:eligibility/adult", "term:adult"}


def test_another_rule_is_determining_through_what_refers_to_it():
    facts = {**ENTITLED, **SIGNS, "person.resident": False}
    assert decided(facts, expect("second", "no")) == {
        *("rule:second", "rule:second/access", ACCESS, "rule:eligibility/resident"),
    }


def test_a_term_is_determining_where_its_own_answer_is_expected():
    assert "term:adult" in decided(ENTITLED, expect("adult", "yes"))


def test_of_a_permission_the_entry_that_lets_the_actor_act():
    may = [{"actor": "office", "action": "decide", "answer": "yes"}]
    found = decided({"case.urgent": True}, {"may": may})
    assert found == {"rule:decide", "rule:decide/decide-alone"}


def test_of_a_refusal_all_entries():
    may = [{"actor": "helper", "action": "decide", "answer": "no"}]
    found = decided({}, {"may": may})
    assert found == {"rule:decide", "rule:decide/decide", "rule:decide/decide-alone"}


def test_the_conditions_that_choose_who_acts_count_where_that_is_compared():
    facts = {**RESIDENT, "case.urgent": True}
    verdict = {"rule:report", "rule:report/resident"}
    assert decided(facts, expect("report", "yes")) == verdict
    assert decided(facts, expect("report", "yes", actor="helper")) == {*verdict, "term:urgent"}


def test_those_after_the_one_who_acts_are_not_considered():
    facts = {**RESIDENT, "case.urgent": False}
    found = decided(facts, expect("report", "yes", actor="office"))
    assert "term:urgent" in found


def test_of_the_next_step_why_those_before_it_were_passed_over():
    assert decided({"person.resident": False}, {"next": {"route": "nothing"}}) == {
        *("rule:first", "rule:first/resident", "rule:second", "rule:second/access"),
        *(ACCESS, "rule:eligibility/resident"),
    }


def test_a_step_that_is_done_is_passed_over_without_its_criteria():
    found = decided({**RESIDENT, "first.done": True}, {"next": {"route": "second"}})
    assert found == {"rule:first", "rule:second"}


@given(programs(), situations())
def test_what_is_determining_suffices(program: Program, situation: Situation):
    """With all other criteria unknown, a decided verdict stays what it is."""
    found = answer(program, "r", situation)
    if not found.verdict.decided:
        return
    kept = {id(one) for one, _ in found.determining}
    unknown = conditions.Silent(program.rules["r"].label)
    criteria = [one.node if id(one) in kept else unknown for one in found.rule.criteria]
    modes = [one.mode for one in found.rule.criteria]
    needed = [node for node, mode in zip(criteria, modes, strict=True) if mode != "indicative"]
    signs = [node for node, mode in zip(criteria, modes, strict=True) if mode == "indicative"]
    counted = [conditions.AtLeast(n, tuple(signs)) for n in (found.enough,) if n is not None]
    parts = [*needed, *counted]
    assert evaluate(program, conditions.All(tuple(parts)), situation).truth is found.verdict


@given(programs(), situations())
def test_what_bears_on_a_step_suffices_for_it(program: Program, situation: Situation):
    for step in answer(program, "r", situation).step.walk():
        assert not step.parts or step.bearing or _vacuous(step), step


def _vacuous(step: Explanation) -> bool:
    """Too few parts to be enough, or none needed: the number alone decides."""
    node = step.node
    return isinstance(node, conditions.AtLeast) and (step.truth is Truth.NO or node.n == 0)
