"""The goal: every statement of both sources is carried out by tried rules, or says why it is not.

`FIGURES` counts the statements by how far an engine can carry them out: wholly, partly, not at all.
They are those of the registers after comparison with the sources.
"""

from functools import cache

import pytest

from iiz_rules.language.folders import known_cantons
from iiz_rules.testing.trace.matrix import Share, Trace, trace
from tests.packaged import run_of

FIGURES = {"valais": (88, 24, 37), "zurich": (42, 21, 18)}
KINDS = ("full", "part", "none")
each_canton = pytest.mark.parametrize("canton", sorted(FIGURES))


@cache
def traced(canton: str) -> Trace:
    run = run_of(canton)
    assert run.program, run.findings
    return trace(run.program, run)


def test_both_cantons_are_here():
    assert known_cantons() == sorted(FIGURES)


@each_canton
def test_all_cases_count(canton: str):
    assert traced(canton).failed == 0


@each_canton
def test_every_executable_clause_has_a_rule(canton: str):
    assert [one.clause.id for one in traced(canton).clauses if one.status == "missing"] == []


@each_canton
def test_every_executable_clause_has_a_tested_rule(canton: str):
    assert [one.clause.id for one in traced(canton).clauses if one.status == "untested"] == []


@each_canton
def test_every_rule_decides_in_some_case(canton: str):
    assert [one.name for one in traced(canton).untested] == []


@each_canton
def test_every_other_clause_says_why_it_is_not_executable(canton: str):
    assert [one.clause.id for one in traced(canton).clauses if one.status == "unaccounted"] == []


@each_canton
def test_the_figures(canton: str):
    found = tuple(traced(canton).accounted(kind) for kind in KINDS)
    assert found == tuple(Share(n, n) for n in FIGURES[canton])


def test_the_sums_of_both_sources():
    full, part, none = (sum(numbers) for numbers in zip(*FIGURES.values(), strict=True))
    assert (full, part, none) == (130, 45, 55)
    assert full + part + none == sum(len(traced(canton).clauses) for canton in FIGURES)
