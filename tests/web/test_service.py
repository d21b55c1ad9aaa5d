"""The service answers as the library does, and every answer is in the log before it leaves."""

import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import iiz_rules as iiz
from iiz_rules.case.documents import read_case
from iiz_rules.schemas import schema_of
from iiz_rules.web.questions import QUESTIONS, in_json
from tests.web.client import Client

ON = "2024-03-05"
FACTS = {"registrations": ["rav"], "person": {"residence": {"canton": "ZH"}}}
NAMES = {
    "rule": "eligibility",
    "ladder": "route",
    "actor": "adviser",
    "action": "lead-fallteam",
    "body": "traegerschaft",
}
DAY = date(2024, 3, 5)
ZURICH = iiz.load("zurich", on=DAY)


def document(**more: Any) -> dict[str, Any]:
    return {"date": ON, "facts": FACTS, **more}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.path)
def test_every_question_is_answered_as_by_the_library_and_logged(
    client: Client, question: Any
) -> None:
    path, reference = question.path.format_map(NAMES), f"D-{question.path}".replace("/", "-")
    sent = document(
        meetings={"traegerschaft": [ON]},
        members={"traegerschaft": [{"of": "awa"}]},
        staff=[{"of": "awa", "role": "iiz-specialist"}],
    )
    reply = client.post(f"/v1/zurich/{path}", sent, iiz_reference=reference)
    if question.path.startswith("meetings"):  # no canton says how often a body has to meet
        assert reply.code == "unknown-question"
        return
    assert reply.status == 200, reply.body
    case = client.service.editions.of("zurich").on(DAY)
    read, _ = read_case(json.dumps(sent).encode(), "case.json")
    assert read
    expected = question.ask(case, read, NAMES, {"on": ON, "name": reference})
    assert reply.data["answer"] == json.loads(in_json(expected))
    kept = [*client.service.log.decisions(reference)]
    named = reply.data["decision"]
    if named is None:  # Zürich has no delegations
        assert (question.path, kept) == ("delegations", [])
    else:
        assert [named["id"] for _ in kept[-1:]] == [kept[-1].receipt.id]
        assert (named["reference"], named["hash"]) == (reference, kept[-1].receipt.hash)
    name = question.answer.removesuffix("[]")
    answers = reply.data["answer"] if question.answer.endswith("[]") else [reply.data["answer"]]
    for answer in answers if name != "verdicts" else ():
        Draft202012Validator(schema_of(name)).validate(answer)


def test_a_case_is_a_document_or_the_bare_facts_and_needs_a_day(client: Client) -> None:
    path = "/v1/zurich/eligibility"
    whole = client.post(path, document())
    bare = client.post(f"{path}?on={ON}", FACTS)
    assert whole.data["answer"] == bare.data["answer"]
    assert client.post(path, FACTS).code == "no-date"
    assert client.post(f"{path}?on=2024-02-30", FACTS).code == "impossible-date"
    assert client.post(f"{path}?of=x", FACTS).code == "unknown-parameter"
    before = client.post(path, {**document(), "date": "1999-01-01"})
    assert (before.status, before.data["answer"]["verdict"]) == (200, "open")
    read = document(interpretations={"A-ZH-01": "from-2014-04-30"})
    assert client.post(path, read).status == 200


def test_a_place_in_an_answer_says_nothing_of_the_machine_it_was_answered_on(
    client: Client,
) -> None:
    """What a canton's name finds is called by it, as in the library."""
    reply = client.post("/v1/zurich/eligibility", document(), iiz_reference="D-place")
    served = {criterion["place"]["file"] for criterion in reply.data["answer"]["criteria"]}
    asked = ZURICH.eligibility(FACTS).to_dict()["criteria"]
    assert served == {criterion["place"]["file"] for criterion in asked}
    assert not any(file.startswith("/") for file in served)


def test_a_document_of_another_canton_is_not_answered_by_these_rules(client: Client) -> None:
    reply = client.post("/v1/zurich/eligibility", document(canton="valais"))
    assert (reply.status, reply.code) == (409, "other-canton")
    for same in ("zurich", "cantons/zurich"):  # a file may say where the canton's folder is
        assert client.post("/v1/zurich/eligibility", document(canton=same)).status == 200


