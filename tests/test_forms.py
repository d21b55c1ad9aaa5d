"""What a caller gets goes out as data and comes back the same, by one mechanism for all of it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args, get_overloads, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import iiz_rules as iiz
from iiz_rules.answers.form import DecisionData
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.outlook import owed
from iiz_rules.render.text.obligations import Listing, rows_data
from iiz_rules.schemas import ANSWERS, schema_of
from tests.effort import LANDING
from tests.frames.test_cantons import CANTONS, cases_of, policy_of

AT = "2024-03-05T08:30:00+01:00"
ZURICH = iiz.load("zurich", on="2024-03-05")
VALAIS = iiz.load("valais", on="2024-03-05")


def told(
    policy: iiz.Policy, case: Any, readings: dict[str, str] | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is answered about a case, each by the name of its schema."""
    whole = policy.decide(case, interpretations=readings)
    yield "overview", whole.to_dict()
    yield "decision", next(iter(whole.values())).to_dict()
    yield "way", policy.route(case).to_dict()
    yield "funding-answer", policy.funding(case).to_dict()
    receipt = whole.receipt(reference="D-17", at=AT)
    yield "receipt", receipt.to_dict()
    yield "replay", policy.replay(receipt).to_dict()


def comes_back(name: str, data: dict[str, Any]) -> None:
    form = iiz.read_answer(name, json.loads(json.dumps(data)))
    assert form.to_dict() == data
    assert type(form).from_dict(form.to_dict()) == form


@given(st.data())
@settings(max_examples=8 if LANDING else 3)
@pytest.mark.parametrize("canton", CANTONS)
def test_what_is_answered_about_any_case_comes_back_the_same(
    canton: str, data: st.DataObject
) -> None:
    policy = policy_of(canton)
    facts, readings = data.draw(st.sampled_from(cases_of(canton)))
    known = data.draw(st.sets(st.sampled_from(sorted(facts)))) if facts else set()
    case = {name: facts[name] for name in known}
    for name, answer in told(policy, case, dict(readings)):
        comes_back(name, answer)


def over_time() -> Iterator[tuple[str, dict[str, Any]]]:
    """What is told of a case over time, and of the log beside it."""
    store = iiz.Store()
    flow = VALAIS.open_case("VS-17", on="2024-01-08", store=store)
    move = flow.record("new-mandate", on="2024-01-08", facts={"reported_in": ["iv"]})
    yield "move", move.to_dict()
    yield "change", move.fired[0].to_dict()
    yield "obligation", move.obligations[0].to_dict()
    yield "possible-event", flow.possible()[0].to_dict()
    yield "flow", flow.to_dict()
    log = iiz.DecisionLog(store)
    ZURICH.with_log(log).eligibility({}, name="D-17")
    yield "logged-decision", next(log.decisions()).to_dict()
    archive, keys = Archive(store), store.editions.by_number()
    rows = owed(archive, flow.on)
    editions = {row.edition: archive.program(keys[row.edition]) for row in rows}
    yield "owed", rows_data(Listing(editions, tuple(rows), flow.on, "de"))
    body = ZURICH.composition("traegerschaft", [{"of": "awa", "present": True}])
    yield "composition", body.to_dict()
    with pytest.raises(iiz.CaseError) as error:
        ZURICH.eligibility({"registrations": ["ravv"]})
    yield "problem", error.value.to_problem("fr")
    yield "finding", error.value.findings[0].to_dict("fr")


def test_what_is_told_over_time_comes_back_and_every_schema_fits() -> None:
    seen = [*over_time(), *told(VALAIS, {"reported_in": ["iv"]})]
    for name, data in seen:
        comes_back(name, data)
        Draft202012Validator(schema_of(name)).validate(data)
    printed = {"assessment", "interpretations-table", "minimum", "side-by-side", "trace"}
    sitting = {"minutes", "record"}  # what a body decided: tests/funding
    assert {name for name, _ in seen} == {*ANSWERS} - printed - sitting


