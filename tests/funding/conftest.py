"""What the tests of funding share: the example portfolio, simulated once."""

from functools import cache
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.portfolio.simulate import Simulation
from tests.cli.conftest import terminal  # the same one
from tests.funding.canton import Report

EXAMPLE = Path(__file__).parents[2] / "examples" / "beschaeftigungsfonds"


@pytest.fixture(scope="session")
def example() -> Simulation:
    """The example for the legal commission of Valais."""
    valais = iiz.load("valais", "2026-01-01")
    return iiz.simulate(EXAMPLE / "portfolio.csv", valais, EXAMPLE / "grundlage.yaml")


@pytest.fixture(scope="session")
def report(example: Simulation) -> Report:
    """The page of the example in a language, made once."""
    return cache(example.to_html)


__all__ = ["example", "report", "terminal"]
