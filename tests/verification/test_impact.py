"""A change is tried on what there is: cases, rows, receipts, running cases, people, a portfolio."""

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal
from functools import reduce
from pathlib import Path

import pytest

from iiz_rules.escalation.store.store import Store
from iiz_rules.findings.errors import LoadError, UsageError
from iiz_rules.language.editions import find_folder
from iiz_rules.policy import Policy, load
from iiz_rules.verification.difference.changes import Side
from iiz_rules.verification.difference.own import own_changes, touched
from iiz_rules.verification.impact.effects import BothSides
from iiz_rules.verification.impact.impact import Impact
from iiz_rules.verification.impact.population import Population, read_population
from tests.checks.canton import TINY

ESCALATION = """
steps:
  - {id: entry, label: {de: Eintritt, fr: x, en: x}, clauses: [XX-1], provider: coordinator,
     criteria: [{rule: eligibility}]}
  - {id: apart, label: {de: Anderes, fr: x, en: x}, clauses: [XX-1], provider: coordinator,
     criteria: [{fact: person.canton, is: ZH}]}
duties:
  - {id: report, label: {de: Bericht, fr: x, en: x}, clauses: [XX-1], bearer: BEARER,
     due: {fact: case.opened, plus: PLUS}, criteria: [{fact: person.employed, is: true}]}
"""
FUNDING = """
measure: {amount: person.income}
payers:
  - {id: pays, label: {de: Amt zahlt, fr: x, en: x}, clauses: [XX-1], payer: office,
     covers: {cap: CAP}, criteria: [{fact: person.employed, is: true}]}
"""
EVENTS = """
  - id: hired
    label: {de: angestellt, fr: x, en: x}
    clauses: [XX-1]
    payload: [person.employed, case.opened]
"""
WORDS = {"BEARER": "coordinator", "PLUS": "P1M", "CAP": "500.00", "at_least: 16": "at_least: 16"}
CHANGED = {"BEARER": "contact", "PLUS": "P2M", "CAP": "800.00", "at_least: 16": "at_least: 18"}
BORN = {"person": {"born": "2007-01-01"}}  # 17 years old


def canton(place: Path, **words: str) -> Policy:
    shutil.copytree(TINY, place)
    edition = place / "2024-01-01"
    files = {"escalation.yaml": ESCALATION, "funding.yaml": FUNDING}
    files["events.yaml"] = (edition / "events.yaml").read_text("utf-8") + EVENTS
    files["eligibility.yaml"] = (edition / "eligibility.yaml").read_text("utf-8")
    for name, text in files.items():
        exchanged = {**WORDS, **words}
        read = reduce(lambda whole, word: whole.replace(word, exchanged[word]), exchanged, text)
        (edition / name).write_text(read, "utf-8")
    facts = edition / "facts.yaml"
    text = facts.read_text("utf-8").replace(
        "id: person.note\n", "id: person.note\n    sensitive: true\n"
    )
    facts.write_text(text, "utf-8")
    return load(find_folder(place).path, engine="interpreter")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Policy, Policy]:
    place = tmp_path_factory.mktemp("impact")
    return canton(place / "before"), canton(place / "after", **CHANGED)


def told(found: Impact) -> list[tuple[str, str, str, str, str]]:
    return [
        (case.name, one.kind, one.name, one.before, one.after)
        for source in found.tried
        for case in source.changed
        for one in case.effects
    ]


def sides(pair: tuple[Policy, Policy]) -> tuple[Side, Side]:
    old, new = (Side(one.program, {}) for one in pair)
    return old, new


def test_what_may_answer_otherwise_is_found_in_the_text_alone(pair: tuple[Policy, Policy]) -> None:
    assert own_changes(*sides(pair)) == {"eligibility", "report", "pays"}
    assert touched(*sides(pair)) == {"eligibility", "report", "pays", "entry"}
    assert touched(*sides((pair[0], pair[0]))) == frozenset()


def test_who_acts_may_be_open_and_is_then_not_said_to_be_nobody(tmp_path: Path) -> None:
    """Where somebody lives is not known in the case: the one or the other will act."""
    either = "[{role: contact, when: {fact: person.canton, is: ZH}}, {role: coordinator}]"
    before = canton(tmp_path / "before")
    after = canton(tmp_path / "after", BEARER=either)
    table = tmp_path / "cases.csv"
    table.write_text("id,date,person.employed\nA,2024-03-05,ja\n", "utf-8")
    found, back = after.impact(before, table), before.impact(after, table)
    assert ("A", "acts", "report", "coordinator", "open") in told(found)
    assert "wer handelt, ist offen, bisher Koordination" in found.explain("de")
    assert "es handelt Koordination, bisher war offen, wer" in back.explain("de")


