"""What measures are called that a text names: in a catalogue, in none, as somebody wrote them."""

import re
from datetime import date
from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.policy import Policy
from iiz_rules.portfolio.portfolio import evaluate
from iiz_rules.portfolio.scenario import Scenario, under
from iiz_rules.portfolio.simulate import Simulation
from iiz_rules.render.text.values import code_words
from iiz_rules.words.text import LANGUAGES
from tests.checks.canton import codes
from tests.funding.canton import Report, rewritten

KNOTS = "label: {de: Knotenkurs, fr: Cours de nœuds, en: Knots}"
LAMPS = "label: {de: Lampen putzen, fr: Nettoyage des lampes, en: Cleaning lamps}"


@pytest.fixture(scope="module")
def free(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """The harbour where any text may name a measure."""
    measure = "kind: measure.kind\n  unlisted: [{code: lamps, " + LAMPS + "}]"
    return rewritten(
        tmp_path_factory.mktemp("free"),
        {
            "facts": [("type: code, code_list: kinds", "type: text")],
            "catalogues/crafts": [("code: knots", f"code: knots, {KNOTS}")],
            "funding": [("kind: measure.kind", measure)],
        },
    )


def test_a_text_has_the_names_of_catalogues_and_of_what_stands_in_none(free: Policy):
    kind = free.program.facts["measure.kind"]
    assert {code: name["fr"] for code, name in kind.names.items()} == {
        "knots": "Cours de nœuds",
        "lamps": "Nettoyage des lampes",
    }
    assert code_words(kind, "knots", "de") == "Knotenkurs"


def test_what_nobody_named_stands_as_it_was_written(free: Policy):
    kind = free.program.facts["measure.kind"]
    assert [code_words(kind, "mein Projekt", language) for language in LANGUAGES] == [
        "«mein Projekt»",
        "« mein Projekt »",
        "“mein Projekt”",
    ]


def test_in_a_table_the_name_stands_for_the_code_as_it_does_for_one_of_a_list(free: Policy):
    rows = [{"measure.amount": 100, "measure.kind": kind} for kind in ("knots", "Knotenkurs")]
    rows = [{**row, "person.member": True} for row in rows]
    found = evaluate(under(free, Scenario()), rows, date(2024, 3, 1))
    assert found.rows["fact:measure.kind"].to_list() == ["knots", "knots"]
    assert found.sums["guild-pays"] == (16000, 16000)


def test_an_edition_says_of_which_measures_it_lacks_the_name(free: Policy):
    lacking = [one.words["code"] for one in free.findings if one.code == "measure-unnamed"]
    assert lacking == ["sails", "rowing"]


def test_a_list_of_codes_names_its_measures_itself():
    harbour = iiz.load(Path(__file__).parent / "harbour", "2024-03-01")
    assert not [one for one in harbour.findings if one.code == "measure-unnamed"]
    assert not harbour.program.facts["measure.kind"].names


def test_two_measures_of_a_catalogue_with_one_name_are_told():
    crafts = "id: crafts\nlabel: {de: B, fr: E, en: E}\nclauses: [XX-1]\n"
    crafts += "source: {label: {de: B, fr: E, en: E}}\nmeasures:\n"
    crafts += "".join(f"  - {{code: {code}, {KNOTS}}}\n" for code in ("knots", "ropes"))
    assert codes(**{"catalogues/crafts": crafts}) == ["label-twice"]


def test_no_kind_of_the_example_is_shown_by_its_code(example: Simulation, report: Report):
    kind = example.policy.program.facts["measure.kind"]
    in_the_table = {row["kind"] for row in example.agenda.frame.iter_rows(named=True)}
    assert in_the_table <= kind.names.keys()
    for language in ("de", "fr"):
        shown = re.sub(r"<[^>]*>", " ", report(language))
        coded = {code for code in in_the_table if re.search(rf"\b{code}\b", shown)}
        assert coded - {name[language] for name in kind.names.values()} == set()
        assert "motivationssemester" not in shown
