"""What is asked of every policy finds what nothing reaches, and says nothing of what is right."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from iiz_rules.findings.registry import page, stages
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.policy import load
from iiz_rules.verification.claims import prove_claims
from iiz_rules.verification.questions import ahead, alike
from iiz_rules.verification.questions.examine import HINTS, QUESTIONS, examine
from iiz_rules.verification.questions.reached import branches
from iiz_rules.verification.remembered import Remembered
from iiz_rules.verification.saving import case_name, case_text, with_witness
from iiz_rules.verification.verified import Verification
from tests.checks.canton import program
from tests.effort import sampled
from tests.verification.solver import solving

pytestmark = solving
CODES = {
    "rule-never-met": False,
    "rule-always-met": False,
    "branch-never-taken": False,
    "never-acts": False,
    "reading-idle": False,
    "fact-in-vain": False,
    "criterion-idle": True,
    "payers-together": True,
    "no-step-open": True,
    "role-idle": False,
    "borne-twice": False,
    "duty-without-end": False,
    "never-a-step": False,
    "steps-together": True,
    "cost-uncovered": True,
    "cost-unborne": True,
    "paid-at-most": True,
    "open-in-vain": True,
}
"""Every question by its page, and whether it is a hint."""
MUSTERLAND = Path(__file__).parents[1] / "cantons" / "musterland"


def codes(code: str, text: str) -> list[str]:
    file = page(code).file.removesuffix(".yaml")
    others = {"eligibility": ANYBODY} if file != "eligibility" else {"escalation": ONE_STEP}
    exchanged = {**others, file: text}
    found = examine(program(**exchanged), hints=CODES[code])
    return [one.finding.code for one in found if one.finding.place.source.name == page(code).file]


ONE_STEP = """
steps:
  - id: entry
    label: {de: x, fr: x, en: x}
    clauses: [XX-1]
    provider: coordinator
    criteria: [{fact: person.employed, is: true}]
"""
ANYBODY = """
label: {de: x, fr: x, en: x}
clauses: [XX-1]
criteria: [{fact: person.age, at_least: 16}]
"""


@pytest.mark.parametrize("code", sampled([*CODES]))
def test_the_bad_example_has_the_fault_and_the_good_one_has_not(code: str) -> None:
    assert stages()[code] == "proof"
    assert code in codes(code, page(code).bad)
    assert code not in codes(code, page(code).good)


@pytest.mark.parametrize("canton", ["zurich", "valais", MUSTERLAND])
def test_the_cantons_have_nothing_of_the_kind(canton: Any) -> None:
    assert [*examine(load(canton).program)] == []


NEVER = "claims: [{id: c, says: {de: x, fr: x, en: x}, clauses: [XX-1], never: {rule: %s}}]"


@pytest.mark.parametrize(
    ("code", "file", "rule"),
    [("rule-never-met", "escalation", "entry"), ("role-idle", "organisation", "give-support")],
)
def test_what_is_claimed_never_to_hold_is_meant(code: str, file: str, rule: str) -> None:
    bad = {file: page(code).bad}
    assert code in [one.finding.code for one in examine(program(**bad))]
    found = examine(program(**bad, claims=NEVER % rule))
    assert code not in [one.finding.code for one in found]


BY_CASE = """
label: {de: x, fr: x, en: x}
clauses: [XX-1]
criteria:
  - id: judged
    label: {de: x, fr: x, en: x}
    when:
      by_case:
        - {when: {fact: person.age, at_least: %d}, then: {judgement: case.useful, by: contact}}
        - {otherwise: {judgement: case.useful, by: coordinator}}
