"""The report: one page by itself, in three languages, and its figures are those of the data."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.portfolio.simulate import Simulation
from iiz_rules.render.text.simulation import portfolio_sums
from iiz_rules.words.formats import francs, percent, round_francs
from iiz_rules.words.say import printed
from iiz_rules.words.text import LANGUAGES, Language
from tests.effort import sampled
from tests.funding.canton import Report, harbour

EXAMPLE = Path(__file__).parents[2] / "examples" / "beschaeftigungsfonds"
VALAIS = iiz.load("valais", "2026-01-01")
VOID = {"meta", "br"}


def test_what_the_fund_risks_shows_itself_in_one_line(example: Simulation):
    risk = example.risk
    assert risk is not None
    assert repr(risk) == f"<FundRisk with {len(risk.bars)} numbers tried at their limits>"


class Page(HTMLParser):
    """Checks that elements are closed, and keeps texts, pictures and addresses."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.texts: list[str] = []
        self.addresses: list[str] = []
        self.events: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]
        self.events += [name for name, _ in attrs if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.texts).replace("\u00a0", " ").replace("\u202f", " ")


def shown(words: str) -> str:
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize("language", sampled(LANGUAGES, 3))
def test_the_page_stands_by_itself(report: Report, language: Language):
    html = report(language)
    page = Page(html)
    assert "script" not in page.names
    assert (page.addresses, page.events) == ([], [])
    assert "default-src 'none'" in html
    assert "http" not in re.sub(r'http-equiv="Content-Security-Policy"', "", html)
    assert f'<html lang="{language}">' in html
    assert len(html) < 300_000


@pytest.mark.parametrize("language", sampled(LANGUAGES, 3))
def test_every_mark_of_the_four_pictures_is_told_in_words(
    example: Simulation, report: Report, language: Language
):
    html = report(language)
    for name in ("waterfall", "fan", "budget", "tornado"):
        assert shown(printed(f"funding.chart.{name}", language)) in shown(unescape(html))
    assert html.count("<svg") == 8
    told = unescape(" ".join(re.findall(r'aria-label="([^"]+)"', html)))
    labels = [one.label for one in portfolio_sums(example, language).parts]
    assert all(one in told for one in labels)
    assert example.risk is not None
    assert shown(percent(example.risk.findings.shortage.value)) in shown(told)
    assert 'id="' not in html, "two pictures of a page must not share a name"


def test_the_figures_are_those_of_the_data(example: Simulation, report: Report):
    page = Page(report("de"))
    found = portfolio_sums(example, "de")
    assert sum(one.low for one in found.parts) + found.left.high <= found.cost.low + found.opened
    for one in (*found.parts, found.left):
        assert francs(one.low) in page.text
        assert francs(one.high) in page.text
        assert shown(round_francs(one.high)) in page.text
    assert example.risk is not None
    for budget, share in example.risk.findings.budgets:
        assert francs(budget) in page.text
        assert shown(percent(share.value)) in page.text
    for total in example.totals("region")["rows"]:
        assert str(total) in page.text


def test_what_is_assumed_is_said(example: Simulation, report: Report):
    page = Page(report("de"))
    for text in ("ERFUNDENE ANGABEN", "entschieden ist damit nichts", "A-VS-09", "20260101"):
        assert text in page.text
    assert example.policy.program.digest in page.text
    html = report("de")
    assert '@top-center { content: "ERFUNDENE' in html, "on every printed page"
    assert "counter(page)" in html
    assert {one.reading.id for one in example.readings} >= {
        f"A-VS-{number:02}" for number in range(6, 15)
    }
    assert all(one.default for one in example.readings)


def test_nothing_of_a_table_becomes_markup(tmp_path: Path):
    nasty = "<script>alert(1)</script>"
    path = tmp_path / "p.csv"
    path.write_text(
        f'id;region;measure.amount;"{nasty}"\n"{nasty}";"{nasty}";100;x\nb;c;{nasty};x\n'
    )
    scenario = {
        "id": "x",
        "label": {"de": nasty, "fr": nasty, "en": nasty},
        "note": {"de": nasty, "fr": nasty, "en": nasty},
    }
    found = iiz.simulate(path, harbour(), scenario)
    for language in LANGUAGES:
        page = Page(found.to_html(language))
        assert "script" not in page.names
        assert nasty in page.text


@pytest.mark.usefixtures("undrawn")
def test_rows_left_out_are_listed_and_the_rest_counted():
    rows: list[dict[str, Any]] = [{"measure.amount": 100}, *[{"measure.amount": "x"}] * 250]
    found = iiz.simulate(rows, harbour(), None)
    page = Page(found.to_html("en"))
    assert "250 rows are left out and count nowhere" in page.text
    assert "and 50 more" in page.text
    assert found.risk is None
    assert "Who pays?" in page.text


@pytest.mark.usefixtures("undrawn")
def test_a_prudent_count_and_rows_too_late_are_said():
    rows = [
        {"measure.amount": 100, "measure.kind": "lamps", "person.resident": False},
        {"measure.amount": 100, "measure.kind": "lamps", "date": "2030-01-01"},
    ]
    scenario = {
        "id": "x",
        "label": {"de": "x", "fr": "x", "en": "x"},
        "fund": {"payer": "fund", "balance": 1000, "inflow": {"amount": 5, "every": "month"}},
        "risk": {"paths": 20, "months": 12, "open": {"measure.expected_payer": {"nobody": 1}}},
    }
    text = Page(iiz.simulate(rows, harbour(), scenario).to_html("en")).text
    assert "1 rows count with the most the fund might pay" in text
    assert "1 rows lie after the time looked at" in text


def test_the_example_is_as_large_as_it_says_and_without_faults(example: Simulation, report: Report):
    portfolio = example.portfolio
    assert (portfolio.total, portfolio.bad, portfolio.ignored) == (240, (), ())
    assert set(portfolio.rows["region"].unique()) == {"Oberwallis", "Valais central", "Bas-Valais"}
    assert all(one.invented for one in example.policy.program.catalogues)
    again = iiz.simulate(EXAMPLE / "portfolio.csv", VALAIS, EXAMPLE / "grundlage.yaml")
    assert again.to_html("de") == report("de"), "the same to the digit"
