"""What a canton claims of all cases is proved, or refuted with the smallest case there is."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from iiz_rules.findings.registry import page
from iiz_rules.policy import load
from iiz_rules.verification.claims import ClaimProof, prove_claims
from tests.checks.canton import UNREAD, codes, findings, program, texts
from tests.verification.solver import solving

MUSTERLAND = Path(__file__).parents[1] / "cantons" / "musterland"
SAID = "says: {de: x, fr: x, en: x}, clauses: [XX-1]"
AGED = "criteria: [{id: aged, when: {fact: person.age, between: [16, 65]}}]"
RULE = "{label: {de: x, fr: x, en: x}, clauses: [XX-1], %s}"
MONEY = """
measure: {amount: person.income}
payers:
  - {id: office-pays, label: {de: x, fr: x, en: x}, clauses: [XX-1], payer: office,
     covers: {share: 0.3333, cap: 500.00}, criteria: [{fact: person.employed, is: true}]}
  - {id: rest, label: {de: x, fr: x, en: x}, clauses: [XX-1], payer: office,
     covers: {share: 0.8, of: whole}, criteria: [{fact: person.age, at_least: 18}]}
"""


def proved(claim: str, **files: str) -> ClaimProof:
    written = f"claims: [{{id: c, {SAID}, {claim}}}]"
    [proof] = prove_claims(program(claims=written, **files))
    return proof


def case(proof: ClaimProof) -> dict[str, Any]:
    assert proof.broken is not None
    assert proof.broken.witness is not None
    return dict(proof.broken.witness.case.facts)


@solving
@pytest.mark.parametrize("code", ["claim-broken", "claim-open"])
def test_the_bad_example_has_the_fault_and_the_good_one_has_not(code: str) -> None:
    for text, found in [(page(code).bad, [code]), (page(code).good, [])]:
        proofs = [*prove_claims(program(claims=text))]
        assert [proof.broken.finding.code for proof in proofs if proof.broken] == found
        assert len(proofs) == 1


@solving
def test_the_case_of_a_silence_says_enough_that_nothing_more_decides_it() -> None:
    silent = "{not_regulated: {de: x, fr: x, en: x}}"
    then = f"{{any: [{{fact: person.income, at_least: 18}}, {silent}]}}"
    proof = proved(f"whenever: {{fact: person.employed, is: true}}, then: {then}")
    assert proof.broken is not None
    assert proof.broken.finding.code == "claim-open"
    told = case(proof)
    assert told.pop("person.income") < 18
    assert told == {"person.employed": True}


CHILD = "{all: [{fact: person.age, at_most: 17}, {fact: person.age, at_least: 18}]}"
EMPTY = [
    f"whenever: {CHILD}, then: {{rule: eligibility}}",
    f"keeps: {CHILD}, whatever: [person.income]",
    f"keeps: {CHILD}, growing: person.income",
    f"never: {{all: [{{rule: eligibility}}, {CHILD}]}}",
    "never: {is_met: false}",
]


@solving
@pytest.mark.parametrize("claim", EMPTY)
def test_a_claim_about_no_case_is_named(claim: str) -> None:
    """It holds whatever is changed of the rules: whoever reads `proved` relies on nothing."""
    proof = proved(claim, eligibility=RULE % AGED)
    assert proof.holds
    assert proof.found is not None
    assert (proof.found.finding.code, proof.found.finding.severity) == ("claim-empty", "warning")


@solving
def test_the_bad_example_of_an_empty_claim_is_empty_and_the_good_one_is_not() -> None:
    for text, empty in ((page("claim-empty").bad, True), (page("claim-empty").good, False)):
        [proof] = prove_claims(program(claims=text))
        assert (proof.empty, proof.holds) == (empty, True)


@solving
@pytest.mark.parametrize("canton", ["zurich", "valais", MUSTERLAND])
def test_the_cantons_claim_nothing_empty(canton: Any) -> None:
    assert [proof.claim.id for proof in prove_claims(load(canton).program) if proof.found] == []


HOLDS = [
    "whenever: {rule: eligibility}, then: {fact: person.age, at_least: 16}",
    "never: {all: [{rule: eligibility}, {fact: person.age, at_least: 66}]}",
    "keeps: {rule: eligibility}, whatever: [person.income, person.problems]",
    "keeps: {fact: person.problems, count: {at_least: 1}}, growing: person.problems",
    "keeps: {fact: person.income, at_least: 100}, growing: person.income",
    "keeps: {fact: person.employed, is: true}, growing: person.employed",
    "keeps: {fact: case.opened, after: 2024-01-01}, growing: case.opened",
    "whenever: {fact: person.born, after: 2020-01-01}, then: {fact: person.age, at_most: 180}",
]


@solving
@pytest.mark.parametrize("claim", HOLDS)
def test_what_holds_in_every_case_is_proved(claim: str) -> None:
    proof = proved(claim, eligibility=RULE % AGED)
    assert proof.holds
    assert not proof.empty


BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("whenever: {rule: eligibility}, then: {fact: person.age, at_least: 17}", {"person.age": 16}),
    ("never: {fact: person.employed, is: true}", {"person.employed": True}),
    (
        "never: {fact: person.problems, count: {at_least: 2}}",
        {"person.problems": frozenset({"work", "money"})},
    ),
]


@solving
@pytest.mark.parametrize(("claim", "facts"), BROKEN)
def test_what_does_not_hold_has_the_smallest_case(claim: str, facts: dict[str, Any]) -> None:
    assert {*case(proved(claim, eligibility=RULE % AGED))} == {*facts}


@solving
def test_a_case_that_is_compared_with_another_says_what_differs() -> None:
    aged = {"eligibility": RULE % AGED}
    proof = proved("keeps: {rule: eligibility}, growing: person.age", **aged)
    assert proof.broken is not None
    assert proof.broken.witness is not None
    before, after = case(proof)["person.age"], proof.broken.witness.changes["person.age"]
    assert isinstance(after, int)
    assert before <= 65 < after
    [answer] = proof.broken.witness.told
    assert (answer.name, str(answer.truth)) == ("eligibility", "no")
    assert answer.place.source.name == "eligibility.yaml"
    born = proved("keeps: {rule: eligibility}, whatever: [person.born]", **aged)
    assert {*case(born)} == {"person.age"}  # it changes with the birth, and is known without it
    growing = proved(
        "keeps: {fact: person.problems, count: {at_most: 1}}, growing: person.problems"
    )
    assert growing.broken is not None
    assert growing.broken.witness is not None
    assert [*growing.broken.witness.changes] == ["person.problems"]


@solving
def test_what_is_compared_is_a_case_as_well() -> None:
    """Whoever was born before 1990 is grown up, however the birth is changed."""
    child = "{fact: person.age, at_most: 10}, {fact: person.born, before: 1990-01-01}"
    assert proved(f"keeps: {{not: {{all: [{child}]}}}}, whatever: [person.born]").holds


@solving
def test_whether_something_is_so_does_not_hang_on_since_when_it_is() -> None:
    """The second case may differ in the day alone, not in what the day comes with."""
    dated = texts()["facts.yaml"].replace("type: bool", "type: bool\n    dated: true")
    claim = "keeps: {fact: person.employed, is: true}, whatever: [person.employed_on]"
    assert proved(claim, facts=dated).holds


READ = """
claims:
  - {id: usual, %s, readings: default,
     whenever: {interpretation: A-XX-01, is: narrow}, then: {fact: person.age, at_least: 0}}
  - {id: only, %s, readings: default, never: {interpretation: A-XX-01, is: wide}}
  - {id: listed, %s, readings: [{A-XX-01: wide}], never: {interpretation: A-XX-01, is: narrow}}
  - {id: every, %s, never: {interpretation: A-XX-01, is: wide}}
