"""Each payer pays its part of what remains; parts add up, and open facts leave bounds."""

import shutil
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import iiz_rules as iiz
from iiz_rules.engine.interpreter import Situation
from iiz_rules.engine.waterfall import NO_LIMIT, cost_of, flow, paid
from iiz_rules.language.program.money import Coverage
from tests.funding.canton import DAY, harbour, rewritten
from tests.funding.canton import HARBOUR as HARBOUR_FOLDER

HARBOUR = harbour()
FACTS: dict[str, list[Any]] = {
    "measure.kind": ["rowing", "knots", "sails", "lamps"],
    "measure.expected_payer": ["guild", "nobody"],
    "person.member": [True, False],
    "person.resident": [True, False],
    "person.age": [17, 18],
    "measure.useful": [True, False],
}
KNOWN = st.fixed_dictionaries({}, optional={name: st.sampled_from(v) for name, v in FACTS.items()})
AMOUNTS = st.integers(0, 10**8).map(lambda rappen: Decimal(rappen) / 100)
READINGS = st.fixed_dictionaries(
    {}, optional={"A-XX-01": st.just("capped"), "A-XX-02": st.sampled_from(["down", "up"])}
)


def situation(**facts: object) -> Situation:
    return Situation(
        {"question-date": HARBOUR.on, **facts},  # type: ignore[dict-item]
        HARBOUR.on,  # type: ignore[arg-type]
    )


def pays(case: dict[str, object], **how: Any) -> dict[str, str]:
    """What each payer pays, in words: `800.00`, `0.00-800.00`, or `?` without a limit."""
    decisions = [HARBOUR.ask(one.rule, case, **how) for one in HARBOUR.program.waterfall.payers]  # type: ignore[union-attr]
    portions = {one.rule.removesuffix("-pays"): one.portion.part for one in decisions}  # type: ignore[union-attr]
    return {
        name: f"{one.low}" if one.settled else f"{one.low}-{one.high}"
        for name, one in portions.items()
    }


ALL_KNOWN = {
    "measure": {"kind": "knots", "amount": "1000.00", "useful": False},
    "person": {"member": True, "resident": False, "age": 30},
}


def test_what_one_leaves_the_next_one_gets():
    facts = ALL_KNOWN | {"person": {"member": True, "resident": True, "age": 30}}
    assert pays(facts) == {"guild": "800.00", "town": "200.00", "club": "0.00", "fund": "0.00"}


def test_a_cap_is_the_most_that_is_paid():
    facts = ALL_KNOWN | {
        "measure": {"kind": "knots", "amount": "3000.00", "expected_payer": "town"}
    }
    assert pays(facts) == {"guild": "1200.00", "town": "0.00", "club": "0.00", "fund": "1800.00"}


def test_a_share_may_be_of_the_whole_and_a_fixed_amount_is_no_more_than_what_remains():
    facts = {
        "measure": {"kind": "rowing", "amount": "90.00", "expected_payer": "town"},
        "person": {"member": True, "resident": True, "age": 18},
    }
    assert pays(facts) == {"guild": "0.00", "town": "45.00", "club": "45.00", "fund": "0.00"}


@pytest.mark.parametrize(
    ("day", "kind", "guild"),
    [("2024-06-30", "sails", "80.00"), ("2024-07-01", "sails", "0.00"), (DAY, "lamps", "0.00")],
)
def test_a_catalogue_lists_a_measure_while_it_is_in_it(day: str, kind: str, guild: str):
    measure = {"kind": kind, "amount": "100.00"}
    assert pays(ALL_KNOWN | {"measure": measure}, on=day)["guild"] == guild


@pytest.mark.parametrize(("day", "club"), [("2024-01-31", "0.00"), ("2024-02-01", "50.00")])
def test_a_catalogue_holds_from_its_first_day_on(day: str, club: str):
    measure = {"kind": "rowing", "amount": "100.00"}
    assert pays(ALL_KNOWN | {"measure": measure}, on=day)["club"] == club


def test_an_open_fact_leaves_bounds_from_there_on():
    facts = ALL_KNOWN | {"person": {"resident": False}}
    facts |= {"measure": {"kind": "knots", "amount": "1000.00", "expected_payer": "guild"}}
    assert pays(facts) == {
        "guild": "0.00-800.00",
        "town": "0.00",
        "club": "0.00",
        "fund": "200.00-1000.00",
    }


def test_of_a_cost_that_is_not_known_only_caps_limit_a_part():
    facts = ALL_KNOWN | {"measure": {"kind": "knots", "expected_payer": "guild"}}
    assert pays(facts) == {
        "guild": "0.00-1200.00",
        "town": "0.00",
        "club": "0.00",
        "fund": "0.00-Infinity",
    }
    fund = HARBOUR.ask("fund-pays", facts)
    assert fund.portion is not None
    assert fund.portion.left.settled, "whoever pays all leaves nothing, whatever it costs"
    assert "Wie viel, hängt von den Kosten ab" in fund.explain("de")


def test_a_cost_below_nothing_is_none():
    with pytest.raises(Exception, match="out-of-range"):
        pays({"measure": {"amount": "-1.00"}})