"""


ALWAYS = """
label: {de: x, fr: x, en: x}
clauses: [XX-1]
criteria: [{id: a, label: {de: x, fr: x, en: x}, when: {is_met: true}}]
"""
CLAIM = "claims: [{id: c, says: {de: x, fr: x, en: x}, clauses: [XX-1], %s}]"


@pytest.mark.parametrize(
    ("code", "files", "claim"),
    [
        (
            "rule-always-met",
            {"eligibility": ALWAYS},
            "never: {not: {rule: eligibility}}",
        ),
        (
            "branch-never-taken",
            {"eligibility": BY_CASE % 0},
            "never: {not: {fact: person.age, at_least: 0}}",
        ),
        (
            "fact-in-vain",
            {"eligibility": page("fact-in-vain").bad},
            "keeps: {rule: eligibility}, whatever: [person.canton]",
        ),
        (
            "never-acts",
            {"eligibility": ANYBODY, "escalation": page("never-acts").bad},
            "whenever: {rule: entry}, then: {fact: person.employed, is: true}",
        ),
        (
            "criterion-idle",
            {"eligibility": page("criterion-idle").bad},
            "whenever: {fact: person.age, at_most: 15}, then: {fact: person.age, at_most: 25}",
        ),
    ],
)
def test_what_a_claim_says_is_meant(code: str, files: dict[str, str], claim: str) -> None:
    before = Counter(one.finding.code for one in examine(program(**files), hints=True))
    claimed = program(**files, claims=CLAIM % claim)
    after = Counter(one.finding.code for one in examine(claimed, hints=True))
    assert before - after == {code: 1}


@pytest.mark.parametrize(
    "claim",
    [
        "whenever: {rule: entry}, then: {fact: person.canton, is: ZH}",
        "whenever: {fact: person.age, at_most: 25}, then: {fact: person.age, at_most: 15}",
    ],
)
def test_a_claim_of_something_else_leaves_what_is_found(claim: str) -> None:
    files = {
        "eligibility": page("criterion-idle").bad,
        "escalation": page("never-acts").bad,
    }
    claimed = program(**files, claims=CLAIM % claim)
    codes = {one.finding.code for one in examine(claimed, hints=True)}
    assert {"never-acts", "criterion-idle"} <= codes


HELPER_LAST = """
steps:
  - id: entry
    label: {de: x, fr: x, en: x}
    clauses: [XX-1]
    criteria: [{fact: person.employed, is: true}]
    provider:
      - {role: coordinator, when: {fact: person.employed, is: true}}
      - {role: helper}
"""


def test_a_role_that_always_comes_after_others_can_be_meant() -> None:
    """Wherever it is listed, a claim says who has the turn before."""
    files = {
        "organisation": page("role-idle").good.partition("competences:")[0],
        "eligibility": ANYBODY,
        "escalation": HELPER_LAST,
    }
    claim = CLAIM % "whenever: {rule: entry}, then: {fact: person.employed, is: true}"
    found = {one.finding.code for one in examine(program(**files))}
    meant = {one.finding.code for one in examine(program(**files, claims=claim))}
    assert {"never-acts", "role-idle"} <= found
    assert not {"never-acts", "role-idle"} & meant


@pytest.mark.parametrize("code", sampled([*CODES]))
def test_what_is_found_names_the_clauses_it_is_about(code: str) -> None:
    file = page(code).file.removesuffix(".yaml")
    others = {"eligibility": ANYBODY} if file != "eligibility" else {"escalation": ONE_STEP}
    found = examine(program(**{**others, file: page(code).bad}), hints=CODES[code])
    assert [one.clauses for one in found if one.finding.code == code][:1] == [("XX-1",)]


WIDE = """
claims:
  - id: never-wide
    says: {de: x, fr: x, en: x}
    clauses: [XX-1]
    never:
      all:
        - {interpretation: A-XX-01, is: wide}
        - {rule: eligibility}
        - {fact: person.problems, contains: work}
"""


JUDGED = """
label: {de: x, fr: x, en: x}
clauses: [XX-1]
criteria:
  - id: judged
    label: {de: x, fr: x, en: x}
    when:
      interpretation: A-XX-01
      choose:
        narrow: {judgement: case.useful, by: contact}
        wide: {judgement: case.useful, by: coordinator}
"""
BORNE = """
costs:
  - id: cost
    label: {de: x, fr: x, en: x}
    clauses: [XX-1]
    amount: person.income
    borne_by:
      interpretation: A-XX-01
      choose: {narrow: {in_full: office}, wide: {in_full: contact}}
    criteria:
      - id: read
        label: {de: x, fr: x, en: x}
        when:
          interpretation: A-XX-01
          choose:
            narrow: {fact: person.age, at_least: 18}
            wide: {fact: person.age, between: [18, 120]}