""".replace("%s", SAID)


@solving
def test_a_claim_says_under_which_readings_it_holds_and_which_breaks_it() -> None:
    usual, only, listed, every = prove_claims(program(claims=READ))
    assert (usual.holds, usual.breaking) == (True, {})  # whatever an age is, if it is known
    assert (only.holds, only.breaking) == (True, {"A-XX-01": "wide"})
    assert (listed.holds, listed.breaking) == (True, {})
    assert not every.holds


@solving
@pytest.mark.parametrize(
    ("payer", "amount", "holds"),
    [("office-pays", "500.00", True), ("office-pays", "499.99", False), ("rest", "500.00", False)],
)
def test_what_a_payer_pays_at_most_is_proved_to_the_rappen(
    payer: str, amount: str, holds: bool
) -> None:
    proof = proved(f"payer: {payer}, at_most: {amount}", funding=MONEY)
    assert proof.holds is holds
    if not holds:
        assert "person.income" in case(proof)


@solving
@pytest.mark.parametrize(("rounding", "most"), [("half-up", 13), ("down", 12), ("up", 13)])
def test_a_share_of_half_a_rappen_is_rounded_as_the_measure_says(rounding: str, most: int) -> None:
    """An eighth of a franc are twelve Rappen and a half."""
    money = MONEY.partition("covers")[0].replace("income}", f"income, rounding: {rounding}}}")
    money += "covers: {share: 0.125}, criteria: [{fact: person.employed, is: true}]}"
    for limit, holds in ((most, True), (most - 1, False)):
        written = f"claims: [{{id: c, {SAID}, payer: office-pays, at_most: 0.{limit}}}]"
        tiny = program(claims=written, funding=money)
        income = tiny.facts["person.income"]
        poor = replace(income, domain=replace(income.domain, at_most=1))
        [proof] = prove_claims(replace(tiny, facts={**tiny.facts, income.id: poor}))
        assert proof.holds is holds


READ_MONEY = """
measure: {amount: person.income}
payers:
  - id: office-pays
    label: {de: x, fr: x, en: x}
    clauses: [XX-1]
    payer: office
    covers: {interpretation: A-XX-01, choose: {narrow: {cap: 100.00}, wide: {cap: 300.00}}}
    criteria: [{fact: person.employed, is: true}]
