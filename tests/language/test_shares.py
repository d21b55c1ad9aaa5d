"""Who bears which part of a cost: the parts add up to the Rappen, whatever the total."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import iiz_rules as iiz
from iiz_rules.engine.shares import Amount, divided
from iiz_rules.language.truth import Truth
from tests.language.canton import lake

AMOUNTS = st.integers(-(10**14), 10**14).map(lambda rappen: Decimal(rappen) / 100)
BEARERS = st.integers(1, 12).map(lambda n: tuple(f"office-{one}" for one in range(n)))


def equal(amount: Decimal, bearers: tuple[str, ...], rounding: str) -> dict[str, Amount]:
    """Equal parts: everybody has the same weight."""
    return divided(amount, dict.fromkeys(bearers, 1), rounding)


@given(AMOUNTS, BEARERS, st.sampled_from(["largest-remainder", "half-up-rest-to-last", "exact"]))
def test_the_parts_add_up(amount: Decimal, bearers: tuple[str, ...], rounding: str):
    parts = equal(amount, bearers, rounding)
    assert tuple(parts) == bearers
    assert sum(Fraction(part) for part in parts.values()) == Fraction(amount)


@given(AMOUNTS, BEARERS)
def test_nobody_bears_more_than_a_rappen_more_than_another(
    amount: Decimal, bearers: tuple[str, ...]
):
    parts = [Fraction(one) for one in equal(amount, bearers, "largest-remainder").values()]
    assert max(parts) - min(parts) <= Fraction(1, 100)
    assert parts == sorted(parts, reverse=amount > 0)  # a reversal is the mirror of its bill


def shared(amount: str, **readings: str) -> dict[str, object]:
    return dict(
        lake(**readings).ask("shared-cost", {"cost.kind": "shared", "cost.amount": amount}).parts
    )


def test_the_rappen_left_over_go_by_the_order_of_the_group():
    assert [str(part) for part in shared("100.01").values()] == ["33.34", "33.34", "33.33"]


def test_read_otherwise_the_last_makes_up_the_difference():
    assert [str(part) for part in shared("100.00", A_XX_03="last").values()] == [
        "33.33",
        "33.33",
        "33.34",
    ]


def test_read_otherwise_fractions_of_a_rappen_stay():
    assert shared("100.00", A_XX_03="exact")["east"] == Fraction(100, 3)
    assert shared("99.00", A_XX_03="exact")["east"] == Decimal("33.00")


def test_one_who_pays_in_full_is_named_by_a_fact():
    own = lake().ask("own-cost", {"cost": {"kind": "own", "amount": "12.50", "payer": "isle"}})
    assert own.parts == {"isle": Decimal("12.50")}
    assert "Amt Insel 12.50" in own.explain("de")
    assert own.to_dict()["parts"] == {"isle": "12.50"}


@pytest.mark.parametrize("known", [{"cost.amount": "12.50"}, {"cost.payer": "isle"}])
def test_without_amount_or_payer_nothing_is_split(known: dict[str, str]):
    own = lake().ask("own-cost", known | {"cost.kind": "own"})
    assert (own.verdict, own.parts) == (Truth.YES, {})


def test_a_cost_of_another_kind_is_not_split():
    own = lake().ask("own-cost", {"cost": {"kind": "shared", "amount": "12.50", "payer": "isle"}})
    assert (own.verdict, own.parts) == (Truth.NO, {})


def test_a_rounding_that_only_changes_the_parts_is_named():
    decision = lake().ask("shared-cost", {"cost.kind": "shared", "cost.amount": "100.00"})
    [reading] = decision.interpretations
    assert (reading.id, reading.changing) == ("A-XX-03", ("last", "exact"))
    assert (
        lake(A_XX_03="exact")
        .ask("shared-cost", {"cost.kind": "shared", "cost.amount": "100.00"})
        .to_dict()["parts"]["isle"]
        == "100/3"
    )


def test_who_bears_a_cost_is_said_before_its_amount_is_known():
    zurich = iiz.load("zurich", "2024-06-01")
    joint = zurich.ask("joint-outlay", {"cost.kind": "joint"})
    assert set(joint.bearers.values()) == {Fraction(1, 4)}
    assert joint.to_dict()["bearers"] == dict.fromkeys(("awa", "ksa", "ajb", "sva"), "1/4")
    assert "Tragen die Kosten zu gleichen Teilen: " in joint.explain("de")
    assert "à parts égales" in joint.explain("fr")
    own = zurich.ask("own-costs", {"cost.kind": "own-staff", "cost.partner": "sva"})
    assert own.bearers == {"sva": 1}
    assert "Trägt die Kosten: SVA Zürich." in own.explain("de")
    assert zurich.ask("own-costs", {"cost.kind": "own-staff"}).bearers == {}
    assert zurich.ask("own-costs", {"cost.kind": "joint"}).bearers == {}
