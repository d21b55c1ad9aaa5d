"""A fact as a dated history: what held on a day, who attests it, and what was known on another."""

from collections.abc import Callable
from datetime import date, timedelta
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import iiz_rules as iiz
from iiz_rules.case.entries import MOST_ENTRIES
from iiz_rules.case.facts import read_facts
from iiz_rules.case.history import Origin
from iiz_rules.engine.interpreter import Situation, answer
from iiz_rules.findings import registry
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.document import LIMITS
from iiz_rules.language.text.json import read_json
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.words.text import LANGUAGES
from tests.laws.worlds import DAY, FACTS, programs, value
from tests.render.example import policy

ON = date(2024, 3, 5)
MOVED = [
    {"from": "2019-07-01", "value": "ZH"},
    {"from": "2024-02-15", "value": "SG", "attested_by": "office", "learned_on": "2024-02-20"},
]


def canton(entries: object, on: str, known_on: str | None = None) -> object:
    """Where the person lived on a day."""
    decision = policy().eligibility({"person.canton": entries}, on=on, known_on=known_on)
    return decision.situation.facts.get("person.canton")


# -------------------------------------------------------------------------------- what held


@pytest.mark.parametrize(
    ("on", "known_on", "lived"),
    [
        ("2024-02-14", None, "ZH"),
        ("2024-02-15", None, "SG"),
        ("2024-02-15", "2024-02-19", "ZH"),
        ("2024-02-15", "2024-02-20", "SG"),
    ],
)
def test_the_answer_uses_what_held_on_its_day_as_far_as_it_was_known(on, known_on, lived):
    assert canton(MOVED, on, known_on) == lived
    assert canton(MOVED[::-1], on, known_on) == lived


def test_every_form_of_a_case_may_hold_a_history():
    yaml = b"""
person:
  canton:
    - {from: 2019-07-01, value: ZH}
    - from: 2024-02-15
      value: SG
      attested_by: office
"""
    json = b"""{"person": {"canton": [{"from": "2019-07-01", "value": "ZH"},
        {"from": "2024-02-15", "value": "SG", "attested_by": "office"}]}}"""
    python = {"person": {"canton": ({"from": date(2024, 2, 15), "value": "SG"},)}}
    for case in (read_yaml(yaml, "case.yaml").root, read_json(json, "case.json").root, python):
        assert policy().eligibility(case, on=ON).situation.facts["person.canton"] == "SG"


def test_a_value_remembers_where_it_comes_from():
    decision = policy().eligibility({"person": {"canton": MOVED, "age": 20}}, on=ON)
    assert decision.origins == {
        "person.canton": Origin(date(2024, 2, 15), "office", date(2024, 2, 20))
    }


def test_that_nothing_is_known_any_more_has_an_origin_too():
    left = [*MOVED, {"from": "2024-03-01", "value": None, "attested_by": "adviser"}]
    decision = policy().eligibility({"person.canton": left}, on=ON)
    assert "person.canton" not in decision.situation.facts
    assert decision.origins["person.canton"] == Origin(date(2024, 3, 1), "adviser")
    assert "person.canton" in map(str, decision.missing)


def test_a_computed_fact_has_no_history_of_its_own():
    """The age was not known any more; now it follows from the date of birth."""
    person = {"age": [{"from": "2024-01-01", "value": None}], "birth_date": "2004-03-01"}
    decision = policy().eligibility({"person": person, "report.date": "2024-03-01"}, on=ON)
    assert decision.situation.facts["person.age"] == 20
    assert decision.origins == {}


def test_an_age_that_contradicts_the_date_of_birth_that_held_is_refused():
    born = [{"from": "2000-01-01", "value": "2004-03-01"}]
    person = {"age": [{"from": "2024-01-01", "value": 25}], "birth_date": born}
    with pytest.raises(iiz.CaseError, match="conflicting-facts"):
        policy().eligibility({"person": person, "report.date": "2024-03-01"}, on=ON)


# ------------------------------------------------------------------------------ how it is told


