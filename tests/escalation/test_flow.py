"""A case in motion, as a caller sees it: Valais' young person from the first mandate on."""

import json
import sys
from dataclasses import replace
from datetime import date
from typing import Any, Literal

import pytest

import iiz_rules as iiz
from iiz_rules.engine.compiled import columns
from iiz_rules.engine.compiled.engine import Engine
from iiz_rules.engine.compiled.evaluation import CompiledEvaluation
from iiz_rules.engine.evaluation import Evaluation
from iiz_rules.escalation import machine
from iiz_rules.escalation.admission import Occurrence
from iiz_rules.escalation.durable import ruleset
from iiz_rules.escalation.engines import WORTH, ByFunctions
from iiz_rules.escalation.flow import Flow
from iiz_rules.escalation.machine import Clock, Machine
from iiz_rules.escalation.replay import replayed
from iiz_rules.escalation.store.records import CaseRecord, body_of
from iiz_rules.escalation.timeline import after
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.registry import message, remedy
from iiz_rules.language.program import conditions
from iiz_rules.render.text.flow import change_notes
from tests.needed import lacking
from tests.refused import codes_of

YOUTH = {
    "reported_in": ["iv", "db"],
    "person": {"birth_date": "2004-02-29", "district": "brig"},
    "case.youth_theme": True,
}


@pytest.fixture
def flow(valais: iiz.Policy) -> Flow:
    """A youth case in Oberwallis, open since 8 January 2024."""
    flow = valais.open_case("VS-2024-17", on="2024-01-08")
    flow.record("new-mandate", on="2024-01-08", facts=YOUTH, by="front-line")
    return flow


def complex_case(flow: Flow) -> Flow:
    flow.record("need-evaluated", "2024-01-15", {"evaluation.indicated": True})
    flow.record("complexity-judged", "2024-01-24", {"case.complex": True})
    return flow


def kinds(told: Any, rule: str) -> list[tuple[str, str]]:
    return [(one.on.isoformat(), one.kind) for one in told if one.rule == rule]


# --------------------------------------------------------------------------- who may do it


def forbidden(flow: Flow, event: str, on: str, facts: Any = None, by: str | None = None) -> Finding:
    """Record what is refused, and see that the case is as it was."""
    before = flow.state
    with pytest.raises(iiz.UsageError) as error:
        flow.record(event, on, facts, by=by)
    assert flow.state is before
    [finding] = error.value.findings
    return finding


@pytest.mark.parametrize("by", [None, "front-line"])
def test_what_nobody_may_do_in_this_case_is_not_recorded_for_anybody(flow: Flow, by: str | None):
    complex_case(flow)
    rto = {"application.service": ["rto"]}
    finding = forbidden(flow, "service-applied-for", "2024-02-06", rto, by)
    assert (finding.code, finding.words["action"]) == ("not-in-this-case", "apply-for-service")
    assert "Diskussion mit der IIZ-Ansprechperson" in message(finding, "de")
    assert "--canton valais" in remedy(finding, "de")


def test_what_is_somebody_elses_is_refused_as_that(flow: Flow):
    complex_case(flow)
    flow.record("contact-consulted", "2024-01-29")
    rto = {"application.service": ["rto"]}
    assert forbidden(flow, "service-applied-for", "2024-02-06", rto, "copil").code == "not-entitled"


def test_of_whom_it_is_not_said_it_is_told_that_nobody_was_asked(flow: Flow):
    complex_case(flow)
    flow.record("contact-consulted", "2024-01-29")
    said = flow.record("service-applied-for", "2024-02-06", {"application.service": ["rto"]})
    assert said.unasked == said.to_dict()["unasked"] == "apply-for-service"
    assert "nicht geprüft" in said.explain("de")
    known = flow.record(
        "service-applied-for", "2024-02-07", {"application.service": ["tandem"]}, by="front-line"
    )
    assert known.unasked is None
    assert "nicht geprüft" not in known.explain("de")


