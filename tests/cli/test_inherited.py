"""The cases of what an edition stands on count for it where they hold in it."""

from pathlib import Path

from iiz_rules.language.editions import find_folder
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.trace import gaps_text, sums
from iiz_rules.testing.suite import EditionRun, run_canton
from iiz_rules.testing.trace.branches import coverage
from iiz_rules.testing.trace.matrix import trace
from tests.cli.terminal import Terminal
from tests.language.test_layers import below_a_law, canton

LATER = {"eligibility.yaml": "criteria: [{id: adult, when: {fact: person.age, at_least: 21}}]"}


def case(age: int, verdict: str, day: str = "2024-06-01") -> str:
    facts = f"{{person.age: {age}, person.here: true, person.asks: true}}"
    expected = f'{{eligibility: {{verdict: "{verdict}"}}}}'
    return f"title: {age} Jahre\ndate: {day}\nfacts: {facts}\nexpect: {expected}\n"


def runs(folder: Path, **later: str) -> EditionRun:
    """The run of the later edition, whose criterion asks for a higher age."""
    own = {f"cases/{name}.yaml": text for name, text in later.items()}
    first = {"cases/old.yaml": case(30, "yes"), "cases/young.yaml": case(19, "yes")}
    canton(folder, LATER | own, **first)
    _, run = run_canton(find_folder(str(folder / "tal")))
    return run


def test_those_that_hold_count_and_the_others_are_no_fault(tmp_path: Path):
    run = runs(tmp_path)
    assert run.cases == ()
    assert [(one.title["de"], one.passed) for one in run.inherited] == [
        ("30 Jahre", True),
        ("19 Jahre", False),
    ]
    assert run.program
    traced = trace(run.program, run)
    assert (len(traced.cases), traced.failed) == (1, 0)
    assert traced.determining.n > 0
    told = " ".join(sums(traced, "de")[-2:])
    assert "01.01.2026 beruht: 2; davon gelten auch hier: 1" in told
    assert told.endswith("unterscheiden: young.")
    assert "2024-01-01/cases/young.yaml" in gaps_text(coverage(run.program, run), Paper("de"))


def test_a_case_of_the_same_name_takes_the_place_of_one(tmp_path: Path):
    run = runs(tmp_path, young=case(19, "no", "2026-06-01"))
    assert [one.passed for one in (*run.cases, *run.inherited)] == [True, True]


def test_the_cases_of_the_law_count_as_well(tmp_path: Path):
    law = "title: mit 15\ndate: 2024-06-01\nfacts: {person.age: 15}\n"
    law += 'expect: {eligibility: {verdict: "no"}}\n'
    own = {"eligibility.yaml": "criteria: [{fact: person.age, at_least: 14}]"}
    below_a_law(tmp_path, own, **{"cases/fifteen.yaml": law})
    [run] = run_canton(find_folder(str(tmp_path / "tal")))
    assert [one.passed for one in run.inherited] == [True]


def test_the_command_says_so(tmp_path: Path, terminal: Terminal):
    runs(tmp_path)
    done = terminal.iiz("test", tmp_path / "tal")
    assert done.code == 0
    assert "davon gelten auch hier: 1" in done.out
    one = terminal.iiz("test", tmp_path / "tal" / "2024-01-01" / "cases" / "old.yaml")
    assert "beruht: 1; davon gelten auch hier: 1" in one.out
