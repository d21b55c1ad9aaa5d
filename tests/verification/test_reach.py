"""Criteria that no case or every case meets are found by trying, and never by guessing."""

import pytest

from iiz_rules import ir
from iiz_rules.api import load
from iiz_rules.checks.registry import page
from iiz_rules.compiler.program import compile_edition
from iiz_rules.verification.reach import MOST_COMBINATIONS, reach, unreachable
from tests.checks.canton import edition


def program(eligibility: str) -> ir.Program:
    found, faults = edition(eligibility=eligibility)
    assert found is not None, faults
    return compile_edition(found)


@pytest.mark.parametrize("code", ["never-met", "always-met"])
def test_the_bad_example_has_the_fault_and_the_good_one_has_not(code: str) -> None:
    assert [found.code for found in unreachable(program(page(code).bad))] == [code]
    assert unreachable(program(page(code).good)) == []


def test_what_nobody_meets_is_an_error_and_what_everybody_meets_a_warning() -> None:
    (never,) = unreachable(program(page("never-met").bad))
    (always,) = unreachable(program(page("always-met").bad))
    assert (never.severity, always.severity) == ("error", "warning")
    assert never.place.line == 7


def test_too_many_combinations_are_not_proved_instead_of_passed() -> None:
    zurich = load("zurich", on="2024-03-05").program
    outcomes = {(one.rule, one.criterion.id): one.outcome for one in reach(zurich)}
    assert outcomes["eligibility", "residence"] == "both"
    assert outcomes["step-3", "target-group"] == "not-proved"
    assert MOST_COMBINATIONS < 3**9