"""


@solving
def test_how_much_a_payer_pays_may_hang_on_a_reading() -> None:
    usual = proved("payer: office-pays, at_most: 100.00, readings: default", funding=READ_MONEY)
    assert (usual.holds, usual.breaking) == (True, {"A-XX-01": "wide"})
    assert not proved("payer: office-pays, at_most: 299.99", funding=READ_MONEY).holds


READING = """
  - id: A-XX-0%d
    label: {de: x, fr: x, en: x}
    question: {de: x, fr: x, en: x}
    clauses: [XX-1]
    options: [{id: narrow, label: {de: x, fr: x, en: x}},
              {id: wide, label: {de: x, fr: x, en: x}}]
    default: narrow
    rationale: {de: x, fr: x, en: x}
"""
TWO_READINGS = "interpretations:" + READING % 1 + READING % 2


@solving
def test_it_can_take_two_readings_to_break_a_claim() -> None:
    both = "all: [{interpretation: A-XX-01, is: wide}, {interpretation: A-XX-02, is: wide}]"
    proof = proved(f"never: {{{both}}}, readings: default", interpretations=TWO_READINGS)
    assert proof.breaking == {"A-XX-01": "wide", "A-XX-02": "wide"}


NEVER = "never: {rule: eligibility}"
WRONG = [
    ("payer: nobody, at_most: 5.00", "unknown-rule", "nobody"),
    ("never: {rule: nothing}", "unknown-rule", "nothing"),
    ("keeps: {rule: eligibility}, growing: person.canton", "unsuited-fact", "person.canton"),
    ("keeps: {rule: eligibility}, growing: person.nothing", "unknown-fact", "person.nothing"),
    (f"{NEVER}, readings: [{{A-XX-77: x}}]", "unknown-interpretation", "A-XX-77"),
    (f"{NEVER}, readings: [{{A-XX-01: wider}}]", "unknown-option", "wider"),
    ("never: {fact: person.age, at_least: old}", "wrong-type", "old"),
    ("whenever: {rule: eligibility}", "missing-key", "{id: c"),
]


@pytest.mark.parametrize(("claim", "code", "where"), WRONG)
def test_what_is_wrong_with_a_claim_is_found_where_it_stands(
    claim: str, code: str, where: str
) -> None:
    text = f"claims: [{{id: c, {SAID}, {claim}}}]"
    [wrong] = [one for one in findings(claims=text) if one.code not in UNREAD]
    assert (wrong.code, text[wrong.place.column - 1 :][: len(where)]) == (code, where)


@solving
@pytest.mark.parametrize("canton", ["zurich", "valais"])
def test_the_claims_of_the_cantons_hold(canton: str) -> None:
    proofs = [*prove_claims(load(canton).program)]
    assert len(proofs) >= 20
    assert [proof.claim.id for proof in proofs if not proof.holds] == []
    assert sum(bool(proof.breaking) for proof in proofs) >= 5


@solving
def test_claims_are_proved_by_their_names() -> None:
    proofs = prove_claims(load("zurich").program, ["only-residents"])
    assert [proof.claim.id for proof in proofs] == ["only-residents"]
    assert [*prove_claims(load("zurich").program, ["nothing"])] == []


def test_a_claim_may_name_the_readings_under_which_it_holds() -> None:
    claim = f"id: c, {SAID}, never: {{fact: person.age, at_least: 100}}"
    assert codes(claims=f"claims: [{{{claim}, readings: [{{A-XX-01: wide}}]}}]") == []
    wrong = codes(claims=f"claims: [{{{claim}, readings: [{{A-XX-01: wider}}]}}]")
    assert wrong == ["unknown-option"]


def test_a_claim_shows_itself_by_its_name() -> None:
    [claim] = program(claims=f"claims: [{{id: c, {SAID}, never: {{rule: eligibility}}}}]").claims
    assert repr(claim) == "<Claim c>"


LEARNED = """
  keeps: {any: [{fact: person.canton, is: ZH}, {not: {fact: person.income, at_most: 100}}]},
  whatever: [person.canton, person.income]"""


@solving
def test_the_second_case_may_know_what_the_first_one_need_not() -> None:
    """Elsewhere, and poor, it holds no more; at home nobody asks what somebody earns."""
    proof = proved(LEARNED)
    assert case(proof) == {"person.canton": "ZH"}
    assert proof.broken is not None
    assert proof.broken.witness is not None
    assert [*proof.broken.witness.changes] == ["person.canton", "person.income"]