"""


@pytest.mark.parametrize("files", [{"eligibility": JUDGED}, {"funding": BORNE}])
def test_a_reading_that_says_who_judges_or_pays_is_not_idle(files: dict[str, str]) -> None:
    found = examine(program(escalation=ONE_STEP, **files))
    assert "reading-idle" not in [one.finding.code for one in found]


def test_a_saved_case_says_how_the_source_was_read() -> None:
    tiny = program(claims=WIDE)
    verified = Verification(tiny, tuple(prove_claims(tiny)), ())
    assert not verified.sound
    [(found, witness)] = with_witness(verified.found)
    document = read_yaml(case_text(found, witness, "x").encode(), case_name(found))
    assert document.root is not None
    told: Any = document.root.plain()
    assert told["interpretations"] == {"A-XX-01": "wide"}
    assert told["facts"]["person"]["problems"] == ("work",)


def test_without_access_or_steps_nobody_has_nowhere_to_go() -> None:
    found = examine(program(facts=page("list-missing").good), hints=True)
    assert "no-step-open" not in [one.finding.code for one in found]


def test_each_branch_is_asked_about_once() -> None:
    """As it is written: a seat or a role that several rules ask for is made once for each."""
    written = [(branch.at, type(branch)) for branch in branches(load("valais").program)]
    assert len(written) == len({*written}) > 100


def test_of_a_role_that_is_listed_nowhere_no_case_is_looked_for() -> None:
    """That nothing names it is said when the edition is read."""
    listed_nowhere = page("role-idle").good.partition("competences:")[0]
    found = examine(program(organisation=listed_nowhere, escalation=ONE_STEP))
    assert "role-idle" not in [one.finding.code for one in found]


def test_where_the_source_is_silent_no_criterion_is_idle() -> None:
    silent = """
label: {de: x, fr: x, en: x}
clauses: [XX-1]
criteria:
  - {fact: person.age, at_least: 16}
  - {id: s, label: {de: x, fr: x, en: x}, when: {not_regulated: {de: x, fr: x, en: x}}}
"""
    found = examine(program(eligibility=silent), hints=True)
    assert "eligibility" not in [one.finding.words.get("rule") for one in found]


def test_a_branch_by_case_is_taken_and_asks_for_nothing_in_vain() -> None:
    found = [
        *examine(program(eligibility=BY_CASE % 25)),
        *examine(program(eligibility=BY_CASE % 0)),
    ]
    own = [one.finding for one in found if one.finding.place.source.name == "eligibility.yaml"]
    assert [(one.code, one.place.line) for one in own] == [("branch-never-taken", 9)]


def test_a_case_that_was_found_is_a_case_file_like_any_other() -> None:
    in_vain = program(eligibility=page("fact-in-vain").bad)
    shown = with_witness(examine(in_vain))
    own = [one for one in shown if one[0].finding.code == "fact-in-vain"]
    [(found, witness), *_] = own
    text = case_text(found, witness, "x: y")
    document = read_yaml(text.encode(), case_name(found))
    assert not document.findings
    assert document.root is not None
    told: Any = document.root.plain()
    assert told["expect"] == {"eligibility": {"verdict": "open"}}
    assert told["facts"] == {"person": {"employed": True}}
    assert case_name(found) == "fact-in-vain-eligibility--person.canton.yaml"


TIED = """
label: {de: x, fr: x, en: x}
clauses: [XX-1]
criteria:
  - id: aged
    label: {de: x, fr: x, en: x}
    when: {any: [{fact: person.born, before: 1980-01-01}, {fact: person.age, at_most: 110}]}
  - id: works
    label: {de: x, fr: x, en: x}
    when:
      by_case:
        - {when: {fact: person.canton, is: ZH}, then: {fact: person.employed, is: true}}
        - {otherwise: {fact: person.employed, is: true}}
"""


def test_an_answer_that_birth_and_age_leave_open_is_decided_where_they_agree() -> None:
    found = examine(program(eligibility=TIED, escalation=ONE_STEP), hints=True)
    [case] = [one.witness for one in found if one.finding.code == "open-in-vain"]
    assert case is not None
    assert {"person.age", "person.born"} & {*case.case.facts}


PAID = """
measure: {amount: person.income}
payers:
  - {id: nothing, label: {de: x, fr: x, en: x}, clauses: [XX-1], payer: office,
     covers: {cap: 0.00}, criteria: [{fact: person.employed, is: true}]}