@pytest.mark.parametrize(
    ("path", "sent", "code"),
    [
        ("composition/traegerschaft", {}, "missing-key"),
        ("composition/traegerschaft", {"members": {}}, "missing-key"),
        ("composition/traegerschaft", {"members": {"traegerschafft": []}}, "unknown-body"),
        ("composition/traegerschaft", {"members": {"traegerschaft": []}}, ""),
        ("composition/traegerschaft", {"meetings": {"traegershaft": [ON]}}, "unknown-body"),
        (
            "composition/traegerschaft",
            {"members": {"traegerschaft": []}, "facts": {"regisstrations": []}},
            "unknown-fact",
        ),
        ("meetings/traegerschaft", {}, "missing-key"),
        ("staffing", {}, "missing-key"),
        ("staffing", {"staff": []}, ""),
        ("staffing", {"traegerschaft": []}, "group-not-value"),
    ],
)
def test_nobody_told_of_is_not_that_there_is_nobody(
    client: Client, path: str, sent: dict[str, Any], code: str
) -> None:
    """An empty list says that there is nobody; no list, or one under a misspelt name, does not."""
    reply = client.post(f"/v1/zurich/{path}?on={ON}", sent)
    assert (reply.code if code else reply.status) == (code or 200)


def test_a_slip_of_the_pen_is_not_recorded_for_good(client: Client) -> None:
    """After an event in the year 9999 no other could be recorded in the case."""
    for on in ("0024-01-08", "9999-12-31"):
        reply = client.post("/v1/valais/cases", {"case": "VS-far", "on": on})
        assert (reply.status, reply.code) == (400, "day-far-away")
    client.post("/v1/valais/cases", {"case": "VS-far", "on": "2024-01-08"})
    event = {"event": "new-mandate", "by": "front-line", "facts": {"reported_in": ["iv"]}}
    for days in ({"on": "9999-12-31"}, {"on": "2024-01-09", "learned_on": "2924-01-09"}):
        assert client.post("/v1/valais/cases/VS-far/events", event | days).code == "day-far-away"
    assert client.post("/v1/valais/cases/VS-far/events", event | {"on": "2024-01-09"}).status == 201


def test_a_second_sending_with_the_same_key_is_the_same_decision(client: Client) -> None:
    path = "/v1/zurich/eligibility"
    first, again = (client.post(path, document(), idempotency_key="k-1") for _ in range(2))
    assert first.data["decision"] == again.data["decision"]
    other = client.post(path, {**document(), "facts": {}}, idempotency_key="k-1")
    assert (other.status, other.code) == (409, "key-taken")


def test_many_cases_are_answered_together_each_by_its_reference(client: Client) -> None:
    cases = {"B-1": document(), "B-2": document(facts={"registrations": ["ravv"]}), "B-3": FACTS}
    reply = client.post(f"/v1/zurich/eligibility/batch?on={ON}", {"cases": cases})
    answers = reply.data["answers"]
    assert answers["B-1"]["answer"]["verdict"] == answers["B-3"]["answer"]["verdict"]
    (fault,) = answers["B-2"]["problem"]["errors"]
    assert (fault["code"], fault["pointer"]) == ("unknown-code", "/cases/B-2/facts/registrations")
    assert [len([*client.service.log.decisions(name)]) for name in cases] == [1, 0, 1]
    faulty: tuple[dict[str, Any], ...] = ({}, {"cases": []}, {"cases": {}, "more": 1})
    for wrong in faulty:
        assert client.post(f"/v1/zurich/eligibility/batch?on={ON}", wrong).status == 422
    most = client.service.settings.limits.batch
    many: dict[str, Any] = {"cases": {f"C-{n}": {} for n in range(most + 1)}}
    assert client.post(f"/v1/zurich/eligibility/batch?on={ON}", many).code == "body-too-large"


def test_a_case_is_opened_moved_and_taken_up(client: Client) -> None:
    at = "/v1/valais/cases"
    opened = client.post(at, {"case": "VS-17", "on": "2024-01-08"}, idempotency_key="o-1")
    assert (opened.status, opened.data["case"]) == (201, "VS-17")
    assert client.post(at, {"case": "VS-17", "on": "2024-01-08"}).code == "case-exists"
    event = {"event": "new-mandate", "on": "2024-01-08", "facts": {"reported_in": ["iv"]}}
    moved, again = (client.post(f"{at}/VS-17/events", event, idempotency_key="e-1") for _ in "12")
    assert (moved.status, moved.data) == (201, again.data)
    assert [one["duty"] for one in moved.data["obligations"]] == ["evaluate-iiz"]
    wrong = {**event, "on": "2024-01-09", "facts": {"reported_in": ["ivv"]}}
    refused = client.post(f"{at}/VS-17/events", wrong)
    assert (refused.status, refused.data["errors"][0]["pointer"]) == (422, "/facts/reported_in")
    early = client.post(f"{at}/VS-17/events", {**event, "on": "2023-01-09"})
    assert (early.status, early.code) == (409, "before-case")
    assert client.get(f"{at}/VS-17").data["moves"][-1]["event"] == "new-mandate"
    assert client.get(f"{at}/VS-18").code == "unknown-case"
    possible = client.get(f"{at}/VS-17/possible").data["events"]
    assert "need-evaluated" in [one["event"] for one in possible]
    assert client.get(f"{at}/VS-17/possible?on=2024-02-01").status == 200
    listed = client.get(f"{at}?on=2024-02-01&state=open&limit=1").data["cases"]
    assert [one["case"] for one in listed] == ["VS-17"]
    assert client.get(f"{at}?on=2024-02-01&limit=-1").code == "wrong-argument"
    assert client.get(f"{at}?on=2024-02-01&due_by=2024-03-01").status == 200
    assert client.post(at, {"case": "VS-19"}).status == 422


