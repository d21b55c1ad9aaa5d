"""What only an unusual program or case reaches."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from iiz_rules.engine.compiled.day import Day
from iiz_rules.engine.interpreter import Situation, derive
from iiz_rules.engine.leaves import predicate, stretches
from iiz_rules.engine.waterfall import NOTHING, _share
from iiz_rules.findings.finding import Place, Source
from iiz_rules.language.checks import funding
from iiz_rules.language.program import conditions
from tests.render.example import policy

DAY = date(2024, 3, 5)


def test_a_condition_of_no_known_kind_is_refused():
    with pytest.raises(KeyError):
        predicate("odd", (), DAY)
    with pytest.raises(KeyError):
        stretches("odd", (), DAY)


def test_a_whole_number_of_francs_has_its_rappen():
    day = Day(policy().compiled, DAY, {})
    found = day.evaluate(("eligibility",), {"person": {"income": 5, "age": 5}})
    assert found is not None
    assert str(found.situation.facts["person.income"]) == "5.00"
    assert found.situation.facts["person.age"] == 5


def test_an_assumption_that_is_open_stays_unknown():
    node = conditions.OneOf("report.consent", (True,))
    program = replace(policy().program, derived={"case.complex": node})
    assert "case.complex" not in derive(program, Situation({}, DAY)).facts
    known = derive(program, Situation({"report.consent": True}, DAY))
    assert known.facts["case.complex"] is True


def test_no_share_is_nothing():
    assert _share(Decimal(0), Decimal(100), "half-up") == NOTHING


def test_payers_without_a_measure_are_reported():
    place = Place(Source("funding.yaml"), 1, 1)
    payer = SimpleNamespace(place_of=lambda *_: place, routes=())
    edition: Any = SimpleNamespace(
        funding=SimpleNamespace(measure=None, payers=[payer], costs=()),
        catalogues=[payer],
        rules={},
    )
    assert [one.code for one in funding.check(edition)] == ["no-measure", "no-measure"]
