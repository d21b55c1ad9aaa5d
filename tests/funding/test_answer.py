"""Who pays each franc, by whose decision, and the record of that decision."""

import json
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.language.truth import Truth
from tests.funding.canton import MEMBERS, harbour, rewritten

LISTED = {
    "measure": {"kind": "knots", "amount": "3000.00", "expected_payer": "town", "useful": True},
    "person": {"member": True, "resident": False},
}
ABSENT = [{"of": one["of"], "has": one.get("has", []), "present": False} for one in MEMBERS]
UNLISTED = LISTED | {"measure": {"kind": "lamps", "amount": "3000.00", "useful": True}}


def test_nothing_is_recorded_with_a_member_who_cannot_be_right():
    with pytest.raises(iiz.CaseError):
        harbour().record("takeover", UNLISTED, [{"of": "guild", "vote": "maybe"}], reasons="")
    with pytest.raises(iiz.UsageError, match="takeovr"):
        harbour().record("takeovr", UNLISTED, MEMBERS, reasons="")


def test_every_payer_in_order_says_what_it_pays_or_why_not():
    answer = harbour().funding(LISTED)
    assert [(one.payer, str(one.verdict), str(one.part.low)) for one in answer.payers] == [
        ("guild", "yes", "1200.00"),
        ("town", "no", "0.00"),
        ("club", "no", "0.00"),
        ("fund", "yes", "1800.00"),
    ]
    town = answer.payers[1].decision
    resident = town.criteria[0]
    assert (resident.id, resident.values) == ("resident", {"person.resident": False})
    assert resident.clauses == ("XX-2",)
    assert answer.left.high == 0


def test_what_is_open_names_the_fact():
    answer = harbour().funding({"measure": {"kind": "knots", "amount": "1000.00"}})
    assert answer.missing[0].fact == "person.member"
    assert [one.judgement for one in answer.pending] == []
    assert not answer.left.settled


def test_a_body_may_not_take_over_what_a_catalogue_lists():
    competent = {one.route.rule: one for one in harbour().funding(LISTED).competent}
    assert competent["takeover"].may is Truth.NO
    assert (competent["advance"].may, competent["advance"].repaid_by) == (Truth.YES, "town")
    assert (competent["advance"].body, competent["advance"].quorum) == ("bench", 2)


@pytest.mark.parametrize(("reading", "quorum"), [("two-of-three", 2), ("not-regulated", None)])
def test_the_quorum_is_as_it_is_read(reading: str, quorum: int | None):
    answer = iiz.load("valais", "2024-09-10", {"A-VS-13": reading}).funding({})
    assert {one.quorum for one in answer.competent} == {quorum}


def test_costs_stand_beside_measures():
    joint = {"cost": {"kind": "joint", "amount": "100.00"}}
    answer = iiz.load("zurich", "2024-03-05").funding(joint)
    assert (answer.payers, answer.routes, answer.cost.settled) == ((), (), False)
    assert str(answer["joint-outlay"].parts["awa"]) == "25.00"
    assert "25.00\u00a0CHF" in answer.explain("de")
    assert answer.to_dict()["payers"] == []
    with pytest.raises(KeyError):
        answer["nothing-of-the-kind"]


@pytest.mark.parametrize("language", ["de", "fr", "en"])
def test_the_answer_is_told_and_is_data(language: Any):
    answer = harbour().funding(UNLISTED | {"person": {}})
    text = answer.explain(language)
    for one in answer.payers:
        assert one.decision.label[language] in text
    data = json.loads(json.dumps(answer.to_dict()))
    assert data["payers"][3]["part"] == {"at_least": "1500.00", "at_most": "3000.00"}
    assert harbour().funding({}).to_dict()["cost"] == {"at_least": "0.00", "at_most": None}


def test_a_payer_by_decision_is_not_said_to_pay():
    assert "Zahlt 1'800.00 CHF, sofern es beschlossen wird." in harbour().funding(LISTED).explain(
        "de"
    ).replace("\u00a0", " ")


def test_a_decision_is_recorded_with_votes_reasons_edition_and_digest():
    present = [*MEMBERS, {"of": "pilot", "present": True}]
    found = harbour().record("takeover", UNLISTED, present, reasons="Nützlich")
    assert (found.approved, str(found.amount), found.body) == (True, "3000.00", "bench")
    assert [one.vote for one in found.members] == ["for", "for", "against"]
    assert [one.of for one in found.advisory] == ["pilot"]
    assert (found.edition, found.digest) == ("2024", harbour().program.digest)
    assert found.to_dict()["id"] == found.id
    other = harbour().record("takeover", UNLISTED, present, reasons="Sehr nützlich")
    assert other.id != found.id