def test_a_share_is_rounded_as_it_is_read():
    facts = ALL_KNOWN | {"measure": {"kind": "knots", "amount": "0.03"}}
    found = {
        option: pays(facts, interpretations={"A-XX-02": option})["guild"]
        for option in ("near", "down", "up")
    }
    assert found == {"near": "0.02", "down": "0.02", "up": "0.03"}


def test_an_answer_names_the_readings_that_change_a_part():
    facts = ALL_KNOWN | {"person": {"member": False, "resident": True, "age": 30}}
    changing = {one.id: one.changing for one in HARBOUR.ask("town-pays", facts).interpretations}
    assert changing == {"A-XX-01": (), "A-XX-02": ()}, "half of 1000 and 500 at most are the same"
    dear = facts | {"measure": {"kind": "knots", "amount": "1500.00"}}
    changing = {one.id: one.changing for one in HARBOUR.ask("town-pays", dear).interpretations}
    assert changing == {"A-XX-01": ("capped",), "A-XX-02": ()}
    changing = {one.id: one.changing for one in HARBOUR.ask("fund-pays", dear).interpretations}
    assert changing["A-XX-01"] == ("capped",), "what the town leaves is another amount"


def test_an_answer_names_how_those_before_are_read_on_whom_its_part_hangs(tmp_path: Path):
    member = "{fact: person.member, is: true}"
    read = f"{{interpretation: A-XX-03, choose: {{must: {member}, may: {{is_met: true}}}}}}"
    policy = rewritten(tmp_path, {"funding": [(f"when: {member}", f"when: {read}")]})
    facts = ALL_KNOWN | {"person": {"member": False, "resident": True, "age": 30}}
    town = {one.id: one.changing for one in policy.ask("town-pays", facts).interpretations}
    assert town["A-XX-03"] == ("may",), "what the guild pays leaves the town with less"
    guild = {one.id for one in policy.ask("guild-pays", facts).interpretations}
    assert "A-XX-01" not in guild, "those after it change nothing"


def test_a_canton_without_payers_has_no_flow():
    zurich = iiz.load("zurich", DAY)
    assert flow(zurich.program, situation()) == ()


@given(AMOUNTS, KNOWN, READINGS)
def test_parts_and_what_remains_add_up(
    amount: Decimal, known: dict[str, object], readings: dict[str, str]
):
    asked = Situation({**known, "measure.amount": amount}, HARBOUR.on, readings)  # type: ignore[dict-item,arg-type]
    low, high = amount, amount
    for one in flow(HARBOUR.program, asked):
        assert 0 <= one.part.low <= one.part.high <= high
        assert 0 <= one.left.low <= one.left.high <= high
        if one.verdict.decided:
            assert one.part.low + one.left.low == low
            assert one.part.high + one.left.high == high
        low, high = one.left.low, one.left.high


@given(AMOUNTS, KNOWN)
def test_whatever_the_open_facts_turn_out_to_be_the_bounds_hold(
    amount: Decimal, known: dict[str, object]
):
    facts = {**known, "measure.amount": amount}
    bounds = flow(HARBOUR.program, situation(**facts))
    openly = [name for name in FACTS if name not in facts]
    for values in product(*(FACTS[name] for name in openly)):
        settled = flow(
            HARBOUR.program, situation(**facts, **dict(zip(openly, values, strict=True)))
        )
        for outer, inner in zip(bounds, settled, strict=True):
            assert outer.part.low <= inner.part.low
            assert inner.part.high <= outer.part.high
            assert outer.left.low <= inner.left.low
            assert inner.left.high <= outer.left.high


@given(AMOUNTS, KNOWN)
def test_the_bounds_of_a_cost_not_known_hold_for_every_cost(
    amount: Decimal, known: dict[str, object]
):
    assert cost_of(HARBOUR.program, situation(**known)).high == NO_LIMIT
    bounds = flow(HARBOUR.program, situation(**known))
    costing = flow(HARBOUR.program, situation(**known, **{"measure.amount": amount}))
    for outer, inner in zip(bounds, costing, strict=True):
        assert outer.part.low <= inner.part.low
        assert inner.part.high <= outer.part.high
        assert inner.left.high <= outer.left.high


def test_a_share_of_nothing_is_nothing_whatever_it_costs():
    none = Coverage(share=Decimal(0))
    assert paid(none, NO_LIMIT, NO_LIMIT, "up") == 0


def test_a_catalogue_needs_the_fact_that_says_which_measure_it_is(tmp_path: Path):
    folder = Path(shutil.copytree(HARBOUR_FOLDER, tmp_path / "harbour"))
    funding = folder / "2024" / "funding.yaml"
    funding.write_text(funding.read_text("utf-8").replace("  kind: measure.kind\n", ""), "utf-8")
    with pytest.raises(iiz.LoadError) as refused:
        iiz.load(folder, DAY)
    places = [str(one.place) for one in refused.value.findings if one.code == "no-measure"]
    assert [place.split("/")[-1].split(":")[0] for place in places] == ["crafts.yaml", "games.yaml"]