TERMS = """
terms:
  - {id: here, label: {de: Wohnt hier, fr: x, en: x}, clauses: [XX-1],
     when: {fact: person.canton, AT}}
"""


def test_who_acts_instead_is_told_with_the_term_that_turns(tmp_path: Path) -> None:
    bearer = "[{role: contact, when: {term: here}}, {role: coordinator}]"
    sides = [
        canton(
            tmp_path / str(len(at)),
            BEARER=bearer,
            duties=TERMS.replace("AT", at).strip() + "\nduties",
        )
        for at in ("is: VS", "is_one_of: [VS, ZH]")
    ]
    table = tmp_path / "cases.csv"
    table.write_text("id,date,person.employed,person.canton\nA,2024-03-05,ja,ZH\n", "utf-8")
    found = sides[1].impact(sides[0], table)
    assert "Kontakt, nicht mehr Koordination. Wohnt hier: nein → ja (escalation.yaml:" in " ".join(
        found.explain("de").split()
    )


def test_rows_and_case_files_are_asked_on_their_day(
    pair: tuple[Policy, Policy], tmp_path: Path
) -> None:
    rows = ["id,date,person.born,person.employed,person.income,case.opened,person.note,eigenes"]
    rows += [
        "A,2024-03-05,2007-01-01,nein,,,geheim,x",
        "B,2024-03-05,1990-01-01,ja,900.00,2024-02-01,,",
    ]
    rows += ["C,2024-03-05,2007-13-01,,,,,", "D,,1990-01-01,,,,,", "E,2024-03-05,1990-01-01,,,,,"]
    table = tmp_path / "cases.csv"
    table.write_text("\n".join(rows), "utf-8")
    found = pair[1].impact(pair[0], table)
    assert told(found) == [
        ("A", "verdict", "eligibility", "yes", "no"),
        ("A", "verdict", "entry", "yes", "no"),
        ("A", "next", "route", "entry", "apart"),
        ("B", "acts", "report", "coordinator", "contact"),
        ("B", "due", "report", "2024-03-01", "2024-04-01"),
        ("B", "pays", "pays", "500.00", "800.00"),
    ]
    [source] = found.tried
    assert (source.total, [one.code for one in source.refused]) == (5, ["bad-cell", "no-date"])
    assert found.francs() == {"pays": Decimal("300.00")}
    [reason] = source.changed[0].effects[0].reasons
    assert (reason.label.de, reason.before, reason.after) == ("Alter", "yes", "no")
    for text in (found.explain("de"), found.to_html("fr"), json.dumps(found.to_dict())):
        assert "geheim" not in text
    said = found.explain("de")
    assert "Fälle: 5, davon mit anderer Antwort: 2. Nicht gefragt, weil fehlerhaft: 2" in said
    assert "1 × Amt zahlt: zahlt anders (+300.00 CHF)" in said.replace("\u00a0", " ")
    assert "Zielgruppe: ja → nein. Alter: ja → nein (eligibility.yaml:" in said
    assert pair[1].impact(pair[0], table, on="2025-02-01").tried[0].changed[0].name == "B"
    assert found.to_dict()["sources"][0]["cases"][0]["effects"][0]["reasons"][0]["facts"]


VISIT = """duties:
  - {id: visit, label: {de: Besuch, fr: x, en: x}, clauses: [XX-1], bearer: contact,
     due: {fact: case.opened, plus: P1M}, criteria: [{fact: person.employed, is: true}]}"""


def test_a_duty_that_one_edition_alone_has_is_asked_there_alone(
    pair: tuple[Policy, Policy], tmp_path: Path
) -> None:
    more = canton(tmp_path / "more", **{"duties:": VISIT})
    table = tmp_path / "cases.csv"
    table.write_text("id,date,person.employed\nA,2024-03-05,ja\n", "utf-8")
    assert told(more.impact(pair[0], table)) == [("A", "new", "visit", "", "yes")]
    assert told(pair[0].impact(more, table)) == [("A", "dropped", "visit", "yes", "")]