def test_what_is_owed_is_listed_as_json_as_a_calendar_and_as_events(client: Client) -> None:
    client.post("/v1/valais/cases", {"case": "VS-20", "on": "2024-01-08"})
    event = {"event": "new-mandate", "on": "2024-01-08", "facts": {"reported_in": ["iv"]}}
    client.post("/v1/valais/cases/VS-20/events", event)
    at = "/v1/valais/due?on=2024-02-01"
    rows = client.get(at).data["obligations"]
    assert "VS-20" in [row["case"] for row in rows]
    calendar = client.get(f"{at}&format=ics")
    assert calendar.headers["content-type"] == "text/calendar; charset=utf-8"
    assert calendar.body.startswith(b"BEGIN:VCALENDAR\r\n")
    events = client.get(f"{at}&format=cloudevents")
    assert events.headers["content-type"] == "application/cloudevents-batch+json"
    assert [one["data"] for one in events.data] == rows
    assert len({one["id"] for one in events.data}) == len(rows)
    assert {one["specversion"] for one in events.data} == {"1.0"}
    assert client.get("/v1/zurich/due?on=2024-02-01").data["obligations"] == []
    assert client.get(f"{at}&format=pdf").code == "wrong-argument"
    assert client.get(f"{at}&dated=perhaps").code == "wrong-argument"
    assert client.get("/v1/valais/due").code == "no-date"


def test_the_log_is_listed_and_its_receipts_are_verified_and_asked_again(client: Client) -> None:
    client.post("/v1/zurich/eligibility", document(), iiz_reference="R-1")
    listed = client.get("/v1/zurich/decisions", iiz_reference="R-1").data["decisions"]
    receipt = listed[0]["receipt"]
    assert [one["receipt"]["content"]["reference"] for one in listed] == ["R-1"]
    assert client.get("/v1/valais/decisions", iiz_reference="R-1").data["decisions"] == []
    day = listed[0]["recorded"][:10]
    assert client.get(f"/v1/zurich/decisions?since={day}&limit=1").status == 200
    assert client.get("/v1/zurich/decisions?since=2024-03-05T08:30:00%2B00:00").status == 200
    for wrong in ("since=yesterday", "until=2024-03-05T08:30:00", "after=x", "limit=100000"):
        assert client.get(f"/v1/zurich/decisions?{wrong}").code == "wrong-argument"
    at = "/v1/zurich/receipts"
    assert client.post(f"{at}/verify", receipt).data == {"verified": True, "signed": False}
    assert client.post(f"{at}/replay", receipt).data["same_answer"] is True
    assert client.post("/v1/valais/receipts/replay", receipt).code == "receipt-of-other"
    receipt["content"]["reference"] = "R-2"
    for action in ("verify", "replay"):
        changed = client.post(f"{at}/{action}", receipt)
        assert (changed.status, changed.code) == (422, "receipt-changed")
    assert client.post(f"{at}/verify", {"no": "receipt"}).code == "not-a-receipt"


def test_health_version_and_readiness(client: Client) -> None:
    assert client.get("/health", host="10.0.0.7").data == {"alive": True}
    assert client.get("/ready", host="10.0.0.7").data == {"ready": True, "faults": []}
    version = client.get("/version").data
    assert version["version"] == iiz.__version__
    digests = {one["canton"]: one["digest"] for one in version["editions"]}
    assert digests["zurich"] == ZURICH.digest


def test_what_is_wrong_is_said_in_the_language_of_the_reader(client: Client) -> None:
    told = {
        language: client.get("/nothing", accept_language=language).data["detail"]
        for language in ("fr-CH, de;q=0.5", "it", "en")
    }
    assert told == {
        "fr-CH, de;q=0.5": "il n'y a rien à cette adresse",
        "it": "unter dieser Adresse gibt es nichts",
        "en": "there is nothing at this address",
    }
    wrong = client.get("/v1/zurich/eligibility")
    assert (wrong.status, wrong.code, wrong.headers["allow"]) == (405, "wrong-method", "POST")
    assert client.post("/v1/atlantis/decide?on=2024-03-05", {}).code == "unknown-canton"