def test_a_right_is_asked_of_the_case_with_what_comes_with_the_event():
    flow = iiz.load("zurich", "2024-02-01").open_case("C", "2024-02-01")
    target = {"person.residence.canton": "ZH", "person.employable": True, "registrations": ["rav"]}
    needs = {"problems": {"exceed_remit": True, "hinder_integration": True}}
    flow.record("question-raised", "2024-02-01", {**target, **needs, "coordination.needed": True})
    flow.record("advice-given", "2024-02-02", {"route.choice": "case-coordination"})
    flow.record("selection-judged", "2024-02-05", {"case.selected": True}, by="coordinator")
    moved = flow.record("person-moved", "2024-02-08", {"person.residence.canton": "SH"})
    assert moved.unasked is None
    assert forbidden(flow, "team-formed", "2024-02-09", by="coordinator").code == "not-in-this-case"


# ------------------------------------------------------------------------------- obligations


def test_a_new_mandate_obliges_the_front_line_to_evaluate(flow: Flow):
    [found] = [one for one in flow.obligations if one.duty == "evaluate-iiz"]
    assert (found.bearer, found.since, found.due) == ("front-line", date(2024, 1, 8), None)
    assert {"VS-6.2", "VS-6.3"} <= set(found.clauses)


def test_an_evaluation_settles_it_and_a_drastic_change_brings_it_back(flow: Flow):
    step = flow.record("need-evaluated", "2024-01-15", {"evaluation.indicated": True})
    assert kinds(step.fired, "evaluate-iiz") == [("2024-01-15", "settled")]
    step = flow.record("drastic-change", "2024-05-02")
    assert kinds(step.fired, "evaluate-iiz") == [("2024-05-02", "arose")]


def test_the_follow_up_is_due_at_the_end_of_each_quarter(flow: Flow):
    complex_case(flow)
    flow.record("followed-up", "2024-03-20")
    told = flow.advance("2024-10-02")
    assert kinds(told, "quarterly-follow-up") == [
        ("2024-04-01", "arose"),
        ("2024-06-30", "due"),
        ("2024-07-01", "missed"),
        ("2024-07-01", "arose"),
        ("2024-09-30", "due"),
        ("2024-10-01", "missed"),
        ("2024-10-01", "arose"),
    ]
    owed = [one for one in flow.obligations if one.duty == "quarterly-follow-up"]
    assert [(f"{one.since}", f"{one.due}", one.overdue) for one in owed] == [
        ("2024-04-01", "2024-06-30", True),  # each period is one of its own
        ("2024-07-01", "2024-09-30", True),
        ("2024-10-01", "2024-12-31", False),
    ]
    step = flow.record("followed-up", "2024-10-21")
    assert [one.due for one in step.fired if one.rule == "quarterly-follow-up"] == [
        one.due for one in owed
    ]
    assert kinds(step.fired, "quarterly-follow-up") == [("2024-10-21", "settled")] * 3


def test_what_fell_due_today_is_not_told_again_by_an_event_of_the_day(flow: Flow):
    complex_case(flow)
    move = flow.record("particulars-changed", "2024-06-30", {"person.district": "visp"})
    assert kinds(move.passed, "quarterly-follow-up")[-1] == ("2024-06-30", "due")
    assert kinds(move.fired, "quarterly-follow-up") == []


def test_under_the_other_reading_three_months_count_from_the_last_follow_up(valais: iiz.Policy):
    rolling = iiz.load("valais", interpretations={"A-VS-37": "rolling-three-months"})
    flow = rolling.open_case("C", on="2024-01-08")
    flow.record("new-mandate", "2024-01-08", YOUTH)
    complex_case(flow)
    flow.record("followed-up", "2024-02-15")
    step = flow.record("followed-up", "2024-05-10")
    assert kinds(step.fired, "quarterly-follow-up") == [("2024-05-10", "moved")]
    told = flow.advance("2024-08-10")
    assert kinds(told, "quarterly-follow-up") == [("2024-08-10", "due")]
    assert [one.overdue for one in flow.obligations if one.duty == "quarterly-follow-up"] == [False]
    told = flow.advance("2025-03-05")  # with a birthday, on which the duty is asked again
    assert kinds(told, "quarterly-follow-up") == [("2024-08-11", "missed")]
    assert [one.overdue for one in flow.obligations if one.duty == "quarterly-follow-up"] == [True]


