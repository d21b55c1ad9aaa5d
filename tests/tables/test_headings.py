"""A heading is a fact, by its name or label, or one's own; what could be either is asked about."""

from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from time import process_time
from typing import Any
from unicodedata import normalize

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import iiz_rules as iiz
from iiz_rules.cli.answering import Question, answered
from iiz_rules.engine.columnar.headings import Headings, meanings
from iiz_rules.engine.columnar.slots import slots
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import Spelt, near
from iiz_rules.findings.registry import message, remedy
from iiz_rules.language.program.rules import Fact
from iiz_rules.language.values import Domain
from iiz_rules.tables.table import read_table
from iiz_rules.words.text import Text
from tests.tables.ways import HARBOUR, WAYS, ZURICH, Way

CASES = [way for name, way in WAYS.items() if name != "ledger"]
every_way = pytest.mark.parametrize("way", CASES)


def meant(*names: str, **said: object) -> dict[str, str]:
    program = ZURICH.program
    return meanings(program, Headings("t.csv", names, slots(program), **said))  # type: ignore[arg-type]


def refusals(*names: str, **said: object) -> list[Finding]:
    with pytest.raises(UsageError) as refused:
        meant(*names, **said)
    return list(refused.value.findings)


def codes(*names: str, **said: object) -> list[tuple[str, int]]:
    return [(finding.code, finding.place.column) for finding in refusals(*names, **said)]


@pytest.mark.parametrize("heading", ["person.age", "Alter", "Âge", "Age"])
def test_a_fact_is_called_by_its_name_or_its_label_in_any_language(heading: str):
    assert meant("dossier", heading) == {heading: "person.age"}


@pytest.mark.parametrize(
    "heading", ["row", "region", "person.name", "date", "age", "Kanton", "person", "#", "fault"]
)
def test_a_column_of_ones_own_may_be_called_anything(heading: str):
    assert heading not in meant(heading, "person.age")


def test_two_columns_never_give_one_fact():
    assert codes("person.age", "x", "Alter") == [("column-twice", 3)]
    assert codes("Alter", "Âge") == [("column-twice", 2)]
    assert meant("person.age", "Alter", own=["Alter"]) == {"person.age": "person.age"}


def test_a_misspelt_fact_is_named_with_the_fact_and_the_way_out():
    [finding] = refusals("person.employble", "person.age")
    assert (finding.code, finding.place.column) == ("unknown-column", 1)
    assert "`person.employable`" in remedy(finding, "en")
    assert "`--own`" in remedy(finding, "en")
    assert meant("person.employble", "Alter", own=["person.employble"]) == {"Alter": "person.age"}


def test_a_member_that_a_set_has_not_got_is_named():
    assert codes("registrations.xyz") == [("unknown-column", 1)]


def test_what_is_said_of_a_heading_has_to_be_right():
    assert codes("person.age", own=["Altr"]) == [("no-column", 1)]
    assert codes("person.age", renamed={"Kanton": "person.residence.canton"}) == [("no-column", 1)]
    assert codes("Kanton", renamed={"Kanton": "person.kanton"}) == [("unknown-fact", 1)]
    assert meant("Kt", renamed={"Kt": "person.residence.canton"}) == {
        "Kt": "person.residence.canton"
    }


@pytest.mark.parametrize("blank", ["\u00a0", "  ", "\n", "\r\n", " \u202f "])
def test_a_label_is_what_people_see_however_its_words_are_parted(blank: str):
    heading = f"Kanton{blank}des{blank}Hauptwohnsitzes"
    assert meant(heading, "person.age")[heading] == "person.residence.canton"


@pytest.mark.parametrize(
    "heading", ["Anmeldungen:", "\ufeffAnmeldungen", "An\u00admeldungen", "Anmeldungen *"]
)
def test_a_label_with_more_signs_is_asked_about_and_not_passed_over(heading: str):
    [finding] = refusals(heading, "person.age")
    assert finding.code == "unknown-column"
    assert "`Anmeldungen`" in remedy(finding, "en")
    assert meant(heading, "person.age", own=[heading]) == {"person.age": "person.age"}


def test_rows_in_which_nothing_stands_are_no_cases():
    with pytest.raises(iiz.UsageError, match="no-fact-column"):
        answered(Question(ZURICH, (), {}), read_table([{}, {"person": {}}]))


def test_the_label_of_several_facts_means_none_of_them():
    facts = {"a": fact("a", "Datum"), "b": fact("b", "Datum"), "c": fact("c", "Alter")}
    program = replace(ZURICH.program, facts=facts)
    with pytest.raises(UsageError) as refused:
        meanings(program, Headings("t.csv", ["Alter", "Datum"], facts))
    [finding] = refused.value.findings
    assert (finding.code, finding.place.column, finding.words["facts"]) == (
        *("ambiguous-column", 2),
        "a, b",
    )
    own = Headings("t.csv", ["Alter", "Datum"], facts, own=["Datum"])
    assert meanings(program, own) == {"Alter": "c"}


def fact(id: str, label: str) -> Fact:
    return Fact(id, Domain("date"), Text(label, label, label), Text("", "", ""))


