"""Every page as people use it: in Chromium, on a desk, a tablet, a phone, in the dark, with axe."""

from pathlib import Path

import pytest

import iiz_rules as iiz
from iiz_rules.portfolio.simulate import Simulation
from iiz_rules.words.text import Language
from tests.browser import VIOLATIONS, Browser
from tests.effort import LANDING
from tests.funding.canton import Report, harbour
from tests.funding.test_record import NO, TIE, advance, taken

EXAMPLES = Path(__file__).parents[2] / "examples"
WAYS: tuple[tuple[Language, int, bool], ...] = (
    ("de", 1280, True),
    ("de", 390, False),
    ("fr", 820, False),
)
"""in which languages, at which widths, and whether in the dark"""


def ways(page: int, language: Language) -> list[tuple[int, bool]]:
    """All ways in a language before it lands; while somebody works each page has one in turn."""
    seen = WAYS if LANDING else [WAYS[page % len(WAYS)]]
    return [(width, dark) for spoken, width, dark in seen if spoken == language]


CUT = """[...document.querySelectorAll('.wide')]
  .filter(one => one.scrollWidth > one.clientWidth).length"""
REACHED = "document.activeElement === document.body"


@pytest.mark.parametrize("language", ["de", "fr"])
def test_every_page_can_be_used_by_all(
    browser: Browser,
    axe: str,
    example: Simulation,
    report: Report,
    tmp_path: Path,
    language: Language,
):
    zurich = iiz.load("zurich", "2026-04-01")
    case = {"person.residence.canton": "SG", "advice.question_raised": True}
    sitting = iiz.minutes([taken(), advance(), taken("F-3", NO), taken("F-4", TIE)], ["F-5"])
    rows = [{"id": "a", "measure.kind": "lamps", "measure.amount": 500, "measure.useful": True}]
    plain = {"id": "x", "label": {"de": "x", "fr": "x", "en": "x"}}
    compared = iiz.compare(rows, harbour(), plain, {**plain, "answers": {"yes_to": "none"}})
    billed = iiz.bill(EXAMPLES / "zuerich" / "kosten.csv", zurich)
    pages = {
        "report": report(language),
        "measure": example.funding("F-024").to_html(language, name="F-024"),
        "case": zurich.decide(case).to_html(language, name="C-1"),
        "decision": taken(voices=TIE).to_html(language),
        "minutes": sitting.to_html(language),
        "comparison": compared.to_html(language),
        "bills": billed.to_html(language),
        "bill": billed.documents["awa"].to_html(language),
    }
    for number, (name, html) in enumerate(pages.items()):
        page = tmp_path / f"{name}.html"
        page.write_text(html, "utf-8")
        for width, dark in ways(number, language):
            browser.open(page, width, dark=dark)
            told = (name, width, dark)
            assert browser.requests == [page.as_uri()], told
            assert browser.ask("document.documentElement.scrollWidth") <= width, told
            assert browser.ask(CUT) == 0, told
            browser.ask(f"{axe};true")
            assert browser.ask(VIOLATIONS) == [], told
        assert browser.ask(REACHED), "there is nothing to click, and nothing to be caught in"