def test_a_body_without_seats_decides_with_whoever_sits_in_it(tmp_path: Path):
    seats = """    seats:
      - {of: guild, requires: [sworn], clauses: [XX-1]}
      - {of: town, clauses: [XX-1]}
      - {of: club, clauses: [XX-1]}
"""
    size = [
        (seats, "    size: {at_least: 3, at_most: 5}\n"),
        ("quorum: 2", "quorum: {more_than: 1/2}"),
    ]
    policy = rewritten(tmp_path, {"organisation": size})
    voices = [{"vote": "for"}, {"vote": "for"}, {"of": "town", "present": False}, {"of": "pilot"}]
    found = policy.record("takeover", UNLISTED, voices, reasons="")
    assert [(one.of, one.vote) for one in found.members] == [
        (None, "for"),
        (None, "for"),
        ("town", None),
    ]
    assert [one.of for one in found.advisory] == ["pilot"]
    told = " ".join(policy.funding(UNLISTED).explain("de").split())
    assert "hängt davon ab, wie viele es sind" in told


def test_a_decision_against_is_a_decision():
    against = [{**one, "vote": "against"} for one in MEMBERS]
    assert not harbour().record("takeover", UNLISTED, against, reasons="").approved


@pytest.mark.parametrize(
    ("members", "case", "route", "codes"),
    [
        (MEMBERS[1:], UNLISTED, "takeover", {"no-quorum"}),
        (
            ABSENT,
            UNLISTED,
            "takeover",
            {"no-quorum"},
        ),
        (
            [MEMBERS[0], *({"of": of, "present": True} for of in ("town", "club"))],
            UNLISTED,
            "takeover",
            {"no-quorum"},
        ),
        (MEMBERS, LISTED, "takeover", {"not-admissible"}),
        (MEMBERS, UNLISTED | {"person": {}}, "takeover", {"not-settled"}),
        (MEMBERS, {}, "advance", {"not-admissible", "not-settled"}),
        (MEMBERS, UNLISTED, "takeoverr", {"unknown-question"}),
    ],
)
def test_what_could_not_be_decided_is_not_recorded(
    members: list[dict[str, Any]], case: dict[str, Any], route: str, codes: set[str]
):
    with pytest.raises(iiz.UsageError) as refused:
        harbour().record(route, case, members, reasons="…")
    assert {one.code for one in refused.value.findings} == codes
    assert str(refused.value)


COMMISSION = [
    {"of": of, "has": ["high-decision-competence"], "present": True, "vote": "for"}
    for of in ("iv", "diha", "dsw")
]
ABSENT_DSW = {"of": "dsw", "has": ["high-decision-competence"], "present": False}
USEFUL = {
    "measure": {
        "amount": "6200.00",
        "reintegration": True,
        "in_a_catalogue": False,
        "useful": True,
        "other_payer": "none",
        "proposed_by": "iiz-sekretariat",
        "presented_by": "cantonal-officer",
    }
}


@pytest.mark.parametrize(
    ("members", "measure", "code"),
    [
        (COMMISSION[:2], {}, "no-quorum"),
        ([*COMMISSION[:2], ABSENT_DSW], {}, "no-quorum"),
        ([*COMMISSION[:2], {**COMMISSION[2], "has": []}], {}, "no-quorum"),
        (COMMISSION, {"in_a_catalogue": True}, "not-admissible"),
        (COMMISSION, {"other_payer": "public"}, "not-admissible"),
        (COMMISSION, {"useful": None}, "not-admissible"),
    ],
)
def test_the_commission_of_valais_records_only_what_it_may_decide(
    members: list[dict[str, Any]], measure: dict[str, Any], code: str
):
    valais = iiz.load("valais", "2026-01-01")
    assert valais.record("takeover", USEFUL, COMMISSION, reasons="…").approved
    case = {"measure": {**USEFUL["measure"], **measure}}
    with pytest.raises(iiz.UsageError) as refused:
        valais.record("takeover", case, members, reasons="…")
    assert code in {one.code for one in refused.value.findings}


def test_where_the_text_is_read_so_the_commission_decides_only_without_the_diha():
    """The competence asks for more than the route: both have to hold, and what hinders is said."""
    valais = iiz.load("valais", "2026-01-01")
    read: Any = {"interpretations": {"A-VS-32": "recusal"}}
    found = next(one for one in valais.funding(USEFUL, **read).competent if "takeover" in repr(one))
    assert (found.route.verdict, found.may) == (iiz.Truth.YES, iiz.Truth.OPEN)
    assert "Ausstand der DIHA" in " ".join(valais.funding(USEFUL, **read).explain("de").split())
    with pytest.raises(iiz.UsageError) as refused:
        valais.record("takeover", USEFUL, COMMISSION, reasons="…", **read)
    [finding] = refused.value.findings
    deciding = valais.program.rules["decide-takeover"].label
    assert (finding.code, finding.words["criteria"]) == ("not-admissible", deciding)
    aside = {"measure": USEFUL["measure"], "decision": {"diha_stands_aside": True}}
    assert valais.record("takeover", aside, COMMISSION, reasons="…", **read).approved
