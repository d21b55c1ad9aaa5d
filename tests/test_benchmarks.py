"""The policy that is measured answers right; what it costs is measured by `scripts/bench`."""

import random
from pathlib import Path

import iiz_rules as iiz
from benchmarks import by_hand, large
from benchmarks.answers import answers
from benchmarks.cases import cases, incomplete
from benchmarks.thresholds import THRESHOLDS

FOLDER = Path(__file__).parents[1] / "benchmarks" / "policy"
ON = "2024-10-01"
POLICY = iiz.load(FOLDER, on=ON)


def test_ten_thousand_cases_are_answered_as_by_hand() -> None:
    for case in cases(10_000):
        expected = by_hand.decide(case)
        assert answers(POLICY.decide(case).verdicts) == expected, case
        assert answers(POLICY.verdicts(case)) == expected, case


def test_cases_with_facts_missing_are_answered_as_by_the_interpreter() -> None:
    defined = iiz.load(FOLDER, on=ON, engine="interpreter")
    for number, case in enumerate(incomplete(300)):
        whole, meant = POLICY.decide(case), defined.decide(case)
        assert whole.verdicts == meant.verdicts, case
        if number % 10 == 0:
            assert dict(whole) == dict(meant), case


def test_learning_the_facts_that_were_left_out_never_revokes_an_answer() -> None:
    """The incomplete cases are the whole ones of the same seed with something missing."""
    chance = random.Random(1)
    for part, whole in zip(incomplete(300), cases(300, seed=11), strict=True):
        before, after = POLICY.verdicts(part), POLICY.verdicts(whole)
        rule = chance.choice(list(before))
        assert not before[rule].decided or after[rule] is before[rule]


def test_the_large_policy_has_two_thousand_lines_without_a_fault(tmp_path: Path) -> None:
    assert large.write(tmp_path / "large") >= large.LINES
    policy = iiz.load(tmp_path / "large", on=ON)
    assert policy.findings == ()
    assert policy.decide(cases(1)[0]).verdicts["copy1-r01"].decided


def test_the_thresholds_as_data_are_those_of_the_policy() -> None:
    assert [name for name, _, _ in THRESHOLDS] == [
        rule for rule in POLICY.program.rules if rule.startswith("r")
    ]
