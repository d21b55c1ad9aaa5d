"""A trace as text, page, table and data: complete, escaped, and right for who opens it."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import get_args

import pytest
from jsonschema import Draft202012Validator

from iiz_rules.language.program.rules import Kind
from iiz_rules.render.data.trace_table import COLUMNS, trace_sheet
from iiz_rules.render.html.trace import trace_page
from iiz_rules.render.text.layout import USUAL, Paper
from iiz_rules.render.text.trace import gaps_text, trace_text
from iiz_rules.schemas import SCHEMAS
from iiz_rules.tables.plain import harmless
from iiz_rules.testing.trace.branches import coverage
from iiz_rules.testing.trace.form import trace_data
from iiz_rules.words.say import texts
from iiz_rules.words.text import LANGUAGES, Language
from tests.trace.berg import berg
from tests.trace.test_matrix import traced

CLAUSES = [f"XX-{n}" for n in range(1, 9)]
VOID = {"meta", "br", "hr", "img", "link"}


class Reader(HTMLParser):
    """Reads a page as a browser does: balance, anchors, links, text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.text: list[str] = []
        self.language: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.ids += [str(given["id"])] if "id" in given else []
        self.links += [str(given["href"])] if "href" in given else []
        self.language = self.language or given.get("lang")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def words(language: Language) -> str:
    return trace_text(traced(), Paper(language))


# -------------------------------------------------------------------------------------- text


def test_the_text_says_of_each_clause_how_it_stands():
    lines = [line.split() for line in words("de").splitlines() if re.match("  [✓?✗–] XX-", line)]
    assert {clause: mark for mark, clause, *_ in lines} == dict(
        zip(CLAUSES, "✓✓–✓✓✓?✗", strict=True)
    )


def test_the_text_groups_by_section_and_ends_in_the_sums():
    text = words("en").replace("\u00a0", " ")
    first, second = text.index("1 Zugang\n"), text.index("2 Ablauf\n")
    assert first < text.index("XX-1 ") < second < text.index("XX-4 ")
    closing = " ".join(text.split("\n\n")[-1].split())
    assert closing == (
        "Of 7 executable clauses, tested rules carry out 4 wholly and 1 in part; "
        "of the 1 others 1 have a reason. "
        "13 of 25 rules, criteria, terms and competences decide in a case (52%). "
        "Cases with the answers expected: 6; others, which do not count here: 0."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_the_text_is_too_long(language: Language):
    assert max(map(len, words(language).splitlines())) <= USUAL


def test_the_text_says_what_tests_nothing():
    assert "Pflicht «Rest» (kein Fall)" in " ".join(words("de").split())


# -------------------------------------------------------------------------------------- page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole(language: Language):
    page = Reader(trace_page(traced(), language))
    assert page.open == []
    assert page.language == language
    assert len(page.ids) == len(set(page.ids))


def test_every_link_of_the_page_leads_somewhere_in_it():
    page = Reader(trace_page(traced(), "de"))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert {*CLAUSES, "rule:eligibility/resident", "term:urgent", "case-1"} <= set(page.ids)


def test_the_page_loads_and_runs_nothing():
    text = trace_page(traced(), "de")
    page = Reader(text)
    assert page.tags & {"script", "link", "img", "iframe", "object", "form"} == set()
    assert all(link.startswith("#") for link in page.links)
    assert "url(" not in text
    assert "@import" not in text


def test_texts_of_the_canton_are_escaped():
    text = trace_page(traced(), "de")
    assert "Wer hier wohnt, &lt;hat&gt; Zugang." in text
    assert "<hat>" not in text


# ------------------------------------------------------------------------------------- table


def rows(language: Language = "de") -> list[list[str]]:
    text = trace_sheet(traced(), language)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_the_table_has_a_row_for_each_clause_and_what_cites_it():
    head, *body = rows()
    assert (len(head), head[0], head[-1]) == (len(COLUMNS), "Ziffer", "Fälle")
    assert {len(row) for row in body} == {len(COLUMNS)}
    assert list(dict.fromkeys(row[0] for row in body)) == CLAUSES
    assert next(row for row in body if row[0] == "XX-8")[6:] == [""] * 6


def test_lines_of_the_table_end_as_excel_wants():
    assert trace_sheet(traced(), "fr").count("\r\n") == len(rows("fr"))


def test_no_cell_of_the_table_is_a_formula():
    says = next(row[2] for row in rows() if row[0] == "XX-2")
    assert says == "'=Hinweise genügen."
    assert not any(cell[:1] in tuple("=+-@\t\r") for row in rows() for cell in row if cell)


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@A1", "\t=1", "\r=1", " =1"])
def test_what_looks_like_a_formula_is_made_harmless(cell: str):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "1", "a=b", "– nichts", "'x"])
def test_other_cells_stay(cell: str):
    assert harmless(cell) == cell


# -------------------------------------------------------------------------------------- data


def test_the_data_is_as_its_schema_says():
    data = json.loads(json.dumps(trace_data(traced())))
    Draft202012Validator(SCHEMAS["trace"]()).validate(data)
    assert data["sums"]["full"] == {"n": 4, "of": 5}
    first = data["clauses"][0]
    assert first["rules"][0] == "rule:eligibility"
    assert first["mentions"] == [{"kind": "interpretation", "id": "A-XX-01"}]
    names = {one["name"] for one in data["rules"]}
    assert all(name in names for clause in data["clauses"] for name in clause["rules"])
    files = {one["file"] for one in data["cases"]}
    assert all(case in files for rule in data["rules"] for case in rule["cases"])


# ---------------------------------------------------------------------------------- coverage


def test_coverage_names_what_never_decides_and_never_happens():
    run = berg()
    assert run.program
    text = gaps_text(coverage(run.program, run), Paper("de"))
    assert "  Pflicht «Rest» · escalation.yaml:40\n" in text
    assert "  Kriterium «Nötig» (Rest): erfüllt, nicht erfüllt, offen\n" in text
    assert "  A-XX-01: angenommen\n" in text
    assert "  Pflicht «Bericht»: Amt\n" in text
    assert "  Schritt «Erster Schritt»: nicht erledigt, offen, ob erledigt\n" in text


def test_every_kind_of_rule_has_a_word():
    kinds = {*get_args(Kind), "criterion", "term"}
    assert {f"trace.kind.{kind}" for kind in kinds} <= texts("trace").keys()