def test_an_explanation_tells_since_when_and_who_attests_it():
    how: dict[str, Any] = {"on": ON, "known_on": "2024-03-01"}
    decision = policy().eligibility({"person.canton": MOVED}, **how)
    expected = {
        "de": (
            "Wohnkanton: St. Gallen – seit 15.02.2024, bestätigt durch: Geschäftsstelle, "
            "erfahren am 20.02.2024 (verlangt: Zürich)",
            "· 05.03.2024 · Wissensstand 01.03.2024",
        ),
        "fr": (
            "Canton de domicile : Saint-Gall – depuis le 15.02.2024, attesté par : Secrétariat, "
            "appris le 20.02.2024 (exigé : Zurich)",
            "· 05.03.2024 · selon ce qui était connu le 01.03.2024",
        ),
        "en": (
            "Canton of residence: St Gallen – since 15 February 2024, attested by: Office, "
            "learned on 20 February 2024 (asked for: Zürich)",
            "· 5 March 2024 · as known on 1 March 2024",
        ),
    }
    for language in LANGUAGES:
        text = " ".join(decision.explain(language).split())
        for said in expected[language]:
            assert said in text


def test_what_the_case_gives_plainly_is_told_as_ever():
    plain = policy().eligibility({"person.canton": "SG"}, on=ON)
    assert "Wohnkanton: St. Gallen (verlangt: Zürich)" in plain.explain()
    assert "Wissensstand" not in plain.explain()


# ---------------------------------------------------------------------------------- bad input

BAD = [
    pytest.param([{"value": "ZH"}], ["incomplete-entry"], ["/0"], id="no from"),
    pytest.param([{"from": None, "value": "ZH"}], ["incomplete-entry"], ["/0"], id="from null"),
    pytest.param([{"from": "2024-01-01"}], ["incomplete-entry"], ["/0"], id="no value"),
    pytest.param([{}], ["incomplete-entry"] * 2, ["/0", "/0"], id="neither"),
    pytest.param([], ["empty-history"], [""], id="empty"),
    pytest.param([MOVED[0], "SG"], ["wrong-type"], ["/1"], id="a value among entries"),
    pytest.param([MOVED[0], None], ["wrong-type"], ["/1"], id="null among entries"),
    pytest.param([MOVED[0], [MOVED[1]]], ["wrong-type"], ["/1"], id="a list among entries"),
    pytest.param(["ZH"], ["wrong-type"], [""], id="a list of values is no history"),
    pytest.param(
        [{"from": "2024-01-01", "value": MOVED}], ["wrong-type"], ["/0/value"], id="nested"
    ),
    pytest.param([{"form": "2024-01-01", "from": "2024-01-01", "value": "ZH"}], ["unknown-key"],
                 ["/0/form"], id="unknown key"),
    pytest.param([{"from": "2024-02-30", "value": "ZH"}], ["impossible-date"], ["/0/from"],
                 id="impossible from"),
    pytest.param([{"from": "1.5.2024", "value": "ZH"}], ["wrong-type"], ["/0/from"], id="no date"),
    pytest.param([{**MOVED[1], "learned_on": "2024-02-30"}], ["impossible-date"],
                 ["/0/learned_on"], id="impossible learned_on"),
    pytest.param([{**MOVED[1], "attested_by": "ofice"}], ["unknown-actor"], ["/0/attested_by"],
                 id="unknown actor"),
    pytest.param([{**MOVED[1], "attested_by": 5}], ["unknown-actor"], ["/0/attested_by"],
                 id="an actor that is no word"),
    pytest.param([*MOVED, MOVED[0]], ["duplicate-entry"], ["/2"], id="the same entry twice"),
    pytest.param([MOVED[0], {**MOVED[0], "value": "SG", "attested_by": "office"}],
                 ["duplicate-entry"], ["/1"], id="neither corrects the other"),
    pytest.param([{"from": "9000-01-01", "value": "zh"}, {"from": "2024-01-01", "value": 3}],
                 ["unknown-code", "wrong-type"], ["/0/value", "/1/value"],
                 id="every entry is read"),
]  # fmt: skip


