"""What people look at: a whole answer, with what is missing and what other readings say.

`python -m benchmarks.whole` measures and writes ANSWERS.md. Processor time, the least of several
rounds; beside it how many verdicts take as long on the same machine at the same time.
"""

from __future__ import annotations

import cProfile
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import iiz_rules as iiz
from benchmarks import grown
from benchmarks.timing import ROUNDS, least, peak
from iiz_rules.answers.decision import Decision
from iiz_rules.case.documents import read_example
from iiz_rules.case.facts import read_facts
from iiz_rules.engine.asking.inquiry import inquiry_of
from iiz_rules.engine.asking.reach import reach
from iiz_rules.engine.interpreter import Situation, answer
from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import Interpretation
from iiz_rules.language.program.rules import Criterion, Fact, Program, Rule
from iiz_rules.language.values import Domain
from iiz_rules.words.text import Text

PACKAGE = Path(iiz.__file__).resolve().parent
PAGE = Path(__file__).resolve().parent / "ANSWERS.md"
ON = "2024-03-05"
CASES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("zurich", {}),
    ("zurich", {"registrations": ["rav"]}),
    ("valais", {}),
)
WORD = Text("-", "-", "-")
HEAD = """# What a whole answer costs

Written by `python -m benchmarks.whole` (`scripts/bench`, also with `--quick`). Times are
milliseconds of processor time, the minimum of several rounds. The number in brackets says how many
times the verdicts of all rules fit into that time; on a machine that others use too, this is the
figure to compare.

- "Anew": nothing is reused from earlier cases with the same known facts, neither for a whole rule
  nor for a condition in it. Only the analysis of the empty case (`{}`) is there, which depends on
  nothing but the edition and the day.
- "The first": not even that is there.

`tests/test_benchmarks.py` bounds what each row costs by counting steps and memory.
"""
MISSES = (
    ("`decide(case).missing`, anew", 5.0, 5.0),
    ("`decide(case).missing`, the first", 5.0, 5.0),
    ("`decide(case).to_dict()`", 10.0, 20.0),
    ("one decision explained in German", 1.5, 1.5),
)
"""rows of which it is shown where the time goes where they take more, of Zürich and of Valais"""
LARGEST = 6
"""modules of which the share is shown"""


def main() -> None:
    """Measure and write the page."""
    text = "\n".join([HEAD, *_page()]) + "\n"
    PAGE.write_text(text, encoding="utf-8")
    print(text)


def _page() -> Iterator[str]:
    rows: dict[str, list[str]] = {}
    missed: list[str] = []
    for canton, case in CASES:
        policy = iiz.load(canton, on=ON)
        yardstick = least(partial(policy.verdicts, case), again=100)
        goals = {name: goal[canton == "valais"] for name, *goal in MISSES}
        for name, (work, goal) in work_of(policy, case).items():
            work()
            taken = least(work)
            rows.setdefault(f"{name} | {goal}", []).append(
                f"{taken:.2f} ({taken / yardstick:.0f} ×)"
            )
            if taken > goals.get(name, taken):
                missed.append(f"| {canton} `{case}` | {name} | {profile(work)} |")
    yield "| what | target | Zürich `{}` | Zürich, registered | Valais `{}` |"
    yield "|---|---|---|---|---|"
    yield from (f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items())
    yield "\n| what | target | measured |\n|---|---|---|"
    for name, goal, found in _apart():
        yield f"| {name} | {goal} | {found} |"
    if missed:
        yield "\nWhere the time goes, by module, for rows that take longer than their target:\n"
        yield from ("| case | what | shares |", "|---|---|---|", *missed)


def profile(work: Callable[[], object]) -> str:
    """Say which modules take the largest shares of the time of some work."""
    profiler = cProfile.Profile()
    for _ in range(ROUNDS):
        profiler.runcall(work)
    shares: dict[str, float] = {}
    for entry in profiler.getstats():
        file = Path("" if isinstance(entry.code, str) else entry.code.co_filename)
        own = PACKAGE in file.parents
        name = file.relative_to(PACKAGE).as_posix() if own else "Python itself"
        shares[name] = shares.get(name, 0.0) + entry.inlinetime
    whole, largest = sum(shares.values()), sorted(shares, key=lambda name: -shares[name])
    return ", ".join(f"{name} {shares[name] / whole:.0%}" for name in largest[:LARGEST])


def work_of(
    policy: iiz.Policy, case: dict[str, Any]
) -> dict[str, tuple[Callable[[], object], str]]:
    """What is measured of a case: by its name the work, and the milliseconds to reach."""

    def asked() -> object:
        decision = policy.eligibility(case)
        return decision.missing, decision.pending, decision.interpretations

    def anew(work: Callable[[], object], *, first: bool = False) -> Callable[[], object]:
        def clean() -> object:
            forget(policy, first=first)
            return work()

        return clean

    typed = policy.Case.model_validate(case)
    work = partial(missing, policy, case)
    return {
        "verdicts of all rules": (lambda: policy.verdicts(case), ""),
        "one decision: missing, who judges, readings": (asked, "1"),
        "the same, anew": (anew(asked), ""),
        "one decision as data": (lambda: policy.eligibility(case).to_dict(), ""),
        "one decision explained in German": (lambda: policy.eligibility(case).explain("de"), "1.5"),
        "`decide(case).missing`": (work, "5"),
        "`decide(case).missing`, anew": (anew(work), "5"),
        "`decide(case).missing`, the first": (anew(work, first=True), ""),
        "`decide(case).to_dict()`": (lambda: policy.decide(case).to_dict(), "10, Valais 20"),
        "one verdict of a mapping": (lambda: policy.eligibility(case).verdict, ""),
        "one verdict of a pydantic `Case`": (lambda: policy.eligibility(typed).verdict, "2 ×"),
    }


