"""Scenarios: what they exchange, what they assume, and two of them compared."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.policy import Policy
from iiz_rules.portfolio.scenario import scenario_of, under
from tests.funding.canton import harbour, rewritten

LABEL = {"de": "Probe", "fr": "Essai", "en": "Trial"}
ROWS = [
    {"id": "a", "measure.kind": "knots", "measure.amount": "1000.00", "measure.useful": False},
    {"id": "b", "measure.kind": "lamps", "measure.amount": "1000.00", "measure.useful": True},
]
NOT_RESIDENT = {
    "person.resident": False,
    "person.member": True,
    "measure.expected_payer": "nobody",
}
GUILD = """
id: more-lamps
label: {de: Mehr Lampen, fr: Plus de lampes, en: More lamps}
catalogues: [lamps.yaml]
assume: {person.resident: false, person.member: true, measure.expected_payer: nobody}
"""
LAMPS = """
id: crafts
label: {de: Mit Lampen, fr: Avec lampes, en: With lamps}
source: {label: {de: Erfunden, fr: Inventé, en: Invented}, invented: true}
clauses: [XX-2]
measures: [{code: lamps}]
"""


def scenario(**more: Any) -> dict[str, Any]:
    return {"id": "trial", "label": LABEL, "assume": NOT_RESIDENT, **more}


def sums(**more: Any) -> dict[str, tuple[int, int]]:
    return iiz.simulate(ROWS, harbour(), scenario(**more)).portfolio.sums


def written(tmp_path: Path, text: str = GUILD, **files: str) -> Path:
    for name, content in files.items():
        (tmp_path / f"{name}.yaml").write_text(content)
    path = tmp_path / "scenario.yaml"
    path.write_text(text)
    return path


def test_assumptions_stand_for_columns_that_are_missing():
    assert sums() == {
        "guild-pays": (80_000, 80_000),
        "town-pays": (0, 0),
        "club-pays": (0, 0),
        "fund-pays": (100_000, 100_000),
        "left": (20_000, 20_000),
    }


def test_a_scenario_says_how_much_a_payer_covers_in_which_order_and_how_it_is_read():
    assert sums(covers={"guild-pays": {"share": "0.25"}})["guild-pays"] == (25_000, 25_000)
    assert list(sums(payers=["fund-pays", "guild-pays"])) == ["fund-pays", "guild-pays", "left"]
    resident = {"person.resident": True, "person.age": 30}
    capped = {"A-XX-01": "capped"}
    cheap = sums(assume=resident, interpretations=capped, payers=["town-pays"])
    assert cheap["town-pays"] == (100_000, 100_000)


READ = "interpretation: A-XX-03, choose:"
JUDGED = "{judgement: measure.useful}"
USEFUL = (JUDGED, f"{{{READ} {{must: {JUDGED}, may: {{is_met: true}}}}}}")
QUORUM = ("quorum: 2", f"quorum: {{{READ} {{must: 2, may: 3}}}}")
NOBODYS = ("routes: [advance, takeover]", "routes: [advance]")


@pytest.mark.parametrize(
    "changes",
    [{"funding": [USEFUL]}, {"funding": [USEFUL, NOBODYS]}, {"organisation": [QUORUM]}],
    ids=["a route", "a route on which no payer pays by itself", "the body that decides"],
)
def test_how_routes_and_who_decides_are_read_is_named_beside_how_payers_are(
    tmp_path: Path, changes: dict[str, list[tuple[str, str]]]
):
    simulated = iiz.simulate(ROWS, rewritten(tmp_path, changes), scenario())
    assert [one.reading.id for one in simulated.readings] == ["A-XX-01", "A-XX-02", "A-XX-03"]


def test_a_payer_may_be_added():
    everyone = {
        "id": "club-helps",
        "label": LABEL,
        "clauses": ["XX-2"],
        "payer": "club",
        "covers": {"amount": "10.00"},
    }
    assert sums(payers=[everyone, "guild-pays"])["club-helps"] == (2_000, 2_000)


def test_a_catalogue_of_the_scenario_takes_the_place_of_one_of_the_same_name(tmp_path: Path):
    found = iiz.simulate(ROWS, harbour(), written(tmp_path, lamps=LAMPS))
    assert found.portfolio.sums["guild-pays"] == (80_000, 80_000)
    assert found.frame()["guild-pays"].to_list() == [Decimal(0), Decimal(800)]
    assert found.policy.program.digest != harbour().program.digest


def test_a_fact_may_follow_from_a_condition_in_a_portfolio_and_in_a_case():
    derived = {"person.member": {"term": "listed-in.crafts"}}
    assume = {"person.resident": False}
    found = iiz.simulate(ROWS, harbour(), scenario(derived=derived, assume=assume))
    assert found.portfolio.rows["fact:person.member"].to_list() == [True, False]
    member = found.policy.funding({"measure": {"kind": "knots", "amount": 1}})["guild-pays"]
    assert member.criteria[1].values == {"person.member": True}
    nothing = found.policy.funding({})["guild-pays"]
    assert nothing.criteria[1].verdict is iiz.Truth.OPEN
    told = {"measure": {"kind": "knots"}, "person": {"member": False}}
    assert found.policy.funding(told)["guild-pays"].criteria[1].values == {"person.member": False}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("id: x\n", "missing-key"),
        (f"{GUILD}payers: [guild-payss]\n", "unknown-question"),
        (f"{GUILD}covers: {{nobody-pays: full}}\n", "unknown-question"),
        (f"{GUILD}covers: {{guild-pays: {{share: 1.5}}}}\n", "wrong-type"),
        (f"{GUILD}covers: {{guild-pays: {{cap: -5}}}}\n", "wrong-type"),
        (f"{GUILD}derived: {{person.membre: {{is_met: true}}}}\n", "unknown-fact"),
        (f"{GUILD}derived: {{person.member: {{term: nothing}}}}\n", "unknown-term"),
        (f"{GUILD}interpretations: {{A-XX-09: x}}\n", "unknown-reading"),
        (f"{GUILD}fund: {{payer: fund, balance: much}}\n", "wrong-type"),
        (f"{GUILD}risk: {{repayment: {{probability: x, after: {{mean: 1}}}}}}\n", "wrong-type"),
        (GUILD.replace("lamps.yaml", "../lamps.yaml"), "link-leaves-folder"),
        (GUILD.replace("lamps.yaml", "none.yaml"), "unreadable-file"),
        ("id: [\n", "unclosed-bracket"),
        (GUILD.replace("member: true", "member: maybe"), "bad-cell"),
    ],
)
def test_what_is_wrong_with_a_scenario_is_said(tmp_path: Path, text: str, code: str):
    with pytest.raises(iiz.IizError) as refused:
        iiz.simulate(ROWS, harbour(), written(tmp_path, text, lamps=LAMPS))
    assert code in {one.code for one in refused.value.findings}
    assert str(refused.value)


def test_a_question_needs_a_date_from_somewhere():
    import iiz_rules.policy

    undated = iiz_rules.policy.load(harbour().folder.path)
    with pytest.raises(iiz.UsageError, match="no-date"):
        iiz.simulate(ROWS, undated, scenario())
    dated = iiz.simulate(ROWS, undated, scenario(date="2024-05-01"))
    assert dated.portfolio.on == date(2024, 5, 1)


def test_a_scenario_stands_for_a_policy(tmp_path: Path):
    setting = under(harbour(), iiz.read_scenario(written(tmp_path, lamps=LAMPS)))
    assert [one.id for one in setting.program.catalogues] == ["games", "crafts"]
    assert setting.covers["guild-pays"].cap == Decimal(1200)


def test_two_scenarios_show_whose_payer_changes_and_why(tmp_path: Path):
    found = iiz.compare(ROWS, harbour(), scenario(), written(tmp_path, lamps=LAMPS))
    sums = {rule: (first[1], second[1]) for rule, first, second in found.sums()}
    assert sums["guild-pays"] == (80_000, 80_000)
    assert sums["fund-pays"] == (100_000, 0)
    changed = found.frame("en")
    assert changed["id"].to_list() == ["a", "b"]
    assert changed["payer.a"].to_list() == ["guild-pays", "fund-pays"]
    assert changed["payer.b"].to_list() == ["nobody", "guild-pays"]
    assert changed["guild-pays.a"].to_list() == [Decimal(800), Decimal(0)]
    assert "Guild: not met “Listed in the service catalogue” → pays" in changed["why"][1]
    found.save(tmp_path / "changes.csv")
    assert (tmp_path / "changes.csv").stat().st_size > 100


def test_payers_that_only_one_scenario_has_are_compared_as_well():
    found = iiz.compare(ROWS, harbour(), scenario(payers=["guild-pays"]), scenario())
    assert [rule for rule, _, _ in found.sums()] == [
        "guild-pays",
        "town-pays",
        "club-pays",
        "fund-pays",
        "left",
    ]
    assert found.changed["id"].to_list() == ["b"]
    assert "Hafenfonds: – → zahlt" in found.frame("de")["why"][0]


def dated_member(tmp_path: Path) -> Policy:
    """The harbour, where the guild pays for who became a member in the year of the question."""
    this_year = "{fact: person.member, within: {same: year}}"
    return rewritten(
        tmp_path,
        {
            "facts": [("id: person.member, type: bool", "id: person.member, dated: true")],
            "funding": [("{fact: person.member, is: true}", this_year)],
        },
    )


@pytest.mark.parametrize(
    ("member", "pays"),
    [
        ("05.02.2024", (80_000, 80_000)),
        ("31.12.2023", (0, 0)),
        ("nein", (0, 0)),
        ("ja", (0, 80_000)),
        (None, (0, 80_000)),
    ],
)
def test_what_happens_on_a_day_stands_in_one_column_of_a_portfolio(
    tmp_path: Path, member: str | None, pays: tuple[int, int]
):
    rows = [{"measure.kind": "knots", "measure.amount": "1000.00", "person.member": member}]
    found = iiz.simulate(rows, dated_member(tmp_path), {"id": "trial", "label": LABEL})
    assert found.portfolio.sums["guild-pays"] == pays


def test_what_is_assumed_of_a_single_measure_is_read_as_a_case_is():
    assumed = under(harbour(), scenario_of(scenario(assume={"person.member": "maybe"})))
    with pytest.raises(iiz.UsageError, match="wrong-type"):
        assumed.funding({"measure.amount": 100})


@pytest.mark.parametrize(("member", "pays"), [("2024-02-05", 80_000), (False, 0)])
def test_what_happens_on_a_day_may_be_assumed(tmp_path: Path, member: Any, pays: int):
    assumed = scenario(assume={**NOT_RESIDENT, "person.member": member})
    found = iiz.simulate(ROWS[:1], dated_member(tmp_path), assumed)
    assert found.portfolio.sums["guild-pays"] == (pays, pays)


def test_an_edition_is_read_once_for_each_scenario_and_not_at_all_without_one(tmp_path: Path):
    policy, scenario = harbour(), iiz.read_scenario(written(tmp_path, lamps=LAMPS))
    assert under(policy, iiz.Scenario()).program is policy.program
    assert under(policy, scenario).program is under(policy, scenario).program
    assert under(policy, scenario).program is not policy.program


def test_without_a_file_the_edition_keeps_its_digest():
    policy = harbour()
    dated = iiz.Scenario(iiz.Scenario().file.model_copy(update={"date": "2024-05-01"}))
    assert under(policy, dated).program.digest == policy.program.digest


LIKELY = {"probability": 0.8, "after": {"mean": 6}}
CHANCES: list[tuple[dict[str, Any], str, str]] = [
    ({"risk": {"repayment": {**LIKELY, "probability": 85}}}, "out-of-range", "85"),
    (
        {"risk": {"by_payer": {"town": {**LIKELY, "probability": "1.01"}}}},
        "out-of-range",
        "1.01",
    ),
    (
        {"risk": {"repayment": {**LIKELY, "probability": {"value": 0.8, "low": 0.9, "high": 1}}}},
        "out-of-range",
        "0.8",
    ),
    (
        {"risk": {"arrivals": {"per_month": {"value": 4, "low": 5, "high": 7}}}},
        "out-of-range",
        "4",
    ),
    ({"answers": {"probability": 50}}, "out-of-range", "50"),
    ({"risk": {"by_payer": {"twon": LIKELY}}}, "unknown-actor", "town"),
    ({"risk": {"open": {"measure.usefull": 0.5}}}, "unknown-fact", "measure.useful"),
    ({"risk": {"open": {"measure.useful": "ja"}}}, "wrong-type", "ja"),
    ({"risk": {"open": {"measure.useful": True}}}, "wrong-type", "true"),
    ({"risk": {"open": {"default": 70}}}, "wrong-type", "70"),
    ({"risk": {"open": {"measure.amount": 0.5}}}, "unsuited-fact", "measure.amount"),
    ({"risk": {"open": {"measure.expected_payer": 0.5}}}, "wrong-type", "0.5"),
    ({"risk": {"open": {"measure.expected_payer": {"twon": 1}}}}, "unknown-code", "twon"),
    (
        {"risk": {"open": {"measure.expected_payer": {"town": 0.6, "guild": 1.3}}}},
        "wrong-type",
        "{…}",
    ),
    (
        {"risk": {"open": {"measure.expected_payer": {"town": 0.6, "guild": 0.3}}}},
        "shares-not-whole",
        "0.9",
    ),
    ({"fund": {"payer": "fnud", "balance": 0}}, "unknown-actor", "fund"),
    ({"fund": {"payer": "fund", "balance": 0, "prefer": ["advances"]}}, "not-a-route", "advance"),
]


@pytest.mark.parametrize(("assumed", "code", "word"), CHANCES)
def test_what_is_assumed_of_chance_is_held_against_the_rules(
    assumed: dict[str, Any], code: str, word: str
):
    named = {"id": "x", "label": {"de": "x", "fr": "x", "en": "x"}}
    with pytest.raises(iiz.LoadError) as refused:
        iiz.simulate([{"measure.amount": 1}], harbour(), {**named, **assumed})
    [found] = refused.value.findings
    assert found.code == code
    assert word in map(str, found.words.values())