@pytest.mark.parametrize(("entries", "codes", "places"), BAD)
def test_an_entry_that_cannot_be_right_is_refused_at_its_place(entries, codes, places):
    with pytest.raises(iiz.CaseError) as caught:
        policy().eligibility({"person": {"canton": entries}}, on=ON)
    found = caught.value.findings
    assert [one.code for one in found] == codes
    assert [one.place.pointer.removeprefix("/person/canton") for one in found] == places
    for language in LANGUAGES:  # the words fill every gap of the texts
        assert all(registry.one_line(one, language) for one in found)


def test_what_was_probably_meant_is_suggested():
    entry = {"from": "2024-01-01", "value": "ZH", "attested_by": "ofice", "learnd_on": "2024-01-01"}
    with pytest.raises(iiz.CaseError) as caught:
        policy().eligibility({"person.canton": [entry]}, on=ON)
    assert "did you mean `office`?" in str(caught.value)
    assert "did you mean `learned_on`?" in str(caught.value)


def test_a_finding_in_a_document_names_line_and_column():
    text = b"person:\n  canton:\n    - {from: 2024-01-01, value: Z}\n    - {frm: 2024-01-01}\n"
    with pytest.raises(iiz.CaseError) as caught:
        policy().eligibility(read_yaml(text, "case.yaml").root, on=ON)
    assert [(one.code, one.place.line, one.place.column) for one in caught.value.findings] == [
        ("unknown-code", 3, 33),
        ("incomplete-entry", 4, 7),
        ("incomplete-entry", 4, 7),
        ("unknown-key", 4, 8),
    ]


@pytest.mark.parametrize(
    ("known_on", "code"), [("2024-02-30", "impossible-date"), ("gestern", "wrong-type")]
)
def test_a_day_of_knowledge_that_is_none_is_refused(known_on, code):
    with pytest.raises(iiz.UsageError) as caught:
        policy().eligibility({}, on=ON, known_on=known_on)
    assert [(one.code, str(one.place)) for one in caught.value.findings] == [(code, "known_on")]


# ------------------------------------------------------------------------------------ threats


def entries(count: int, **more: object) -> list[dict[str, object]]:
    """A history with an entry for every day."""
    start = date(2010, 1, 1)
    return [
        {"from": start + timedelta(days=n), "value": ["ZH", "SG"][n % 2], **more}
        for n in range(count)
    ]


def taken(ask: Callable[[int], object], count: int) -> float:
    """The processor time of the quickest of three rounds."""
    times = []
    for _ in range(3):
        start = process_time()
        ask(count)
        times.append(process_time() - start)
    return min(times)