def forget(policy: iiz.Policy, *, first: bool = False) -> None:
    """Forget what was found out about cases; also of that of which nothing is known, if `first`."""
    grounds = inquiry_of(policy.decide({})._evaluation).grounds
    grounds.asked.clear()
    grounds.reached.clear()
    if first:
        grounds.blanks.clear()


def missing(policy: iiz.Policy, case: dict[str, Any]) -> object:
    """What is to be asked next of a case, by all rules."""
    return policy.decide(case).missing


def own_cases(policy: iiz.Policy) -> Iterator[dict[str, Any]]:
    """The facts of a canton's own cases that can be asked about on the day."""
    program = policy.program
    computed = {one.id for one in program.computed}
    for path in sorted(policy.folder.path.glob("*/cases/*.yaml")):
        case, _ = read_example(path.read_bytes(), path.name)
        if case and policy.on:
            told = read_facts(program, case.facts, policy.on)
            if not told.findings:
                yield {name: told.facts[name] for name in told.facts.keys() - computed}


def _never_asked(canton: str) -> str:
    """What is missing in each of a canton's own cases, asked once and on one day, one by one."""
    policy = iiz.load(canton, on=ON)
    taken = [least(partial(missing, policy, case), 1) for case in own_cases(policy)]
    return _spread(taken[len(taken) // 2 :])


def _each_anew(canton: str) -> str:
    """What is missing in each of them, as if no other had been asked."""
    policy = iiz.load(canton, on=ON)
    taken = []
    for case in own_cases(policy):
        work = partial(missing, policy, case)
        work()
        forget(policy)
        taken.append(least(work, 1))
    return _spread(taken)


def _spread(taken: list[float]) -> str:
    middle, mean, most = sorted(taken)[len(taken) // 2], sum(taken) / len(taken), max(taken)
    return f"median {middle:.1f} ms, average {mean:.1f}, maximum {most:.1f}"


def _another_day(canton: str) -> str:
    """What is missing where nothing is known, on days on which nothing was asked before."""
    policy = iiz.load(canton, on=ON)
    missing(policy, {})
    days = (date.fromisoformat(ON) + timedelta(days=1 + n) for n in range(ROUNDS))
    return f"{least(lambda: missing(policy.at(next(days)), {})):.1f} ms"


def _apart() -> Iterator[tuple[str, str, str]]:
    """What is measured by itself."""
    os.environ["IIZ_CACHE"] = "off"
    for canton in ("zurich", "valais"):
        cold = least(partial(iiz.load, canton, on=ON), 3)
        what = f"{canton} from cold: read, checked, compiled, proved"
        yield what, "half of 2.0 s and of 2.7 s", f"{cold:.0f} ms"
    del os.environ["IIZ_CACHE"]
    for canton in ("zurich", "valais"):
        what = f"`missing` of {canton}'s own cases, each asked once on one day: the second half"
        yield what, "5 ms", _never_asked(canton)
        yield f"`missing` of {canton}'s own cases, each anew", "5 ms", _each_anew(canton)
        yield f"`missing` of {canton} on another day", "", _another_day(canton)
    for times in grown.TIMES:
        lines, called, taken = grown.measured(times)
        what = f"`iiz check` of Valais {times} times over, without its cases: {lines} lines"
        each = f"{taken / lines:.3f} ms and {called / lines:.0f} calls a line"
        yield what, "linear", f"{taken:.0f} ms; {each}"
    taken_ring = least(lambda: missing_of(ring_of(30)), 3)
    what = "`missing` of a ring of 30 numbers compared with each other"
    yield what, "100 ms, a bound said", f"{taken_ring:.0f} ms, `sifted` false"
    many = readings_of(30)
    outcomes: set[str] = set()
    most = peak(lambda: outcomes.update(one.outcome for one in reach(many))) / 1e6
    yield "30 readings in one criterion, proved", "50 MB", f"{most:.1f} MB ({', '.join(outcomes)})"


def _program(node: conditions.Condition, facts: dict[str, Fact]) -> Program:
    rule = Rule("r", "eligibility", WORD, (), (Criterion("c", WORD, "required", (), node),))
    return Program("ring", WORD, "e", "0", None, None, None, facts, {}, {}, {"r": rule}, {})


def missing_of(program: Program) -> object:
    """What is missing for the one rule of a program that nothing is known of yet."""
    situation = Situation({}, date(2024, 3, 5))
    return Decision.of(program, situation, answer(program, "r", situation)).missing


def ring_of(size: int) -> Program:
    """Numbers each of which is compared with the next."""
    names = [f"n{number}" for number in range(size)]
    pairs = zip(names, [*names[1:], names[0]], strict=True)
    parts: list[conditions.Condition] = [conditions.Compare(a, "<=", b) for a, b in pairs]
    parts += [conditions.Range(name, 1000 * n, None) for n, name in enumerate(names)]
    facts = {name: Fact(name, Domain("int"), WORD, WORD) for name in names}
    return _program(conditions.Any(tuple(parts)), facts)


def readings_of(count: int) -> Program:
    """A criterion that chooses by many readings."""
    options = {"one": WORD, "two": WORD}
    readings = {
        name: Interpretation(name, WORD, WORD, options, "one", ())
        for name in (f"A-{number}" for number in range(count))
    }
    facts = {name: Fact(name, Domain("bool"), WORD, WORD) for name in readings}
    nodes = tuple(
        conditions.Choice(
            name,
            (("one", conditions.OneOf(name, (True,))), ("two", conditions.OneOf(name, (False,)))),
        )
        for name in readings
    )
    return replace(_program(conditions.Any(nodes), facts), interpretations=readings)


if __name__ == "__main__":
    main()
