"""The policy that is measured answers right; what it costs is measured by `scripts/bench`.

What a whole answer costs (`benchmarks/ANSWERS.md`) is bounded here, in calls of functions and in
memory instead of time: both are about the same on every machine, whatever else it does.
"""

import random
from functools import partial
from pathlib import Path

import pytest

import iiz_rules as iiz
from benchmarks import by_hand, grown, large, whole
from benchmarks.answers import answers
from benchmarks.cases import cases, incomplete
from benchmarks.thresholds import THRESHOLDS
from benchmarks.timing import calls, peak
from iiz_rules.engine.asking.reach import reach
from tests.effort import before_landing, sampled

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
    for number, case in enumerate(sampled([*incomplete(300)])):
        whole, meant = POLICY.decide(case), defined.decide(case)
        assert whole.verdicts == meant.verdicts, case
        if number % 10 == 0:
            assert dict(whole) == dict(meant), case


def test_learning_the_facts_that_were_left_out_never_revokes_an_answer() -> None:
    """The incomplete cases are the whole ones of the same seed with something missing."""
    chance = random.Random(1)
    for part, complete in zip(incomplete(300), cases(300, seed=11), strict=True):
        before, after = POLICY.verdicts(part), POLICY.verdicts(complete)
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


ROWS = {
    "verdicts of all rules": (90, 130, 5),
    "one decision: missing, who judges, readings": (300, 230, 15),
    "the same, anew": (1_200, 420, 40),
    "one decision as data": (370, 290, 50),
    "one decision explained in German": (2_300, 1_400, 60),
    "`decide(case).missing`": (950, 2_400, 60),
    "`decide(case).missing`, anew": (5_500, 2_600, 80),
    "`decide(case).missing`, the first": (16_500, 63_000, 700),
    "`decide(case).to_dict()`": (8_500, 27_000, 1_750),
    "one verdict of a mapping": (100, 140, 15),
    "one verdict of a pydantic `Case`": (110, 150, 15),
}
"""For each row of the page the most calls for Zürich and for Valais, and kilobytes at once."""


@pytest.mark.no_cover  # what it counts along has calls and memory of its own
@pytest.mark.parametrize(
    ("place", "asked"), [*enumerate(whole.CASES[1:])], ids=["zurich", "valais"]
)
def test_a_whole_answer_takes_so_many_calls_and_so_much_memory(
    place: int, asked: tuple[str, dict[str, object]]
) -> None:
    canton, case = asked
    rows = whole.work_of(iiz.load(canton, on=whole.ON), case)
    assert rows.keys() == ROWS.keys()
    for name, (work, _) in rows.items():
        work()
        most = ROWS[name]
        assert calls(work) <= most[place], name
        assert peak(work) <= most[2] * 1_000, name


@pytest.mark.no_cover
@pytest.mark.parametrize(("canton", "most"), [("zurich", 5_500), ("valais", 27_000)])
def test_a_case_of_which_no_like_was_asked_takes_so_many_calls(canton: str, most: int) -> None:
    """Of a canton's own cases every tenth, with what is known of the day alone."""
    policy = iiz.load(canton, on=whole.ON)
    for case in [*whole.own_cases(policy)][::10]:
        work = partial(whole.missing, policy, case)
        work()
        whole.forget(policy)
        assert calls(work) <= most, case


def test_what_is_missing_of_a_ring_and_thirty_readings_are_bounded() -> None:
    """A ring of thirty numbers compared with each other, and readings that double each time."""
    ring = partial(whole.missing_of, whole.ring_of(30))
    assert calls(ring) <= 1_700_000
    assert peak(partial(whole.missing_of, whole.ring_of(30))) <= 5_000_000
    readings = whole.readings_of(30)
    assert calls(lambda: [*reach(readings)]) <= 30_000
    assert peak(lambda: [*reach(readings)]) <= 1_000_000


def test_a_canton_from_cold_takes_so_many_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IIZ_CACHE", "off")
    assert calls(lambda: iiz.load("zurich", on=whole.ON)) <= 2_000_000


@before_landing
def test_a_canton_twice_as_large_takes_no_more_to_check_for_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IIZ_CACHE", "off")
    taken, found = [], set[str]()

    def check(folder: Path) -> None:
        found.update(grown.check(folder))

    for times in (1, 2):
        lines = grown.write(tmp_path / str(times), times)
        taken.append(calls(partial(check, tmp_path / str(times))) / lines)
    once, grown_up = taken
    assert grown_up <= 1.05 * once
    assert found <= {"unused-fact", "unused-term", "unwatched-deadline"}  # by what is not copied
