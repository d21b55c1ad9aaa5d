"""Cases on both sides of every limit of a rule, under each reading: for a person to judge.

They are the cases that would find a limit moved by one step. Of an age the birthday and the day
before it are taken, of a period its last day and the day after. Nothing is judged in advance.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from iiz_rules.engine.interpreter import evaluate
from iiz_rules.language.dates import Period, shift, span
from iiz_rules.language.program.rules import Program
from iiz_rules.language.truth import Truth
from iiz_rules.verification.mutants.mutant import Mutant
from iiz_rules.verification.mutants.rules import rule_mutants
from iiz_rules.verification.mutants.survivors import Survivors
from iiz_rules.verification.mutants.trial import resting
from iiz_rules.verification.prover import Budget
from iiz_rules.verification.witness import Case, Judge
from iiz_rules.words.frozen import frozen

MOVED = frozenset({"limit", "sign", "stretch", "number", "period", "deadline"})
"""the faults that move a limit by one step"""
A_DAY = timedelta(days=1)


@frozen
class BoundaryCase:
    """A case at a limit; `mutant` says which one: of which rule, in which line."""

    mutant: Mutant
    case: Case


def boundaries(program: Program, rule: str) -> tuple[BoundaryCase, ...]:
    """The cases at the limits of a rule and of what it refers to, each once."""
    below = [name for name, above in resting(program).items() if rule in above]
    mutants = [
        mutant
        for name in below
        for mutant in rule_mutants(program, program.rules[name])
        if mutant.kind in MOVED
    ]
    survivors = Survivors(program, mutants, Budget(None))
    cases: dict[str, BoundaryCase] = {}
    for mutant in mutants:
        survivor = survivors.of(mutant)
        if survivor and survivor.telling:
            for case in _at_the_limit(program, mutant, survivor.telling.case):
                key = f"{mutant.about} {case.on} {sorted(case.options.items())} {_facts(case)}"
                cases.setdefault(key, BoundaryCase(mutant, case))
    return tuple(cases.values())


def _facts(case: Case) -> str:
    facts = sorted(case.facts.items())
    return str([(k, sorted(v) if isinstance(v, frozenset) else v) for k, v in facts])


def _at_the_limit(program: Program, mutant: Mutant, case: Case) -> Iterable[Case]:
    period: Period | None = mutant.words.get("before") if mutant.kind == "period" else None
    if period or (mutant.kind == "deadline" and mutant.words["before"] in ("month", "quarter")):
        last = span(case.on, period or mutant.words["before"])[1]
        return replace(case, on=last), replace(case, on=last + A_DAY)
    fact = program.facts.get(str(mutant.words.get("fact", "")))
    born = fact.years_since if fact and not fact.years_at else None
    if fact is None or born is None:
        return (case,)
    return (_on_a_birthday(program, mutant, _with_birth(case, fact.id, born), born),)


def _with_birth(case: Case, age: str, born: str) -> Case:
    """The same case with a birth instead of the age."""
    years = case.facts.get(age)
    others = {name: value for name, value in case.facts.items() if name != age}
    birth = {born: shift(case.on, f"P{years}Y", -1)} if isinstance(years, int) else {}
    return replace(case, facts={**others, **birth})


def _on_a_birthday(program: Program, mutant: Mutant, case: Case, born: str) -> Case:
    """The same case with that birth at which a day more or less answers otherwise."""
    now = _answer(program, mutant, case)

    def turns(other: Case) -> bool:
        beside = (_born(other, born, day) for day in (-A_DAY, A_DAY))
        return any(_answer(program, mutant, one) is not now for one in beside)

    births = (one for one in _births(case, born) if _answer(program, mutant, one) is now)
    return next((one for one in births if turns(one)), case)


def _births(case: Case, born: str) -> list[Case]:
    """Birthdays on the day of the question, and on the day after it."""
    day = case.facts[born]
    assert isinstance(day, date)
    years = [max(case.on.year - day.year + n, 0) for n in (-1, 0, 1)]
    birthdays = [shift(case.on, f"P{n}Y", -1) for n in years]
    days = [one for birthday in birthdays for one in (birthday, birthday + A_DAY)]
    return [replace(case, facts={**case.facts, born: one}) for one in days]


def _born(case: Case, born: str, later: timedelta) -> Case:
    day = case.facts[born]
    assert isinstance(day, date)
    return replace(case, facts={**case.facts, born: day + later})


def _answer(program: Program, mutant: Mutant, case: Case) -> Truth | None:
    situation = Judge(program).situation(case)
    node = program.rules[mutant.about].node
    return None if situation is None else evaluate(program, node, situation).truth