def test_a_column_that_has_the_facts_of_a_group_in_it_is_named():
    frame = pl.DataFrame({"person": [{"employable": True}], "registrations": [["rav"]]})
    with pytest.raises(iiz.UsageError, match="unknown-column"):
        answered(Question(ZURICH, (), {}), read_table(frame))
    assert answered(Question(ZURICH, (), {}, ("person",)), read_table(frame)).rows == 1
    own = pl.DataFrame({"address": [{"street": "x"}], "registrations": [["rav"]]})
    assert answered(Question(ZURICH, (), {}), read_table(own)).rows == 1


@every_way
@pytest.mark.parametrize(
    "text", ["Dossier;amount;Art\n1;2;3\n", "Stand 2026\n\nx\n", "region\nO\n"]
)
def test_a_table_in_which_nothing_is_a_fact_is_refused(tmp_path: Path, way: Way, text: str):
    path = tmp_path / "table.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(iiz.UsageError) as refused:
        way.read(path)
    [finding] = refused.value.findings
    assert finding.code == "no-fact-column"
    heading = text.partition("\n")[0].replace(";", ", ")
    assert f"Found: {heading}" in remedy(finding, "en")
    assert ("amount → " in remedy(finding, "en")) == ("amount" in text)


def test_nested_and_dotted_rows_are_the_same_and_never_the_last_of_two():
    nested = [{"measure": {"amount": 100, "kind": "knots"}}]
    dotted = [{"measure.amount": 100, "measure.kind": "knots"}]
    assert read_table(nested).columns == read_table(dotted).columns
    both = iiz.simulate([*dotted, {**nested[0], "measure.amount": 7}], HARBOUR).portfolio
    assert [(bad.row, bad.finding.code) for bad in both.bad] == [(3, "broken-row")]
    assert both.rows.height == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"a": 1,}', "no JSON from character 9 on"),
        ("[1]", "no case but `[…]`; a case stands in braces on one line"),
        ('{"a": 1, "a": 2}', "`a` stands there twice"),
        ('{"a": {"b": 1}, "a.b": 2}', "`a.b` stands there twice"),
        ('{"a": NaN}', "`NaN` is no number"),
        ('{"a": ' + "9" * 5_000 + "}", "`" + "9" * 60 + "…` is no number"),
        ('{"a": "\\ud800"}', "half a character"),
        ('{"a":' * 100_000, "nested too deeply"),
    ],
)
def test_why_a_line_is_no_case_is_said_in_words(tmp_path: Path, line: str, reason: str):
    path = tmp_path / "t.ndjson"
    path.write_text(f'{{"person.age": 44}}\n{line}\n', "utf-8")
    table = read_table(path)
    assert list(table.columns) == ["person.age"]
    [finding] = table.findings
    assert message(finding, "en") == f"this row cannot be read: {reason}"


def test_accents_of_headings_and_labels_may_be_written_apart():
    heading = normalize("NFD", "Âge")
    assert meant(heading) == {heading: "person.age"}
    cases = [{"person.residence.canton": normalize("NFD", "Zürich"), "Alter": 44}]
    assert answered(Question(ZURICH, (), {}), read_table(cases)).rows == 1


@pytest.mark.parametrize("kind", [float, "Int64", object])
def test_what_pandas_has_no_value_for_is_not_known(kind: Any):
    pandas = pytest.importorskip("pandas")
    ages = pandas.Series([44, None], dtype=kind)
    table = read_table(pandas.DataFrame({"person.age": ages}))
    assert table.columns["person.age"] == [44, None]


def test_columns_that_need_each_other_are_told_at_the_table():
    for row, code in [
        ({"registrations": ["rav"], "registrations.rav": True}, "column-twice"),
        ({"registrations.rav": True}, "member-columns"),
        ({"cost.amount.at_least": 1}, "one-bound"),
        ({"cost.amount": 1, "cost.amount.rappen": 100}, "column-twice"),
    ]:
        with pytest.raises(UsageError) as refused:
            answered(Question(ZURICH, (), {}), read_table([row], "t.csv"))
        assert {(code, "t.csv")} <= {
            (finding.code, finding.place.source.name) for finding in refused.value.findings
        }


def test_a_cell_that_is_no_value_is_shown_as_people_write_it():
    frame = pl.DataFrame(
        {"registrations": pl.Series([["rav", "rav"]], dtype=pl.Array(pl.String, 2))}
    )
    [finding] = answered(Question(ZURICH, (), {}), read_table(frame)).findings
    assert finding.words["got"] == "rav|rav"


words = st.text("abeÄß.", max_size=9)


@given(words, st.lists(words, max_size=12), st.sampled_from([0.5, 0.6, 0.8]))
@settings(max_examples=200, deadline=None)
def test_the_name_that_was_meant_is_the_one_that_python_finds_among_all(
    word: str, known: list[str], alike: float
):
    by_case = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold(), [*by_case], n=1, cutoff=alike)
    assert near(word, known, alike) == (by_case[found[0]] if found else "")


def test_of_many_headings_most_names_are_not_compared():
    known = [*slots(ZURICH.program)]
    spelt, names = Spelt(known), [f"messwert_{number}_quartal" for number in range(300)]
    started = process_time()
    assert not any(near(name, spelt, 0.8) for name in names)
    sifted = process_time()
    assert not any(get_close_matches(name, known, 1, 0.8) for name in names)
    assert 3 * (sifted - started) < process_time() - sifted
