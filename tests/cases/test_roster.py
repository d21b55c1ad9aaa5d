"""A roster: who holds which role or seat on a day, what they may do, and who takes part."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import iiz_rules as iiz
from iiz_rules.case.roster import Roster
from iiz_rules.cli.explain import findings_of
from iiz_rules.findings import registry
from iiz_rules.words.text import LANGUAGES
from tests.refused import codes_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "valais-besetzung.yaml"
HELD: list[dict[str, Any]] = yaml.safe_load(EXAMPLE.read_text("utf-8"))["held"]
ON = "2024-11-18"


@pytest.fixture(scope="module")
def roster(valais: iiz.Policy) -> Roster:
    return valais.roster(EXAMPLE)


def codes(error: pytest.ExceptionInfo[Any]) -> list[str]:
    assert all(registry.one_line(one, name) for one in error.value.findings for name in LANGUAGES)
    return codes_of(error)


# ------------------------------------------------------------------------------ what one may do


def test_a_person_may_do_what_their_role_may_on_that_day(valais: iiz.Policy, roster: Roster):
    found = valais.may("Anna Muster", "refer-dispute", DISPUTE, on=ON, roster=roster)
    assert found.verdict is iiz.Truth.YES
    assert found.situation.facts["actor"] == "cantonal-officer"
    assert valais.may("Eva Moret", "refer-dispute", on=ON, roster=roster).verdict is iiz.Truth.NO


DISPUTE = {
    "dispute.kind": "dispute",
    "dispute.settled": False,
    "dispute.regional_meeting_held": True,
    "dispute.position_taken": True,
}


def test_of_several_roles_the_one_that_may_counts(valais: iiz.Policy):
    both = [{"person": "A", "role": role, "from": "2024-01-01"} for role in ROLES]
    for held in (both, both[::-1]):
        found = valais.may("A", "refer-dispute", on=ON, roster={"held": held})
        assert found.situation.facts["actor"] == "cantonal-officer"


ROLES = ("front-line", "cantonal-officer")


@pytest.mark.parametrize(
    ("person", "on", "code"),
    [
        ("Daniel Zen", "2024-06-30", None),
        ("Daniel Zen", "2024-07-01", "no-role"),
        ("Eva Moret", "2024-06-30", "no-role"),
        ("Eva Moret", "2024-07-01", None),
        ("Beat Kummer", "2024-07-01", "no-role"),  # a seat is no role
        ("Daniel Senn", "2024-07-01", "unknown-person"),
    ],
)
def test_both_days_of_an_entry_count(
    valais: iiz.Policy, roster: Roster, person: str, on: str, code: str | None
):
    if code is None:
        found = valais.may(person, "refer-dispute", on=on, roster=roster)
        assert found.verdict is iiz.Truth.NO
        return
    with pytest.raises(iiz.UsageError) as error:
        valais.may(person, "refer-dispute", on=on, roster=roster)
    assert codes(error) == [code]


# ------------------------------------------------------------------------------ who sits where


def test_whoever_holds_a_seat_on_that_day_is_a_member(valais: iiz.Policy, roster: Roster):
    assert valais.composition("rechtskommission", on=ON, roster=roster).verdict is iiz.Truth.YES
    before = valais.composition("rechtskommission", on="2022-11-18", roster=roster)
    assert before.missing == ("iv", "diha")


VOTES = [
    {"person": "Beat Kummer", "vote": "for"},
    {"of": "diha", "vote": "abstains"},
    {"person": "Gaby Favre", "of": "dsw", "vote": "for"},
]


def test_votes_and_abstentions_are_of_those_who_hold_the_seats(valais: iiz.Policy, roster: Roster):
    found = valais.composition("rechtskommission", VOTES, on=ON, roster=roster)
    assert (found.verdict, found.quorum.verdict, found.majority.verdict) == (iiz.Truth.YES,) * 3
    assert found.majority.situation.facts["rechtskommission.not_for"] == 1


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ({"person": "Franz Imhof", "vote": "abstains"}, "not-seated"),  # until the end of August
        ({"person": "Anna Muster", "vote": "for"}, "not-seated"),
        ({"person": "Beat Kummer", "of": "dsw", "vote": "for"}, "not-seated"),
        ({"of": "dh", "vote": "for"}, "not-seated"),
        ({"vote": "for"}, "several-holders"),
    ],
)
def test_who_holds_no_seat_takes_no_part(
    valais: iiz.Policy, roster: Roster, member: dict[str, Any], code: str
):
    with pytest.raises(iiz.CaseError) as error:
        valais.composition("rechtskommission", [member], on=ON, roster=roster)
    assert codes(error) == [code]


def test_a_record_is_of_those_who_held_the_seats_and_names_nobody(
    valais: iiz.Policy, roster: Roster
):
    taken = valais.record("takeover", DECIDED, VOTES, "…", on=ON, roster=roster)
    assert [(voice.of, voice.vote) for voice in taken.members] == [
        ("iv", "for"),
        ("diha", "abstains"),
        ("dsw", "for"),
    ]
    assert "Kummer" not in str(taken.to_dict())
    former = [*VOTES[:2], {"person": "Franz Imhof", "vote": "for"}]
    with pytest.raises(iiz.CaseError) as error:
        valais.record("takeover", DECIDED, former, "…", on=ON, roster=roster)
    assert codes(error) == ["not-seated"]


DECIDED = {
    "measure.amount": "6200.00",
    "measure.reintegration": True,
    "measure.in_a_catalogue": False,
    "measure.useful": True,
    "measure.other_payer": "none",
    "measure.proposed_by": "iiz-sekretariat",
    "measure.presented_by": "cantonal-officer",
}


# ----------------------------------------------------------------------------- what cannot be


def entry(**changes: Any) -> dict[str, Any]:
    written = {"person": "A", "role": "cantonal-officer", "from": "2024-01-01", **changes}
    return {key: value for key, value in written.items() if value is not None}


SEAT = {"role": None, "body": "rechtskommission", "of": "iv"}
QUALITY = ["high-decision-competence"]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([entry(role="cantonal-oficer")], ["unknown-actor"]),
        ([entry(role="iv")], ["unknown-actor"]),  # an institution, and no role
        ([entry(of="ivv")], ["unknown-actor"]),
        ([entry(**SEAT | {"body": "rechtskomission"})], ["unknown-body"]),
        ([entry(**SEAT | {"of": "copil"})], ["unknown-seat"]),
        ([entry(**SEAT | {"of": None})], ["missing-key"]),
        ([entry(**SEAT, has=["clever"])], ["unknown-quality"]),
        ([entry(**SEAT, has=QUALITY, lacks=QUALITY)], ["conflicting-facts"]),
        ([entry(body="copil")], ["role-or-seat"]),
        ([entry(role=None)], ["role-or-seat"]),
        ([entry(until="2023-12-31")], ["ends-before-it-begins"]),
        ([entry(until="2024-02-30")], ["impossible-date"]),
        ([entry(until="2024-01-01"), entry(**{"from": "2024-01-02"})], []),
        ([entry(until="2024-01-02"), entry(**{"from": "2024-01-02"})], ["held-twice"]),
        ([entry(), entry(person="B")], []),  # two may share a role
        ([entry(**{"from": 2024})], ["wrong-type"]),
    ],
)
def test_what_a_roster_cannot_say(
    valais: iiz.Policy, held: list[dict[str, Any]], expected: list[str]
):
    if not expected:
        assert len(valais.roster({"held": held}).holdings) == len(held)
        return
    with pytest.raises(iiz.LoadError) as error:
        valais.roster({"held": held})
    assert codes(error) == expected


def test_a_seat_for_one_is_held_by_one():
    zurich = iiz.load("zurich", on="2024-03-05")
    [body, seat] = next(
        (body.id, seat.of)
        for body in zurich.program.bodies.values()
        for seat in body.seats
        if seat.at_most == 1
    )
    held = [entry(person=name, role=None, body=body, of=seat) for name in "AB"]
    with pytest.raises(iiz.LoadError) as error:
        zurich.roster({"held": held})
    assert codes(error) == ["held-twice"]


def test_what_ended_before_an_edition_is_none_of_its_business(tmp_path: Path):
    zurich = iiz.load("zurich", on="2024-03-05")
    old = entry(role="registrar", **{"from": "2001-01-01"}, until="2014-03-31")
    assert zurich.roster({"held": [old]}).holdings
    with pytest.raises(iiz.LoadError) as error:
        zurich.roster({"held": [old | {"until": "2014-04-01"}]})
    assert codes(error) == ["unknown-actor"]
    with pytest.raises(iiz.LoadError) as error:
        zurich.roster(tmp_path / "roster.yaml")
    assert codes(error) == ["unreadable-file"]
    (tmp_path / "roster.yaml").write_text("held: [", "utf-8")
    with pytest.raises(iiz.LoadError):
        zurich.roster(tmp_path / "roster.yaml")


@pytest.mark.parametrize("code", ["role-or-seat", "ends-before-it-begins", "held-twice"])
def test_the_example_of_a_page_has_its_fault(code: str):
    page = registry.page(code)
    assert [finding.code for finding in findings_of(page)] == [code]


def test_the_people_of_a_roster_are_held_as_they_are_written(roster: Roster):
    assert (
        repr(roster) == f"<Roster {EXAMPLE.as_posix()}: {len({h['person'] for h in HELD})} people>"
    )
    assert roster.bodies() == ("rechtskommission",)
    assert roster.roles("Anna Muster", date(2024, 1, 1)) == ("cantonal-officer",)
