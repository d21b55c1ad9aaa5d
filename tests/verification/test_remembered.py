"""What was proved before is not proved again, and whatever it hangs on makes it be."""

from dataclasses import replace
from pathlib import Path

import pytest

from iiz_rules.language.program.rules import Program
from iiz_rules.verification import claims as claimed
from iiz_rules.verification import prover
from iiz_rules.verification.claims import prove_claims
from iiz_rules.verification.prover import WORK, Budget
from iiz_rules.verification.questions import examine as asking
from iiz_rules.verification.questions.examine import examine
from iiz_rules.verification.remembered import Remembered
from iiz_rules.verification.search import CaseSearch
from tests.checks.canton import program
from tests.verification.solver import solving
from tests.verification.test_claims import AGED, RULE, SAID
from tests.verification.test_questions import OWED, SETTING

pytestmark = solving
CLAIM = f"claims: [{{id: c, {SAID}, %s}}]"
GROWING = "keeps: {fact: person.problems, count: {at_least: 1}}, growing: person.problems"
PAID = "payer: office-pays, at_most: 500.00"
MONEY = """
measure: {amount: person.income}
payers:
  - {id: office-pays, label: {de: x, fr: x, en: x}, clauses: [XX-1], payer: office,
     covers: {cap: %s}, criteria: [{fact: person.employed, is: true}]}
"""


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IIZ_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[Program]:
    """The programs for which cases were searched."""
    searched: list[Program] = []

    class Counted(CaseSearch):
        def __init__(self, program: Program, *beside: object, **how: object) -> None:
            searched.append(program)
            super().__init__(program, *beside, **how)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(asking, "CaseSearch", Counted)
    monkeypatch.setattr(claimed, "CaseSearch", Counted)
    return searched


def verified(tiny: Program) -> tuple[list[str], list[bool]]:
    """What the questions find and whether the claims hold, kept for the next time."""
    remembered = Remembered(tiny)
    holds = [proof.holds for proof in prove_claims(tiny, remembered=remembered)]
    found = [one.finding.code for one in examine(tiny, remembered=remembered)]
    remembered.keep()
    return found, holds


@pytest.mark.parametrize(
    "claim",
    ["never: {all: [{rule: eligibility}, {fact: person.age, at_least: 66}]}", GROWING, PAID],
)
def test_a_second_time_only_what_was_found_is_asked_again(
    claim: str, searches: list[Program]
) -> None:
    files = {"funding": MONEY % "100.00", "claims": CLAIM % claim}
    first = verified(program(**files, eligibility=RULE % AGED))
    count = len(searches)
    assert verified(program(**files, eligibility=RULE % AGED)) == first
    assert first == ([*first[0]], [True])
    assert (count, len(searches)) == (2, 3)  # what is found is found anew, the claim is not


def test_a_changed_limit_breaks_what_was_proved() -> None:
    claims = CLAIM % "whenever: {rule: eligibility}, then: {fact: person.age, at_least: 16}"
    assert verified(program(claims=claims, eligibility=RULE % AGED))[1] == [True]
    changed = AGED.replace("16", "15")
    assert verified(program(claims=claims, eligibility=RULE % changed))[1] == [False]
    paid = CLAIM % PAID
    assert verified(program(claims=paid, funding=MONEY % "500.00"))[1] == [True]
    assert verified(program(claims=paid, funding=MONEY % "500.01"))[1] == [False]


def test_a_duty_that_was_proved_to_end_is_asked_again_once_an_event_sets_something_else() -> None:
    ends, lasts = (
        program(claims="", events=SETTING % value, escalation=OWED) for value in ("false", "true")
    )
    assert "duty-without-end" not in verified(ends)[0]
    assert "duty-without-end" in verified(lasts)[0]


LIMITED = """
label: {de: %s, fr: x, en: x}
clauses: [XX-1]
criteria:
  - id: aged
    label: {de: x, fr: x, en: x}
    when:
      interpretation: A-XX-01
      choose: {narrow: {fact: person.age, at_least: %d}, wide: {term: poor}}
"""


def test_labels_play_no_part_and_limits_do() -> None:
    texts = (LIMITED % ("x", 16), LIMITED % ("y", 16), LIMITED % ("x", 17))
    tiny = [program(claims="", eligibility=text) for text in texts]
    proofs = [Remembered(one).proof(one.rules["eligibility"].node) for one in tiny]
    assert proofs[0] == proofs[1] != proofs[2]


def test_what_is_tied_to_a_fact_counts_with_it() -> None:
    """How old somebody can be hangs on when people can be born, asked for or not."""
    tiny = program(claims="", eligibility=RULE % AGED)
    born = tiny.facts["person.born"]
    to_come = replace(born, domain=replace(born.domain, until_question=True))
    limited = replace(tiny, facts={**tiny.facts, born.id: to_come})
    proofs = [Remembered(one).proof(one.rules["eligibility"].node) for one in (tiny, limited)]
    assert proofs[0] != proofs[1]


def test_without_a_cache_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IIZ_CACHE", "off")
    verified(program(claims=""))
    assert not Remembered(program(claims="")).proved


def test_what_a_budget_does_not_suffice_for_is_not_proved_and_asked_the_next_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tiny = program(claims=CLAIM % GROWING)
    whole = Budget()
    [proof] = prove_claims(tiny, budget=whole)
    found = [one.finding for one in examine(tiny, budget=whole)]
    assert (proof.settled, not whole.unasked) == (True, True)
    spent = WORK - (whole.left or 0)
    monkeypatch.setattr(prover, "AT_ONCE", 1)  # also what a single question takes is counted
    for part in (0, 1, spent // 8, spent // 2):
        remembered, budget = Remembered(tiny), Budget(part)
        proofs = [*prove_claims(tiny, remembered=remembered, budget=budget)]
        left = len([*examine(tiny, remembered=remembered, budget=budget)])
        remembered.keep()
        assert budget.unasked
        assert not any(one.broken for one in proofs)
        assert left <= len(found)
    remembered = Remembered(tiny)
    assert len(remembered.proved) > 3
    [proof] = prove_claims(tiny, remembered=remembered)
    assert proof.holds
    assert [one.finding for one in examine(tiny, remembered=remembered)] == found
