"""What people look at: a whole answer, with what is missing and what other readings say.

`python -m benchmarks.whole` measures and writes ANSWERS.md. Processor time, the least of several
rounds; beside it how many verdicts take as long on the same machine at the same time.
"""

from __future__ import annotations

import os
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import iiz_rules as iiz
from iiz_rules.answers.decision import Decision
from iiz_rules.engine.asking.inquiry import inquiry_of
from iiz_rules.engine.asking.reach import reach
from iiz_rules.engine.interpreter import Situation, answer
from iiz_rules.language.program import conditions
from iiz_rules.language.program.interpretations import Interpretation
from iiz_rules.language.program.rules import Criterion, Fact, Program, Rule
from iiz_rules.language.values import Domain
from iiz_rules.words.text import Text

PAGE = Path(__file__).resolve().parent / "ANSWERS.md"
ON = "2024-03-05"
ROUNDS = 7
CASES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("zurich", {}),
    ("zurich", {"registrations": ["rav"]}),
    ("valais", {}),
)
WORD = Text("-", "-", "-")
HEAD = """# What a whole answer costs

Written by `python -m benchmarks.whole` (`scripts/bench`, also with `--quick`). Milliseconds of
processor time, the least of several rounds; in brackets how often the verdicts of all rules are
found in that time, which counts on a machine that others use too. "Anew": nothing is taken from
what was found out about cases of which the same is known.
"""


def main() -> None:
    """Measure and write the page."""
    text = "\n".join([HEAD, *_page()]) + "\n"
    PAGE.write_text(text, encoding="utf-8")
    print(text)


def least(work: Callable[[], object], rounds: int = ROUNDS, again: int = 1) -> float:
    """Give the least processor time of several rounds, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        for _ in range(again):
            work()
        times.append((time.process_time() - start) / again)
    return min(times) * 1000


def _page() -> Iterator[str]:
    rows: dict[str, list[str]] = {}
    for canton, case in CASES:
        policy = iiz.load(canton, on=ON)
        yardstick = least(partial(policy.verdicts, case), again=100)
        for name, (work, goal) in _work(policy, case).items():
            work()
            taken = least(work)
            rows.setdefault(f"{name} | {goal}", []).append(
                f"{taken:.2f} ({taken / yardstick:.0f} ×)"
            )
    yield "| what | to reach | Zürich `{}` | Zürich, registered | Valais `{}` |"
    yield "|---|---|---|---|---|"
    yield from (f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items())
    yield "\n| what | to reach | measured |\n|---|---|---|"
    for name, goal, found in _apart():
        yield f"| {name} | {goal} | {found} |"


def _work(policy: iiz.Policy, case: dict[str, Any]) -> dict[str, tuple[Callable[[], object], str]]:
    def asked() -> object:
        decision = policy.eligibility(case)
        return decision.missing, decision.pending, decision.interpretations

    def anew(work: Callable[[], object]) -> Callable[[], object]:
        def clean() -> object:
            inquiry_of(policy.eligibility(case)._evaluation).grounds.asked.clear()
            inquiry_of(policy.eligibility(case)._evaluation).grounds.reached.clear()
            return work()

        return clean

    typed = policy.Case.model_validate(case)
    missing = partial(_missing, policy, case)
    return {
        "verdicts of all rules": (lambda: policy.verdicts(case), ""),
        "one decision: missing, who judges, readings": (asked, "1"),
        "the same, anew": (anew(asked), ""),
        "one decision as data": (lambda: policy.eligibility(case).to_dict(), ""),
        "one decision explained in German": (lambda: policy.eligibility(case).explain("de"), "1.5"),
        "`decide(case).missing`": (missing, "5"),
        "`decide(case).missing`, anew": (anew(missing), ""),
        "`decide(case).to_dict()`": (lambda: policy.decide(case).to_dict(), "10, Valais 20"),
        "one verdict of a mapping": (lambda: policy.eligibility(case).verdict, ""),
        "one verdict of a pydantic `Case`": (lambda: policy.eligibility(typed).verdict, "2 ×"),
    }


def _missing(policy: iiz.Policy, case: dict[str, Any]) -> object:
    return policy.decide(case).missing


def _apart() -> Iterator[tuple[str, str, str]]:
    """What is measured by itself."""
    os.environ["IIZ_CACHE"] = "off"
    for canton in ("zurich", "valais"):
        cold = least(partial(iiz.load, canton, on=ON), 3)
        what = f"{canton} from cold: read, checked, compiled, proved"
        yield what, "half of 2.0 s and of 2.7 s", f"{cold:.0f} ms"
    del os.environ["IIZ_CACHE"]
    ring = _ring(30)
    situation = Situation({}, date(2024, 3, 5))
    reply = answer(ring, "r", situation)
    taken_ring = least(lambda: Decision.of(ring, situation, reply).missing, 3)
    what = "`missing` of a ring of 30 numbers compared with each other"
    yield what, "100 ms, a bound said", f"{taken_ring:.0f} ms, `sifted` false"
    many = _readings(30)
    tracemalloc.start()
    outcomes = {one.outcome for one in reach(many)}
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    yield "30 readings in one criterion, proved", "50 MB", f"{peak:.1f} MB ({', '.join(outcomes)})"


def _program(node: conditions.Condition, facts: dict[str, Fact]) -> Program:
    rule = Rule("r", "eligibility", WORD, (), (Criterion("c", WORD, "required", (), node),))
    return Program("ring", WORD, "e", "0", None, None, None, facts, {}, {}, {"r": rule}, {})


def _ring(size: int) -> Program:
    """Numbers each of which is compared with the next."""
    names = [f"n{number}" for number in range(size)]
    pairs = zip(names, [*names[1:], names[0]], strict=True)
    parts: list[conditions.Condition] = [conditions.Compare(a, "<=", b) for a, b in pairs]
    parts += [conditions.Range(name, 1000 * n, None) for n, name in enumerate(names)]
    facts = {name: Fact(name, Domain("int"), WORD, WORD) for name in names}
    return _program(conditions.Any(tuple(parts)), facts)


def _readings(count: int) -> Program:
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