def test_a_case_is_asked_under_its_own_readings_and_as_known_on_a_day(
    pair: tuple[Policy, Policy], tmp_path: Path
) -> None:
    history = [
        {"from": "2007-01-01", "value": "2007-01-01", "learned_on": "2024-02-01"},
        {"from": "2007-01-01", "value": "1990-01-01", "learned_on": "2024-03-01"},
    ]
    case = {"title": "x", "date": "2024-03-05", "facts": {"person": {"born": history}}}
    case |= {"interpretations": {"A-XX-01": "wide"}}
    (tmp_path / "one.yaml").write_text(json.dumps(case), "utf-8")
    (tmp_path / "two.yaml").write_text("title: x\ntitle: y\n", "utf-8")
    found = pair[1].impact(pair[0], tmp_path)
    assert (found.changes, [one.code for one in found.tried[0].refused]) == (
        False,
        ["duplicate-key"],
    )
    then = pair[1].impact(pair[0], tmp_path / "one.yaml", known_on="2024-02-15")
    assert told(then)[0] == ("one.yaml", "verdict", "eligibility", "yes", "no")


def test_a_case_that_cannot_be_asked_is_counted_once_and_said_with_its_faults(
    pair: tuple[Policy, Policy], tmp_path: Path
) -> None:
    (tmp_path / "one.yaml").write_text("a: &x 1\nb: *x\n", "utf-8")
    found = pair[1].impact(pair[0], tmp_path)
    assert (found.left_out, [one.code for one in found.tried[0].refused]) == (
        1,
        ["anchor", "alias"],
    )
    said = found.explain("de")
    assert "Nicht gefragt, weil fehlerhaft: 1." in said
    assert "one.yaml:1:4: Marke `&x`: Wiederholungen mit `&` und `*` sind nicht" in said
    assert said.endswith("Es gab keinen Fall, an dem sich die Änderung zeigen könnte.")


def test_rows_of_a_portfolio_that_are_left_out_are_said(
    pair: tuple[Policy, Policy], tmp_path: Path
) -> None:
    table = tmp_path / "portfolio.csv"
    table.write_text("id;person.income\nA;100.00\nB;hundert\nC;1;2\n", "utf-8")
    found = pair[1].impact(pair[0], portfolio=table, on="2024-03-05")
    assert found.left_out == 2
    for said in (found.explain("de"), found.to_html("de"), json.dumps(found.to_dict("de"))):
        assert "`hundert` ist kein Wert" in said
    assert [one["row"] for one in found.to_dict()["portfolio"]["left_out"]] == [3, 4]


def test_without_a_source_the_cantons_own_cases_are_asked(pair: tuple[Policy, Policy]) -> None:
    cases = pair[1].folder.path / "2024-01-01" / "cases"
    cases.mkdir()
    case = {"title": "x", "date": "2024-03-05", "facts": BORN}
    (cases / "young.yaml").write_text(json.dumps(case), "utf-8")
    found = pair[1].impact(pair[0])
    assert (found.tried[0].source, found.tried[0].changed[0].name) == ("own", "young.yaml")
    shutil.rmtree(cases)


def test_earlier_answers_are_asked_again(pair: tuple[Policy, Policy], tmp_path: Path) -> None:
    decision = pair[0].eligibility(BORN, on="2024-03-05")
    receipt = decision.receipt(reference="D-17", at="2024-03-05T08:30:00+01:00")
    (tmp_path / "d17.json").write_text(json.dumps(receipt.to_dict()), "utf-8")
    (tmp_path / "broken.json").write_text("{}", "utf-8")
    found = pair[1].impact(pair[0], receipts=tmp_path)
    assert told(found) == [("D-17", "verdict", "eligibility", "yes", "no")]
    assert len(found.tried[0].refused) == 1


def test_an_earlier_answer_of_a_rule_that_is_gone_is_said(
    pair: tuple[Policy, Policy], tmp_path: Path
) -> None:
    more = canton(tmp_path / "more", **{"duties:": VISIT})
    decision = more.decide({"person": {"employed": True}}, on="2024-03-05")
    receipt = decision.receipt(reference="D-17", at="2024-03-05T08:30:00+01:00")
    (tmp_path / "d17.json").write_text(json.dumps(receipt.to_dict()), "utf-8")
    found = pair[0].impact(more, receipts=tmp_path / "d17.json")
    assert told(found) == [("D-17", "dropped", "visit", "yes", "")]