def test_a_duty_passes_on_when_the_young_person_is_too_old(flow: Flow):
    complex_case(flow)
    told = flow.advance("2030-03-02")
    passed = [one for one in told if one.kind == "passed-on" and one.rule == "quarterly-follow-up"]
    assert [(one.on.isoformat(), one.actor) for one in passed] == [
        ("2030-03-01", "thematic-coordinator")
    ]


def test_the_mandate_runs_out_and_with_it_the_exchange_of_data(flow: Flow):
    complex_case(flow)
    flow.record("mandate-given", "2024-02-01", {"mandate.valid_until": "2024-08-31"})
    told = flow.advance("2024-09-02")
    assert kinds(told, "renew-mandate") == [
        ("2024-05-31", "arose"),
        ("2024-08-31", "due"),
        ("2024-09-01", "missed"),
    ]
    assert kinds(told, "exchange") == [("2024-09-01", "fails")]


# ---------------------------------------------------------------------- triggers and ladders


def test_a_delegation_is_asked_for_of_who_delegates(flow: Flow):
    step = complex_case(flow).history[-1]
    assert step.triggers == ("delegate-oberwallis-case",)
    told = {one.rule: one.to for one in step.fired if one.rule in step.triggers}
    assert told == {
        "delegate-oberwallis-case": ("regional-coordinator",),
    }


def test_the_round_table_is_asked_of_the_delegate_and_of_nobody_else(flow: Flow):
    complex_case(flow)
    flow.record("contact-consulted", "2024-01-29")
    flow.record("mandate-given", "2024-02-05", {"mandate.valid_until": "2025-02-04"})
    step = flow.record("service-applied-for", "2024-02-06", {"application.service": ["rto"]})
    [asked] = [one for one in step.fired if one.kind == "requested"]
    assert asked.to == ("youth-contact",)
    open_to = replace(asked, to=())
    assert "(zuständig: in diesem Fall niemand)" in next(change_notes(open_to, "de"))
    silent = replace(open_to, action="reclaim-advance")
    assert "(zuständig: nicht geregelt, wer)" in next(change_notes(silent, "de"))


def test_only_a_request_through_the_thematic_coordinator_reaches_him(flow: Flow):
    complex_case(flow)
    flow.record("special-problem-noticed", "2024-02-05", {"special_problem.arisen": True})
    asked = {"special_problem.request": "network-meeting"}
    told = []
    for via, on in ((False, "2024-02-06"), (True, "2024-02-07")):
        facts = {**asked, "special_problem.via_thematic_coordinator": via}
        move = flow.record("meeting-requested-for-problem", on, facts)
        told.append([change.to for change in move.fired if change.kind == "notified"])
    assert told == [[], [("thematic-coordinator",)]]


def test_a_dispute_climbs_rung_by_rung(flow: Flow):
    rungs = []
    for event, on, facts in [
        (
            "dispute-raised",
            "2024-10-07",
            {"dispute.kind": "dispute", "region.has_heads_group": True},
        ),
        ("regional-meeting-held", "2024-10-21", {}),
        ("position-taken", "2024-11-11", {}),
        ("dispute-referred", "2024-11-18", {}),
        ("commission-concluded", "2024-12-09", {}),
        ("dispute-settled", "2024-12-12", {}),
    ]:
        flow.record(event, on, facts)
        rungs.append(flow.state.position["dispute"])
    assert rungs == [
        "dispute-regional-with-heads",
        "dispute-cantonal",
        "dispute-cantonal",
        "dispute-commission",
        None,
        None,
    ]
    rung = iiz.load("valais").ask("dispute-cantonal", {}, on=flow.on)
    assert rung.clauses[:2] == ("VS-4.1.14", "VS-4.1.15")  # the position, and the referral


def test_zurich_says_that_a_dispute_is_not_regulated():
    flow = iiz.load("zurich").open_case("ZH-1", on="2024-01-08")
    flow.record("question-raised", "2024-01-08", {"person.residence.canton": "ZH"})
    step = flow.record("dispute-arisen", "2024-02-01")
    [told] = [one for one in step.fired if one.rule == "dispute-body"]
    assert told.kind == "open"
    assert not told.decision.regulated
    assert "nicht geregelt" in step.explain("de")