costs:
  - {id: one, label: {de: x, fr: x, en: x}, clauses: [XX-1], amount: person.savings,
     borne_by: {in_full: office}, criteria: [{fact: person.employed, is: true}]}
  - {id: two, label: {de: x, fr: x, en: x}, clauses: [XX-1], amount: person.income,
     borne_by: {in_full: office}, criteria: [{fact: person.employed, is: true}]}
"""


def test_who_pays_nothing_has_no_most_and_other_amounts_are_not_borne_twice() -> None:
    found = [one.finding.code for one in examine(program(funding=PAID), hints=True)]
    assert not {"paid-at-most", "borne-twice"} & {*found}
    assert found.count("cost-unborne") == 2


BEFORE_OTHERS = """
measure: {amount: person.income}
payers:
  - {id: first, label: {de: x, fr: x, en: x}, clauses: [XX-1], payer: office,
     covers: {cap: 500.00}, criteria: [{fact: person.employed, is: true}]}
  - {id: then, label: {de: x, fr: x, en: x}, clauses: [XX-1], payer: coordinator,
     criteria: [{fact: person.age, at_least: 18}]}
"""


def test_what_a_payer_pays_at_most_does_not_hang_on_who_comes_later() -> None:
    """Of its case nothing is said that decides about the others."""
    found = [*examine(program(funding=BEFORE_OTHERS), hints=True)]
    most = [one for one in found if one.finding.code == "paid-at-most"]
    assert [one.finding.words["amount"] for one in most] == [
        "500.00\u00a0CHF",
        "100'000.00\u00a0CHF",
    ]
    first = most[0].witness
    assert first is not None
    assert {*first.case.facts} == {"person.employed", "person.income"}


def test_the_case_in_which_most_remains_with_nobody_says_that_somebody_pays() -> None:
    capped = program(funding=PAID.replace("cap: 0.00", "cap: 500.00"))
    [found] = [one for one in examine(capped, hints=True) if one.finding.code == "cost-uncovered"]
    assert found.witness is not None
    assert found.witness.case.facts == {
        "person.income": Decimal("100000.00"),
        "person.employed": True,
    }


SETTING = """
events:
  - {id: opened, label: {de: x, fr: x, en: x}, clauses: [XX-1], opens: true,
     sets: {person.problems: [work], person.employed: %s}}
  - {id: ended, label: {de: x, fr: x, en: x}, clauses: [XX-1], closes: true}
"""
OWED = """
duties:
  - {id: owed, label: {de: x, fr: x, en: x}, clauses: [XX-1], bearer: coordinator,
     due: {fact: case.opened, plus: P30D}, criteria: [{fact: person.employed, is: true}]}
"""


@pytest.mark.parametrize(("value", "ends"), [("true", False), ("false", True)])
def test_a_duty_ends_where_an_event_can_set_what_it_reads_otherwise(value: str, ends: bool) -> None:
    found = examine(program(events=SETTING % value, escalation=OWED))
    assert ("duty-without-end" not in [one.finding.code for one in found]) is ends


KEPT = """
claims:
  - {id: c, says: {de: x, fr: x, en: x}, clauses: [XX-1], keeps: {rule: owed},
     whatever: [person.note]}
"""


def test_a_duty_that_is_claimed_to_stay_is_meant() -> None:
    found = examine(program(events=SETTING % "true", escalation=OWED, claims=KEPT))
    assert "duty-without-end" not in [one.finding.code for one in found]


def test_what_was_not_found_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "MOST_TRIED", 0)
    monkeypatch.setattr(ahead, "MOST_TRIED", 0)
    found = examine(program(eligibility=page("question-open").bad, escalation=ONE_STEP), hints=True)
    told = [one.finding.words["rule"] for one in found if one.finding.code == "question-open"]
    assert told == ["eligibility", "eligibility"]


def test_everything_that_is_asked_says_what_its_answer_hangs_on() -> None:
    bare = program(facts=page("list-missing").good)
    for policy in (load("valais").program, load("zurich").program, program(funding=PAID), bare):
        remembered = Remembered(policy)
        for question in (*QUESTIONS, *HINTS):
            for subject in question.subjects(policy):
                assert remembered.proof(question.name, *question.hangs_on(policy, subject))