def test_earlier_answers_are_read_as_then_but_for_the_readings_that_are_tried(
    tmp_path: Path,
) -> None:
    zurich = load("zurich", on="2024-03-05")
    for name, reading in (("usual", {}), ("own", {"A-ZH-06": "actual-stay"})):
        decision = zurich.reading(reading).eligibility({"person.residence.canton": "SG"})
        receipt = decision.receipt(reference=name, at="2024-03-05T08:30:00+01:00")
        (tmp_path / f"{name}.json").write_text(json.dumps(receipt.to_dict()), "utf-8")
    tried = zurich.reading({"A-ZH-06": "actual-stay"})
    assert [name for name, *_ in told(tried.impact(zurich, receipts=tmp_path))] == ["usual"]
    assert told(zurich.impact(zurich, receipts=tmp_path)) == []


def test_running_cases_are_migrated_on_trial(pair: tuple[Policy, Policy], tmp_path: Path) -> None:
    store = tmp_path / "cases.db"
    facts = {"person.employed": True, "case.opened": "2024-02-01"}
    for name, born in (("young", "2007-01-01"), ("old", "1990-01-01"), ("done", "1990-01-01")):
        flow = pair[0].open_case(name, "2024-03-01", store)
        flow.record("entered", "2024-03-01", {"person.born": born})
        if name != "old":
            flow.record("hired", "2024-03-05", facts)
        flow.store.close()
    with_done = pair[0].case("done", store)
    with_done.record("ended", "2024-03-06")
    with_done.store.close()
    kept = store.read_bytes()
    found = pair[1].impact(pair[0], store=store, on="2024-03-10")
    assert told(found) == [
        ("young", "next", "route", "entry", ""),
        ("young", "acts", "report", "coordinator", "contact"),
        ("young", "due", "report", "2024-03-01", "2024-04-01"),
    ]
    assert (found.tried[0].total, store.read_bytes() == kept) == (2, True)
    [young] = found.tried[0].changed
    [why] = young.effects[0].reasons
    assert (why.before, why.after) == ("yes", "no")
    assert why.place.source.name.endswith("escalation.yaml")
    then = pair[1].impact(pair[0], store=store, on="2024-03-05", known_on="2024-03-02")
    assert {kind for _, kind, *_ in told(then)} == {"verdict", "next"}  # nobody was hired yet
    before = pair[1].impact(pair[0], store=store, on="2024-02-01")
    assert (before.tried[0].total, told(before)) == (0, [])  # no case was there yet
    assert told(pair[0].impact(pair[1], store=store, on="2024-03-10")) == []


def test_a_running_case_owes_what_it_did_not_or_no_longer_does(
    pair: tuple[Policy, Policy], tmp_path: Path
) -> None:
    employed, young = "[{fact: person.employed, is: true}]}", "[{fact: person.age, at_most: 20}]}"
    usual, of_the_young = pair[0], canton(tmp_path / "young", **{employed: young})
    for old, new, effect in [
        (usual, of_the_young, ("C-1", "verdict", "report", "yes", "no")),
        (of_the_young, usual, ("C-1", "verdict", "report", "no", "yes")),
    ]:
        store = tmp_path / f"{old.digest}.db"
        flow = old.open_case("C-1", "2024-03-01", store)
        flow.record("entered", "2024-03-01", {"person.born": "1990-01-01"})
        hired = {"person.employed": True, "case.opened": "2024-02-01"}
        flow.record("hired", "2024-03-05", hired)
        flow.store.close()
        assert told(new.impact(old, store=store, on="2024-03-10")) == [effect]


def test_a_running_case_that_is_damaged_is_left_out_and_said(
    pair: tuple[Policy, Policy], tmp_path: Path
) -> None:
    path = tmp_path / "cases.db"
    with Store(path) as store:
        for name in ("young", "damaged"):
            flow = pair[0].open_case(name, "2024-03-01", store)
            flow.record("entered", "2024-03-01", {"person.born": "2007-01-01"})
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE bodies SET data = x'00' WHERE seq = (SELECT max(seq) FROM bodies)")
    found = pair[1].impact(pair[0], store=path, on="2024-03-10")
    assert [name for name, *_ in told(found)] == ["young"]
    assert (found.tried[0].total, found.left_out) == (2, 1)
    assert "Nicht gefragt, weil\nfehlerhaft: 1." in found.explain("de")
    same = pair[0].impact(pair[0], store=path, on="2024-03-10")
    assert same.explain("de").endswith("Keine Antwort ändert sich in diesen Fällen.")