def test_a_closed_case_owes_the_notice_of_its_closing(flow: Flow):
    step = flow.record("case-closed", "2024-06-03")
    assert kinds(step.fired, "closing-notice") == [("2024-06-03", "arose")]
    flow.record("closing-notified", "2024-06-05", {"closing.reason_stated": True})
    assert "closing-notice" not in {one.duty for one in flow.obligations}


def test_with_the_closing_ends_what_was_owed_and_it_was_not_done(flow: Flow):
    complex_case(flow)
    assert len(flow.obligations) > 1
    step = flow.record("case-closed", "2024-06-03")
    assert kinds(step.fired, "quarterly-follow-up") == [("2024-06-03", "lapsed")] * 2  # and March's
    assert [one.duty for one in flow.obligations] == ["closing-notice"]


def test_the_mere_days_bring_nothing_to_a_closed_case(flow: Flow):
    complex_case(flow)
    flow.record("mandate-given", "2024-02-01", {"mandate.valid_until": "2024-08-31"})
    flow.record("case-closed", "2024-03-01")
    assert [one.kind for one in flow.advance("2025-03-01") if one.kind == "arose"] == []


def test_a_new_mandate_takes_a_closed_case_up_again_with_its_duties(flow: Flow):
    flow.record("case-closed", "2024-06-03")
    assert [one.duty for one in flow.obligations] == ["closing-notice"]
    step = flow.record("new-mandate", "2024-09-02", {"reported_in": ["iv", "db"]})
    assert not flow.state.closed
    assert kinds(step.fired, "mediate-partner-case") == [("2024-09-02", "arose")]
    assert kinds(step.fired, "evaluate-iiz") == [("2024-09-02", "arose")]


def test_no_case_goes_on_under_another_edition_before_the_day_it_has_come_to(
    valais: iiz.Policy, flow: Flow
):
    complex_case(flow)
    flow.advance("2024-06-03")
    with pytest.raises(iiz.UsageError) as error:
        valais.migrate(flow, "2024-06-02", "zu früh")
    assert codes_of(error) == ["out-of-order"]


def test_a_closed_case_owes_no_more_under_the_next_edition(valais: iiz.Policy, flow: Flow):
    complex_case(flow)
    flow.record("case-closed", "2024-06-03")
    again = valais.migrate(flow, "2024-07-01", "neue Fassung")
    assert [one.duty for one in again.obligations] == ["closing-notice"]
    assert again.state.position["route"] is None
    assert {one.rule for one in again.history[-1].fired if one.kind == "arose"} == {
        "closing-notice"
    }
    assert "entered" not in {one.kind for one in again.history[-1].fired}
    replayed = valais.case("VS-2024-17", again.store)
    assert replayed.state == again.state
    assert replayed.history[-1].fired == again.history[-1].fired


def follow_ups(flow: Flow) -> list[tuple[str, str | None]]:
    """By when a follow-up is owed, and by whom."""
    owed = (one for one in flow.obligations if one.duty == "quarterly-follow-up")
    return [(f"{one.due}", one.bearer) for one in owed]


def test_what_was_missed_is_owed_on_under_the_next_edition(valais: iiz.Policy, flow: Flow):
    complex_case(flow)
    again = valais.migrate(flow, "2024-10-01", "neue Fassung")  # two quarters later, none looked at
    owed = [("2024-03-31", "youth-contact"), ("2024-06-30", "youth-contact")]
    owed += [("2024-09-30", "youth-contact"), ("2024-12-31", "youth-contact")]
    assert follow_ups(again) == owed
    assert kinds(again.history[-1].fired, "quarterly-follow-up") == [("2024-10-01", "arose")]
    replayed = valais.case("VS-2024-17", again.store)
    assert replayed.state == again.state
    record = again.records[-1]
    older = {name: held for name, held in record.content.items() if name != "missed"}
    [(move, _)] = replayed_as(again, replace(record, body=body_of(**older)))
    assert [owed.due for owed in move.state.owed["quarterly-follow-up"]] == [date(2024, 12, 31)]


def replayed_as(flow: Flow, record: CaseRecord) -> list[Any]:
    """The case as it is replayed from the record of a handing over, written otherwise."""
    return list(replayed(flow.timeline, (*flow.records[:-1], record)))