def test_a_very_long_history_takes_no_long_time():
    """Four times the entries; comparing each with each other one would take sixteen times."""

    def ask(count: int) -> object:
        return canton(entries(count), "2024-01-01", "2024-01-01")

    assert ask(MOST_ENTRIES) == "SG"
    assert taken(ask, MOST_ENTRIES) < 8 * taken(ask, MOST_ENTRIES // 4)


def test_a_longer_one_is_refused():
    with pytest.raises(iiz.CaseError) as caught:
        canton(entries(MOST_ENTRIES + 1), "2024-03-05")
    assert [one.code for one in caught.value.findings] == ["case-too-large"]


def test_a_very_long_history_full_of_faults_ends_at_the_hundredth():
    def ask(count: int) -> pytest.ExceptionInfo[iiz.CaseError]:
        with pytest.raises(iiz.CaseError) as caught:
            canton(entries(count, attested_by="nobody"), "2024-03-05")
        return caught

    assert taken(ask, MOST_ENTRIES) < 8 * taken(ask, MOST_ENTRIES // 4)
    caught = ask(MOST_ENTRIES)
    first, *others = [one.code for one in caught.value.findings]
    assert first == "too-many-findings"
    assert others == ["unknown-actor"] * LIMITS.findings


# --------------------------------------------------------------------------------------- laws

days = st.integers(-4, 4).map(lambda n: DAY + timedelta(days=n)) | st.sampled_from(
    [date.min, date.max]
)
LATEST = date(2030, 1, 1)


@st.composite
def histories(draw: st.DrawFn, fact: str) -> list[dict[str, Any]]:
    """Entries of a fact, no two of the same day that were learned at the same time."""
    keys = st.tuples(days, st.none() | days)
    drawn = draw(st.lists(keys, max_size=4, unique_by=lambda key: (key[0], key[1] or date.min)))
    values = st.none() | value(fact)
    return [{"from": since, "value": draw(values), "learned_on": know} for since, know in drawn]


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """A case in which every fact is left out, plain, or a history."""
    found: dict[str, Any] = {}
    for fact in (name for name, one in FACTS.items() if not one.domain.until_question):
        form = draw(st.sampled_from(["nothing", "plain", "history", "history"]))
        if form == "plain":
            found[fact] = draw(value(fact))
        elif form == "history" and (drawn := draw(histories(fact))):
            found[fact] = drawn
    return {fact: one for fact, one in found.items() if FACTS[fact].told_by not in found}


def answered(program: Program, case: Any, on: date, known_on: date | None) -> object:
    """The whole evaluation, with every value that it read."""
    found = read_facts(program, case, on, known_on=known_on)
    assert found.findings == []
    return answer(program, "r", Situation(found.facts, on))


def dated(case: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The facts of a case that are histories."""
    return {fact: one for fact, one in case.items() if isinstance(one, list)}


def by_hand(history: list[dict[str, Any]], on: date, known_on: date | None) -> object:
    """What held, found day by day: what was known of a day, the last word first, goes on."""
    value = None
    for day in sorted({one["from"] for one in history if one["from"] <= on}):
        words = sorted(
            (one for one in history if one["from"] == day),
            key=lambda one: one["learned_on"] or date.min,
        )
        known = [one for one in words if (one["learned_on"] or date.min) <= (known_on or date.max)]
        value = known[-1]["value"] if known else value
    return value


@given(programs(), cases(), days, st.none() | days)
def test_the_answer_is_that_of_the_plain_values_that_held(program, case, on, known_on):
    plain = case | {fact: by_hand(one, on, known_on) for fact, one in dated(case).items()}
    assert answered(program, case, on, known_on) == answered(program, plain, on, None)


@given(programs(), cases(), days)
def test_before_anything_was_learned_no_dated_fact_is_known(program, case, on):
    later = {
        fact: [{**one, "learned_on": LATEST} for one in {e["from"]: e for e in entries}.values()]
        for fact, entries in dated(case).items()
    }
    plain = {fact: one for fact, one in case.items() if fact not in later}
    eve = LATEST - timedelta(days=1)
    assert answered(program, case | later, on, eve) == answered(program, plain, on, None)


@given(programs(), cases(), st.data(), st.none() | days)
def test_what_begins_later_changes_nothing_now(program, case, data, known_on):
    added = {
        fact: [*one, {"from": LATEST, "value": data.draw(value(fact))}]
        for fact, one in dated(case).items()
    }
    assert answered(program, case | added, DAY, known_on) == answered(program, case, DAY, known_on)


@given(programs(), cases(), st.data())
def test_what_is_learned_later_changes_nothing_that_was_known(program, case, data):
    added = {
        fact: [*one, {"from": DAY, "value": data.draw(value(fact)), "learned_on": LATEST}]
        for fact, one in dated(case).items()
    }
    assert answered(program, case | added, DAY, DAY) == answered(program, case, DAY, DAY)


@given(programs(), cases(), st.randoms(use_true_random=False), days, st.none() | days)
def test_the_order_of_the_entries_says_nothing(program, case, random, on, known_on):
    shuffled = {fact: random.sample(one, len(one)) for fact, one in dated(case).items()}
    assert answered(program, case | shuffled, on, known_on) == answered(program, case, on, known_on)


def test_a_judgement_counts_from_those_alone_who_give_it():
    def judged(by: str) -> object:
        said = [{"from": "2024-03-01", "value": True, "attested_by": by}]
        return iiz.load("valais", on=ON).ask("complex", {"case.complex": said})

    with pytest.raises(iiz.CaseError) as caught:
        judged("client")
    assert [finding.code for finding in caught.value.findings] == ["not-the-judge"]
    assert "thematic-coordinator" in caught.value.findings[0].message("en")
    judged("front-line")