POPULATION = """
people: 200
seed: 3
date: 2024-03-05
shares:
  person.age: {15..17: 0.25, 18..30: 0.5}
  person.employed: {nein: 1}
"""


def test_a_made_up_population_is_drawn_by_its_shares(
    pair: tuple[Policy, Policy], tmp_path: Path
) -> None:
    file = tmp_path / "population.yaml"
    file.write_text(POPULATION, "utf-8")
    found = pair[1].impact(pair[0], population=file)
    [source] = found.tried
    assert source.total == 200
    assert 15 < len(source.changed) < 60  # of a quarter those who are 16 or 17
    assert told(found) == told(pair[1].impact(pair[0], population=file))
    assert "person.canton" in found.evenly  # the next step asks for it
    assert "Kanton" in found.explain("de")
    for wrong, code in (
        ("{person.nothing: {a: 1}}", "unknown-fact"),
        ("{person.age: {old: 1}}", "bad-share"),
        ("{person.age: {30..18: 1}}", "bad-share"),
        ("{person.employed: {ja..nein: 1}}", "bad-share"),
        ("{person.canton: {SZ..ZH: 1}}", "bad-share"),
        ("{person.problems: {work|debts: 1}}", "bad-share"),
        ('{person.age: {"16": 0.9, "17": 0.9}}', "shares-above-one"),
        ('{person.age: {"16": 2}}', "wrong-type"),
    ):
        file.write_text(f"shares: {wrong}", "utf-8")
        with pytest.raises(LoadError) as refused:
            pair[1].impact(pair[0], population=file)
        assert [one.code for one in refused.value.findings] == [code]


def test_of_whom_nothing_is_said_everything_is_drawn_evenly(
    pair: tuple[Policy, Policy], tmp_path: Path
) -> None:
    file = tmp_path / "population.yaml"
    file.write_text("people: 40\ndate: 2024-03-05", "utf-8")
    found = pair[1].impact(pair[0], population=file)
    assert {"person.canton", "person.employed", "person.income"} <= {*found.evenly}
    assert {"verdict", "acts"} <= {kind for _, kind, *_ in told(found)}


def test_each_member_of_a_set_has_a_share_of_its_own(
    pair: tuple[Policy, Policy], tmp_path: Path
) -> None:
    """More than one in all: somebody has several."""
    file = tmp_path / "population.yaml"
    file.write_text("people: 200\nshares: {person.problems: {work: 1, health: 0.25}}", "utf-8")
    both = BothSides(*(Side(one.program, one.options) for one in pair))
    drawn = Population(both, read_population(file), date(2024, 3, 5)).people()
    having = Counter(member for one in drawn for member in one.given["person.problems"])
    assert having["work"] == 200
    assert 30 < having["health"] < 70


def test_a_portfolio_says_how_many_francs(pair: tuple[Policy, Policy]) -> None:
    rows = [
        {"id": "M-1", "date": "2024-03-05", "person.income": "900.00", "person.employed": True},
        {"id": "M-2", "date": "2024-03-05", "person.income": "300.00", "person.employed": True},
    ]
    found = pair[1].impact(pair[0], portfolio=rows, on="2024-03-05")
    assert found.money is not None
    assert (found.changes, found.money.changed.height) == (True, 1)
    assert found.to_dict()["portfolio"]["sums"]["pays"] == {
        "before": ["800.00", "800.00"],
        "after": ["1100.00", "1100.00"],
    }
    assert "Amt zahlt" in found.explain("de")
    assert "Amt zahlt" in found.to_html("de")


def test_a_case_itself_is_no_file_of_cases() -> None:
    policy = load(TINY)
    asked: tuple[Callable[[], object], ...] = (
        lambda: policy.impact(policy, [{"person": {}}]),  # type: ignore[list-item]
        lambda: policy.impact(policy, 5),  # type: ignore[arg-type]
        lambda: policy.impact(policy, receipts=["receipt.json"]),  # type: ignore[arg-type]
        lambda: policy.impact(policy, population={}),  # type: ignore[arg-type]
    )
    for ask in asked:
        with pytest.raises(UsageError) as error:
            ask()
        assert [one.code for one in error.value.findings] == ["wrong-argument"]