def test_a_missed_quarter_passes_on_with_the_duty(flow: Flow):
    complex_case(flow)
    flow.advance("2030-03-01")  # too old from this day on
    assert len(follow_ups(flow)) == 25
    assert {bearer for _, bearer in follow_ups(flow)} == {"thematic-coordinator"}


# -------------------------------------------------------------------------- what is refused


def refused(flow: Flow, *event: Any, **how: Any) -> list[str]:
    """The codes with which an event is refused; the case must be as it was."""
    before = flow.state, flow.records, flow.history
    with pytest.raises(iiz.IizError) as error:
        flow.record(*event, **how)
    assert (flow.state, flow.records, flow.history) == before
    assert str(error.value)
    return codes_of(error)


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (("new-mandat", "2024-02-01"), "unknown-event"),
        (("x" * 500, "2024-02-01"), "unknown-event"),
        (("drastic-change", "2024-01-01"), "before-case"),
        (("drastic-change", "2024-02-30"), "impossible-date"),
        (("drastic-change", "1.2.2024"), "wrong-type"),
        (("need-evaluated", "2024-02-01"), "fact-of-event-missing"),
        (("need-evaluated", "2024-02-01", {"evaluation.indicated": "ja"}), "wrong-type"),
        (("need-evaluated", "2024-02-01", {"case.complex": True}), "fact-not-of-event"),
        (("need-evaluated", "2024-02-01", {"person.age": 3}), "fact-not-of-event"),
        (("need-evaluated", "2024-02-01", {"case.komplex": True}), "unknown-fact"),
        (("need-evaluated", "2024-02-01", ["evaluation.indicated"]), "group-not-value"),
        (("new-mandate", "2024-02-01", {"person.birth_date": "2030-01-01"}), "after-question-date"),
    ],
)
def test_an_event_that_cannot_have_happened_so_is_refused(flow: Flow, event: Any, code: str):
    assert refused(flow, *event) == [code]


def test_events_come_in_the_order_of_the_days(flow: Flow):
    flow.record("drastic-change", "2024-03-01")
    assert refused(flow, "need-evaluated", "2024-02-01", {"evaluation.indicated": True}) == [
        "out-of-order"
    ]
    flow.advance("2024-04-02")
    assert refused(flow, "advice-asked", "2024-04-01") == ["out-of-order"]
    with pytest.raises(iiz.UsageError):
        flow.advance("2024-04-01")


def test_the_same_event_a_second_time_is_refused(flow: Flow):
    flow.record("drastic-change", "2024-03-01")
    assert refused(flow, "drastic-change", "2024-03-01") == ["repeated-event"]
    flow.record("drastic-change", "2024-03-02")


def test_the_same_event_told_by_somebody_else_is_another_one(flow: Flow):
    flow.record("drastic-change", "2024-03-01", by="front-line")
    assert refused(flow, "drastic-change", "2024-03-01", by="front-line") == ["repeated-event"]
    flow.record("drastic-change", "2024-03-01", by="regional-coordinator")
    assert [record.actor for record in flow.records][-2:] == ["front-line", "regional-coordinator"]


def test_a_case_begins_with_an_event_that_can_begin_one(valais: iiz.Policy):
    flow = valais.open_case("C", on="2024-01-08")
    assert refused(flow, "drastic-change", "2024-01-08") == ["not-begun"]


def test_nothing_happens_to_a_closed_case(flow: Flow):
    flow.record("case-closed", "2024-06-03")
    assert refused(flow, "drastic-change", "2024-06-04") == ["case-closed"]


def test_only_the_officer_refers_a_dispute(flow: Flow):
    flow.record("dispute-raised", "2024-10-07", {"dispute.kind": "dispute"})
    flow.record("regional-meeting-held", "2024-10-21")
    flow.record("position-taken", "2024-11-11")
    event = ("dispute-referred", "2024-11-18")
    assert refused(flow, *event, by="regional-coordinator") == ["not-entitled"]
    assert refused(flow, *event, by="koordinator") == ["unknown-actor"]
    flow.record(*event, by="cantonal-officer")


def test_an_engine_that_there_is_not_is_refused(valais: iiz.Policy):
    with pytest.raises(iiz.UsageError) as error:
        valais.open_case("C", on="2024-01-08", engine="durable")  # type: ignore[arg-type]
    assert codes_of(error) == ["unknown-engine"]