def test_a_type_checker_is_told_what_every_name_reads() -> None:
    told = {overload: get_type_hints(overload) for overload in get_overloads(iiz.read_answer)}
    *named, (_, anything) = told.items()
    by_name = {get_args(hints["name"])[0]: hints["return"] for _, hints in named}
    assert by_name == {name: form for name, (form, _) in ANSWERS.items()}
    assert anything["return"] is iiz.Form


def test_a_further_language_of_a_canton_stays() -> None:
    kept = ZURICH.eligibility({}).to_dict()
    kept["label"]["it"] = "appartenenza"
    form = iiz.read_answer("decision", kept)
    assert isinstance(form, DecisionData)
    assert (form.label["it"], form.to_dict()) == ("appartenenza", kept)


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "/verdict": lambda kept: kept.update(verdict="perhaps"),
    "/format": lambda kept: kept.update(format=2),
    "/novelty": lambda kept: kept.update(novelty=1),
    "/criteria/0/novelty": lambda kept: kept["criteria"][0].update(novelty=1),
    "/label": lambda kept: kept["label"].pop("fr"),
    "": lambda kept: kept.pop("rule"),
}


@pytest.mark.parametrize(("place", "change"), CHANGES.items())
def test_what_has_not_the_form_is_refused_with_its_place(
    place: str, change: Callable[[dict[str, Any]], object]
) -> None:
    kept = json.loads(json.dumps(ZURICH.eligibility({}).to_dict()))
    change(kept)
    with pytest.raises(iiz.UsageError) as error:
        iiz.read_answer("decision", kept)
    (finding,) = error.value.findings
    assert (finding.code, finding.place.pointer) == ("not-this-form", place)
    assert error.value.status == 422


@pytest.mark.parametrize("day", ["2024-02-30", "2024-W10-2", "20240305", "5.3.2024", ""])
def test_a_day_that_there_is_not_is_refused_and_schemas_call_it_a_day(day: str) -> None:
    told = ZURICH.eligibility({}).to_dict()
    with pytest.raises(iiz.UsageError) as error:
        iiz.read_answer("decision", {**told, "on": day})
    assert error.value.findings[0].place.pointer == "/on"
    assert schema_of("decision")["properties"]["on"]["format"] == "date"


@pytest.mark.parametrize("data", [None, [], "x", {"a": float("nan")}, {"a": object()}])
def test_what_is_no_data_is_refused(data: object) -> None:
    with pytest.raises(iiz.UsageError):
        iiz.read_answer("decision", data)
    with pytest.raises(iiz.UsageError):
        iiz.read_answer("decisions", {})


def test_what_a_caller_can_do_about_an_error_its_class_says(tmp_path: Path) -> None:
    store = iiz.Store()
    flow = VALAIS.open_case("VS-17", on="2024-01-08", store=store)
    for wrong, kind, status in (
        (lambda: iiz.load("zurich", on="2024-03-05").ask("nope", {}), iiz.UsageError, 400),
        (lambda: iiz.load("atlantis"), iiz.NotFoundError, 404),
        (lambda: VALAIS.case("VS-18", store), iiz.NotFoundError, 404),
        (lambda: VALAIS.open_case("VS-17", on="2024-01-08", store=store), iiz.ConflictError, 409),
        (lambda: flow.record("new-mandate", on="2023-01-01"), iiz.ConflictError, 409),
        (lambda: VALAIS.case("VS-17", tmp_path / "typo.db"), iiz.StoreError, 500),
    ):
        with pytest.raises(kind) as error:
            wrong()
        assert error.value.status == status
        assert isinstance(error.value, iiz.NotFoundError) == (status == 404)
        assert isinstance(error.value, iiz.ConflictError) == (status == 409)
    other = VALAIS.case("VS-17", store)
    flow.record("new-mandate", on="2024-01-08", facts={"reported_in": ["iv"]})
    with pytest.raises(iiz.ConflictError) as late:
        other.record("new-mandate", on="2024-01-09", facts={"reported_in": ["iv"]})
    assert (isinstance(late.value, iiz.StoreError), late.value.retryable) == (True, True)
    assert late.value.to_problem("en")["title"] == "The store recorded nothing"