def test_without_a_date_no_case_is_opened(valais: iiz.Policy):
    with pytest.raises(iiz.UsageError):
        valais.open_case("C")


# ------------------------------------------------------------------------------- the engines


def test_generated_functions_drive_a_case_as_soon_as_they_are_worth_making(valais: iiz.Policy):
    flow = valais.open_case("C", on="2024-01-08")
    engine, situation = flow.timeline.engine, flow.state.situation
    assert isinstance(engine, ByFunctions)
    rules = flow.timeline.machine.watched
    engine._made.asked = 0
    defined = engine.evaluate(rules, situation)
    engine._made.asked = WORTH
    found = engine.evaluate(rules, situation)
    assert (type(defined), type(found)) == (Evaluation, CompiledEvaluation)
    assert [found.answer(rule) for rule in rules] == [defined.answer(rule) for rule in rules]
    assert engine.evaluate(rules[:1], situation) is found
    assert engine.evaluate(["report-complex-case"], situation) is not found


def test_without_durable_rules_it_cannot_be_asked_for(
    valais: iiz.Policy, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    flow = valais.open_case("C-1", on="2024-01-08")
    assert flow.record("new-mandate", "2024-01-08", YOUTH).obligations
    with pytest.raises(iiz.UsageError) as error:
        valais.open_case("C-2", on="2024-01-08", engine="durable-rules")
    [finding] = error.value.findings
    assert (finding.code, finding.words["extra"]) == ("missing-library", "escalation")


def test_what_is_told_is_explained_by_the_evaluation_that_decided_it(flow: Flow):
    complex_case(flow)
    flow.record("drastic-change", "2024-02-02")
    move = flow.record("need-evaluated", "2024-02-05", {"evaluation.indicated": False})
    assert move.fired
    for change in move.fired:
        if change.way:  # which step is next may hang on another one, that was asked today
            assert change.decision.on <= change.on
        else:
            assert change.decision.on == change.on
        if change.rule in flow.state.decisions:
            decided = flow.state.decisions[change.rule]._evaluation
            assert change.decision._evaluation is decided
    flow.advance("2024-03-20")
    for obligation in flow.obligations:
        decided = flow.state.decisions[obligation.duty]._evaluation
        assert obligation.decision._evaluation is decided
        assert obligation.decision.verdict is iiz.Truth.YES
        assert obligation.decision.on <= flow.on


@pytest.mark.parametrize("engine", ["timeline", "durable-rules"])
def test_a_duty_whose_date_is_still_to_come_keeps_the_reasons_of_the_day_it_was_asked(
    valais: iiz.Policy, engine: Literal["timeline", "durable-rules"]
):
    if engine == "durable-rules" and not ruleset.available():
        lacking("durable-rules is not installed")
    flow = valais.open_case("C", on="2024-01-08", engine=engine)
    flow.record("new-mandate", "2024-01-08", YOUTH)
    flow.advance("2024-01-12")
    [duty] = [one for one in flow.obligations if one.duty == "evaluate-iiz"]
    assert duty.decision.on == date(2024, 1, 8)
    assert duty.decision.explain("de")


def test_everything_that_a_caller_holds_is_printed_on_one_line(flow: Flow):
    complex_case(flow)
    flow.advance("2024-04-02")
    unopened = Flow(flow.timeline, flow.store, "C-9")
    move = flow.history[-1]
    held = [flow, unopened, flow.store, flow.state, *flow.history, *flow.obligations]
    held += [*move.passed, *flow.records, flow.store.index.of(flow.case)]
    course = flow._course
    happened = course.happened(flow.timeline, flow.state, "drastic-change", {}, flow.on)
    held += [happened, *happened.stages, course.on(flow.on)]
    held.append(Occurrence(flow.case, "drastic-change", {"person.note": "x" * 500}, None))
    for one in held:
        assert "\n" not in repr(one)
        assert len(repr(one)) < 160, repr(one)
    assert repr(flow.state) == "<State 2024-04-02: open, 10 owed>"
    assert repr(flow) == f"<Flow VS-2024-17 on 2024-04-02: 4 records, {flow.state!r}>"


def test_what_is_owed_and_told_as_data(flow: Flow):
    complex_case(flow)
    data = flow.to_dict()
    assert json.loads(json.dumps(data)) == data
    assert data["obligations"][0] == {
        "duty": "quarterly-follow-up",
        "bearer": "youth-contact",
        "of": "db",
        "since": "2024-01-24",
        "due": "2024-03-31",
        "overdue": False,
        "clauses": ["VS-4.3.11", "VS-4.4.9", "VS-4.4.18", "VS-4.4.7", "VS-5.1.5", "VS-5.2.17"],
        "links": {},
    }
    assert [move["event"] for move in data["moves"]] == [
        None, "new-mandate", "need-evaluated", "complexity-judged",
    ]  # fmt: skip
    assert data["moves"][1]["by"] == "front-line"
    [settled] = [one for one in data["moves"][2]["fired"] if one["kind"] == "settled"]
    assert (settled["rule"], settled["on"]) == ("evaluate-iiz", "2024-01-15")
    [change] = [one for one in flow.history[2].fired if one.kind == "settled"]
    assert change.label == flow.program.rules["evaluate-iiz"].label
    flow.advance("2024-02-01")
    assert flow.to_dict()["moves"][-1]["event"] is None
    assert flow.history[-1].event is None
    [duty] = [one for one in flow.obligations if one.duty == "quarterly-follow-up"]
    assert duty.label.de == flow.program.rules["quarterly-follow-up"].label.de
    assert duty.program is flow.program


def test_no_day_comes_on_which_a_fact_would_be_impossible(flow: Flow):
    """Nobody is followed beyond the age that the edition allows for."""
    with pytest.raises(iiz.CaseError) as error:
        flow.advance("2200-01-01")
    assert codes_of(error) == ["out-of-range"]
    assert flow.on == date(2024, 1, 8)


def test_of_how_many_values_something_is_kept_has_an_end(monkeypatch: pytest.MonkeyPatch):
    """Days on which a condition turns, and truths of codes, are found anew behind the limit."""
    program = iiz.load("valais").program
    monkeypatch.setattr(machine, "MOST_DAYS", 1)
    clocks = Machine(program).clocks
    clock = next(one for one in clocks if one.facts == ("mandate.valid_until",))
    until = (date(2024, 6, 30), date(2025, 6, 30), date(2024, 6, 30))
    found = [
        list(clock.between({"mandate.valid_until": day}, date(2024, 1, 1), date(2026, 1, 1)))
        for day in until
    ]
    assert found[0] == found[2] != found[1]
    monkeypatch.setattr(columns, "MOST_SETS", 0)
    functions = Engine.of(program).functions
    column = next(one for one in functions.columns_on(date(2024, 1, 1)) if one.fact.type == "bool")
    assert column.found(True) == column.found(True) == column.row(True)


def test_dates_of_which_one_is_not_known_turn_nothing(valais: iiz.Policy):
    node = conditions.Compare("mandate.valid_until", "<=", "followup.held_on", "P6M")
    clock, years = Clock(valais.program, node, ()), (date(2024, 1, 1), date(2026, 1, 1))
    facts = {"mandate.valid_until": date(2024, 6, 30)}
    assert list(clock.between(facts, *years)) == []
    assert list(clock.between({**facts, "followup.held_on": date(2024, 3, 1)}, *years)) == []


def test_the_first_day_of_the_calendar_has_none_before_it(valais: iiz.Policy):
    clock = Clock(valais.program, conditions.Within("followup.held_on", "last", "P1D"), ())
    first = {"followup.held_on": date.min}
    assert list(clock.between(first, date.min, date(1, 12, 31))) == [date(1, 1, 3)]


def test_who_is_named_no_more_is_not_known_and_who_still_is_stays(valais: iiz.Policy):
    events, on = valais.program.events.values(), date(2024, 3, 5)
    event = next(one for one in events if not (one.forgets or one.sets or one.adds))
    named, who = "measure.expected_payer_named", "measure.expected_payer"
    before: dict[str, Any] = {named: True, who: "iv"}
    assert who not in after(valais.program, event, before, {named: False}, on, closed=False)
    assert after(valais.program, event, before, {named: True}, on, closed=False)[who] == "iv"
